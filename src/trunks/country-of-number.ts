import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { E164 } from './number.js';
import { isCountryCode } from './parse-country.js';
import type { CountryCode } from './trunk.js';

/**
 * The country of a DID. Several countries share a calling code (+1, +7, +44 and more) and number ranges move
 * between them, so a given country that shares the number's code is believed; otherwise the number decides, and
 * where it cannot (codes without a country, unassigned ranges) the given country stays.
 */
export function countryOfNumber(number: E164, given: CountryCode | null): CountryCode | null {
  const parsed = parsePhoneNumberFromString(number, { extract: false });
  if (parsed === undefined) return given;
  if (given !== null && callingCodeOf(given) === parsed.countryCallingCode) return given;
  const detected = parsed.country;
  return detected !== undefined && isCountryCode(detected) ? detected : given;
}

/** The calling code of a country without its `+`; null for territories without telephones, such as AQ. */
export function callingCodeOf(country: CountryCode): string | null {
  const code: string = country;
  return isSupportedCountry(code) ? getCountryCallingCode(code) : null;
}
