import type { AuditHead, VerifiedPart } from './audit-chain.js';
import type { QuotaExceeded, Quotas } from './quotas.js';
import type { Cidr } from './trunk/trunk.js';
import type { OrganizationId } from './values.js';

/**
 * The rights of a key. `read` reads what belongs to the organisation, `provision` sets up, changes and deletes it, `call` places test
 * calls, which cost money, and `admin` manages the keys of the organisation. `operator` reads and acts across all organisations, and is
 * only for keys without one. No scope includes another.
 */
export const scopes = ['read', 'provision', 'call', 'admin', 'operator'] as const;
export type Scope = (typeof scopes)[number];

/** The scopes that an organisation can give to its keys. Only the operator of the service gives the others. */
export const givenScopes = ['read', 'provision', 'admin'] as const satisfies readonly Scope[];

/** The scopes of a new key of an organisation, unless others are named. */
export const usualScopes: readonly Scope[] = ['read', 'provision'];

/** The key of a request, and the address that the request came from. */
export interface Actor {
  /** The public id of the key. */
  readonly keyId: string;
  /** The address of the client; null when it is not known. */
  readonly address: string | null;
}

/** A tenant. */
export interface Organization {
  readonly id: OrganizationId;
  readonly name: string;
  /** The agent that answers its calls unless a set-up names another; null leaves it to LiveKit. */
  readonly agentName: string | null;
  readonly createdAt: string;
  /** Since when its keys are not accepted; null for an organisation in good order. */
  readonly suspendedAt: string | null;
}

/** An API key without its secret. */
export interface ApiKeySummary {
  /** The public half, `sk_…`: the value of the `X-API-KEY` header, and the key's name in lists. */
  readonly publicId: string;
  /** Null for a key without organisation. Such a key can authenticate but cannot set anything up. */
  readonly organizationId: OrganizationId | null;
  readonly scopes: readonly Scope[];
  readonly label: string;
  /** The networks from which the key is accepted; an empty list accepts every address. */
  readonly allowedAddresses: readonly Cidr[];
  readonly createdAt: string;
  /** From then on the key is not accepted; null for a key that does not expire. */
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  /** The last minute in which the key was used; null for a key that never was. */
  readonly lastUsedAt: string | null;
}

/** A new API key with its secret, `s3cr3t_…`, which is shown only once. It is the bearer token and the `X-API-SECRET`. */
export interface CreatedApiKey extends ApiKeySummary {
  readonly secret: string;
}

/** The description of a new API key. */
export interface KeySpec {
  readonly organizationId: OrganizationId | null;
  readonly label: string;
  /** {@link usualScopes} unless given, and none for a key without organisation. */
  readonly scopes?: readonly Scope[];
  readonly allowedAddresses?: readonly Cidr[];
  readonly expiresAt?: string | null;
}

/** The longest time for which a rotated key is still accepted, in milliseconds: 31 days. */
export const longestOverlapMs = 31 * 24 * 3_600_000;

/** The replacement of a key by a new one. */
export interface KeyRotation {
  /** How long the old key is still accepted, in milliseconds, unless it expires before. */
  readonly overlapMs: number;
  /** When the new key expires. Unless given, it lives as long as the old key was meant to. */
  readonly expiresAt?: string | null;
}

/** An administrative request that cannot be carried out. Its message is for a person. */
export class AdministrationError extends Error {
  override readonly name = 'AdministrationError';
}

/** The key with which somebody administers is not accepted any more, or lacks a scope that this act needs. */
export class ActorError extends Error {
  override readonly name = 'ActorError';

  constructor(readonly reason: 'not_accepted' | 'scope_missing') {
    super(`The acting key is refused: ${reason}.`);
  }
}

/** The organization has as many keys as it may have. */
export class QuotaError extends Error {
  override readonly name = 'QuotaError';

  constructor(readonly exceeded: QuotaExceeded) {
    super(`The quota ${exceeded.quota} is used up.`);
  }
}

/**
 * The administration of organisations and API keys by an operator. The database serves it directly, or a running service does on
 * a local channel, because an embedded database belongs to one process.
 * Every method throws {@link AdministrationError} for an unknown organisation or key.
 */
export interface Administration {
  createOrganization(spec: { name: string; agentName: string | null }): Promise<Organization>;
  listOrganizations(): Promise<Organization[]>;
  /** Refuses all keys of an organisation from now on, or accepts them again. Its running operations go on. */
  suspendOrganization(id: OrganizationId, suspended: boolean): Promise<Organization>;
  /**
   * Makes a key.
   * @param quotas the usual quotas, where the organization's own quota for keys counts; an operator leaves it out.
   * @throws {QuotaError}
   * @throws {ActorError} when the acting key was revoked, or its organization suspended, since it was checked.
   */
  createKey(spec: KeySpec, quotas?: Quotas): Promise<CreatedApiKey>;
  /** Lists keys, oldest first. @param owner only the keys of this organisation */
  listKeys(owner?: OrganizationId): Promise<ApiKeySummary[]>;
  /**
   * Makes a key with the same rights, and lets the old one expire. Somebody who acts with a key needs those scopes of the old key that
   * only operators give, and cannot prolong them: the new key then expires with the old one at the latest.
   * @param owner see `revokeKey`
   * @throws {QuotaError}
   * @throws {ActorError} as `createKey` does, and when the acting key lacks such a scope.
   */
  rotateKey(
    publicId: string,
    rotation: KeyRotation,
    owner?: OrganizationId,
    quotas?: Quotas,
  ): Promise<CreatedApiKey>;
  /** Disables a key at once. @param owner a key of anybody else is answered like one that does not exist */
  revokeKey(publicId: string, owner?: OrganizationId): Promise<ApiKeySummary>;
  /** Verifies the next part of the audit log. @param after the end of the part before; `emptyHead` begins */
  verifyAudit(after: AuditHead): Promise<VerifiedPart>;
  /** Tells whether the audit log still contains an end that it had before. */
  containsAuditHead(head: AuditHead): Promise<boolean>;
  /** Releases the connection behind this. */
  close(): Promise<void>;
}
