import { and, eq, isNull } from 'drizzle-orm';
import type { ChangeProblems } from '../../domain/change/change.js';
import type { OperationId, OrganizationId } from '../../domain/ids.js';
import type { OperationOrigin, TrunkOperationKind } from '../../domain/operation/operation.js';
import type { BoundField } from '../../domain/trunk/carrier-connection.js';
import { type CollisionKey, collisionKeyOf } from '../../domain/trunk/number.js';
import type { Database } from '../database.js';
import { operations, type StoredRequest, trunks } from '../schema.js';
import type { TrunkRow } from '../trunks/rows.js';
import { firstDispatch, writeOperation } from './acceptance.js';
import {
  type KeyedRequest,
  type KeyReused,
  onceByKey,
  operationOfKey,
  type Repeated,
} from './idempotency-keys.js';
import type { OperationRow } from './queries.js';
import { NumberHeld, reserveNumber } from './reservations.js';

/** An operation that somebody wants on a trunk that is there. */
export interface TrunkOperationRequest {
  readonly operationId: OperationId;
  readonly kind: TrunkOperationKind;
  readonly trunkId: number;
  /** Whose trunk it must be; null for the reconciler, which works for all. */
  readonly organizationId: OrganizationId | null;
  readonly origin: OperationOrigin;
  /** The public id of the API key by which it is asked for; null for the reconciler's own wishes. */
  readonly requestedBy: string | null;
  /** The request by its idempotency key; null when it came without one. */
  readonly keyed: KeyedRequest | null;
  /** The failed operation that this one tries again. */
  readonly retryOf?: OperationId;
  readonly acceptedAt: Date;
  /** Looks at the trunk under its lock, and tells what it is to be or why the operation must not begin. */
  readonly prepare?: (trunk: TrunkRow, database: Database) => Preparation | Promise<Preparation>;
}

/** Why an operation must not begin on a trunk as it is. */
export type Refusal =
  | 'assigned'
  | 'addresses_missing'
  | 'changed_since'
  | 'no_such_revision'
  /** The request asks for something that the trunk cannot take. */
  | { readonly problems: ChangeProblems }
  /** It would cut the trunk off from the carrier at which its number is connected. */
  | { readonly boundToCarrier: readonly BoundField[] };

/** What a look at the trunk has led to; a request is what the trunk is to be afterwards. */
export type Preparation =
  | { readonly kind: 'ready'; readonly request: StoredRequest | null }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What became of the wish. */
export type TrunkOperationStart =
  | { readonly kind: 'begun'; readonly operation: OperationRow }
  /** Another operation works on the trunk's number. */
  | { readonly kind: 'busy'; readonly operation: OperationRow }
  | Repeated<{ readonly operationId: OperationId }>
  | KeyReused
  /** There is no such trunk, or it is somebody else's. */
  | { readonly kind: 'no_trunk' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Somebody holds the number that the trunk is to have. */
  | { readonly kind: 'number_held' };

/**
 * Writes the intent of an operation on a trunk and takes the lock of its number, or says what is in the way. The
 * lock is free again when the operation has ended. Whoever removes the trunk's row must do so before ending its
 * operation in the same transaction, so that all of them lock in one order.
 */
export function beginTrunkOperation(
  database: Database,
  spec: TrunkOperationRequest,
): Promise<TrunkOperationStart> {
  return onceByKey(
    () => operationOfKey(database, spec.keyed),
    () => begin(database, spec),
    'begun',
  );
}

async function begin(database: Database, spec: TrunkOperationRequest): Promise<TrunkOperationStart> {
  for (;;) {
    try {
      const start = await tryToBegin(database, spec);
      if (start !== null) return start;
    } catch (cause) {
      if (cause instanceof NumberHeld) return { kind: 'number_held' };
      throw cause;
    }
  }
}

/** Reserves the number that the trunk is to have beside the one that it has, under the operation's own name. */
async function reserveNewNumber(
  database: Database,
  { id, request }: OperationRow,
  present: CollisionKey,
): Promise<void> {
  const collisionKey = request === null ? present : collisionKeyOf(request.settings.number.value);
  if (collisionKey !== present) await reserveNumber(database, collisionKey, id);
}

/** Whoever reads a trunk while its delete goes on is told so. */
async function markAsDeleting(
  database: Database,
  { trunkId, acceptedAt }: TrunkOperationRequest,
): Promise<void> {
  await database.update(trunks).set({ deletingSince: acceptedAt }).where(eq(trunks.id, trunkId));
}

/** Tells whether an operation works on a number just now. */
export async function isLocked(database: Database, number: CollisionKey): Promise<boolean> {
  const [row] = await database
    .select({ id: operations.id })
    .from(operations)
    .where(and(eq(operations.collisionKey, number), isNull(operations.finishedAt)));
  return row !== undefined;
}

/** @returns null when what was in the way is gone already. */
function tryToBegin(database: Database, spec: TrunkOperationRequest): Promise<TrunkOperationStart | null> {
  return database.transaction(async (transaction): Promise<TrunkOperationStart | null> => {
    const [trunk] = await transaction
      .select()
      .from(trunks)
      .where(
        spec.organizationId === null
          ? eq(trunks.id, spec.trunkId)
          : and(eq(trunks.id, spec.trunkId), eq(trunks.organizationId, spec.organizationId)),
      )
      .for('update');
    if (trunk === undefined) return { kind: 'no_trunk' };
    const prepared = (await spec.prepare?.(trunk, transaction)) ?? { kind: 'ready', request: null };
    if (prepared.kind === 'refused') return prepared;
    const operation = await writeOperation(
      transaction,
      {
        id: spec.operationId,
        kind: spec.kind,
        organizationId: trunk.organizationId,
        contract: spec.origin,
        requestedBy: spec.requestedBy,
        collisionKey: trunk.collisionKey,
        trunkId: spec.trunkId,
        // A tear-down must find it after the record is gone.
        carrier: spec.kind === 'tear_down_trunk' ? trunk.carrier : null,
        state: 'running',
        request: prepared.request,
        retryOf: spec.retryOf ?? null,
        acceptedAt: spec.acceptedAt,
        dispatchAfter: firstDispatch(spec.acceptedAt),
      },
      spec.keyed,
    );
    if (operation !== null) {
      await reserveNewNumber(transaction, operation, trunk.collisionKey);
      if (spec.kind === 'tear_down_trunk') await markAsDeleting(transaction, spec);
      return { kind: 'begun', operation };
    }
    const [other] = await transaction
      .select()
      .from(operations)
      .where(and(eq(operations.collisionKey, trunk.collisionKey), isNull(operations.finishedAt)));
    return other === undefined ? null : { kind: 'busy', operation: other };
  });
}
