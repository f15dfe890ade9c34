import { and, eq, gt, isNull, ne, or } from 'drizzle-orm';
import type { OperationId } from '../trunks/ids.js';
import type { SteeringCommand } from '../trunks/steering.js';
import type { Database } from './database.js';
import type { OperationRow } from './operation-rows.js';
import { operations } from './schema.js';
import { findByKey } from './trunk-operations.js';

type Steered = Pick<SteeringCommand, 'organizationId' | 'operationId' | 'idempotencyKey'>;

/** What became of the wish to cancel an operation. */
export type CancellationStart =
  /** It is written down; a dispatcher passes it on until the operation has ended. */
  | { readonly kind: 'requested' }
  /** The same request was made before. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'not_found' | 'finished' | 'not_cancellable' | 'idempotency_key_reused' };

/** Writes down that an operation shall be cancelled, or says why not. */
export function requestCancellation(
  database: Database,
  wish: Steered,
  now: Date,
): Promise<CancellationStart> {
  return database.transaction(async (transaction): Promise<CancellationStart> => {
    const operation = await findOwn(transaction, wish);
    if (operation === null) return { kind: 'not_found' };
    const { idempotencyKey } = wish;
    if (idempotencyKey !== null) {
      if (operation.cancelKey === idempotencyKey) return { kind: 'repeated' };
      if (await isKeyTaken(transaction, wish)) return { kind: 'idempotency_key_reused' };
    }
    if (operation.finishedAt !== null) return { kind: 'finished' };
    if (!isUndoable(operation)) return { kind: 'not_cancellable' };
    await transaction
      .update(operations)
      .set({
        cancelRequestedAt: operation.cancelRequestedAt ?? now,
        cancelKey: operation.cancelKey ?? idempotencyKey,
      })
      .where(eq(operations.id, operation.id));
    return { kind: 'requested' };
  });
}

/** Whether an operation may be tried again. */
export type RetryStart =
  | { readonly kind: 'ready'; readonly operation: OperationRow }
  /** The same request was made before, and began this operation. */
  | { readonly kind: 'repeated'; readonly operationId: OperationId }
  | {
      readonly kind:
        | 'not_found'
        | 'idempotency_key_reused'
        | 'unfinished'
        | 'succeeded'
        | 'superseded'
        | 'not_retryable';
    };

/** Looks whether an operation may be tried again. Whoever begins the new one must still be ready to meet another. */
export async function mayRetry(database: Database, wish: Steered): Promise<RetryStart> {
  const operation = await findOwn(database, wish);
  if (operation === null) return { kind: 'not_found' };
  const known = await findByKey(database, wish);
  if (known?.retryOf === operation.id) return { kind: 'repeated', operationId: known.id };
  if (await isKeyTaken(database, wish)) return { kind: 'idempotency_key_reused' };
  if (operation.finishedAt === null) return { kind: 'unfinished' };
  if (operation.state === 'succeeded') return { kind: 'succeeded' };
  if (!isUndoable(operation)) return { kind: 'not_retryable' };
  return (await isSuperseded(database, operation)) ? { kind: 'superseded' } : { kind: 'ready', operation };
}

/** A tear-down and a repair are never taken back: they go on, or are begun again by Trunkline itself. */
function isUndoable({ kind }: OperationRow): boolean {
  return kind === 'set_up_trunk' || kind === 'change_trunk';
}

async function findOwn(
  database: Database,
  { organizationId, operationId }: Steered,
): Promise<OperationRow | null> {
  const [operation] = await database
    .select()
    .from(operations)
    .where(and(eq(operations.id, operationId), eq(operations.organizationId, organizationId)));
  return operation ?? null;
}

/** Whether an organisation has used a key for any request. */
async function isKeyTaken(database: Database, { organizationId, idempotencyKey }: Steered): Promise<boolean> {
  if (idempotencyKey === null) return false;
  const [taken] = await database
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.organizationId, organizationId),
        or(eq(operations.idempotencyKey, idempotencyKey), eq(operations.cancelKey, idempotencyKey)),
      ),
    )
    .limit(1);
  return taken !== undefined;
}

/** Whether what an operation wanted is out of date. A repair changes nothing that an owner has decided. */
async function isSuperseded(database: Database, operation: OperationRow): Promise<boolean> {
  const { collisionKey, trunkId, acceptedAt } = operation;
  const [newer] = await database
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
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
