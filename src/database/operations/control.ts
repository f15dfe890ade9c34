import { and, asc, count, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { ControlCommand } from '../../domain/operation/control.js';
import type { OperationKind, OperationState } from '../../domain/operation/operation.js';
import type { OperationId } from '../../domain/values.js';
import { recordAct } from '../audit/entries.js';
import type { Database } from '../database.js';
import type { OperationRow } from '../schema.js';
import { operations } from '../schema.js';
import { forgottenSecret } from '../secrets/retention.js';
import {
  controlOfKey,
  type KeyedRequest,
  type KeyReused,
  onceByKey,
  operationOfKey,
  type Repeated,
  useKey,
} from './acceptance.js';
import { findOwnOperation, isStuck } from './queries.js';

/** The request to control an operation. */
interface ControlRequest extends Pick<ControlCommand, 'organizationId' | 'operationId' | 'requestedBy'> {
  /** The request's idempotency key; null when it has none. */
  readonly keyed: KeyedRequest | null;
}

/** The result of a request to cancel an operation. */
type CancellationStart =
  /**
   * The request is stored, so the operation cannot succeed any more. A dispatcher sends the request to the workflow until the operation
   * has completed.
   */
  | { readonly kind: 'requested' }
  | Repeated<{ readonly operationId: OperationId }>
  | KeyReused
  | { readonly kind: 'not_found' | 'finished' | 'not_cancellable' };

/** Stores the request to cancel an operation, or returns why it cannot be cancelled. */
export function requestCancellation(
  database: Database,
  spec: ControlRequest,
  now: Date,
): Promise<CancellationStart> {
  const { keyed } = spec;
  return onceByKey(
    () => controlOfKey(database, keyed),
    () =>
      database.transaction(async (transaction): Promise<CancellationStart> => {
        const operation = await findOwnOperation(transaction, spec.organizationId, spec.operationId);
        if (operation === null) return { kind: 'not_found' };
        if (operation.finishedAt !== null) return { kind: 'finished' };
        if (!isCompensable(operation)) return { kind: 'not_cancellable' };
        const [requested] = await transaction
          .update(operations)
          .set({
            cancelRequestedAt: sql`coalesce(${operations.cancelRequestedAt}, ${now.toISOString()}::timestamptz)`,
          })
          .where(and(eq(operations.id, operation.id), isNull(operations.finishedAt)))
          .returning({ id: operations.id });
        if (requested === undefined) return { kind: 'finished' };
        await useKey(transaction, keyed, { operationId: operation.id }, now);
        await recordAct(transaction, {
          ...{ by: spec.requestedBy, action: 'cancel_operation', organizationId: operation.organizationId },
          ...{ subject: operation.id, result: 'accepted' },
        });
        return { kind: 'requested' };
      }),
    'requested',
  );
}

/** Whether an operation may be retried. */
type RetryStart =
  | { readonly kind: 'ready'; readonly operation: OperationRow }
  /** The same request was made before, and has begun this operation. */
  | Repeated<{ readonly operationId: OperationId }>
  | KeyReused
  | { readonly kind: 'not_found' | 'unfinished' | 'succeeded' | 'superseded' | 'not_retryable' };

/** Checks whether an operation may be retried. Another operation may still begin before the retry does. */
export function mayRetry(database: Database, spec: Omit<ControlRequest, 'requestedBy'>): Promise<RetryStart> {
  return onceByKey(
    () => operationOfKey(database, spec.keyed),
    () => checkRetry(database, spec),
    'ready',
  );
}

async function checkRetry(
  database: Database,
  spec: Omit<ControlRequest, 'requestedBy'>,
): Promise<RetryStart> {
  const operation = await findOwnOperation(database, spec.organizationId, spec.operationId);
  if (operation === null) return { kind: 'not_found' };
  if (operation.finishedAt === null) return { kind: 'unfinished' };
  if (operation.state === 'succeeded') return { kind: 'succeeded' };
  const isForgotten = operation.request?.sealedPassword === forgottenSecret;
  if (!isCompensable(operation) || isForgotten) return { kind: 'not_retryable' };
  return (await isSuperseded(database, operation)) ? { kind: 'superseded' } : { kind: 'ready', operation };
}

/** A tear-down and a repair have no compensation: they continue, or Trunkline begins them again by itself. */
function isCompensable({ kind }: OperationRow): boolean {
  return kind === 'set_up_trunk' || kind === 'change_trunk';
}

/**
 * Returns whether a newer operation of the same organisation has made the request of an operation obsolete. A repair
 * does not count, because it changes no setting. Operations of other tenants do not count either: if one of them holds
 * the number now, its reservation refuses the retry.
 */
export async function isSuperseded(database: Database, operation: OperationRow): Promise<boolean> {
  const { organizationId, collisionKey, trunkId, acceptedAt } = operation;
  const [newer] = await database
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.organizationId, organizationId),
        trunkId === null
          ? eq(operations.collisionKey, collisionKey)
          : or(eq(operations.collisionKey, collisionKey), eq(operations.trunkId, trunkId)),
        gt(operations.acceptedAt, acceptedAt),
        ne(operations.kind, 'repair_trunk'),
        or(eq(operations.state, 'succeeded'), isNull(operations.finishedAt)),
      ),
    )
    .limit(1);
  return newer !== undefined;
}

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
  const { kind, state } = operations;
  return database
    .select({
      kind,
      state,
      operations: count(),
      stuck: sql<number>`(count(*) filter (where ${isStuck(stuckSince)}))::int`,
    })
    .from(operations)
    .where(isNull(operations.finishedAt))
    .groupBy(kind, state);
}
