import { describe, expect, it } from 'vitest';
import {
  countryOfNumber,
  parseCountry,
  parseDid,
} from '../../../../src/domain/trunk/numbers/phone-number.js';
import { acceptedValue, problemOf } from '../parsing.js';

describe('a country code', () => {
  it.each([
    ['US', 'US'],
    ['gb', 'GB'],
    ['De', 'DE'],
    ['AQ', 'AQ'],
    ['XK', 'XK'],
    ['ac', 'AC'],
    ['TA', 'TA'],
  ])('the country code %s is read as %s', (text, code) => {
    expect(acceptedValue(parseCountry(text))).toBe(code);
  });

  it.each(['UK', 'uk'])('the country code %s is refused with a hint at GB', (text) => {
    expect(problemOf(parseCountry(text))).toContain('GB, not UK');
  });

  it.each(['', 'U', 'USA', 'XX', 'ZZ', 'EU', 'US-CA', ' US', 'US ', '49', 'ßß', 'ıo'])(
    'a country code %j is refused',
    (text) => {
      expect(problemOf(parseCountry(text))).toContain('ISO 3166-1 alpha-2');
    },
  );
});

describe('the country of a number', () => {
  it.each([
    ['a code of one country decides', '+40741926265', 'US', 'RO'],
    ['a code of one country decides without a given country', '+40741926265', null, 'RO'],
    ['a shared code and a country that shares it: the given one', '+14165551234', 'US', 'US'],
    ['a shared code and a country that shares it: the given one', '+447911123456', 'GB', 'GB'],
    ['a shared code and a country that shares it: the given one', '+77011234567', 'RU', 'RU'],
    ['a shared code and a stranger: the number decides', '+14165551234', 'DE', 'CA'],
    ['a shared code and no given country: the number decides', '+79161234567', null, 'RU'],
    ['an unassigned range keeps the given country', '+15551234567', 'DE', 'DE'],
    ['an unassigned range without a given country has none', '+15551234567', null, null],
    ['a code of no country keeps the given one', '+80012345678', 'FR', 'FR'],
    ['a country without a code in ISO 3166: the number decides', '+38344123456', 'AL', 'XK'],
    ['a country without a code in ISO 3166 and no given country', '+38344123456', null, 'XK'],
    ['a country without a code in ISO 3166: the number decides', '+24740123', 'GB', 'AC'],
    ['a country without a code in ISO 3166: the number decides', '+2908999', 'GB', 'TA'],
    ['a given country without telephones does not matter', '+40741926265', 'AQ', 'RO'],
  ])('the country of a number is right with %s', (_what, text, given, expected) => {
    const number = acceptedValue(parseDid(text));
    const country = given === null ? null : acceptedValue(parseCountry(given));
    expect(number.kind === 'number' && countryOfNumber(number.value, country)).toBe(expected);
  });
});
