import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { accepted, type Parsed, refused, type TextForm } from '../../values.js';
import type { CountryCode, E164, Extension, TrunkNumber } from '../trunk.js';

const e164Shape = /^\+[1-9]\d{6,14}$/;
const extensionShape = /^[A-Za-z0-9._*#-]{1,15}$/;

/** Describes a DID. */
export const didForm = {
  description: 'A number in E.164 format, with a length that exists in its country.',
  pattern: e164Shape.source,
  format: 'e164',
  examples: ['+15551234567'],
} as const satisfies TextForm;

/** Describes an extension. */
export const extensionForm = {
  description: 'An extension; it is kept, shown and sent exactly as it is written.',
  pattern: extensionShape.source,
  examples: ['1000'],
} as const satisfies TextForm;

/** Reads a DID. @see parseE164 for the rules. */
export function parseDid(text: string): Parsed<TrunkNumber> {
  const number = parseE164(text);
  return number.ok ? accepted({ kind: 'number', value: number.value }) : number;
}

/**
 * Reads a number in strict E.164 format, with a length that exists in its country. The range need not be assigned, because
 * assignments change faster than any list of them. A number that a phone would dial differently is refused, never corrected
 * silently.
 */
export function parseE164(text: string): Parsed<E164> {
  if (!e164Shape.test(text)) {
    return refused(
      'must be in E.164 format: a + and 7 to 15 digits that do not begin with 0, for example +14155551234',
    );
  }
  const number = parsePhoneNumberFromString(text, { extract: false });
  if (number === undefined) {
    return refused('must begin with + and the calling code of a country, for example +14155551234');
  }
  if (number.number !== text) {
    return refused(
      `must not contain a national prefix after the country's calling code: write ${number.number}`,
    );
  }
  if (!number.isPossible()) return refused('has too few or too many digits for its country');
  return accepted(text as E164);
}

/** Reads an extension. No character is added, removed or changed. */
export function parseExtension(text: string): Parsed<TrunkNumber> {
  if (text.startsWith('+')) {
    return refused(
      'must not begin with + when it is an extension; a number in E.164 format is of the type "number"',
    );
  }
  if (!extensionShape.test(text)) {
    return refused('must be an extension of 1 to 15 characters out of A-Z, a-z, 0-9 and . _ * # -');
  }
  return accepted({ kind: 'extension', value: text as Extension });
}

/**
 * Every code that ISO 3166-1 assigns, and the codes without assignment that have telephone numbers of their own: AC (Ascension), TA
 * (Tristan da Cunha) and XK (Kosovo). Without these, a number of such a country would get the country of a stranger.
 */
const countryCodes: ReadonlySet<string> = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW ' +
    'BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI ' +
    'FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN ' +
    'IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME ' +
    'MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF ' +
    'PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV ' +
    'SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE ' +
    'YT ZA ZM ZW ' +
    'AC TA XK'
  ).split(' '),
);

/** Describes a country code. */
export const countryForm = {
  description:
    'An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.',
  pattern: '^[A-Za-z]{2}$',
  format: 'country-code',
  examples: ['US'],
} as const satisfies TextForm;

/** Tells whether a text is the code of a country in upper case. */
function isCountryCode(text: string): text is CountryCode {
  return countryCodes.has(text);
}

/** Reads the code of a country in either case. */
export function parseCountry(text: string): Parsed<CountryCode> {
  const code = /^[A-Za-z]{2}$/.test(text) ? text.toUpperCase() : text;
  if (isCountryCode(code)) return accepted(code);
  if (code === 'UK') {
    return refused('must be an ISO 3166-1 alpha-2 code: the code of the United Kingdom is GB, not UK');
  }
  return refused('must be an ISO 3166-1 alpha-2 code of two letters, for example US, GB or DE');
}

/**
 * Returns the country of a DID. Several countries share a calling code (+1, +7, +44 and more), and number ranges move between
 * them. Therefore a given country with the number's calling code is kept. Otherwise the number decides. If the number has no
 * country (codes without a country, unassigned ranges), the given country is kept.
 */
export function countryOfNumber(number: E164, given: CountryCode | null): CountryCode | null {
  const parsed = parsePhoneNumberFromString(number, { extract: false });
  if (parsed === undefined) return given;
  if (given !== null && callingCodeOf(given) === parsed.countryCallingCode) return given;
  const detected = parsed.country;
  return detected !== undefined && isCountryCode(detected) ? detected : given;
}

/** Returns the calling code of a country without its `+`; null for territories without telephones, such as AQ. */
export function callingCodeOf(country: string): string | null {
  return isSupportedCountry(country) ? getCountryCallingCode(country) : null;
}

/**
 * Formats a number for people: `+1 (415) 555-1234` in the North American plan, where brackets are usual, and the international
 * format elsewhere (`+49 30 123456`). @returns null for an extension, which is shown as it is
 */
export function prettyNumber(number: TrunkNumber): string | null {
  if (number.kind === 'extension') return null;
  const parsed = parsePhoneNumberFromString(number.value, { extract: false });
  if (parsed === undefined) return number.value;
  return parsed.countryCallingCode === '1' ? `+1 ${parsed.formatNational()}` : parsed.formatInternational();
}

/** Returns the three digits after +1 in a number of the North American plan; null for every other number. */
export function areaCodeOf(number: TrunkNumber): number | null {
  const digits = number.kind === 'number' ? /^\+1(\d{3})\d{7}$/.exec(number.value)?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}
