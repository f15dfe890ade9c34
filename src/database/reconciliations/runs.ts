import { and, asc, count, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { FindingOutcome } from '../../domain/reconcile/finding.js';
import type {
  Compared,
  Counts,
  ReconciliationId,
  ReconciliationReport,
  Trigger,
} from '../../domain/reconcile/report.js';
import type { Database } from '../database.js';
import { reconciliationFindings, reconciliations } from '../schema.js';

/** A run that begins. */
export interface NewReconciliation {
  readonly id: ReconciliationId;
  readonly trigger: Trigger;
  readonly repair: boolean;
  readonly removeMany: boolean;
  readonly startedAt: Date;
}

/** So many runs are kept with what they found. */
const keptRuns = 100;

/**
 * Writes a run that begins; doing it twice is harmless. Of all runs one is under way at a time, so another that is
 * still written as running has been ended from outside. The oldest runs are forgotten.
 */
export function beginReconciliation(database: Database, run: NewReconciliation): Promise<void> {
  return database.transaction(async (transaction) => {
    await transaction
      .update(reconciliations)
      .set({ state: 'failed', finishedAt: run.startedAt, failure: 'The run was ended from outside.' })
      .where(and(eq(reconciliations.state, 'running'), ne(reconciliations.id, run.id)));
    await transaction
      .insert(reconciliations)
      .values({ ...run, state: 'running', counts: {} })
      .onConflictDoNothing();
    const kept = transaction
      .select({ id: reconciliations.id })
      .from(reconciliations)
      .orderBy(desc(reconciliations.startedAt))
      .limit(keptRuns);
    await transaction.delete(reconciliations).where(sql`${reconciliations.id} not in ${kept}`);
  });
}

/** Notes how much a look has compared, and the counts of what is written of the run so far. */
export async function noteProgress(
  database: Database,
  id: ReconciliationId,
  compared: Compared | null,
): Promise<Counts> {
  const counts = await countFindings(database, id);
  await database
    .update(reconciliations)
    .set({ counts, ...(compared === null ? {} : { compared }) })
    .where(eq(reconciliations.id, id));
  return counts;
}

/**
 * Ends a run. Findings that nothing came of are told of, with the reason when it failed. Doing it twice changes
 * nothing.
 * @param failure why it failed, in a sentence; null when it came to its end.
 */
export function endReconciliation(
  database: Database,
  id: ReconciliationId,
  failure: string | null,
  now: Date,
): Promise<Counts> {
  return database.transaction(async (transaction) => {
    await transaction
      .update(reconciliationFindings)
      .set({ outcome: 'reported', note: failure })
      .where(and(eq(reconciliationFindings.reconciliationId, id), isNull(reconciliationFindings.outcome)));
    const counts = await countFindings(transaction, id);
    await transaction
      .update(reconciliations)
      .set({ state: failure === null ? 'finished' : 'failed', finishedAt: now, failure, counts })
      .where(and(eq(reconciliations.id, id), eq(reconciliations.state, 'running')));
    return counts;
  });
}

async function countFindings(database: Database, id: ReconciliationId): Promise<Counts> {
  const rows = await database
    .select({ code: reconciliationFindings.code, outcome: reconciliationFindings.outcome, findings: count() })
    .from(reconciliationFindings)
    .where(eq(reconciliationFindings.reconciliationId, id))
    .groupBy(reconciliationFindings.code, reconciliationFindings.outcome)
    .orderBy(asc(reconciliationFindings.code), asc(reconciliationFindings.outcome));
  const counts: { -readonly [Code in keyof Counts]: Partial<Record<FindingOutcome | 'undecided', number>> } =
    {};
  for (const { code, outcome, findings } of rows) {
    counts[code] = { ...counts[code], [outcome ?? 'undecided']: findings };
  }
  return counts;
}

/** The kept runs, the latest first. */
export async function listReconciliations(database: Database): Promise<ReconciliationReport[]> {
  return database.select().from(reconciliations).orderBy(desc(reconciliations.startedAt)).limit(keptRuns);
}

/** One run; null when there is none with this id, or none any more. */
export async function findReconciliation(
  database: Database,
  id: ReconciliationId,
): Promise<ReconciliationReport | null> {
  const [row] = await database.select().from(reconciliations).where(eq(reconciliations.id, id));
  return row ?? null;
}
