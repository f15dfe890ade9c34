import type { IncomingHttpHeaders } from 'node:http';
import type { Reading } from './fields.js';

const shape = /^[\x20-\x7e]{1,255}$/;

/** The request header that makes a retry harmless. */
export const idempotencyHeader = 'Idempotency-Key';

/** Reads the `Idempotency-Key` header; null when there is none. A bad one is reported like a bad field. */
export function readIdempotencyKey(headers: IncomingHttpHeaders): Reading<string | null> {
  const value = headers['idempotency-key'];
  if (value === undefined) return { ok: true, value: null };
  if (typeof value === 'string' && shape.test(value)) return { ok: true, value };
  const problem = `${idempotencyHeader} must have between 1 and 255 printable ASCII characters.`;
  return { ok: false, problems: { [idempotencyHeader]: [problem] } };
}
