import { count, eq, inArray, isNotNull, lte, ne, sql } from 'drizzle-orm';
import type { HealthReport, TrunkHealth } from '../../domain/health/health.js';
import { type CheckResult, countedForMs, deriveHealth, healthReasons } from '../../domain/health/state.js';
import type { HealthState } from '../../domain/trunk/trunk.js';
import type { Database } from '../database.js';
import { type StoredHealthChange, trunkHealth, trunks } from '../schema.js';
import { lastEnds } from './calls.js';

/** New facts about a trunk besides its calls. */
type NewFacts = Partial<
  Pick<typeof trunkHealth.$inferInsert, 'checkedAt' | 'checkOutcome' | 'checkNames' | 'foreignSince'>
>;

/** The number of changes that are kept for a trunk. */
const mostChanges = 200;

/**
 * Derives the health of a trunk again, from its calls and the facts that are stored. The lock on its row makes sure that of two
 * processes the second one sees all calls. A trunk that is gone stays gone.
 */
export function refreshHealth(
  database: Database,
  trunkId: number,
  now: Date,
  facts: NewFacts = {},
): Promise<void> {
  return database.transaction(async (transaction) => {
    await transaction.execute(sql`
      insert into ${trunkHealth} (trunk_id) select id from ${trunks} where id = ${trunkId}
      on conflict (trunk_id) do update set trunk_id = excluded.trunk_id`);
    const [row] = await transaction.select().from(trunkHealth).where(eq(trunkHealth.trunkId, trunkId));
    if (row === undefined) return;
    const known = { ...row, ...facts };
    const dayAgo = new Date(now.getTime() - countedForMs);
    const { reason, reviewAt } = deriveHealth(
      {
        calls: await lastEnds(transaction, trunkId, dayAgo),
        check: checkOf(known),
        isNumberForeign: (known.foreignSince ?? null) !== null,
      },
      now,
    );
    const isChanged = reason !== row.reason || row.changes.length === 0;
    await transaction
      .update(trunkHealth)
      .set({
        ...facts,
        state: healthReasons[reason].state,
        reason,
        reviewAt,
        ...(isChanged
          ? { since: now, changes: withChange(row.changes, { at: now.toISOString(), reason }, dayAgo) }
          : {}),
      })
      .where(eq(trunkHealth.trunkId, trunkId));
  });
}

/** Adds a change, and drops those that ended before a moment. */
function withChange(
  changes: readonly StoredHealthChange[],
  change: StoredHealthChange,
  before: Date,
): readonly StoredHealthChange[] {
  const all = [...changes, change];
  const kept = all.filter((_, at) => new Date(all[at + 1]?.at ?? change.at) > before);
  return kept.slice(-mostChanges);
}

function checkOf(
  row: Pick<typeof trunkHealth.$inferInsert, 'checkedAt' | 'checkOutcome' | 'checkNames'>,
): CheckResult | null {
  const { checkedAt, checkOutcome, checkNames } = row;
  if (!checkedAt || !checkOutcome) return null;
  return { at: checkedAt, outcome: checkOutcome, names: checkNames ?? [] };
}

/** Stores the result of a check of a trunk. */
export function recordCheck(
  database: Database,
  trunkId: number,
  { at, outcome, names }: CheckResult,
): Promise<void> {
  return refreshHealth(database, trunkId, at, { checkedAt: at, checkOutcome: outcome, checkNames: names });
}

/** Stores on whose numbers a reconciliation has found foreign inbound trunks. It has found none on all others. */
export async function recordForeignNumbers(
  database: Database,
  found: ReadonlySet<number>,
  now: Date,
): Promise<void> {
  const rows = await database
    .select({ trunkId: trunkHealth.trunkId })
    .from(trunkHealth)
    .where(isNotNull(trunkHealth.foreignSince));
  const before = new Set(rows.map(({ trunkId }) => trunkId));
  for (const trunkId of found) {
    if (!before.has(trunkId)) await refreshHealth(database, trunkId, now, { foreignSince: now });
  }
  for (const trunkId of before) {
    if (!found.has(trunkId)) await refreshHealth(database, trunkId, now, { foreignSince: null });
  }
}

/** The number of states that one pass derives again. */
const reviewedAtOnce = 200;

/** Derives those states again that follow from facts which do not count any more. */
export async function reviewHealth(database: Database, now: Date): Promise<void> {
  const due = await database
    .select({ trunkId: trunkHealth.trunkId })
    .from(trunkHealth)
    .where(lte(trunkHealth.reviewAt, now))
    .limit(reviewedAtOnce);
  for (const { trunkId } of due) await refreshHealth(database, trunkId, now);
}

/** Reads the health of trunks about which something is known. */
export async function healthOf(
  database: Database,
  trunkIds: readonly number[],
): Promise<Map<number, TrunkHealth>> {
  if (trunkIds.length === 0) return new Map();
  const rows = await database
    .select({ trunkId: trunkHealth.trunkId, reason: trunkHealth.reason, since: trunkHealth.since })
    .from(trunkHealth)
    .where(inArray(trunkHealth.trunkId, [...trunkIds]));
  return new Map(rows.map(({ trunkId, reason, since }) => [trunkId, { reason, since }]));
}

/** Reads what is stored about the health of a trunk, without its calls; null if nothing is known. */
export async function storedHealth(
  database: Database,
  trunkId: number,
): Promise<Omit<HealthReport, 'directions' | 'failures'> | null> {
  const [row] = await database.select().from(trunkHealth).where(eq(trunkHealth.trunkId, trunkId));
  if (row === undefined) return null;
  return {
    reason: row.reason,
    since: row.since,
    changes: row.changes.map(({ at, reason }) => ({ at: new Date(at), reason })),
    check: checkOf(row),
    foreignOnNumberSince: row.foreignSince,
  };
}

/** Counts the trunks of all organisations by the state of their health. */
export async function countByState(database: Database): Promise<Readonly<Record<HealthState, number>>> {
  const known = await database
    .select({ state: trunkHealth.state, trunks: count() })
    .from(trunkHealth)
    .where(ne(trunkHealth.state, 'unknown'))
    .groupBy(trunkHealth.state);
  const [all] = await database.select({ trunks: count() }).from(trunks);
  const of = (state: HealthState) => known.find((each) => each.state === state)?.trunks ?? 0;
  const [failing, degraded, healthy] = [of('failing'), of('degraded'), of('healthy')];
  return { failing, degraded, healthy, unknown: (all?.trunks ?? 0) - failing - degraded - healthy };
}
