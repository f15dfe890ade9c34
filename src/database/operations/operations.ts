import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { OperationFailure, OperationState, StepLog } from '../../domain/operation/operation.js';
import type { CollisionKey, Trunk } from '../../domain/trunk/trunk.js';
import type { OperationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import { type OperationRow, operations, type StoredRequest, trunks } from '../schema.js';
import { storedTrunk, trunkFrom, trunkOf } from '../trunks/records.js';
import { deleteReservationsOf } from './reservations.js';

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

/**
 * The result of a commit: the completed operation; `cancelled` if its cancellation was stored before, so that it can only fail; null
 * if it is no longer running for another reason.
 */
export type Commit = OperationRow | 'cancelled' | null;

/** How an operation completes. */
export type Completion =
  /** A running operation that nobody has cancelled succeeds and leaves this trunk; null when there is none to store. */
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
 * @returns the operation; null when it is not in the state from which it completes this way. Nothing has changed then, and the caller must change nothing either.
 */
export async function completeOperation(
  database: Database,
  id: OperationId,
  completion: Completion,
  now: Date,
  steps: StepLog = [],
): Promise<OperationRow | null> {
  const [completed] = await database
    .update(operations)
    .set({ state: completion.state, finishedAt: now, ...resultOf(completion), ...storedLog(steps) })
    .where(
      and(
        isInState(id, 'compensation' in completion ? 'compensating' : 'running'),
        completion.state === 'succeeded' ? isNull(operations.cancelRequestedAt) : undefined,
      ),
    )
    .returning();
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
 * Completes a compensated operation as failed, and deletes its reservations, in one transaction. Repeating it changes
 * nothing.
 */
export function releaseNumber(
  database: Database,
  id: OperationId,
  compensation: CompensationResult,
  now: Date,
  steps: StepLog = [],
): Promise<OperationRow | null> {
  return database.transaction(async (transaction) => {
    const completion = { state: 'failed', compensation } as const;
    const completed = await completeOperation(transaction, id, completion, now, steps);
    if (completed !== null) await deleteReservationsOf(transaction, id);
    return completed;
  });
}

/**
 * Returns the request of a set-up or a change.
 * @throws {Error} for a row that the table's checks should have refused.
 */
export function requestOf({ id, request }: Pick<OperationRow, 'id' | 'request'>): StoredRequest {
  if (request === null) throw new Error(`Operation ${id} has no request.`);
  return request;
}

/** An operation and the trunk that it has set up; null when there is none (any more). */
export interface OperationWithTrunk {
  readonly operation: OperationRow;
  readonly trunk: Trunk | null;
}

/** Returns the trunk as it was at the completion of an operation; null when the operation stored none. */
export function trunkLeftBy({ trunk }: OperationRow): Trunk | null {
  return trunk === null ? null : trunkFrom(trunk);
}

/** Reads one operation. @returns null when there is none with this id. */
export async function findOperation(database: Database, id: OperationId): Promise<OperationWithTrunk | null> {
  const [row] = await database
    .select({ operation: operations, trunk: trunks })
    .from(operations)
    .leftJoin(trunks, eq(trunks.operationId, operations.id))
    .where(eq(operations.id, id));
  return row === undefined
    ? null
    : { operation: row.operation, trunk: row.trunk === null ? null : trunkOf(row.trunk) };
}

/** For this long after an operation, its late writes may still appear as orphans in LiveKit. */
const lateWriteWindowMs = 24 * 3_600_000;

/** One search for orphans compares at most this many tags. */
const mostEarlierOperations = 200;

/**
 * Selects the earlier operations of a number whose late writes may still appear as orphans, newest first: set-ups that
 * failed within a day, and all operations on a trunk that was torn down within a day. A new set-up may remove objects
 * with their tags, because none of them belongs to an existing trunk.
 * @param number the collision key of the number.
 * @param since when the day began, as a timestamp.
 */
export function earlierOperations(number: SQL | CollisionKey, since: SQL): SQL {
  return sql`
    with torn as (
      select trunk_id, trunk ->> 'operationId' as set_up_id from ${operations}
      where collision_key = ${number} and kind = 'tear_down_trunk' and state = 'succeeded' and trunk is not null
        and finished_at > ${since}
      order by finished_at desc limit ${sql.raw(String(mostEarlierOperations))}
    )
    select id from ${operations}
    where collision_key = ${number} and finished_at is not null and (
      (kind = 'set_up_trunk' and state = 'failed' and finished_at > ${since})
      or id in (select set_up_id from torn)
      or trunk_id in (select trunk_id from torn)
    )
    order by finished_at desc limit ${sql.raw(String(mostEarlierOperations))}`;
}

/** Returns when the day of {@link earlierOperations} began. */
export function lateWritesSince(now: Date): string {
  return new Date(now.getTime() - lateWriteWindowMs).toISOString();
}

/** Reads the {@link earlierOperations} of a number. */
export async function earlierOperationsOf(
  database: Database,
  number: CollisionKey,
  now: Date,
): Promise<readonly OperationId[]> {
  const since = sql`${lateWritesSince(now)}::timestamptz`;
  const [row] = await database
    .select({ ids: sql<OperationId[]>`array(${earlierOperations(number, since)})` })
    .from(sql`(select 1) as request`);
  return row?.ids ?? [];
}
