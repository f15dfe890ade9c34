import type { IncomingHttpHeaders } from 'node:http';
import type { OrganizationId } from '../domain/ids.js';
import { Secret } from '../domain/secret.js';
import { RequestProblem } from './request-problem.js';

/** What a caller shows: one key record serves both styles, and every path takes both. */
export type Credentials =
  | { readonly style: 'bearer'; readonly secret: Secret }
  | { readonly style: 'pair'; readonly publicId: string; readonly secret: Secret };

/** The tenant behind a key. */
export interface AuthenticatedOrganization {
  readonly id: OrganizationId;
  /** The agent that answers its calls unless a request names another; null leaves it to LiveKit. */
  readonly agentName: string | null;
}

/** The tenant behind a request, and the public id of the key that it showed. */
export interface Caller extends AuthenticatedOrganization {
  readonly keyId: string;
}

/** A key that exists and is not revoked. */
export interface AuthenticatedKey {
  readonly publicId: string;
  /** It may read what concerns all organisations. */
  readonly operator: boolean;
  /** Null for a key that belongs to no organisation. */
  readonly organization: AuthenticatedOrganization | null;
}

/** Finds the key that belongs to the credentials; null when there is none. Comparison takes constant time. */
export type Authenticate = (credentials: Credentials) => Promise<AuthenticatedKey | null>;

const bearer = /^Bearer +([\x21-\x7e]{1,512}) *$/i;
const keyPart = /^[\x21-\x7e]{1,512}$/;

/** Reads the credentials of a request; null when it shows none that can be read. A bearer token goes first. */
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
 * Makes the check that stands before everything else in a handler.
 * The check throws {@link RequestProblem} `unauthenticated` for a missing or unknown key, `no_organization` for
 * a key without a tenant, and `keys_unavailable` while keys cannot be looked up.
 */
export function createGuard(authenticate: Authenticate) {
  return async (headers: IncomingHttpHeaders): Promise<Caller> => {
    const { organization, publicId } = await authenticated(authenticate, headers);
    if (organization === null) throw new RequestProblem('no_organization');
    return { ...organization, keyId: publicId };
  };
}

/** Names the caller of a request, or throws {@link RequestProblem}. */
export type Guard = ReturnType<typeof createGuard>;

/**
 * Makes the check before what concerns all organisations.
 * The check throws {@link RequestProblem} `operators_only` for the key of a tenant, and otherwise as a guard does.
 */
export function createOperatorGuard(authenticate: Authenticate) {
  return async (headers: IncomingHttpHeaders): Promise<void> => {
    const key = await authenticated(authenticate, headers);
    if (!key.operator) throw new RequestProblem('operators_only');
  };
}

async function authenticated(
  authenticate: Authenticate,
  headers: IncomingHttpHeaders,
): Promise<AuthenticatedKey> {
  const credentials = readCredentials(headers);
  const key = credentials === null ? null : await lookUp(authenticate, credentials);
  if (key === null) {
    throw new RequestProblem('unauthenticated', { 'WWW-Authenticate': 'Bearer realm="trunkline"' });
  }
  return key;
}

async function lookUp(authenticate: Authenticate, credentials: Credentials) {
  try {
    return await authenticate(credentials);
  } catch (cause) {
    throw new RequestProblem('keys_unavailable', { 'Retry-After': '5' }, { cause });
  }
}
