import { describe, expect, it } from 'vitest';
import { callingNumber, parseCountry, parseDid } from '../../../../src/domain/trunk/phone-number.js';
import type { CountryCode, E164 } from '../../../../src/domain/trunk/trunk.js';
import { acceptedValue } from '../parsing.js';

function did(text: string): E164 {
  const number = acceptedValue(parseDid(text));
  if (number.kind !== 'number') throw new Error('not a DID');
  return number.value;
}

function country(code: string): CountryCode {
  return acceptedValue(parseCountry(code));
}

describe('a called number', () => {
  it('a called number in +e164 is formatted with its plus', () => {
    expect(callingNumber(did('+12025550123'), '+e164', country('US'))).toBe('+12025550123');
  });

  it('a called number in e164 is formatted without its plus', () => {
    expect(callingNumber(did('+12025550123'), 'e164', country('US'))).toBe('12025550123');
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
    expect(callingNumber(did(number), 'national', country(code))).toBe(dialled);
    expect(callingNumber(did(number), 'national', null)).toBe(dialled);
  });

  it('a call in national format to another country with the same calling code is dialled like a national call', () => {
    expect(callingNumber(did('+14165551234'), 'national', country('US'))).toBe('4165551234');
  });

  it.each([
    ['RO', '+442079460000', '00442079460000'],
    ['US', '+40741926265', '01140741926265'],
    ['AU', '+12025550123', '001112025550123'],
    ['JP', '+12025550123', '01012025550123'],
    ['RU', '+12025550123', '81012025550123'],
    ['DE', '+390612345678', '00390612345678'],
  ])('a call in national format from %s to %s abroad is dialled %s', (code, number, dialled) => {
    expect(callingNumber(did(number), 'national', country(code))).toBe(dialled);
  });

  it.each(['BR', 'AQ'])(
    'a call from %s, which has no single international prefix, stays in E.164',
    (code) => {
      expect(callingNumber(did('+40741926265'), 'national', country(code))).toBe('+40741926265');
    },
  );
});
