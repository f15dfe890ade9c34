import {
  type CountryCode as DiallingCountry,
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import {
  callingNumber,
  type DialledFrom,
  otherForms,
} from '../../../../src/domain/trunk/numbers/dialling.js';
import { parseCountry, parseDid, parseExtension } from '../../../../src/domain/trunk/numbers/phone-number.js';
import type { E164 } from '../../../../src/domain/trunk/trunk.js';
import { acceptedValue } from '../parsing.js';

function did(text: string): E164 {
  const number = acceptedValue(parseDid(text));
  if (number.kind !== 'number') throw new Error('not a DID');
  return number.value;
}

function from(country: string | null, number: string = '1000'): DialledFrom {
  return {
    number: acceptedValue(number.startsWith('+') ? parseDid(number) : parseExtension(number)),
    countryCode: country === null ? null : acceptedValue(parseCountry(country)),
  };
}

function example(code: DiallingCountry): string {
  const number = getExampleNumber(code, examples);
  if (number === undefined) throw new Error(`no example for ${code}`);
  return number.number;
}

describe('a called number', () => {
  it('a called number in +e164 is formatted with its plus', () => {
    expect(callingNumber(did('+12025550123'), '+e164', from('US'))).toBe('+12025550123');
  });

  it('a called number in e164 is formatted without its plus', () => {
    expect(callingNumber(did('+12025550123'), 'e164', from('US'))).toBe('12025550123');
  });

  it.each([
    ['RO', '+40741926265', '0741926265'],
    ['US', '+12025550123', '2025550123'],
    ['US', '+15551234567', '5551234567'],
    ['CA', '+14165551234', '4165551234'],
    ['GB', '+442079460000', '02079460000'],
    ['DE', '+4915112345678', '015112345678'],
    ['FR', '+33123456789', '0123456789'],
    ['IT', '+390612345678', '0612345678'],
    ['IT', '+393123456789', '3123456789'],
    ['SM', '+3780549988512', '0549988512'],
    ['ES', '+34912345678', '912345678'],
    ['DK', '+4532123456', '32123456'],
    ['SE', '+46701234567', '0701234567'],
    ['IE', '+35312345678', '012345678'],
    ['HU', '+3612345678', '0612345678'],
    ['RU', '+79161234567', '89161234567'],
    ['JP', '+81312345678', '0312345678'],
    ['CN', '+8613912345678', '13912345678'],
    ['CN', '+861012345678', '01012345678'],
    ['IN', '+919812345678', '09812345678'],
    ['AU', '+61412345678', '0412345678'],
    ['SG', '+6591234567', '91234567'],
    ['MX', '+525512345678', '5512345678'],
    ['AR', '+5491123456789', '0111523456789'],
    ['BR', '+5511961234567', '11961234567'],
    ['NG', '+2348012345678', '08012345678'],
    ['AE', '+97143123456', '043123456'],
  ])('a call in national format within %s to %s is dialled %s', (code, number, dialled) => {
    expect(callingNumber(did(number), 'national', from(code))).toBe(dialled);
    expect(callingNumber(did(number), 'national', from(null, number))).toBe(dialled);
  });

  it('a call in national format to another country with the same calling code is dialled like a national call', () => {
    expect(callingNumber(did('+14165551234'), 'national', from('US'))).toBe('4165551234');
  });

  it.each([
    ['RO', '+442079460000', '00442079460000'],
    ['US', '+40741926265', '01140741926265'],
    ['AU', '+12025550123', '001112025550123'],
    ['JP', '+12025550123', '01012025550123'],
    ['RU', '+12025550123', '81012025550123'],
    ['DE', '+390612345678', '00390612345678'],
  ])('a call in national format from %s to %s abroad is dialled %s', (code, number, dialled) => {
    expect(callingNumber(did(number), 'national', from(code))).toBe(dialled);
  });

  it.each([
    ['an unassigned range', '+15551234567', '+442071838750', '011442071838750'],
    ['an unassigned range', '+15551234567', '+80050001001', '01180050001001'],
    ['a German number', '+493012345670', '+442071838750', '00442071838750'],
    ['a German number', '+493012345670', '+493023456780', '03023456780'],
  ])(
    'a trunk without a country dials with the calling code of its own number: %s (%s) to %s',
    (_what, own, called, dialled) => {
      expect(callingNumber(did(called), 'national', from(null, own))).toBe(dialled);
    },
  );

  it.each([
    ['+38344123456', 'AL', '+355672123456', '00355672123456'],
    ['+38344123456', 'AL', '+38344765432', '044765432'],
    ['+15551234567', 'DE', '+493012345670', '011493012345670'],
    ['+15551234567', 'DE', '+12025550123', '2025550123'],
  ])(
    'the number %s dials in its own country also when %s is stored: %s as %s',
    (own, stored, called, dialled) => {
      expect(callingNumber(did(called), 'national', from(stored, own))).toBe(dialled);
    },
  );

  it.each([
    ['+80050001001', '0080050001001'],
    ['+80850001001', '0080850001001'],
    ['+870773111632', '00870773111632'],
    ['+878101234567890', '00878101234567890'],
    ['+881612345678', '00881612345678'],
    ['+88213123456', '0088213123456'],
    ['+883510012345', '00883510012345'],
    ['+979123456789', '00979123456789'],
  ])('the number %s, which belongs to no country, keeps its code', (called, dialled) => {
    expect(callingNumber(did(called), 'national', from('DE'))).toBe(dialled);
    expect(callingNumber(did(called), 'national', from('DE', called))).toBe(dialled);
    expect(callingNumber(did(called), 'national', from(null, called))).toBe(called);
  });

  it.each(['BR', 'AQ', null])(
    'a call abroad from an extension in %s, where no prefix is certain, stays in E.164',
    (code) => {
      expect(callingNumber(did('+40741926265'), 'national', from(code))).toBe('+40741926265');
    },
  );

  it.each(getCountries())(
    'a number of %s is dialled so that it rings there, at home and abroad',
    (called) => {
      const number = did(example(called));
      const code = getCountryCallingCode(called);
      const misdialled = homesFor(called).filter((home) => {
        const dialled = callingNumber(number, 'national', from(null, example(home)));
        const readAgain = parsePhoneNumberFromString(dialled, { defaultCountry: home, extract: false });
        const keepsCode = getCountryCallingCode(home) === code || dialled.endsWith(number.slice(1));
        return readAgain?.number !== number || !keepsCode;
      });
      expect(misdialled).toEqual([]);
    },
  );
});

/** The country itself and a tenth of all others, another tenth for every country: all pairs would take a minute. */
function homesFor(called: DiallingCountry): DiallingCountry[] {
  const countries = getCountries();
  const at = countries.indexOf(called);
  return countries.filter((home, index) => home === called || (index + at) % 10 === 0);
}

describe('the other forms of a number', () => {
  it.each([
    ['+493012345670', ['03012345670', '00493012345670']],
    ['+15551234567', ['5551234567', '0015551234567']],
    ['+390612345678', ['0612345678', '00390612345678']],
    ['+38344123456', ['044123456', '0038344123456']],
    ['+80050001001', ['0080050001001']],
  ])('a carrier may send %s as %j', (number, forms) => {
    expect(otherForms(from(null, number), true)).toEqual({ otherForms: forms });
  });

  it('a trunk that accepts none has none', () => {
    expect(otherForms(from(null, '+493012345670'), false)).toEqual({});
  });

  it('an extension has none', () => {
    expect(otherForms(from(null), true)).toEqual({});
  });
});
