import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { accepted, type Parsed, refused } from '../../values.js';
import type { CountryCode, E164 } from '../trunk.js';
import { parseCountry } from './phone-number.js';

/** The operator's rules for the numbers that trunks may call. */
export interface DestinationPolicy {
  /** Countries that every trunk may call; `all` also allows numbers whose country is not known. */
  readonly countries: readonly CountryCode[] | 'all';
  /** Whether each trunk may call its own country. */
  readonly own: boolean;
  /** Whether numbers may be called for which the caller pays more than for a call. */
  readonly premium: boolean;
  /** Whether numbers may be called that belong to no country: satellite and international networks. */
  readonly satellite: boolean;
}

/** Kinds of numbers whose owner gets a share of what the caller pays, so that calls to them are a usual form of fraud. */
const premiumKinds: ReadonlySet<string | undefined> = new Set(['PREMIUM_RATE', 'PERSONAL_NUMBER', 'PAGER']);

/**
 * Reads the destinations that an operator allows: `own`, `all`, `premium`, `satellite` and codes of countries, separated by
 * commas.
 */
export function parseDestinations(text: string): Parsed<DestinationPolicy> {
  const words = text.split(',').map((word) => word.trim());
  const keywords = new Set(words.filter((word) => /^(own|all|premium|satellite)$/.test(word)));
  const codes = words.filter((word) => !keywords.has(word)).map(parseCountry);
  const countries = codes.flatMap((code) => (code.ok ? [code.value] : []));
  if (countries.length < codes.length) {
    return refused(
      'must be comma-separated words out of own, all, premium, satellite and country codes such as US',
    );
  }
  return accepted({
    countries: keywords.has('all') ? 'all' : countries,
    own: keywords.has('own'),
    premium: keywords.has('premium'),
    satellite: keywords.has('satellite'),
  });
}

/**
 * Returns why a number must not be called over a trunk. The country is that of the number and not of its calling code, because
 * expensive destinations share +1 with the United States.
 * @param own the country of the trunk; null if it has none
 * @returns a problem as in {@link Parsed}; null if the call is allowed
 */
export function problemOfDestination(
  called: E164,
  own: CountryCode | null,
  policy: DestinationPolicy,
): string | null {
  const number = parsePhoneNumberFromString(called, { extract: false });
  if (premiumKinds.has(number?.getType())) {
    return policy.premium ? null : 'is a premium-rate, personal or pager number, which may not be called';
  }
  if (number?.isNonGeographic() === true) {
    return policy.satellite
      ? null
      : 'belongs to a satellite or international network, which may not be called';
  }
  if (policy.countries === 'all') return null;
  const country: string | null = countryOf(number);
  const allowed: readonly (string | null)[] = [...policy.countries, ...(policy.own ? [own] : [])];
  if (country !== null && allowed.includes(country)) return null;
  return `is in ${country ?? 'an unknown country'}, which this trunk may not call`;
}

/** A number in an unassigned range has a country only if no other country shares its calling code. */
function countryOf(number: PhoneNumber | undefined): string | null {
  if (number === undefined) return null;
  const [first, ...others] = number.getPossibleCountries();
  return number.country ?? (others.length === 0 ? (first ?? null) : null);
}
