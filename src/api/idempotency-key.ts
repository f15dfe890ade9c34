import type { IncomingHttpHeaders } from 'node:http';
import type { TextForm } from '../trunks/text-form.js';
import type { Reading } from './fields.js';
import type { DescribedParameter } from './openapi/endpoint.js';

const shape = /^[\x20-\x7e]{1,255}$/;

/** What a key looks like; HTTP takes spaces off its ends. */
export const idempotencyKeyForm = {
  pattern: '^[!-~]([ -~]*[!-~])?$',
  maxLength: 255,
  examples: ['9f1c6c1e-6a43-4f0e-8f55-6a4a7f9d1c02'],
} as const satisfies TextForm;

/** The request header that makes a retry harmless. */
export const idempotencyHeader = 'Idempotency-Key';

/** The header as it is described. */
export const idempotencyKeyParameter = {
  description:
    'Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. ' +
    'Kept as long as what it began is.',
  schema: { type: 'string', ...idempotencyKeyForm },
} as const satisfies DescribedParameter;

/** Reads the `Idempotency-Key` header; null when there is none. A bad one is reported like a bad field. */
export function readIdempotencyKey(headers: IncomingHttpHeaders): Reading<string | null> {
  const value = headers['idempotency-key'];
  if (value === undefined) return { ok: true, value: null };
  if (typeof value === 'string' && shape.test(value)) return { ok: true, value };
  const problem = `${idempotencyHeader} must have between 1 and 255 printable ASCII characters.`;
  return { ok: false, problems: { [idempotencyHeader]: [problem] } };
}
