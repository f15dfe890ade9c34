import { accepted, invisibleRanges, type Parsed, refused } from '../../values.js';
import type { TextRule } from './setting-kinds.js';

/** Headers that say who calls, for whom and why. None of them holds credentials or decides where a call goes. */
const safeHeaders = [
  'P-Asserted-Identity',
  'P-Preferred-Identity',
  'P-Called-Party-ID',
  'Remote-Party-ID',
  'Privacy',
  'Diversion',
  'History-Info',
  'Call-Info',
  'Alert-Info',
  'User-to-User',
  'User-Agent',
  'Subject',
  'Priority',
  'Organization',
  'Reason',
] as const;

const headerPattern = `^([Xx]-[A-Za-z0-9_.-]{1,60}|${safeHeaders.join('|')})$`;

/**
 * Reads the name of a header. Only `X-` headers and safe ones are possible: others hold the answer to the digest challenge
 * (`Proxy-Authorization`), or decide where a call goes (`Route`).
 */
function parseHeader(text: string): Parsed<string> {
  const safe = safeHeaders.find((name) => name.toLowerCase() === text.toLowerCase());
  if (safe !== undefined) return accepted(safe);
  return /^x-[a-z0-9_.-]{1,60}$/i.test(text)
    ? accepted(text)
    : refused(`must begin with X- or be one of: ${safeHeaders.join(', ')}`);
}

/** The name of a header. */
export const headerName: TextRule = { parse: parseHeader, form: { pattern: headerPattern } };

const headerValuePattern = '^[!-~]([ -~]{0,253}[!-~])?$';

/** The value of a header. Other characters than printable ones would end the header, or are read differently by carriers. */
export const headerValue: TextRule = {
  parse: (text) =>
    new RegExp(headerValuePattern).test(text)
      ? accepted(text)
      : refused('must be 1 to 255 printable ASCII characters, without spaces at the ends'),
  form: { pattern: headerValuePattern },
};

const attributePattern = '^(?![Ss][Ii][Pp]\\.|[Ll][Kk]\\.)[A-Za-z0-9_.-]{1,64}$';

/** The name of an attribute of a participant. The names that LiveKit itself uses are refused: agents trust them. */
export const attributeName: TextRule = {
  parse: (text) =>
    new RegExp(attributePattern).test(text)
      ? accepted(text)
      : refused(
          'must be 1 to 64 characters out of A-Z, a-z, 0-9 and _ . -, and must not begin with sip. or lk.',
        ),
  form: { pattern: attributePattern },
};

/** The value of an attribute. */
export const attributeValue: TextRule = {
  parse: (text) =>
    text !== '' && [...text].length <= 255 && !/[\p{Cc}\p{Cs}]/u.test(text)
      ? accepted(text)
      : refused('must be 1 to 255 characters'),
  form: { pattern: `^[^${invisibleRanges}]*$`, minLength: 1, maxLength: 255 },
};

/** The headers in which a carrier may expect the number of a caller that the From header does not hold. */
export const identityHeaders = [
  'none',
  'P-Asserted-Identity',
  'P-Preferred-Identity',
  'Remote-Party-ID',
] as const;
