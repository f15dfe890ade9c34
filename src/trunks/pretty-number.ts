import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { TrunkNumber } from './number.js';

/**
 * Writes a number for people: `+1 (415) 555-1234` in the North American plan, whose brackets nobody leaves out at home, and
 * the international format elsewhere (`+49 30 123456`). Null for an extension, which is written as it is.
 */
export function prettyNumber(number: TrunkNumber): string | null {
  if (number.kind === 'extension') return null;
  const parsed = parsePhoneNumberFromString(number.value, { extract: false });
  if (parsed === undefined) return number.value;
  return parsed.countryCallingCode === '1' ? `+1 ${parsed.formatNational()}` : parsed.formatInternational();
}
