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

/** A new run. */
interface NewReconciliation {
  readonly id: ReconciliationId;
  readonly trigger: Trigger;
  readonly repair: boolean;
  readonly removeMany: boolean;
  readonly startedAt: Date;
}

/** How many runs are kept, with their findings. */
const keptRuns = 100;

/**
 * Stores a new run and deletes the oldest ones. Repeating it changes nothing. Only one run is active at a time, so any
 * other run that is still stored as running was terminated from outside, and becomes failed.
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

/**
 * Stores the progress of a run: what the last pass has compared, and the counts of the findings so far.
 * @param compared null leaves what is stored.
 * @returns the counts.
 */
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
 * Finishes a run. Findings without an outcome become `reported`, with the reason if the run has failed. Repeating it
 * changes nothing.
 * @param failure why it failed, in a sentence; null when it has not.
 * @returns the counts of the findings.
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

/** Lists the kept runs, newest first. */
export async function listReconciliations(database: Database): Promise<ReconciliationReport[]> {
  return database.select().from(reconciliations).orderBy(desc(reconciliations.startedAt)).limit(keptRuns);
}

/** Reads one run. @returns null when there is none with this id, or it was deleted. */
export async function findReconciliation(
  database: Database,
  id: ReconciliationId,
): Promise<ReconciliationReport | null> {
  const [row] = await database.select().from(reconciliations).where(eq(reconciliations.id, id));
  return row ?? null;
}
