import {
  type CountryCode as DiallingCountry,
  getCountries,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { type Parsed, refused } from '../../values.js';
import type { CountryCode, TrunkNumber } from '../trunk.js';
import { parseDid, parseExtension } from './phone-number.js';

/** A number in E.164 has at least so many digits, so fewer are an extension. */
const fewestDigits = 7;

/** At most so many countries are tried and named for a number that does not say its country. */
const mostGuesses = 3;

/** Countries in whose national form numbers are tried first. Many countries would accept the same digits. */
const triedFirst: readonly DiallingCountry[] = ['US', 'GB', 'DE', 'FR'];

/**
 * Reads a number whose type nobody has stated. Only a number in E.164 begins with a plus. Seven digits or more without one are no
 * extension but a number that lost its plus, so they are refused with the form that was probably meant.
 * @param country the country of the number, if one is known.
 */
export function parseNumberOrExtension(text: string, country: CountryCode | null): Parsed<TrunkNumber> {
  if (text.startsWith('+')) return withProbableForm(parseDid(text), text, country);
  const extension = parseExtension(text);
  if (!isWrittenNumber(text)) return extension;
  return refused(
    `looks like a phone number without its plus: ${probableForm(text, country) ?? 'write it with + and the calling code of its country'}. ` +
      'An extension of so many digits needs sip_trunk_type "extension"',
  );
}

/** Reads a number that is known to be a DID. A text in another form is refused with the form that was probably meant. */
export function parseStatedDid(text: string, country: CountryCode | null = null): Parsed<TrunkNumber> {
  return withProbableForm(parseDid(text), text, country);
}

function withProbableForm(
  parsed: Parsed<TrunkNumber>,
  text: string,
  country: CountryCode | null,
): Parsed<TrunkNumber> {
  if (parsed.ok) return parsed;
  const probable = isWrittenNumber(text) ? probableForm(text, country) : null;
  const isSaid = probable === null || parsed.problem.endsWith(probable.replace('probably ', ' write '));
  return isSaid ? parsed : refused(`${parsed.problem}; ${probable}`);
}

function isWrittenNumber(text: string): boolean {
  const digits = digitsOf(text);
  return /^\d+$/.test(digits) && digits.length >= fewestDigits && digits.length <= '00'.length + 15;
}

/** Removes what people write between the digits of a number. */
function digitsOf(text: string): string {
  return text.replace(/^tel:/i, '').replace(/^\+|[\s()./-]/g, '');
}

/** Words the forms that a number probably has; null if no country has such a number. */
function probableForm(text: string, country: CountryCode | null): string | null {
  const guesses = guessesFor(digitsOf(text), country);
  return guesses.length === 0 ? null : `probably ${guesses.join(' or ')}`;
}

/** Returns the numbers that the digits may mean, the likeliest first, with the country if one had to be assumed. */
function guessesFor(digits: string, country: CountryCode | null): readonly string[] {
  const given: string | null = country;
  const known = given !== null && isSupportedCountry(given) ? given : null;
  const withoutPrefix = digits.replace(/^(?:00|011)/, '');
  const atHome = known === null ? null : existing(digits, known);
  if (atHome !== null && withoutPrefix === digits) return [atHome];
  const international = existing(`+${withoutPrefix}`);
  if (international !== null) return [international];
  const found = new Map<string, string>();
  for (const tried of [...triedFirst, ...getCountries()]) {
    const number = existing(digits, tried);
    if (number !== null && !found.has(number)) found.set(number, `${number} (${tried})`);
    if (found.size === mostGuesses) break;
  }
  return [...found.values()];
}

/** Returns the number that a text means in a country; null if there is none. Lists of assigned numbers leave out some +1 areas. */
function existing(text: string, defaultCountry: DiallingCountry = 'US'): string | null {
  const number = parsePhoneNumberFromString(text, { defaultCountry, extract: false });
  if (number === undefined) return null;
  return number.isValid() || /^\+1[2-9]\d{9}$/.test(number.number) ? number.number : null;
}
