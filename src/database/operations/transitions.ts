import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { OperationFailure, OperationState, StepLog } from '../../domain/operation/operation.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import type { OperationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import { operations } from '../schema.js';
import { storedTrunk } from '../trunks/records.js';
import { deleteReservationOf } from './acceptance.js';
import type { OperationRow } from './queries.js';

/** The state of an operation; `unknown` when there is no operation with the id. */
export type OperationStatus = OperationState | 'unknown';

/** Reads the state of an operation, for a run of its workflow that may not be the first. */
export async function operationStatusOf(database: Database, id: OperationId): Promise<OperationStatus> {
  const [row] = await database
    .select({ state: operations.state })
    .from(operations)
    .where(eq(operations.id, id));
  return row?.state ?? 'unknown';
}

/** The fence of every transition: it applies to one operation, and only in the state that the transition begins in. */
export function isInState(id: OperationId, state: OperationState): SQL | undefined {
  return and(eq(operations.id, id), eq(operations.state, state));
}

/**
 * Begins the compensation of a running operation, and stores why. An operation that is in another state stays as it is,
 * so a compensation keeps its first reason.
 * @returns the state afterwards.
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
    .where(isInState(id, 'running'));
  return operationStatusOf(database, id);
}

/** How an operation completes. */
export type Completion =
  /** A running operation succeeds and leaves this trunk; null when there is none to store. */
  | { readonly state: 'succeeded'; readonly trunk: Trunk | null }
  /** A running operation fails without a compensation. */
  | { readonly state: 'failed'; readonly failure: OperationFailure }
  /** The compensation of an operation is complete. It is added to the failure that began it. */
  | { readonly state: 'failed'; readonly compensation: CompensationResult };

/** The objects that a compensation has removed, and the parts that it has skipped. */
type CompensationResult = Pick<OperationFailure, 'removed' | 'skipped'>;

/**
 * Completes an operation: stores its final state, its result and its log. This frees the lock of the number. A
 * transaction that also locks or deletes the trunk's row must do that before.
 * @returns the operation's owner and number; null when the operation is not in the state from which it completes this
 * way. Nothing has changed then, and the caller must change nothing either.
 */
export async function completeOperation(
  database: Database,
  id: OperationId,
  completion: Completion,
  now: Date,
  steps: StepLog = [],
): Promise<Pick<OperationRow, 'organizationId' | 'collisionKey'> | null> {
  const [completed] = await database
    .update(operations)
    .set({ state: completion.state, finishedAt: now, ...resultOf(completion), ...storedLog(steps) })
    .where(isInState(id, 'compensation' in completion ? 'compensating' : 'running'))
    .returning({ organizationId: operations.organizationId, collisionKey: operations.collisionKey });
  return completed ?? null;
}

function resultOf(completion: Completion) {
  if (completion.state === 'succeeded') {
    return completion.trunk === null ? {} : { trunk: storedTrunk(completion.trunk) };
  }
  return 'failure' in completion
    ? { failure: completion.failure }
    : { failure: sql`${operations.failure} || ${JSON.stringify(completion.compensation)}::jsonb` };
}

/**
 * Returns what is stored of a run's log. A run that began with the compensation does not know the steps before it, so
 * its log is appended to what is stored; every other log replaces it.
 */
function storedLog(steps: StepLog) {
  if (steps.length === 0) return {};
  if (steps.some((event) => 'phase' in event && event.phase === 'forward')) return { steps };
  return {
    steps: sql<StepLog>`coalesce(${operations.steps}, '[]'::jsonb) || ${JSON.stringify(steps)}::jsonb`,
  };
}

/**
 * Completes a compensated operation as failed, and deletes its reservation, in one transaction. Repeating it changes
 * nothing.
 */
export function releaseNumber(
  database: Database,
  id: OperationId,
  compensation: CompensationResult,
  now: Date,
  steps: StepLog = [],
): Promise<void> {
  return database.transaction(async (transaction) => {
    const completion = { state: 'failed', compensation } as const;
    const completed = await completeOperation(transaction, id, completion, now, steps);
    if (completed !== null) await deleteReservationOf(transaction, id);
  });
}
