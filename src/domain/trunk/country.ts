import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { accepted, type Parsed, refused, type TextForm } from '../values.js';
import type { E164 } from './number.js';
import type { CountryCode } from './trunk.js';

/** Every code that ISO 3166-1 assigns. User-assigned codes such as XK are not included. */
const assignedCodes: ReadonlySet<string> = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW ' +
    'BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI ' +
    'FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN ' +
    'IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME ' +
    'MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF ' +
    'PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV ' +
    'SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE ' +
    'YT ZA ZM ZW'
  ).split(' '),
);

/** Describes a country code. */
export const countryForm = {
  description:
    'An assigned ISO 3166-1 alpha-2 code. If the number itself has a country, that country is stored instead.',
  pattern: '^[A-Za-z]{2}$',
  format: 'country-code',
  examples: ['US'],
} as const satisfies TextForm;

/** Tells whether a text is an assigned ISO 3166-1 alpha-2 code in upper case. */
function isCountryCode(text: string): text is CountryCode {
  return assignedCodes.has(text);
}

/** Reads an ISO 3166-1 alpha-2 code in either case. */
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
export function callingCodeOf(country: CountryCode): string | null {
  const code: string = country;
  return isSupportedCountry(code) ? getCountryCallingCode(code) : null;
}
