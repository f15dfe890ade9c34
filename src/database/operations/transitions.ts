import { and, eq, isNull, sql } from 'drizzle-orm';
import type { OperationId } from '../../domain/ids.js';
import type { OperationFailure, OperationState } from '../../domain/operation/operation.js';
import type { StepLog } from '../../domain/operation/step-log.js';
import type { Database } from '../database.js';
import { numberReservations, operations } from '../schema.js';

/**
 * What is stored of a log with the end, or the turning, of an operation. A run that has found the operation in its undo
 * knows nothing of the steps before it, so what is stored of these stays.
 */
export function storedLog(steps: StepLog) {
  if (steps.length === 0) return {};
  if (steps.some((event) => 'phase' in event && event.phase === 'forward')) return { steps };
  return {
    steps: sql<StepLog>`coalesce(${operations.steps}, '[]'::jsonb) || ${JSON.stringify(steps)}::jsonb`,
  };
}

/** Where an operation stands when a run of its workflow wants to work on it. */
export type OperationStatus = OperationState | 'unknown';

/** Tells where an operation stands, for a run that cannot know whether it is the first. */
export async function operationStatusOf(database: Database, id: OperationId): Promise<OperationStatus> {
  const [row] = await database
    .select({ state: operations.state })
    .from(operations)
    .where(eq(operations.id, id));
  return row?.state ?? 'unknown';
}

/**
 * Turns a running operation to its undo and notes why. One that is being undone keeps its first reason.
 * @returns where it stands then: a succeeded one stays succeeded.
 */
export async function beginCompensation(
  database: Database,
  id: OperationId,
  failure: OperationFailure,
  steps: StepLog = [],
): Promise<OperationStatus> {
  await database
    .update(operations)
    .set({ state: 'compensating', failure, ...storedLog(steps) })
    .where(and(eq(operations.id, id), eq(operations.state, 'running')));
  return operationStatusOf(database, id);
}

/**
 * Ends an undone operation as failed and frees its number, in one transaction. Doing it twice is harmless.
 */
export function releaseNumber(
  database: Database,
  id: OperationId,
  end: Pick<OperationFailure, 'removed' | 'skipped'>,
  now: Date,
  steps: StepLog = [],
): Promise<void> {
  return database.transaction(async (transaction) => {
    const ended = await transaction
      .update(operations)
      .set({
        state: 'failed',
        finishedAt: now,
        failure: sql`${operations.failure} || ${JSON.stringify(end)}::jsonb`,
        ...storedLog(steps),
      })
      .where(and(eq(operations.id, id), eq(operations.state, 'compensating')))
      .returning({ id: operations.id });
    if (ended.length === 0) return;
    await transaction.delete(numberReservations).where(eq(numberReservations.operationId, id));
  });
}

/**
 * Ends a running operation on a trunk, and with it gives its number's lock free.
 * @returns false when it had ended before; nothing is changed then.
 */
export async function endTrunkOperation(
  database: Database,
  id: OperationId,
  end: { readonly state: 'succeeded' } | { readonly state: 'failed'; readonly failure: OperationFailure },
  now: Date,
  steps: StepLog = [],
): Promise<boolean> {
  const ended = await database
    .update(operations)
    .set({ ...end, finishedAt: now, ...storedLog(steps) })
    .where(and(eq(operations.id, id), isNull(operations.finishedAt)))
    .returning({ id: operations.id });
  return ended.length > 0;
}
