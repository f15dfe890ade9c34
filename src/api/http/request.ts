import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import express, { type Request, type Response } from 'express';
import { z } from 'zod';
import { accepted, refused, type TextForm } from '../../domain/values.js';
import { RequestProblem, type RequestProblemCode } from '../errors/request-problem.js';
import type { ApiAnswer, DescribedParameter } from './endpoint.js';
import { oneWordOf, optionalText, type Reading, type Rule, readBody } from './fields.js';

/** The largest body, and the error of a larger one. */
interface BodyLimit {
  /** Counted after decompression, so that it stops a gzip bomb as well. */
  readonly bytes: number;
  readonly problem: RequestProblemCode;
}

/** Reads a body as text. */
export type ReadText = (request: Request, response: Response) => Promise<string>;

/**
 * Makes the reader of bodies up to a size, whatever their Content-Type says.
 * The reader throws {@link RequestProblem} for a body that is too large, has an unknown compression or is not UTF-8.
 */
export function createTextReader(limit: BodyLimit): ReadText {
  const readRaw = express.raw({ type: () => true, limit: limit.bytes });
  return async (request, response) => {
    refuseOtherCharsets(request);
    await new Promise<void>((resolve, reject) => {
      readRaw(request, response, (error?: unknown) =>
        error === undefined ? resolve() : reject(problemOfReading(error, limit)),
      );
    });
    const body: unknown = request.body;
    return Buffer.isBuffer(body) ? decode(body) : '';
  };
}

const readText = createTextReader({ bytes: 64 * 1024, problem: 'body_too_large' });

/**
 * Reads the body as JSON whatever its Content-Type says, because the published example sends JSON without one.
 * No body at all reads as an empty object, so that the answer names the missing fields.
 * @throws {RequestProblem} for a body that is too large, has an unknown compression, is not UTF-8 or not JSON.
 */
export async function readJsonBody(request: Request, response: Response): Promise<unknown> {
  const text = await readText(request, response);
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RequestProblem('invalid_json', { cause });
  }
}

function refuseOtherCharsets(request: Request): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw new RequestProblem('unsupported_charset');
  }
}

function problemOfReading(error: unknown, limit: BodyLimit): RequestProblem {
  const status = error instanceof Error && 'status' in error ? error.status : 400;
  const codes: Readonly<Record<string, RequestProblemCode>> = {
    413: limit.problem,
    415: 'unsupported_content_encoding',
  };
  return new RequestProblem(codes[String(status)] ?? 'malformed_request', { cause: error });
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RequestProblem('invalid_utf8', { cause });
  }
}

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

/** The part of the `Prefer` header that Trunkline honours. */
export interface Preference {
  /** `respond-async`: an operation that goes on is answered at once, or after `wait`. */
  readonly respondAsync: boolean;
  /** The longest that the caller wants to wait, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** One preference of the list, with its quoted texts. */
const preference = /(?:[^,"]|"(?:[^"\\]|\\.)*")+/g;
/** The service waits less than an hour, so that longer waits mean the same. */
const longestWaitSeconds = 3_600;

/**
 * Reads the `Prefer` header (RFC 7240): `respond-async`, and `wait` in seconds. As the RFC says, the first of two equal
 * preferences counts, and what cannot be understood is ignored.
 */
export function readPreference(headers: IncomingHttpHeaders): Preference {
  const field = headers.prefer;
  const text = Array.isArray(field) ? field.join(',') : (field ?? '');
  const given = new Map<string, string>();
  for (const [part] of text.matchAll(preference)) {
    const [name = '', value = ''] = (part.split(';', 1)[0] ?? '').split('=', 2).map((word) => word.trim());
    if (!given.has(name.toLowerCase())) given.set(name.toLowerCase(), value.replace(/^"(.*)"$/, '$1'));
  }
  const respondAsync = given.has('respond-async');
  const wait = given.get('wait') ?? '';
  const seconds = /^\d{1,9}$/.test(wait) ? Math.min(Number(wait), longestWaitSeconds) : null;
  if (seconds === null) return { respondAsync, waitMs: respondAsync ? 0 : null };
  return { respondAsync, waitMs: seconds * 1_000 };
}

/** Adds to a 202, the answer of every operation that goes on, that the caller preferred it to a longer wait. */
export function withPreferenceApplied({ respondAsync }: Preference, answer: ApiAnswer): ApiAnswer {
  if (!respondAsync || answer.status !== 202) return answer;
  return { ...answer, headers: { ...answer.headers, 'Preference-Applied': 'respond-async' } };
}

/**
 * Reads the query of a request with a schema. When a parameter is given twice, the first one counts.
 * @param defaults the values of parameters that are left out.
 */
export function readQuery<T>(
  request: Pick<Request, 'url'>,
  schema: z.ZodType<T>,
  defaults: Readonly<Record<string, string>> = {},
): Reading<T> {
  const given = [...new URLSearchParams(textOf(request))].reverse();
  return readBody(schema, { ...defaults, ...Object.fromEntries(given) });
}

/** Makes the rule of a whole number from 1 up to a maximum, written in digits. */
export function wholeNumber(maximum: number): Rule<number> {
  return (text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
    return number >= 1 && number <= maximum
      ? accepted(number)
      : refused(`must be a whole number between 1 and ${maximum}`);
  };
}

const flags = ['true', 'false', '1', '0'] as const;

/** The parameter that keeps a trunk which is in use. */
export const ifUnusedParameter = {
  description:
    'Keeps a trunk that has an agent, for calls to its number or from it. `?if_unused` alone means true; an empty value ' +
    '(`?if_unused=`) counts as left out.',
  schema: { type: 'string', enum: flags },
  allowEmptyValue: true,
} as const satisfies DescribedParameter;

const ifUnusedSchema = z.object({ if_unused: optionalText('If unused', oneWordOf(flags)) });

/**
 * Reads whether a trunk that is in use must stay. The flag without a value (`?if_unused`) counts as set: to overlook it
 * would delete a trunk.
 */
export function readIfUnused(request: Pick<Request, 'url'>): Reading<boolean> {
  const first = textOf(request)
    .split('&')
    .find((parameter) => /^if_unused(=|$)/.test(parameter));
  if (first === 'if_unused') return { ok: true, value: true };
  const reading = readQuery(request, ifUnusedSchema);
  if (!reading.ok) return reading;
  return { ok: true, value: reading.value.if_unused === 'true' || reading.value.if_unused === '1' };
}

function textOf({ url }: Pick<Request, 'url'>): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start + 1);
}
