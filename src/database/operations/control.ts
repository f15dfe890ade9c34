import { and, eq, gt, isNull, ne, or, sql } from 'drizzle-orm';
import type { OperationId } from '../../domain/ids.js';
import type { ControlCommand } from '../../domain/operation/control.js';
import type { Database } from '../database.js';
import { operations } from '../schema.js';
import {
  type KeyedRequest,
  type KeyReused,
  onceByKey,
  operationOfKey,
  type Repeated,
  useKey,
} from './idempotency-keys.js';
import { findOwnOperation, type OperationRow } from './queries.js';

/** The request to control an operation. */
interface ControlRequest extends Pick<ControlCommand, 'organizationId' | 'operationId'> {
  /** The request's idempotency key; null when it has none. */
  readonly keyed: KeyedRequest | null;
}

/** The result of a request to cancel an operation. */
type CancellationStart =
  /** The request is stored. A dispatcher sends it to the workflow until the operation has completed. */
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
    () => operationOfKey(database, keyed),
    () =>
      database.transaction(async (transaction): Promise<CancellationStart> => {
        const operation = await findOwnOperation(transaction, spec.organizationId, spec.operationId);
        if (operation === null) return { kind: 'not_found' };
        if (operation.finishedAt !== null) return { kind: 'finished' };
        if (!isCompensable(operation)) return { kind: 'not_cancellable' };
        await useKey(transaction, keyed, { operationId: operation.id }, now);
        await transaction
          .update(operations)
          .set({
            cancelRequestedAt: sql`coalesce(${operations.cancelRequestedAt}, ${now.toISOString()}::timestamptz)`,
          })
          .where(eq(operations.id, operation.id));
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
export function mayRetry(database: Database, spec: ControlRequest): Promise<RetryStart> {
  return onceByKey(
    () => operationOfKey(database, spec.keyed),
    () => checkRetry(database, spec),
    'ready',
  );
}

async function checkRetry(database: Database, spec: ControlRequest): Promise<RetryStart> {
  const operation = await findOwnOperation(database, spec.organizationId, spec.operationId);
  if (operation === null) return { kind: 'not_found' };
  if (operation.finishedAt === null) return { kind: 'unfinished' };
  if (operation.state === 'succeeded') return { kind: 'succeeded' };
  if (!isCompensable(operation)) return { kind: 'not_retryable' };
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
