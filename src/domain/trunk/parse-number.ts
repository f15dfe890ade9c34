import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { TextForm } from '../values.js';
import { accepted, type Parsed, refused } from '../values.js';
import type { E164, Extension, TrunkNumber } from './number.js';

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
