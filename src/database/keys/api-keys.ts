import { and, eq, isNull } from 'drizzle-orm';
import { type KeyedHash, newApiSecret, newOrganizationId, newPublicKeyId } from '../../crypto/secrets.js';
import {
  type Administration,
  AdministrationError,
  type ApiKeySummary,
  type Organization,
} from '../../domain/administration.js';
import type { OrganizationId, Secret } from '../../domain/values.js';
import type { Database } from '../database.js';
import { apiKeys, organizations } from '../schema.js';

/** The holder of an API key: who a request is made for. */
interface KeyHolder {
  readonly publicId: string;
  /** An operator key reads what concerns all tenants. */
  readonly operator: boolean;
  readonly organization: { readonly id: OrganizationId; readonly agentName: string | null } | null;
}

const hashPurpose = 'api-key';

/**
 * Finds the holder of the key with a secret. The query uses the keyed hash of the secret, so its duration reveals
 * nothing about stored secrets. A public id is compared in constant time.
 * @param publicId the public id that the key must have; null accepts any.
 * @returns null when there is no such key, or it is revoked.
 */
export async function findKeyHolder(
  database: Database,
  keyedHash: KeyedHash,
  secret: Secret,
  publicId: string | null,
): Promise<KeyHolder | null> {
  const secretHash = keyedHash.of(hashPurpose, secret.reveal());
  const [row] = await database
    .select({
      publicId: apiKeys.publicId,
      operator: apiKeys.operator,
      organizationId: apiKeys.organizationId,
      agentName: organizations.agentName,
    })
    .from(apiKeys)
    .leftJoin(organizations, eq(organizations.id, apiKeys.organizationId))
    .where(and(eq(apiKeys.secretHash, secretHash), isNull(apiKeys.revokedAt)));
  if (row === undefined) return null;
  if (publicId !== null) {
    const given = keyedHash.of('public-id', publicId);
    if (!keyedHash.matches('public-id', row.publicId, given)) return null;
  }
  return {
    publicId: row.publicId,
    operator: row.operator,
    organization: row.organizationId === null ? null : { id: row.organizationId, agentName: row.agentName },
  };
}

/** Creates the administration that works directly on the database. */
export function administrationOf(
  database: Database,
  keyedHash: KeyedHash,
  close: () => Promise<void>,
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
