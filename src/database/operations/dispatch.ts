import { and, asc, count, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { OperationKind, OperationState } from '../../domain/operation/operation.js';
import type { Database } from '../database.js';
import { operations } from '../schema.js';
import type { OperationRow } from './queries.js';

/**
 * Takes unfinished operations that are due for dispatch, oldest due first, and postpones their next dispatch. Several
 * dispatchers can run at once: each operation is taken by one of them.
 * @param againAfterMs how long each operation is postponed, in milliseconds.
 * @param limit how many operations are taken at most.
 */
export async function takeDueOperations(
  database: Database,
  now: Date,
  againAfterMs: number,
  limit: number,
): Promise<OperationRow[]> {
  // A subquery in the condition may be planned as a join and run several times, beyond its limit. A `with` clause that
  // locks rows runs once.
  const due = database.$with('due').as(
    database
      .select({ id: operations.id })
      .from(operations)
      .where(and(isNull(operations.finishedAt), lt(operations.dispatchAfter, now)))
      .orderBy(asc(operations.dispatchAfter))
      .limit(limit)
      .for('update', { skipLocked: true }),
  );
  return database
    .with(due)
    .update(operations)
    .set({
      dispatchAfter: new Date(now.getTime() + againAfterMs),
      dispatches: sql`${operations.dispatches} + 1`,
    })
    .where(inArray(operations.id, database.select({ id: due.id }).from(due)))
    .returning();
}

/** The number of unfinished operations of a kind in a state. */
interface UnfinishedCount {
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly operations: number;
  /** How many of these are compensations or tear-downs that should have completed long ago. */
  readonly stuck: number;
}

/**
 * Counts the unfinished operations by kind and state. Combinations without operations are missing in the result.
 * @param stuckSince compensations and tear-downs accepted before this moment count as stuck: they have no time limit.
 */
export async function countUnfinished(database: Database, stuckSince: Date): Promise<UnfinishedCount[]> {
  const { kind, state, acceptedAt } = operations;
  const hasNoTimeLimit = or(eq(state, 'compensating'), eq(kind, 'tear_down_trunk'));
  const isStuck = and(hasNoTimeLimit, lt(acceptedAt, stuckSince));
  return database
    .select({
      kind,
      state,
      operations: count(),
      stuck: sql<number>`(count(*) filter (where ${isStuck}))::int`,
    })
    .from(operations)
    .where(isNull(operations.finishedAt))
    .groupBy(kind, state);
}
