import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import {
  parseDestinations,
  problemOfDestination,
} from '../../../../src/domain/trunk/numbers/destinations.js';
import {
  parseCountry,
  parseDid,
  parseE164,
  parseExtension,
} from '../../../../src/domain/trunk/numbers/phone-number.js';
import { acceptedValue, problemOf } from '../parsing.js';

/** The number and the settings of the trunk of a call, as its owner writes them. */
interface From {
  readonly number: string;
  readonly country?: string;
  readonly additional?: readonly string[];
}

/** The problem of a call over a trunk, under a policy as the operator writes it. */
function problem(called: string, from: From | string, policy = 'own'): string | null {
  const { number, country, additional = [] } = typeof from === 'string' ? { number: from } : from;
  const trunk = {
    number: acceptedValue(number.startsWith('+') ? parseDid(number) : parseExtension(number)),
    countryCode: country === undefined ? null : acceptedValue(parseCountry(country)),
    additionalNumbers: additional.map((each) => acceptedValue(parseE164(each))),
  };
  return problemOfDestination(
    acceptedValue(parseE164(called)),
    trunk,
    acceptedValue(parseDestinations(policy)),
  );
}

/** A number of each country from which tests call. */
const numbers = {
  CA: '+14165550123',
  DE: '+493012345678',
  FI: '+358912345678',
  FR: '+33123456789',
  GB: '+442071838750',
  JM: '+18765550123',
  KZ: '+77172580123',
  RU: '+74951234567',
  US: '+13105550123',
} as const;

describe('a call', () => {
  it.each([
    ['+13105550123', numbers.US],
    ['+14155551234', numbers.US],
    ['+18005551234', numbers.US],
    ['+18335551234', numbers.US],
    ['+12362345678', numbers.CA],
    ['+18005551234', numbers.CA],
    ['+18885551234', numbers.JM],
    ['+16585551234', numbers.JM],
    ['+17875551234', '+19392345678'],
    ['+18095551234', '+18495551234'],
    ['+447400123456', numbers.GB],
    ['+443457404404', numbers.GB],
    ['+448001111111', numbers.GB],
    ['+441189123456', numbers.GB],
    ['+448001111111', '+441534123456'],
    ['+49301234', numbers.DE],
    ['+4930123456789', numbers.DE],
    ['+491511234567', numbers.DE],
    ['+4915566123456', numbers.DE],
    ['+498001234567', numbers.DE],
    ['+4932212345678', numbers.DE],
    ['+33756781234', numbers.FR],
    ['+33939123456', numbers.FR],
    ['+33805123456', numbers.FR],
    ['+40741926265', '+40212345678'],
    ['+390612345678', '+390212345678'],
    ['+393921234567', '+390212345678'],
    ['+39800123456', '+390212345678'],
    ['+34711234567', '+34911234567'],
    ['+34911234567', '+34932123456'],
    ['+3197010123456', '+31201234567'],
    ['+31612345678', '+31201234567'],
    ['+4366012345678', '+4312345678'],
    ['+43113456789', '+4312345678'],
    ['+41791234567', '+41441234567'],
    ['+48911234567', '+48221234567'],
    ['+4790123456', '+4721234567'],
    ['+4530123456', '+4532123456'],
    ['+46701234567', '+4681234567'],
    ['+358401234567', numbers.FI],
    ['+77012345678', numbers.KZ],
    ['+79111234567', numbers.RU],
    ['+78001234567', numbers.KZ],
    ['+911123456789', '+912261234567'],
    ['+919112345678', '+912261234567'],
    ['+8615812345678', '+861012345678'],
    ['+8619912345678', '+861012345678'],
    ['+819012345678', '+81312345678'],
    ['+821012345678', '+8221234567'],
    ['+6281234567890', '+62218350123'],
    ['+6591234567', '+6561234567'],
    ['+85299123456', '+85221234567'],
    ['+61412345678', '+61212345678'],
    ['+611800123456', '+61212345678'],
    ['+64211234567', '+6432345678'],
    ['+5511961234567', '+551123456789'],
    ['+551128345678', '+551123456789'],
    ['+551932345678', '+551123456789'],
    ['+541123456789', '+5493511234567'],
    ['+525512345678', '+523312345678'],
    ['+573112345678', '+576012345678'],
    ['+254112123456', '+254202012345'],
    ['+254118123456', '+254202012345'],
    ['+27821234567', '+27211234567'],
    ['+2348031234567', '+2347031234567'],
    ['+2250701234567', '+2252712345678'],
    ['+201001234567', '+20234567890'],
    ['+966512345678', '+966112345678'],
    ['+971501234567', '+97142345678'],
    ['+972502345678', '+97221234567'],
    ['+905012345678', '+902123456789'],
    ['+380501234567', '+380442345678'],
  ])('a call to the ordinary number %s over a trunk with the number %s is allowed', (called, from) => {
    expect(problem(called, from)).toBeNull();
  });

  it('mobile numbers of every country may be called over a trunk of the same country', () => {
    const mobiles = getCountries().flatMap((each) => getExampleNumber(each, examples)?.number ?? []);
    expect(mobiles.length).toBeGreaterThan(200);
    expect(mobiles.filter((mobile) => problem(mobile, mobile) !== null)).toEqual([]);
  });

  it.each([
    '+912212345678',
    '+254131234567',
    '+2348601234567',
    '+34791234567',
    '+48401234567',
    '+351901234567',
    '+8614112345678',
    '+971591234567',
  ])('a call to %s is allowed although nobody knows the range of the number: it can be new', (called) => {
    expect(parsePhoneNumberFromString(called)?.isValid()).toBe(false);
    expect(problem(called, called)).toBeNull();
  });

  it.each([
    ['+18765551234', numbers.US, 'JM'],
    ['+40741926265', numbers.US, 'RO'],
    ['+447624123456', numbers.GB, 'IM'],
    ['+77012345678', numbers.RU, 'KZ'],
    ['+15551234567', numbers.US, 'an unknown country'],
    ['+78001234567', numbers.US, 'RU'],
    ['+13105550123', '+80012345678', 'US'],
  ])('a call to %s over the trunk %s is refused, because the number is in %s', (called, from, place) => {
    expect(problem(called, from)).toContain(place);
  });

  it.each([
    ['+18765551234', { number: '+14155551234', country: 'JM' }, 'JM'],
    ['+18095551234', { number: '+14155551234', country: 'DO' }, 'DO'],
    ['+18765551234', { number: '+18005551234', country: 'JM' }, 'JM'],
    ['+18765551234', { number: '+15551234567', country: 'JM' }, 'JM'],
    ['+77012345678', { number: numbers.RU, country: 'KZ' }, 'KZ'],
    ['+5351234567', { number: '1000', country: 'CU' }, 'CU'],
    ['+13105550123', { number: '1000', country: 'US' }, 'US'],
    ['+5351234567', { number: '+80012345678', country: 'CU' }, 'CU'],
  ])(
    'a call to %s over the trunk %j is refused: its owner cannot choose its country',
    (called, from, place) => {
      expect(problem(called, from)).toContain(`is in ${place}`);
      expect(problem(called, from, `own,${place}`)).toBeNull();
    },
  );

  it.each([
    [numbers.US, { number: numbers.CA, country: 'US' }],
    [numbers.CA, { number: numbers.CA, country: 'US' }],
    [numbers.US, { number: '+15551234567', country: 'US' }],
    [numbers.GB, { number: '+441534123456', country: 'GB' }],
  ])(
    'a call to %s over the trunk %j is allowed: the main country of its calling code may be stored',
    (called, from) => {
      expect(problem(called, from)).toBeNull();
    },
  );

  it('the countries of all numbers of a trunk are its own, also those of an extension', () => {
    const additional = [numbers.DE, numbers.FR];
    for (const number of ['1000', numbers.US]) {
      expect(problem('+491511234567', { number, additional })).toBeNull();
      expect(problem('+33756781234', { number, additional })).toBeNull();
      expect(problem('+40741926265', { number, additional })).toContain('RO');
    }
  });

  it('the stored country of a trunk is its own where organizations may take any number', () => {
    const trunk = {
      number: acceptedValue(parseExtension('1000')),
      countryCode: acceptedValue(parseCountry('DE')),
    };
    const called = acceptedValue(parseE164(numbers.DE));
    const policy = acceptedValue(parseDestinations('own'));

    expect(problemOfDestination(called, trunk, { ...policy, storedCountryCounts: true })).toBeNull();
    expect(problemOfDestination(called, trunk, policy)).toContain('is in DE');
  });

  it('a trunk whose numbers may not be those of the caller has no country of its own', () => {
    const called = acceptedValue(parseE164(numbers.DE));
    expect(problemOfDestination(called, null, acceptedValue(parseDestinations('own')))).toContain('DE');
    expect(problemOfDestination(called, null, acceptedValue(parseDestinations('own,DE')))).toBeNull();
  });

  it.each([
    ['+19005551234', numbers.US],
    ['+33899123456', numbers.FR],
    ['+447012345678', numbers.GB],
    ['+447640123456', numbers.GB],
    ['+979123456789', numbers.US],
  ])('a call to the premium-rate number %s is refused, also over the trunk %s', (called, from) => {
    for (const policy of ['own', 'own,satellite', 'all'])
      expect(problem(called, from, policy)).toContain('premium-rate');
    expect(problem(called, from, 'own,all,premium')).toBeNull();
  });

  it.each([
    ['+499001234567', '8'],
    ['+491377123456', '7'],
    ['+35860012345', '678'],
    ['+628091234567', '8'],
    ['+39892123', '456'],
  ])('a call to the premium-rate number %s is refused, also with the digits %s after it', (called, more) => {
    for (const policy of ['own,DE,FI,ID,IT', 'all']) {
      expect(problem(called, '1000', policy)).toContain('premium-rate');
      expect(problem(`${called}${more}`, '1000', policy)).toContain('premium-rate');
    }
    expect(problem(`${called}${more}`, '1000', 'all,premium')).toBeNull();
  });

  it.each([
    '+4911212',
    '+49112123456',
    '+4911833',
    '+39112345',
    '+39113456',
    '+39118000',
    '+19112345678',
    '+449991234',
  ])(
    'a call to %s is refused, because a network may read an emergency number and ignore the rest',
    (called) => {
      for (const policy of ['own', 'own,DE', 'all', 'all,premium,satellite'])
        expect(problem(called, called, policy)).toContain('emergency');
    },
  );

  it.each(['+881612345678', '+870773123456', '+882161234567', '+883510012345'])(
    'a call to the satellite or international network of %s is refused, also if all countries are allowed',
    (called) => {
      for (const policy of ['own', 'own,premium', 'all'])
        expect(problem(called, numbers.US, policy)).toContain('satellite');
      expect(problem(called, numbers.US, 'own,satellite')).toBeNull();
    },
  );

  it('a call is allowed to the countries that the operator names', () => {
    expect(problem('+40741926265', numbers.US, 'own, ro')).toBeNull();
    expect(problem('+33145678901', numbers.US, 'own, ro')).toContain('FR');
    expect(problem('+13105550123', numbers.US, 'RO')).toContain('US');
    expect(problem('+15551234567', '1000', 'all')).toBeNull();
  });

  it.each(['', 'own,', 'everywhere', 'UK', '+1'])('the destinations %j are refused', (text) => {
    problemOf(parseDestinations(text));
  });
});
