import type { IncomingHttpHeaders } from 'node:http';
import { type OrganizationId, Secret } from '../../domain/values.js';
import { RequestProblem } from '../errors/request-problem.js';
import { retryAfter } from './endpoint.js';

/** The credentials of a request. Every path accepts both styles, and one key record serves both. */
export type Credentials =
  | { readonly style: 'bearer'; readonly secret: Secret }
  | { readonly style: 'pair'; readonly publicId: string; readonly secret: Secret };

/** The organisation of a key. */
export interface AuthenticatedOrganization {
  readonly id: OrganizationId;
  /** The agent that answers its calls unless a request names another one; null leaves it to LiveKit. */
  readonly agentName: string | null;
}

/** The organisation behind a request, and the public id of its key. */
export interface Caller extends AuthenticatedOrganization {
  readonly keyId: string;
}

/** A key that exists and is not revoked. */
export interface AuthenticatedKey {
  readonly publicId: string;
  /** Whether the key may read what concerns all organisations. */
  readonly operator: boolean;
  /** Null for a key that belongs to no organisation. */
  readonly organization: AuthenticatedOrganization | null;
}

/** Finds the key of the credentials; null when there is none. The comparison takes constant time. */
export type Authenticate = (credentials: Credentials) => Promise<AuthenticatedKey | null>;

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
 * Finds the organisation and the key behind a request.
 * @throws {RequestProblem} `unauthenticated` for a missing or unknown key, `no_organization` for a key without an
 * organisation, and `keys_unavailable` while keys cannot be looked up.
 */
export async function callerOf(authenticate: Authenticate, headers: IncomingHttpHeaders): Promise<Caller> {
  const { organization, publicId } = await keyOf(authenticate, headers);
  if (organization === null) throw new RequestProblem('no_organization');
  return { ...organization, keyId: publicId };
}

/**
 * Requires the key of an operator.
 * @throws {RequestProblem} `operators_only` for the key of an organisation, and otherwise as {@link callerOf}.
 */
export async function requireOperator(
  authenticate: Authenticate,
  headers: IncomingHttpHeaders,
): Promise<void> {
  const key = await keyOf(authenticate, headers);
  if (!key.operator) throw new RequestProblem('operators_only');
}

async function keyOf(authenticate: Authenticate, headers: IncomingHttpHeaders): Promise<AuthenticatedKey> {
  const credentials = readCredentials(headers);
  const key = credentials === null ? null : await lookUp(authenticate, credentials);
  if (key === null) {
    const challenge = { 'WWW-Authenticate': 'Bearer realm="trunkline"' };
    throw new RequestProblem('unauthenticated', { headers: challenge });
  }
  return key;
}

async function lookUp(authenticate: Authenticate, credentials: Credentials) {
  try {
    return await authenticate(credentials);
  } catch (cause) {
    throw new RequestProblem('keys_unavailable', { headers: retryAfter(5), cause });
  }
}
