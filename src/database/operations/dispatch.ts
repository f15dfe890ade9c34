import { and, asc, count, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { OperationKind, OperationState } from '../../domain/operation/operation.js';
import type { Database } from '../database.js';
import { operations } from '../schema.js';
import type { OperationRow } from './queries.js';

/**
 * Takes the unfinished operations whose workflow nobody has vouched for lately, and puts each off by
 * `againAfterMs`, so that of several dispatchers one has it at a time.
 */
export async function takeDueOperations(
  database: Database,
  now: Date,
  againAfterMs: number,
  limit: number,
): Promise<OperationRow[]> {
  // A subquery in the condition may be planned as a join and run again, past its limit; what locks rows in a `with`
  // clause runs once.
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

/** How many operations of a kind are in a state in which they have not ended. */
export interface UnfinishedCount {
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly operations: number;
  /** So many of these are being undone, or are tear-downs, and should have ended long ago. */
  readonly stuck: number;
}

/**
 * Counts the operations that have not ended; where there are none, there is no count.
 * @param stuckSince what has no time limit of its own, an undo or a tear-down, and was accepted before this counts as stuck.
 */
export async function countUnfinished(database: Database, stuckSince: Date): Promise<UnfinishedCount[]> {
  const { kind, state, acceptedAt } = operations;
  const isEndless = or(eq(state, 'compensating'), eq(kind, 'tear_down_trunk'));
  const isStuck = and(isEndless, lt(acceptedAt, stuckSince));
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
