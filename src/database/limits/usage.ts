import { eq, type SQL, sql } from 'drizzle-orm';
import type { QuotaExceeded, QuotaName, Quotas } from '../../domain/quotas.js';
import type { CollisionKey } from '../../domain/trunk/trunk.js';
import type { OrganizationId } from '../../domain/values.js';
import { type Database, onceBuilt, textsIn } from '../database.js';
import { numberHolds, operations, organizations, organizationUsage, trunks } from '../schema.js';

/** The amounts that a request adds to the usage of its organization. */
interface Amounts {
  readonly trunks: 0 | 1;
  readonly newNumbers: SQL<number> | 0;
  readonly imports: 0 | 1;
}

const organizationId = sql`${sql.placeholder('organizationId')}::text`;
const dayStart = sql`${sql.placeholder('dayStart')}::timestamptz`;

/** Returns the values that {@link limitsOf} and {@link claim} need in the statement that they are part of. */
export function claimValues(organizationId: OrganizationId, quotas: Quotas, now: Date) {
  return { organizationId, quotas: JSON.stringify(quotas), dayStart: startOfDay(now).toISOString() };
}

function startOfDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}

/** The table expression `limits` with the quotas of an organization: those of the operator for it, or else the usual ones. */
export function limitsOf(database: Database) {
  return database.$with('limits', {}).as(sql`
    select id, (quota ->> 'trunks')::int as trunks, (quota ->> 'new_numbers_per_day')::int as new_numbers,
      (quota ->> 'imports_per_day')::int as imports, (quota ->> 'keys')::int as keys
    from (select id, ${sql.placeholder('quotas')}::text::jsonb || quotas as quota from ${organizations}
      where id = ${organizationId}) as organization`);
}

/**
 * Returns the statement that counts what a request takes, unless a quota has no room left. The row of the organization is
 * locked until the end of the transaction, so simultaneous requests cannot take the same room. It returns one row if there
 * was room. `limits` must be a table expression of the same query.
 * @param condition what else must be true.
 */
export function claim({ trunks, newNumbers, imports }: Amounts, condition: SQL): SQL {
  const fits = (limit: string, used: SQL, added: SQL) =>
    sql`(limits.${sql.raw(limit)} is null or ${added} = 0 or ${used} + ${added} <= limits.${sql.raw(limit)})`;
  const today = (column: string) =>
    sql`case when usage.day_start >= excluded.day_start then usage.${sql.raw(column)} else 0 end`;
  const isAllowed = (used: (column: string) => SQL, total: SQL, added: (column: string) => SQL) =>
    sql`${fits('trunks', total, added('trunks'))} and ${fits('new_numbers', used('new_numbers'), added('new_numbers'))}
      and ${fits('imports', used('imports'), added('imports'))}`;
  const column = (name: string) => sql.raw(`added.${name}`);
  const excluded = (name: string) => sql.raw(`excluded.${name}`);
  return sql`
    insert into ${organizationUsage} as usage (organization_id, trunks, day_start, new_numbers, imports)
    select limits.id, added.trunks, ${dayStart}, added.new_numbers, added.imports
    from limits, (select ${trunks}::int as trunks, ${newNumbers}::int as new_numbers, ${imports}::int as imports) as added
    where ${condition} and ${isAllowed(() => sql`0`, sql`0`, column)}
    on conflict (organization_id) do update set trunks = usage.trunks + excluded.trunks,
      day_start = greatest(usage.day_start, excluded.day_start),
      new_numbers = ${today('new_numbers')} + excluded.new_numbers, imports = ${today('imports')} + excluded.imports
    where exists (select from limits where ${isAllowed(today, sql`usage.trunks`, excluded)})
    returning true`;
}

/** Counts in SQL the numbers that are new to an organization: neither set up by it nor released by it today. */
export function newNumbersAmong(numbers: SQL): SQL<number> {
  return sql<number>`(select count(*) from unnest(${numbers}) as number
    where not exists (select from ${operations} where ${operations.collisionKey} = number
      and ${operations.organizationId} = ${organizationId} and ${operations.kind} = 'set_up_trunk'
      and ${operations.acceptedAt} >= ${dayStart})
    and not exists (select from ${numberHolds} where ${numberHolds.collisionKey} = number
      and ${numberHolds.organizationId} = ${organizationId} and ${numberHolds.releasedAt} >= ${dayStart}))::int`;
}

const numberClaim = onceBuilt((database) =>
  claiming(
    database,
    { trunks: 0, newNumbers: newNumbersAmong(textsIn(sql.placeholder('numbers'))), imports: 0 },
    'claim_numbers',
  ),
);

const importClaim = onceBuilt((database) =>
  claiming(database, { trunks: 0, newNumbers: 0, imports: 1 }, 'claim_import'),
);

function claiming(database: Database, amounts: Amounts, name: string) {
  const limits = limitsOf(database);
  const claimed = database.$with('claimed', {}).as(claim(amounts, sql`true`));
  return database
    .with(limits, claimed)
    .select({
      claimed: sql<boolean>`exists (select from claimed)`,
      newNumbers: sql<number | null>`(select new_numbers from limits)`,
      imports: sql<number | null>`(select imports from limits)`,
    })
    .from(sql`(select 1) as request`)
    .prepare(name);
}

/** Thrown inside a transaction to roll it back, because it would exceed a quota. */
export class OverQuota extends Error {
  constructor(readonly answer: QuotaExceeded) {
    super(`The quota ${answer.quota} is used up.`);
  }
}

/**
 * Counts the numbers that an existing trunk gets, in the transaction that reserves them.
 * @throws {OverQuota} when the organization may not take so many new numbers today.
 */
export async function claimNumbers(
  transaction: Database,
  organizationId: OrganizationId,
  numbers: readonly CollisionKey[],
  quotas: Quotas,
  now: Date,
): Promise<void> {
  const values = { ...claimValues(organizationId, quotas, now), numbers: JSON.stringify(numbers) };
  const [row] = await numberClaim(transaction).execute(values);
  if (row?.claimed === false) throw overQuota('new_numbers_per_day', row.newNumbers);
}

/**
 * Counts an import, in the transaction that stores it.
 * @throws {OverQuota} when the organization may begin no import today.
 */
export async function claimImport(
  transaction: Database,
  organizationId: OrganizationId,
  quotas: Quotas,
  now: Date,
): Promise<void> {
  const [row] = await importClaim(transaction).execute(claimValues(organizationId, quotas, now));
  if (row?.claimed === false) throw overQuota('imports_per_day', row.imports);
}

function overQuota(quota: QuotaName, most: number | null): OverQuota {
  return new OverQuota({ kind: 'quota_exceeded', quota, most: most ?? 0 });
}

/** Locks the usage of an organization until the end of the transaction. Nobody can claim anything meanwhile. */
export async function lockUsage(
  transaction: Database,
  organizationId: OrganizationId,
  now: Date,
): Promise<void> {
  await transaction
    .insert(organizationUsage)
    .values({ organizationId, trunks: 0, dayStart: startOfDay(now), newNumbers: 0, imports: 0 })
    .onConflictDoUpdate({
      target: organizationUsage.organizationId,
      set: { trunks: sql`${organizationUsage.trunks}` },
    });
}

/** Reads how many of something an organization may have. @returns null for any number. */
export async function quotaOf(
  database: Database,
  organizationId: OrganizationId,
  name: QuotaName,
  quotas: Quotas,
): Promise<number | null> {
  const [row] = await database
    .select({ quotas: organizations.quotas })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  const own = row?.quotas[name];
  return own === undefined ? quotas[name] : own;
}

/**
 * Finds the quota that refused a set-up, and counts the trunks anew. Deletes and failures do not lower the count, so that they
 * need no statement; it is only ever too high, and is corrected here.
 * @returns null when there is room: the set-up can be tried again.
 */
export function exceededQuota(
  database: Database,
  organizationId: OrganizationId,
  numbers: readonly CollisionKey[],
  quotas: Quotas,
  now: Date,
): Promise<QuotaExceeded | null> {
  return database.transaction(async (transaction) => {
    await lockUsage(transaction, organizationId, now);
    const values = { ...claimValues(organizationId, quotas, now), numbers: JSON.stringify(numbers) };
    // A statement of its own sees what was committed before the lock.
    const [usage] = await recount(transaction).execute(values);
    if (usage === undefined) throw new Error('The usage of an organization that is locked has gone.');
    const { trunksUsed, mostTrunks, newNumbersUsed, mostNewNumbers, newNumbers } = usage;
    if (mostTrunks !== null && trunksUsed >= mostTrunks) {
      return { kind: 'quota_exceeded', quota: 'trunks', most: mostTrunks } as const;
    }
    const isTooMany = mostNewNumbers !== null && newNumbersUsed + newNumbers > mostNewNumbers;
    return isTooMany && newNumbers > 0
      ? ({ kind: 'quota_exceeded', quota: 'new_numbers_per_day', most: mostNewNumbers } as const)
      : null;
  });
}

const recount = onceBuilt((database) => {
  const limits = limitsOf(database);
  const counted = database.$with('counted', {}).as(sql`
    update ${organizationUsage} as usage set trunks =
      (select count(*) from ${trunks} where ${trunks.organizationId} = ${organizationId})
      + (select count(*) from ${operations} where ${operations.organizationId} = ${organizationId}
        and ${operations.kind} = 'set_up_trunk' and ${operations.finishedAt} is null)
    where usage.organization_id = ${organizationId}
    returning usage.trunks, case when usage.day_start >= ${dayStart} then usage.new_numbers else 0 end as new_numbers`);
  return database
    .with(limits, counted)
    .select({
      trunksUsed: sql<number>`counted.trunks`,
      mostTrunks: sql<number | null>`limits.trunks`,
      newNumbersUsed: sql<number>`counted.new_numbers`,
      mostNewNumbers: sql<number | null>`limits.new_numbers`,
      newNumbers: newNumbersAmong(textsIn(sql.placeholder('numbers'))),
    })
    .from(sql`counted, limits`)
    .prepare('recount_usage');
});
