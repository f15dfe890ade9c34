import { describe, expect, it } from 'vitest';
import {
  parseDestinations,
  problemOfDestination,
} from '../../../../src/domain/trunk/numbers/destinations.js';
import { parseCountry, parseE164 } from '../../../../src/domain/trunk/numbers/phone-number.js';
import { acceptedValue, problemOf } from '../parsing.js';

/** The problem of a call over a trunk of that country, under a policy as the operator writes it. */
function problem(called: string, country: string | null, policy = 'own'): string | null {
  const own = country === null ? null : acceptedValue(parseCountry(country));
  return problemOfDestination(
    acceptedValue(parseE164(called)),
    own,
    acceptedValue(parseDestinations(policy)),
  );
}

describe('a call', () => {
  it.each([
    ['+13105550123', 'US'],
    ['+18005551234', 'US'],
    ['+40741926265', 'RO'],
    ['+77012345678', 'KZ'],
  ])('a call to %s over a trunk of %s stays in its country and is allowed', (called, country) => {
    expect(problem(called, country)).toBeNull();
  });

  it.each([
    ['+18765551234', 'US', 'JM'],
    ['+40741926265', 'US', 'RO'],
    ['+447624123456', 'GB', 'IM'],
    ['+77012345678', 'RU', 'KZ'],
    ['+15551234567', 'US', 'an unknown country'],
    ['+40741926265', null, 'RO'],
  ])('a call to %s over a trunk of %s is refused, because the number is in %s', (called, country, place) => {
    expect(problem(called, country)).toContain(place);
  });

  it.each([
    ['+19005551234', 'US'],
    ['+33899123456', 'FR'],
    ['+447012345678', 'GB'],
    ['+447640123456', 'GB'],
    ['+979123456789', 'US'],
  ])('a call to the premium-rate number %s is refused, also in its own country %s', (called, country) => {
    for (const policy of ['own', 'own,satellite', 'all'])
      expect(problem(called, country, policy)).toContain('premium-rate');
    expect(problem(called, country, 'own,all,premium')).toBeNull();
  });

  it.each(['+881612345678', '+870773123456', '+882161234567', '+883510012345'])(
    'a call to the satellite or international network of %s is refused, also if all countries are allowed',
    (called) => {
      for (const policy of ['own', 'own,premium', 'all'])
        expect(problem(called, 'US', policy)).toContain('satellite');
      expect(problem(called, 'US', 'own,satellite')).toBeNull();
    },
  );

  it('a call is allowed to the countries that the operator names', () => {
    expect(problem('+40741926265', 'US', 'own, ro')).toBeNull();
    expect(problem('+33145678901', 'US', 'own, ro')).toContain('FR');
    expect(problem('+13105550123', 'US', 'RO')).toContain('US');
    expect(problem('+15551234567', null, 'all')).toBeNull();
  });

  it.each(['', 'own,', 'everywhere', 'UK', '+1'])('the destinations %j are refused', (text) => {
    problemOf(parseDestinations(text));
  });
});
