import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { accepted, type Parsed, refused } from '../../values.js';
import type { CountryCode, E164, TrunkSettings } from '../trunk.js';
import { callingNumber } from './dialling.js';
import { beginsWithEmergencyCode } from './emergency-codes.js';
import { callingCodeOf, parseCountry } from './phone-number.js';

/** The operator's rules for the numbers that trunks may call. */
export interface DestinationPolicy {
  /** Countries that every trunk may call; `all` also allows numbers whose country is not known. */
  readonly countries: readonly CountryCode[] | 'all';
  /** Whether each trunk may call the countries of its own numbers. */
  readonly own: boolean;
  /** Whether the stored country of a trunk is one of its own, too. Where organizations may take any number, they choose anyway. */
  readonly storedCountryCounts?: boolean;
  /** Whether numbers may be called for which the caller pays more than for a call. */
  readonly premium: boolean;
  /** Whether numbers may be called that belong to no country: satellite and international networks. */
  readonly satellite: boolean;
}

/** Kinds of numbers whose owner gets a share of what the caller pays, so that calls to them are a usual form of fraud. */
const premiumKinds: ReadonlySet<string | undefined> = new Set(['PREMIUM_RATE', 'PERSONAL_NUMBER', 'PAGER']);

/** The main country of each calling code that several countries share. The expensive destinations are among the others. */
const mainCountries: ReadonlySet<string> = new Set('AU CW FI GB GP IT MA NO RE RU SH US'.split(' '));

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

/** The part of a trunk that decides which countries are its own. */
export type CallsFrom = Pick<TrunkSettings, 'number' | 'additionalNumbers' | 'countryCode'>;

/**
 * Returns why a number must not be called over a trunk. The country is that of the number and not of its calling code, because
 * expensive destinations share +1 with the United States. Toll-free numbers are an exception: all countries of a calling code
 * share them.
 *
 * A number in a range that nobody knows can be new, so it is allowed like others. It can also be a shorter number with digits
 * after it, and a network that reads digit by digit connects to that. Therefore such a number is refused if it begins with a
 * premium-rate number, or if it is dialled like an emergency number. New ranges do not begin so, because networks must tell apart
 * what they give out.
 * @param from null for a trunk whose numbers are not known to be those of the caller: it has no own country
 * @returns a problem as in {@link Parsed}; null if the call is allowed
 */
export function problemOfDestination(
  called: E164,
  from: CallsFrom | null,
  policy: DestinationPolicy,
): string | null {
  const number = parsed(called);
  const isKnown = number?.isValid() === true;
  if (!isKnown && isDialledLikeEmergency(called, number)) {
    return 'is not a known number and begins with an emergency number, so it may not be called';
  }
  if (isPremium(number) || (!isKnown && shorterNumbers(called).some(isPremium))) {
    return policy.premium ? null : 'is a premium-rate, personal or pager number, which may not be called';
  }
  if (number?.isNonGeographic() === true) {
    return policy.satellite
      ? null
      : 'belongs to a satellite or international network, which may not be called';
  }
  if (policy.countries === 'all') return null;
  const own: readonly string[] = policy.own && from !== null ? ownCountries(from, policy) : [];
  const allowed: readonly string[] = [...policy.countries, ...own];
  const country = countryOf(number);
  if (country !== null && allowed.includes(country)) return null;
  const isTollFree = number?.getType() === 'TOLL_FREE';
  if (isTollFree && allowed.some((each) => callingCodeOf(each) === number.countryCallingCode)) return null;
  return `is in ${country ?? 'an unknown country'}, which this trunk may not call`;
}

/**
 * Returns the countries of the numbers of a trunk; an extension has none. Whoever sets the trunk up chooses the stored country, so
 * usually it counts only if it is the main one of those that share a number's calling code.
 */
function ownCountries(
  { number, additionalNumbers = [], countryCode }: CallsFrom,
  { storedCountryCounts = false }: DestinationPolicy,
): readonly string[] {
  const chosen = storedCountryCounts && countryCode !== null ? [countryCode] : [];
  const stored = countryCode !== null && mainCountries.has(countryCode) ? countryCode : null;
  const ofNumbers = [...(number.kind === 'number' ? [number.value] : []), ...additionalNumbers].flatMap(
    (value) => {
      const own = parsed(value);
      const isMain = stored !== null && callingCodeOf(stored) === own?.countryCallingCode;
      return [countryOf(own), isMain ? stored : null].filter((country) => country !== null);
    },
  );
  return [...chosen, ...ofNumbers];
}

/** A number in an unassigned range has a country only if no other country shares its calling code. */
function countryOf(number: PhoneNumber | undefined): string | null {
  if (number === undefined) return null;
  const [first, ...others] = number.getPossibleCountries();
  return number.country ?? (others.length === 0 ? (first ?? null) : null);
}

function isPremium(number: PhoneNumber | undefined): boolean {
  return premiumKinds.has(number?.getType());
}

/** Returns what is left of a number when digits are taken from its end. */
function shorterNumbers(called: E164): readonly (PhoneNumber | undefined)[] {
  return Array.from(called, (_, length) => parsed(called.slice(0, length)));
}

/** Tells whether a number begins with an emergency number when it is dialled in its own country. */
function isDialledLikeEmergency(called: E164, number: PhoneNumber | undefined): boolean {
  const atHome = { number: { kind: 'number', value: called }, countryCode: null } as const;
  const country = number?.country ?? number?.getPossibleCountries()[0] ?? null;
  return beginsWithEmergencyCode(callingNumber(called, 'national', atHome), country);
}

function parsed(text: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text, { extract: false });
}
