import { and, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { type KeyedHash, newApiSecret, newOrganizationId, newPublicKeyId } from '../../crypto/secrets.js';
import {
  type Administration,
  AdministrationError,
  type ApiKeySummary,
  type CreatedApiKey,
  type KeySpec,
  type Organization,
  type Scope,
  usualScopes,
} from '../../domain/administration.js';
import type { Cidr } from '../../domain/trunk/trunk.js';
import type { OrganizationId, Secret } from '../../domain/values.js';
import type { Database } from '../database.js';
import { apiKeys, organizations } from '../schema.js';

/** The holder of an API key: who a request is made for, and what it may do. */
interface KeyHolder {
  readonly publicId: string;
  readonly scopes: readonly Scope[];
  readonly allowedAddresses: readonly Cidr[];
  readonly organization: {
    readonly id: OrganizationId;
    readonly agentName: string | null;
    readonly suspended: boolean;
  } | null;
}

const hashPurpose = 'api-key';

/** Selects keys that are neither revoked nor expired, by the clock of the database. */
const isValid = and(
  isNull(apiKeys.revokedAt),
  or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`now()`)),
);

/** Selects keys whose last use is not yet known to the minute. */
const isUsedAnew = or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, sql`now() - interval '1 minute'`));

/**
 * Finds the holder of the key with a secret, and stores once a minute that the key was used. The query uses the keyed hash of
 * the secret, so its duration reveals nothing about stored secrets. A public id is compared in constant time.
 * @param publicId the public id that the key must have; null accepts any.
 * @returns null when there is no such key, or it is revoked or expired.
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
      scopes: apiKeys.scopes,
      allowedAddresses: apiKeys.allowedAddresses,
      organizationId: apiKeys.organizationId,
      agentName: organizations.agentName,
      suspendedAt: organizations.suspendedAt,
      usedAnew: sql<boolean>`${isUsedAnew}`,
    })
    .from(apiKeys)
    .leftJoin(organizations, eq(organizations.id, apiKeys.organizationId))
    .where(and(eq(apiKeys.secretHash, secretHash), isValid));
  if (row === undefined) return null;
  if (publicId !== null) {
    const given = keyedHash.of('public-id', publicId);
    if (!keyedHash.matches('public-id', row.publicId, given)) return null;
  }
  if (row.usedAnew) {
    // The condition is repeated, so that of several requests at the same time one writes.
    await database
      .update(apiKeys)
      .set({ lastUsedAt: sql`now()` })
      .where(and(eq(apiKeys.publicId, row.publicId), isUsedAnew));
  }
  const { organizationId, agentName, suspendedAt } = row;
  return {
    publicId: row.publicId,
    scopes: row.scopes,
    allowedAddresses: row.allowedAddresses,
    organization:
      organizationId === null ? null : { id: organizationId, agentName, suspended: suspendedAt !== null },
  };
}

/** Returns those of the keys that are still accepted: neither revoked nor expired, and not of a suspended organisation. */
export async function acceptedKeys(
  database: Database,
  publicIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await database
    .select({ publicId: apiKeys.publicId })
    .from(apiKeys)
    .leftJoin(organizations, eq(organizations.id, apiKeys.organizationId))
    .where(and(inArray(apiKeys.publicId, [...publicIds]), isValid, isNull(organizations.suspendedAt)));
  return new Set(rows.map(({ publicId }) => publicId));
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

    async suspendOrganization(id, suspended) {
      const [row] = await database
        .update(organizations)
        .set({ suspendedAt: suspended ? sql`coalesce(${organizations.suspendedAt}, now())` : null })
        .where(eq(organizations.id, id))
        .returning();
      if (row === undefined) throw noOrganization(id);
      return organizationOf(row);
    },

    async createKey(spec) {
      const { organizationId } = spec;
      if (organizationId !== null) {
        const [owner] = await database
          .select({ id: organizations.id })
          .from(organizations)
          .where(eq(organizations.id, organizationId));
        if (owner === undefined) throw noOrganization(organizationId);
      }
      return insertKey(database, keyedHash, spec);
    },

    async listKeys(owner) {
      const rows = await database
        .select()
        .from(apiKeys)
        .where(owner === undefined ? undefined : eq(apiKeys.organizationId, owner))
        .orderBy(apiKeys.createdAt);
      return rows.map(summaryOf);
    },

    rotateKey: (publicId, { overlapMs, expiresAt }, owner) =>
      database.transaction(async (transaction) => {
        const [old] = await transaction
          .select()
          .from(apiKeys)
          .where(and(ownKey(publicId, owner), isValid))
          .for('update');
        if (old === undefined)
          throw new AdministrationError(`There is no key "${publicId}" that is accepted.`);
        const now = Date.now();
        const end = new Date(Math.min(now + overlapMs, old.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY));
        await transaction.update(apiKeys).set({ expiresAt: end }).where(eq(apiKeys.publicId, publicId));
        const lifetimeMs = old.expiresAt === null ? null : old.expiresAt.getTime() - old.createdAt.getTime();
        const usualEnd = lifetimeMs === null ? null : new Date(now + lifetimeMs).toISOString();
        return insertKey(transaction, keyedHash, { ...old, expiresAt: expiresAt ?? usualEnd });
      }),

    async revokeKey(publicId, owner) {
      await database
        .update(apiKeys)
        .set({ revokedAt: new Date() })
        .where(and(ownKey(publicId, owner), isNull(apiKeys.revokedAt)));
      const [row] = await database.select().from(apiKeys).where(ownKey(publicId, owner));
      if (row === undefined) throw new AdministrationError(`There is no key "${publicId}".`);
      return summaryOf(row);
    },

    close,
  };
}

function ownKey(publicId: string, owner: OrganizationId | undefined) {
  const isNamed = eq(apiKeys.publicId, publicId);
  return owner === undefined ? isNamed : and(isNamed, eq(apiKeys.organizationId, owner));
}

function noOrganization(id: OrganizationId): AdministrationError {
  return new AdministrationError(`There is no organisation "${id}".`);
}

async function insertKey(
  database: Pick<Database, 'insert'>,
  keyedHash: KeyedHash,
  {
    organizationId,
    label,
    scopes = organizationId === null ? [] : usualScopes,
    allowedAddresses = [],
    expiresAt = null,
  }: KeySpec,
): Promise<CreatedApiKey> {
  if (organizationId !== null && scopes.includes('operator')) {
    throw new AdministrationError('The key of an operator belongs to no organisation.');
  }
  const secret = newApiSecret();
  const [row] = await database
    .insert(apiKeys)
    .values({
      publicId: newPublicKeyId(),
      secretHash: keyedHash.of(hashPurpose, secret.reveal()),
      organizationId,
      label,
      scopes: [...new Set(scopes)],
      allowedAddresses: [...allowedAddresses],
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
    })
    .returning();
  if (row === undefined) throw new Error('The insert of a key returned no row.');
  return { ...summaryOf(row), secret: secret.reveal() };
}

function organizationOf({
  id,
  name,
  agentName,
  createdAt,
  suspendedAt,
}: typeof organizations.$inferSelect): Organization {
  return {
    id,
    name,
    agentName,
    createdAt: createdAt.toISOString(),
    suspendedAt: suspendedAt?.toISOString() ?? null,
  };
}

function summaryOf(row: typeof apiKeys.$inferSelect): ApiKeySummary {
  return {
    publicId: row.publicId,
    organizationId: row.organizationId,
    scopes: row.scopes,
    label: row.label,
    allowedAddresses: row.allowedAddresses,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
