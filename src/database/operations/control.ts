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

/** Which operation an organisation wants to steer. */
export interface Controlled extends Pick<ControlCommand, 'organizationId' | 'operationId'> {
  /** The request by its idempotency key; null when it came without one. */
  readonly keyed: KeyedRequest | null;
}

/** What became of the wish to cancel an operation. */
export type CancellationStart =
  /** It is written down; a dispatcher passes it on until the operation has ended. */
  | { readonly kind: 'requested' }
  | Repeated<{ readonly operationId: OperationId }>
  | KeyReused
  | { readonly kind: 'not_found' | 'finished' | 'not_cancellable' };

/** Writes down that an operation shall be cancelled, or says why not. */
export function requestCancellation(
  database: Database,
  spec: Controlled,
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

/** Whether an operation may be tried again. */
export type RetryStart =
  | { readonly kind: 'ready'; readonly operation: OperationRow }
  /** The request was made before, and has begun this operation. */
  | Repeated<{ readonly operationId: OperationId }>
  | KeyReused
  | { readonly kind: 'not_found' | 'unfinished' | 'succeeded' | 'superseded' | 'not_retryable' };

/** Looks whether an operation may be tried again. Whoever begins the new one must still be ready to meet another. */
export function mayRetry(database: Database, spec: Controlled): Promise<RetryStart> {
  return onceByKey(
    () => operationOfKey(database, spec.keyed),
    () => judgeRetry(database, spec),
    'ready',
  );
}

async function judgeRetry(database: Database, spec: Controlled): Promise<RetryStart> {
  const operation = await findOwnOperation(database, spec.organizationId, spec.operationId);
  if (operation === null) return { kind: 'not_found' };
  if (operation.finishedAt === null) return { kind: 'unfinished' };
  if (operation.state === 'succeeded') return { kind: 'succeeded' };
  if (!isCompensable(operation)) return { kind: 'not_retryable' };
  return (await isSuperseded(database, operation)) ? { kind: 'superseded' } : { kind: 'ready', operation };
}

/** A tear-down and a repair are never taken back: they go on, or are begun again by Trunkline itself. */
function isCompensable({ kind }: OperationRow): boolean {
  return kind === 'set_up_trunk' || kind === 'change_trunk';
}

/**
 * Whether what an operation wanted is out of date. A repair changes nothing that an owner has decided. What others have
 * done with the number is nobody's business: where one of them has it now, the reservation says so.
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
