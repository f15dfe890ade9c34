import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import express, { type Request, type Response } from 'express';
import type { Actor, Scope } from '../../domain/administration.js';
import type { RateLimits, RateState } from '../../domain/limits.js';
import { isWithin } from '../../domain/trunk/addresses.js';
import type { Cidr } from '../../domain/trunk/trunk.js';
import { type OrganizationId, Secret, type TextForm } from '../../domain/values.js';
import { RequestProblem, type RequestProblemCode } from '../errors/request-problem.js';
import { type DescribedParameter, retryAfter } from './endpoint.js';
import type { Reading } from './fields.js';
import type { Interleaving } from './flood-control.js';
import { DuplicateMemberError, parseJson } from './json.js';
import { mistakeIn } from './key-mistakes.js';
import { clientAddress, clientNetwork, limitKey, rateLimited } from './rate-limits.js';

/** The largest body, and the error of a larger one. */
export interface BodyLimit {
  /** Counted after decompression, so that it stops a gzip bomb as well. */
  readonly bytes: number;
  readonly problem: RequestProblemCode;
  /** The time within which the whole body must have arrived, in milliseconds. */
  readonly withinMs: number;
}

/** Reads a body as text. */
export type ReadText = (request: Request, response: Response) => Promise<string>;

/**
 * Makes the reader of bodies up to a size, whatever their Content-Type says.
 * The reader throws {@link RequestProblem} for a body that is too large or too slow, has an unknown compression or is not UTF-8.
 */
export function createTextReader(limit: BodyLimit): ReadText {
  const readRaw = express.raw({ type: () => true, limit: limit.bytes });
  return async (request, response) => {
    refuseOtherCharsets(request);
    await new Promise<void>((resolve, reject) => {
      const tooSlow = new RequestProblem('request_timeout', { headers: { Connection: 'close' } });
      const timer = setTimeout(() => reject(tooSlow), limit.withinMs);
      readRaw(request, response, (error?: unknown) => {
        clearTimeout(timer);
        if (error === undefined) resolve();
        else reject(problemOfReading(error, limit));
      });
    });
    const body: unknown = request.body;
    return Buffer.isBuffer(body) ? decode(body) : '';
  };
}

/** The largest body of a request that is no file, in bytes. */
export const largestBody = 64 * 1024;

const readText = createTextReader({ bytes: largestBody, problem: 'body_too_large', withinMs: 30_000 });

/**
 * Reads the body as JSON whatever its Content-Type says, because the published example sends JSON without one.
 * No body at all reads as an empty object, so that the answer names the missing fields.
 * @throws {RequestProblem} for a body that is too large, has an unknown compression, is not UTF-8 or not JSON.
 */
export async function readJsonBody(request: Request, response: Response): Promise<unknown> {
  const text = await readText(request, response);
  if (text === '') return {};
  try {
    return parseJson(text);
  } catch (cause) {
    const code = cause instanceof DuplicateMemberError ? 'duplicate_member' : 'invalid_json';
    throw new RequestProblem(code, { cause });
  }
}

/** @throws {RequestProblem} if the request names another charset than UTF-8. */
export function refuseOtherCharsets(request: Request): void {
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
  /** `handling=strict`: what cannot be used is refused. */
  readonly strict: boolean;
}

/** One preference of the list, with its quoted texts. */
const preference = /(?:[^,"]|"(?:[^"\\]|\\.)*")+/g;
/** The service waits less than an hour, so that longer waits mean the same. */
const longestWaitSeconds = 3_600;

/**
 * Reads the `Prefer` header (RFC 7240): `respond-async`, `wait` in seconds, and `handling`. As the RFC says, the first of two equal
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
  const strict = given.get('handling')?.toLowerCase() === 'strict';
  if (seconds === null) return { respondAsync, waitMs: respondAsync ? 0 : null, strict };
  return { respondAsync, waitMs: seconds * 1_000, strict };
}

/** The credentials of a request. Every path accepts both styles, and one key record serves both. */
export type Credentials =
  | { readonly style: 'bearer'; readonly secret: Secret }
  | { readonly style: 'pair'; readonly publicId: string; readonly secret: Secret };

/** The organisation behind a request, with its key and address. */
export interface Caller extends Actor {
  readonly id: OrganizationId;
  /** The agent that answers its calls unless a request names another one; null leaves it to LiveKit. */
  readonly agentName: string | null;
}

/** A key that exists and is neither revoked nor expired. */
export interface AuthenticatedKey {
  readonly publicId: string;
  readonly scopes: readonly Scope[];
  /** The networks from which the key is accepted; an empty list accepts every address. */
  readonly allowedAddresses: readonly Cidr[];
  /** Null for a key that belongs to no organisation. */
  readonly organization: (Omit<Caller, keyof Actor> & { readonly suspended: boolean }) | null;
}

/** The client has tried so many keys that are not valid that no unknown key of it is looked up now. */
export interface TooManyFailures {
  readonly failures: RateState;
}

/**
 * Finds the key of the credentials; null when there is none. The comparison takes constant time.
 * @param client the network of the client, whose failures are counted.
 */
export type Authenticate = (
  credentials: Credentials,
  client: string,
) => Promise<AuthenticatedKey | TooManyFailures | null>;

/** The dependencies of the check of a key. */
interface KeyCheck {
  readonly authenticate: Authenticate;
  readonly rateLimits: RateLimits;
  readonly interleaving: Pick<Interleaving, 'begin'>;
}

const bearer = /^Bearer +([\x21-\x7e]{1,512}) *$/i;
const keyPart = /^[\x21-\x7e]{1,512}$/;

/** Reads the credentials of a request; null when there are none or they cannot be read. A bearer token goes first. */
function readCredentials(headers: IncomingHttpHeaders): Credentials | null {
  const token = bearer.exec(headers.authorization ?? '')?.[1];
  if (token !== undefined) return { style: 'bearer', secret: new Secret(token) };
  const publicId = headers['x-api-key'];
  const secret = headers['x-api-secret'];
  if (typeof publicId !== 'string' || typeof secret !== 'string') return null;
  if (!keyPart.test(publicId) || !keyPart.test(secret)) return null;
  return { style: 'pair', publicId, secret: new Secret(secret) };
}

/**
 * Finds the organisation and the key behind a request, and checks that the key may be used for it.
 * @throws {RequestProblem} `unauthenticated` for a missing or unknown key, `address_not_allowed`, `no_organization` for a key
 * without an organisation, `organization_suspended`, `scope_missing`, `rate_limited`, and `keys_unavailable` while keys cannot be looked up.
 */
export async function callerOf(api: KeyCheck, request: Request, scope: Scope): Promise<Caller> {
  return callerWith(await keyOf(api, request), request, scope);
}

/** An operator. */
export interface Operator {
  readonly operator: Actor;
}

/**
 * Finds the organisation behind a request, or the operator.
 * @throws {RequestProblem} as {@link callerOf} does, except that the key of an operator needs no organisation.
 */
export async function callerOrOperatorOf(
  api: KeyCheck,
  request: Request,
  scope: Scope,
): Promise<Caller | Operator> {
  const key = await keyOf(api, request);
  return key.scopes.includes('operator')
    ? { operator: actorOf(key, request) }
    : callerWith(key, request, scope);
}

function callerWith(key: AuthenticatedKey, request: Request, scope: Scope): Caller {
  const { organization, scopes } = key;
  if (organization === null) throw new RequestProblem('no_organization');
  const { suspended, ...caller } = organization;
  if (suspended) throw new RequestProblem('organization_suspended');
  if (!scopes.includes(scope)) throw new RequestProblem('scope_missing');
  return { ...caller, ...actorOf(key, request) };
}

function actorOf({ publicId }: AuthenticatedKey, request: Request): Actor {
  return { keyId: publicId, address: clientAddress(request) };
}

/**
 * Requires the key of an operator.
 * @throws {RequestProblem} `operators_only` for the key of an organisation, and otherwise as {@link callerOf}.
 */
export async function requireOperator(api: KeyCheck, request: Request): Promise<Actor> {
  const key = await keyOf(api, request);
  if (!key.scopes.includes('operator')) throw new RequestProblem('operators_only');
  return actorOf(key, request);
}

/**
 * Finds the key of a request, whatever it may do.
 * @returns its public id, and its organisation; null for a key without one
 * @throws {RequestProblem} as {@link callerOf} does, except that the key needs no organisation and no scope.
 */
export async function anyKeyOf(
  check: KeyCheck,
  request: Request,
): Promise<{ readonly keyId: string; readonly organizationId: OrganizationId | null }> {
  const { publicId, organization } = await keyOf(check, request);
  if (organization?.suspended === true) throw new RequestProblem('organization_suspended');
  return { keyId: publicId, organizationId: organization?.id ?? null };
}

/**
 * Checks again that the key of a request is accepted. Call it when a body has arrived: whoever sends it decides how long that takes, and
 * the key may have been revoked meanwhile. The request counts once for the rate limits.
 * @throws {RequestProblem} `unauthenticated`, `organization_suspended`, `rate_limited` or `keys_unavailable`
 */
export async function requireStillAccepted(
  { authenticate }: Pick<KeyCheck, 'authenticate'>,
  request: Request,
): Promise<void> {
  const { organization } = acceptedOf(await lookUp(authenticate, request), request);
  if (organization?.suspended === true) throw new RequestProblem('organization_suspended');
}

async function keyOf(
  { authenticate, rateLimits, interleaving }: KeyCheck,
  request: Request,
): Promise<AuthenticatedKey> {
  const found = await lookUp(authenticate, request);
  const isKey = found !== null && !('failures' in found);
  await interleaving.begin(isKey ? (found.organization?.id ?? found.publicId) : clientNetwork(request));
  const key = acceptedOf(found, request);
  if (request.res !== undefined) {
    const { publicId, organization, scopes } = key;
    Object.assign(request.res.locals, {
      isOperator: scopes.includes('operator'),
      key: publicId,
      organization: organization?.id,
    });
  }
  limitKey(rateLimits, request, key.publicId);
  if (key.allowedAddresses.length > 0 && !isWithin(request.ip ?? '', key.allowedAddresses)) {
    throw new RequestProblem('address_not_allowed');
  }
  return key;
}

/** Makes the problem of a key that is missing, unknown or not accepted any more. */
export function unauthenticated(headers: IncomingHttpHeaders): RequestProblem {
  return new RequestProblem('unauthenticated', {
    headers: { 'WWW-Authenticate': 'Bearer realm="trunkline"' },
    members: { remedy: mistakeIn(headers) },
  });
}

type Found = Awaited<ReturnType<Authenticate>>;

async function lookUp(authenticate: Authenticate, request: Request): Promise<Found> {
  const credentials = readCredentials(request.headers);
  if (credentials === null) return null;
  try {
    return await authenticate(credentials, clientNetwork(request));
  } catch (cause) {
    throw new RequestProblem('keys_unavailable', { headers: retryAfter(5), cause });
  }
}

function acceptedOf(found: Found, { headers }: Request): AuthenticatedKey {
  if (found === null) throw unauthenticated(headers);
  if ('failures' in found) throw rateLimited(found.failures);
  return found;
}
