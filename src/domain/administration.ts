import type { OrganizationId } from './ids.js';

/** A tenant. */
export interface Organization {
  readonly id: OrganizationId;
  readonly name: string;
  /** The agent that answers its calls unless a set-up names another; null leaves it to LiveKit. */
  readonly agentName: string | null;
  readonly createdAt: string;
}

/** An API key as it may be shown at any time. */
export interface ApiKeySummary {
  /** The public half, `sk_…`: the `X-API-KEY` header, and the key's name in lists. */
  readonly publicId: string;
  /** Null for a key that belongs to no organisation; it can authenticate but not set anything up. */
  readonly organizationId: OrganizationId | null;
  /** It reads what concerns all organisations, such as the reports of reconciliations. */
  readonly operator: boolean;
  readonly label: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

/** A key at the one moment when its secret is known: `s3cr3t_…`, bearer token and `X-API-SECRET` in one. */
export interface CreatedApiKey extends ApiKeySummary {
  readonly secret: string;
}

/** An administrative wish that cannot be granted; the message is meant for a person. */
export class AdministrationError extends Error {
  override readonly name = 'AdministrationError';
}

/**
 * What an operator can do beside the published contracts. Served by the database directly, or by a running
 * service on a local channel while it holds the embedded database.
 * Every method throws {@link AdministrationError} for an unknown organisation or key.
 */
export interface Administration {
  createOrganization(spec: { name: string; agentName: string | null }): Promise<Organization>;
  listOrganizations(): Promise<Organization[]>;
  /** `operator` is for a key without organisation, and false unless it is given. */
  createKey(spec: {
    organizationId: OrganizationId | null;
    label: string;
    operator?: boolean;
  }): Promise<CreatedApiKey>;
  listKeys(): Promise<ApiKeySummary[]>;
  revokeKey(publicId: string): Promise<ApiKeySummary>;
  close(): Promise<void>;
}
