import type { OrganizationId } from './values.js';

/** A tenant. */
export interface Organization {
  readonly id: OrganizationId;
  readonly name: string;
  /** The agent that answers its calls unless a set-up names another; null leaves it to LiveKit. */
  readonly agentName: string | null;
  readonly createdAt: string;
}

/** An API key without its secret. */
export interface ApiKeySummary {
  /** The public half, `sk_…`: the value of the `X-API-KEY` header, and the key's name in lists. */
  readonly publicId: string;
  /** Null for a key without organisation. Such a key can authenticate but cannot set anything up. */
  readonly organizationId: OrganizationId | null;
  /** The key may read what concerns all organisations, such as reports of reconciliations. */
  readonly operator: boolean;
  readonly label: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

/** A new API key with its secret, `s3cr3t_…`, which is shown only once. It is the bearer token and the `X-API-SECRET`. */
export interface CreatedApiKey extends ApiKeySummary {
  readonly secret: string;
}

/** An administrative request that cannot be carried out. Its message is for a person. */
export class AdministrationError extends Error {
  override readonly name = 'AdministrationError';
}

/**
 * The administration of organisations and API keys by an operator. The database serves it directly, or a running service does on
 * a local channel, because an embedded database belongs to one process.
 * Every method throws {@link AdministrationError} for an unknown organisation or key.
 */
export interface Administration {
  createOrganization(spec: { name: string; agentName: string | null }): Promise<Organization>;
  listOrganizations(): Promise<Organization[]>;
  /** Creates an API key. @param spec `operator` is only for a key without organisation; false by default */
  createKey(spec: {
    organizationId: OrganizationId | null;
    label: string;
    operator?: boolean;
  }): Promise<CreatedApiKey>;
  listKeys(): Promise<ApiKeySummary[]>;
  /** Disables a key at once. */
  revokeKey(publicId: string): Promise<ApiKeySummary>;
  /** Releases the connection behind this. */
  close(): Promise<void>;
}
