import { isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { callingCodeOf } from './country.js';
import type { E164, TrunkNumber } from './number.js';
import type { CallingFormat, CountryCode } from './trunk.js';

/**
 * Formats a called number as a carrier expects it: `+12025550123`, `12025550123`, or in `national` format the digits that are
 * dialled within the number's country. These include the trunk prefix if the country has one (`0741926265` in Romania,
 * `2025550123` in the United States).
 *
 * In `national` format, a call to another country needs that country's code, or it would reach a stranger at home. The number then
 * gets the international prefix of the trunk's country (`0044…` from Romania). It stays in E.164 if that prefix depends on a
 * carrier, as in Brazil.
 *
 * @param trunkCountry the country of the trunk; null means the country of the called number
 */
export function callingNumber(called: E164, format: CallingFormat, trunkCountry: CountryCode | null): string {
  if (format === '+e164') return called;
  if (format === 'e164') return called.slice(1);
  const number = parsePhoneNumberFromString(called, { extract: false });
  if (number === undefined) return called;
  if (trunkCountry !== null && callingCodeOf(trunkCountry) !== number.countryCallingCode) {
    return dialledAbroad(number, trunkCountry) ?? called;
  }
  return digitsOf(number.formatNational());
}

function dialledAbroad(number: PhoneNumber, fromCountry: string): string | null {
  if (!isSupportedCountry(fromCountry)) return null;
  // The library returns undefined if the prefix depends on a carrier, although its type says string.
  const dialled: string | undefined = number.format('IDD', { fromCountry });
  return dialled === undefined ? null : digitsOf(dialled);
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
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
