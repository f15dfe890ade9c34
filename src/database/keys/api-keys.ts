import { and, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { type KeyedHash, newApiSecret, newOrganizationId, newPublicKeyId } from '../../crypto/secrets.js';
import {
  ActorError,
  type Administration,
  AdministrationError,
  type ApiKeySummary,
  type CreatedApiKey,
  givenScopes,
  type KeySpec,
  type Organization,
  QuotaError,
  type Scope,
  usualScopes,
} from '../../domain/administration.js';
import type { Act, AuditAction, AuditActor } from '../../domain/audit.js';
import type { Quotas } from '../../domain/quotas.js';
import type { Cidr } from '../../domain/trunk/trunk.js';
import type { OrganizationId, Secret } from '../../domain/values.js';
import { containsHead, verifyChain } from '../audit/chain.js';
import { recordAct } from '../audit/entries.js';
import { type Database, onceBuilt } from '../database.js';
import { lockUsage, quotaOf } from '../limits/usage.js';
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

/**
 * Selects keys that are neither revoked nor expired, by the clock of the database. `now()` would be the beginning of the transaction, so
 * one that has waited for a rotation would still accept the old key.
 */
const isValid = and(
  isNull(apiKeys.revokedAt),
  or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`clock_timestamp()`)),
);

/** Selects keys whose last use is not yet known to the minute. */
const isUsedAnew = or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, sql`now() - interval '1 minute'`));

/** How long a key that was found is remembered, in milliseconds: what another process takes away takes effect after that. */
const rememberedMs = 1_000;
/** The number of keys that are remembered. */
const mostRemembered = 10_000;

/** A key as it was read. */
interface RememberedKey {
  readonly holder: KeyHolder;
  readonly expiresAt: Date | null;
  /** True until the use of the key is stored. */
  usedAnew: boolean;
}

/** Finds the holders of API keys. A key that is used often is read once a second. */
export class KeyHolders {
  readonly #database: Database;
  readonly #keyedHash: KeyedHash;
  readonly #remembered: LRUCache<string, RememberedKey>;
  /** The hashes of secrets that were once found. */
  readonly #known = new LRUCache<string, true>({ max: mostRemembered });

  constructor(database: Database, keyedHash: KeyedHash) {
    this.#database = database;
    this.#keyedHash = keyedHash;
    this.#remembered = new LRUCache({
      max: mostRemembered,
      ttl: rememberedMs,
      fetchMethod: (secretHash) => keyOf(database, secretHash),
      // A key that is being read when all keys are forgotten is found, and not remembered.
      ignoreFetchAbort: true,
    });
  }

  /**
   * Finds the holder of the key with a secret, and stores once a minute that the key was used. The query uses the keyed hash of
   * the secret, so its duration reveals nothing about stored secrets. A public id is compared in constant time.
   * @param publicId the public id that the key must have; null accepts any.
   * @param knownOnly whether only keys are found that this process has found before. Guesses then cost no statement.
   * @returns null when there is no such key, or it is revoked or expired.
   */
  async find(secret: Secret, publicId: string | null, knownOnly = false): Promise<KeyHolder | null> {
    const secretHash = this.#keyedHash.of(hashPurpose, secret.reveal());
    if (knownOnly && !this.#known.has(secretHash)) return null;
    const key = await this.#remembered.fetch(secretHash);
    if (key === undefined || (key.expiresAt !== null && key.expiresAt.getTime() <= Date.now())) {
      this.#known.delete(secretHash);
      return null;
    }
    const { holder } = key;
    this.#known.set(secretHash, true);
    if (publicId !== null) {
      const given = this.#keyedHash.of('public-id', publicId);
      if (!this.#keyedHash.matches('public-id', holder.publicId, given)) return null;
    }
    if (key.usedAnew) {
      key.usedAnew = false;
      await storeUse(this.#database, holder.publicId);
    }
    return holder;
  }

  /** Forgets all keys, because rights were taken away. */
  forget(): void {
    this.#remembered.clear();
  }
}

const keyByHash = onceBuilt((database) =>
  database
    .select({
      publicId: apiKeys.publicId,
      scopes: apiKeys.scopes,
      allowedAddresses: apiKeys.allowedAddresses,
      expiresAt: apiKeys.expiresAt,
      organizationId: apiKeys.organizationId,
      agentName: organizations.agentName,
      suspendedAt: organizations.suspendedAt,
      usedAnew: sql<boolean>`${isUsedAnew}`,
    })
    .from(apiKeys)
    .leftJoin(organizations, eq(organizations.id, apiKeys.organizationId))
    .where(and(eq(apiKeys.secretHash, sql.placeholder('secretHash')), isNull(apiKeys.revokedAt)))
    .prepare('key_holder'),
);

async function keyOf(database: Database, secretHash: string): Promise<RememberedKey | undefined> {
  const [row] = await keyByHash(database).execute({ secretHash });
  if (row === undefined) return undefined;
  const { publicId, scopes, allowedAddresses, organizationId, agentName, suspendedAt } = row;
  const organization =
    organizationId === null ? null : { id: organizationId, agentName, suspended: suspendedAt !== null };
  return {
    holder: { publicId, scopes, allowedAddresses, organization },
    expiresAt: row.expiresAt,
    usedAnew: row.usedAnew,
  };
}

async function storeUse(database: Database, publicId: string): Promise<void> {
  // The condition is repeated, so that of several processes one writes.
  await database
    .update(apiKeys)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(apiKeys.publicId, publicId), isUsedAnew));
}

/** Returns the organisations of the keys that were used within some seconds, to about a minute. */
export async function organizationsThatUsedKeys(
  database: Database,
  withinSeconds: number,
): Promise<readonly OrganizationId[]> {
  const rows = await database
    .selectDistinct({ id: apiKeys.organizationId })
    .from(apiKeys)
    .where(gt(apiKeys.lastUsedAt, sql`now() - make_interval(secs => ${withinSeconds})`));
  return rows.flatMap(({ id }) => id ?? []);
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

/** Reads an accepted key and its organisation. @returns null when there is no such key any more. */
export async function describeKey(
  database: Database,
  publicId: string,
): Promise<{ readonly key: ApiKeySummary; readonly organization: Organization | null } | null> {
  const [row] = await database
    .select({ key: apiKeys, organization: organizations })
    .from(apiKeys)
    .leftJoin(organizations, eq(organizations.id, apiKeys.organizationId))
    .where(and(eq(apiKeys.publicId, publicId), isValid));
  if (row === undefined) return null;
  return { key: summaryOf(row.key), organization: row.organization && organizationOf(row.organization) };
}

/**
 * Creates the administration that works directly on the database.
 * @param holders the keys that this process remembers, if it serves requests.
 * @param by who administers; every act is recorded in its own transaction.
 */
export function administrationOf(
  database: Database,
  keyedHash: KeyedHash,
  close: () => Promise<void>,
  holders?: Pick<KeyHolders, 'forget'>,
  by: AuditActor = 'administration',
): Administration {
  const acting = <Result>(
    action: AuditAction,
    work: (transaction: Database) => Promise<Result>,
    about: (result: Result) => Pick<Act, 'organizationId' | 'subject' | 'details'>,
  ): Promise<Result> =>
    database.transaction(async (transaction) => {
      const result = await work(transaction);
      await recordAct(transaction, { by, action, result: 'succeeded', ...about(result) });
      return result;
    });
  /** Requires the acting key to be accepted until the end of the transaction. @returns its scopes; null for a command. */
  const requireActor = async (transaction: Database): Promise<readonly Scope[] | null> =>
    typeof by === 'object' && 'keyId' in by ? scopesOfAccepted(transaction, by.keyId) : null;
  const aboutKey = ({ organizationId, publicId }: ApiKeySummary) => ({ organizationId, subject: publicId });
  const aboutOrganization = ({ id }: Organization) => ({ organizationId: id, subject: id });
  return {
    createOrganization: ({ name, agentName }) =>
      acting(
        'create_organization',
        async (transaction) => {
          const [row] = await transaction
            .insert(organizations)
            .values({ id: newOrganizationId(), name, agentName })
            .returning();
          if (row === undefined) throw new Error('The insert of an organisation returned no row.');
          return organizationOf(row);
        },
        aboutOrganization,
      ),

    async listOrganizations() {
      const rows = await database.select().from(organizations).orderBy(organizations.createdAt);
      return rows.map(organizationOf);
    },

    async suspendOrganization(id, suspended) {
      const changed = await acting(
        suspended ? 'suspend_organization' : 'resume_organization',
        async (transaction) => {
          const [row] = await transaction
            .update(organizations)
            .set({ suspendedAt: suspended ? sql`coalesce(${organizations.suspendedAt}, now())` : null })
            .where(eq(organizations.id, id))
            .returning();
          if (row === undefined) throw noOrganization(id);
          return organizationOf(row);
        },
        aboutOrganization,
      );
      holders?.forget();
      return changed;
    },

    createKey(spec, quotas) {
      const { organizationId } = spec;
      return acting(
        'create_key',
        async (transaction) => {
          if (organizationId !== null) {
            const [owner] = await transaction
              .select({ id: organizations.id })
              .from(organizations)
              .where(eq(organizations.id, organizationId));
            if (owner === undefined) throw noOrganization(organizationId);
            if (quotas !== undefined) await requireRoom(transaction, organizationId, quotas);
          }
          await requireActor(transaction);
          return insertKey(transaction, keyedHash, spec);
        },
        (key) => ({ ...aboutKey(key), details: { scopes: key.scopes.join(' ') } }),
      );
    },

    async listKeys(owner) {
      const rows = await database
        .select()
        .from(apiKeys)
        .where(owner === undefined ? undefined : eq(apiKeys.organizationId, owner))
        .orderBy(apiKeys.createdAt);
      return rows.map(summaryOf);
    },

    async rotateKey(publicId, { overlapMs, expiresAt }, owner, quotas) {
      const made = await acting(
        'rotate_key',
        async (transaction) => {
          // The old key may overlap with the new one, so an organization can have one key more than its quota.
          if (owner !== undefined && quotas !== undefined) await requireRoom(transaction, owner, quotas, 1);
          const actorScopes = await requireActor(transaction);
          const [old] = await transaction
            .select()
            .from(apiKeys)
            .where(and(ownKey(publicId, owner), isValid))
            .for('update');
          if (old === undefined)
            throw new AdministrationError(`There is no key "${publicId}" that is accepted.`);
          const lent = old.scopes.filter((scope) => !givenScopes.some((given) => given === scope));
          if (actorScopes !== null && !lent.every((scope) => actorScopes.includes(scope))) {
            throw new ActorError('scope_missing');
          }
          const now = Date.now();
          const oldEnd = old.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
          const overlapEnd = new Date(Math.min(now + overlapMs, oldEnd));
          await transaction
            .update(apiKeys)
            .set({ expiresAt: overlapEnd })
            .where(eq(apiKeys.publicId, publicId));
          const usualEnd = now + oldEnd - old.createdAt.getTime();
          const askedEnd = expiresAt == null ? usualEnd : Date.parse(expiresAt);
          const newEnd = actorScopes !== null && lent.length > 0 ? Math.min(askedEnd, oldEnd) : askedEnd;
          return insertKey(transaction, keyedHash, {
            ...old,
            expiresAt: Number.isFinite(newEnd) ? new Date(newEnd).toISOString() : null,
          });
        },
        (key) => ({ ...aboutKey(key), details: { replaces: publicId } }),
      );
      holders?.forget();
      return made;
    },

    async revokeKey(publicId, owner) {
      const key = await database.transaction(async (transaction) => {
        const [revoked] = await transaction
          .update(apiKeys)
          .set({ revokedAt: new Date() })
          .where(and(ownKey(publicId, owner), isNull(apiKeys.revokedAt)))
          .returning();
        if (revoked === undefined) {
          const [row] = await transaction.select().from(apiKeys).where(ownKey(publicId, owner));
          if (row === undefined) throw new AdministrationError(`There is no key "${publicId}".`);
          return summaryOf(row);
        }
        const act = { by, action: 'revoke_key', result: 'succeeded' } as const;
        await recordAct(transaction, { ...act, ...aboutKey(summaryOf(revoked)) });
        return summaryOf(revoked);
      });
      holders?.forget();
      return key;
    },

    verifyAudit: (after) => verifyChain(database, keyedHash, after),
    containsAuditHead: (head) => containsHead(database, head),
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

/**
 * Locks the keys of an organization until the end of the transaction.
 * @param more how many keys it may have beyond its quota.
 * @throws {QuotaError} when it may have no more of them.
 */
async function requireRoom(
  transaction: Database,
  organizationId: OrganizationId,
  quotas: Quotas,
  more = 0,
): Promise<void> {
  await lockUsage(transaction, organizationId, new Date());
  const most = await quotaOf(transaction, organizationId, 'keys', quotas);
  if (most === null) return;
  const accepted = await transaction.$count(
    apiKeys,
    and(eq(apiKeys.organizationId, organizationId), isValid),
  );
  if (accepted >= most + more) throw new QuotaError({ kind: 'quota_exceeded', quota: 'keys', most });
}

/**
 * Locks an acting key and its organization, so that neither a revocation nor a suspension commits before the transaction does. Lock the
 * usage of the organization first: two keys that rotate each other would wait for each other otherwise.
 * @returns the scopes of the key. A key without organisation administers nothing here.
 * @throws {ActorError} when the key is revoked or expired, or its organisation suspended.
 */
async function scopesOfAccepted(transaction: Database, publicId: string): Promise<readonly Scope[]> {
  const [actor] = await transaction
    .select({ scopes: apiKeys.scopes })
    .from(apiKeys)
    .innerJoin(organizations, eq(organizations.id, apiKeys.organizationId))
    .where(and(eq(apiKeys.publicId, publicId), isValid, isNull(organizations.suspendedAt)))
    .for('share');
  if (actor === undefined) throw new ActorError('not_accepted');
  return actor.scopes;
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
