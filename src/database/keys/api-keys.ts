import { and, eq, isNull, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { type KeyedHash, newApiSecret, newOrganizationId, newPublicKeyId } from '../../crypto/secrets.js';
import {
  type Administration,
  AdministrationError,
  type ApiKeySummary,
  type Organization,
} from '../../domain/administration.js';
import type { OrganizationId, Secret } from '../../domain/values.js';
import { type Database, onceBuilt } from '../database.js';
import { apiKeys, organizations } from '../schema.js';

/** The holder of an API key: who a request is made for. */
interface KeyHolder {
  readonly publicId: string;
  /** An operator key reads what concerns all tenants. */
  readonly operator: boolean;
  readonly organization: { readonly id: OrganizationId; readonly agentName: string | null } | null;
}

const hashPurpose = 'api-key';

/** How long a key that was found is remembered, in milliseconds: a revocation in another process takes effect after that. */
const rememberedMs = 1_000;
/** The number of keys that are remembered. */
const mostRemembered = 10_000;

/** Finds the holders of API keys. A key that is used often is read once a second. */
export class KeyHolders {
  readonly #keyedHash: KeyedHash;
  readonly #remembered: LRUCache<string, KeyHolder>;

  constructor(database: Database, keyedHash: KeyedHash) {
    this.#keyedHash = keyedHash;
    this.#remembered = new LRUCache({
      max: mostRemembered,
      ttl: rememberedMs,
      fetchMethod: (secretHash) => holderOf(database, secretHash),
    });
  }

  /**
   * Finds the holder of the key with a secret. The query uses the keyed hash of the secret, so its duration reveals nothing
   * about stored secrets. A public id is compared in constant time.
   * @param publicId the public id that the key must have; null accepts any.
   * @returns null when there is no such key, or it is revoked.
   */
  async find(secret: Secret, publicId: string | null): Promise<KeyHolder | null> {
    const secretHash = this.#keyedHash.of(hashPurpose, secret.reveal());
    const holder = await this.#remembered.fetch(secretHash);
    if (holder === undefined) return null;
    if (publicId === null) return holder;
    const given = this.#keyedHash.of('public-id', publicId);
    return this.#keyedHash.matches('public-id', holder.publicId, given) ? holder : null;
  }

  /** Forgets all keys, because one of them was revoked. */
  forget(): void {
    this.#remembered.clear();
  }
}

const holderByHash = onceBuilt((database) =>
  database
    .select({
      publicId: apiKeys.publicId,
      operator: apiKeys.operator,
      organizationId: apiKeys.organizationId,
      agentName: organizations.agentName,
    })
    .from(apiKeys)
    .leftJoin(organizations, eq(organizations.id, apiKeys.organizationId))
    .where(and(eq(apiKeys.secretHash, sql.placeholder('secretHash')), isNull(apiKeys.revokedAt)))
    .prepare('key_holder'),
);

async function holderOf(database: Database, secretHash: string): Promise<KeyHolder | undefined> {
  const [row] = await holderByHash(database).execute({ secretHash });
  if (row === undefined) return undefined;
  const { publicId, operator, organizationId, agentName } = row;
  return {
    publicId,
    operator,
    organization: organizationId === null ? null : { id: organizationId, agentName },
  };
}

/**
 * Creates the administration that works directly on the database.
 * @param holders the keys that this process remembers, if it serves requests.
 */
export function administrationOf(
  database: Database,
  keyedHash: KeyedHash,
  close: () => Promise<void>,
  holders?: Pick<KeyHolders, 'forget'>,
): Administration {
  return {
    async createOrganization({ name, agentName }) {
      const [row] = await database
        .insert(organizations)
        .values({ id: newOrganizationId(), name, agentName })
        .returning();
      if (row === undefined) throw new Error('The insert of an organisation returned no row.');
      return organizationOf(row);
    },

    async listOrganizations() {
      const rows = await database.select().from(organizations).orderBy(organizations.createdAt);
      return rows.map(organizationOf);
    },

    async createKey({ organizationId, label, operator = false }) {
      if (operator && organizationId !== null) {
        throw new AdministrationError('The key of an operator belongs to no organisation.');
      }
      if (organizationId !== null) {
        const [owner] = await database
          .select({ id: organizations.id })
          .from(organizations)
          .where(eq(organizations.id, organizationId));
        if (owner === undefined)
          throw new AdministrationError(`There is no organisation "${organizationId}".`);
      }
      const secret = newApiSecret();
      const [row] = await database
        .insert(apiKeys)
        .values({
          publicId: newPublicKeyId(),
          secretHash: keyedHash.of(hashPurpose, secret.reveal()),
          organizationId,
          label,
          operator,
        })
        .returning();
      if (row === undefined) throw new Error('The insert of a key returned no row.');
      return { ...summaryOf(row), secret: secret.reveal() };
    },

    async listKeys() {
      const rows = await database.select().from(apiKeys).orderBy(apiKeys.createdAt);
      return rows.map(summaryOf);
    },

    async revokeKey(publicId) {
      await database
        .update(apiKeys)
        .set({ revokedAt: new Date() })
        .where(and(eq(apiKeys.publicId, publicId), isNull(apiKeys.revokedAt)));
      holders?.forget();
      const [row] = await database.select().from(apiKeys).where(eq(apiKeys.publicId, publicId));
      if (row === undefined) throw new AdministrationError(`There is no key "${publicId}".`);
      return summaryOf(row);
    },

    close,
  };
}

function organizationOf(row: typeof organizations.$inferSelect): Organization {
  return { id: row.id, name: row.name, agentName: row.agentName, createdAt: row.createdAt.toISOString() };
}

function summaryOf(row: typeof apiKeys.$inferSelect): ApiKeySummary {
  return {
    publicId: row.publicId,
    organizationId: row.organizationId,
    operator: row.operator,
    label: row.label,
    createdAt: row.createdAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
