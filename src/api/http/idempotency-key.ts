import type { IncomingMessage } from 'node:http';
import type { TextForm } from '../../domain/values.js';
import type { DescribedParameter } from './endpoint.js';
import type { Reading } from './fields.js';

/** In the IETF's draft the key is a string of RFC 8941, in quotes. */
const quoted = '"([ !#-\\[\\]-~]|\\\\["\\\\]){1,255}"';
/** A key without quotes; HTTP removes spaces at its ends. */
const bare = '[!#-~]([ -~]{0,253}[!-~])?';

/** The form of a key: as in the draft, or without the quotes. */
export const idempotencyKeyForm = {
  pattern: `^(${quoted}|${bare})$`,
  examples: ['"9f1c6c1e-6a43-4f0e-8f55-6a4a7f9d1c02"'],
} as const satisfies TextForm;

const shape = new RegExp(idempotencyKeyForm.pattern);

/** The request header that makes a retry harmless. */
export const idempotencyHeader = 'Idempotency-Key';

/** The description of the header. */
export const idempotencyKeyParameter = {
  description:
    'Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. ' +
    'Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII ' +
    'characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key.',
  schema: { type: 'string', ...idempotencyKeyForm },
} as const satisfies DescribedParameter;

/** Reads the `Idempotency-Key` header; null when there is none. An invalid one is reported like an invalid field. */
export function readIdempotencyKey({
  headersDistinct,
}: Pick<IncomingMessage, 'headersDistinct'>): Reading<string | null> {
  const [value, ...others] = headersDistinct['idempotency-key'] ?? [];
  if (value === undefined) return { ok: true, value: null };
  if (others.length > 0) return unusable('must be sent once');
  const isQuoted = value.startsWith('"');
  if (shape.test(value)) return { ok: true, value: isQuoted ? contentOf(value) : value };
  const problem = 'must have between 1 and 255 printable ASCII characters';
  return unusable(
    isQuoted ? `${problem}, and as it begins with a quote be a string as RFC 8941 has it` : problem,
  );
}

function contentOf(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(["\\])/g, '$1');
}

function unusable(problem: string): Reading<never> {
  return { ok: false, problems: { [idempotencyHeader]: [`${idempotencyHeader} ${problem}.`] } };
}
