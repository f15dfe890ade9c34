import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { OperationOrigin, StepLog } from '../../domain/operation/operation.js';
import type { CarrierLink } from '../../domain/trunk/spec.js';
import {
  type CollisionKey,
  collisionKeysOf,
  type Trunk,
  type TrunkObjects,
} from '../../domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import { numberReservations, operations, type StoredRequest, trunks } from '../schema.js';
import { insertTrunk, trunkOf } from '../trunks/records.js';
import {
  insertOperation,
  type KeyedRequest,
  type KeyReused,
  KeyUsed,
  NumberHeld,
  operationOfKey,
  type Repeated,
  requireFree,
  reserveNumbers,
} from './acceptance.js';
import { completeOperation, earlierOperationsOf, findOperation, isInState, requestOf } from './operations.js';

/** The request of a set-up. It is stored before any work begins. */
export interface Intent {
  readonly operationId: OperationId;
  readonly organizationId: OrganizationId;
  readonly contract: OperationOrigin;
  /** The public id of the request's API key; null for a request without one. */
  readonly requestedBy: string | null;
  readonly collisionKey: CollisionKey;
  readonly request: StoredRequest;
  readonly requestHash: string;
  /** The request's idempotency key; null when it has none. */
  readonly keyed: KeyedRequest | null;
  /** The failed set-up that this one retries. */
  readonly retryOf?: OperationId;
  readonly acceptedAt: Date;
}

/** The operation that holds a number, as far as a later request for the number needs it. */
export type Holder = Pick<
  typeof operations.$inferSelect,
  'id' | 'kind' | 'organizationId' | 'requestHash' | 'state' | 'request' | 'finishedAt'
> & { readonly trunk: Trunk | null };

/** An earlier request that has the idempotency key or the number. */
export type First =
  | Repeated<{ readonly operationId: OperationId }>
  | KeyReused
  /** Another operation has reserved the number. */
  | { readonly kind: 'number_held'; readonly holder: Holder };

/** The result of a request for a set-up. */
export type Acceptance =
  /** The operation is stored and the number is reserved. See {@link earlierOperationsOf}. */
  | { readonly kind: 'accepted'; readonly earlierOperations: readonly OperationId[] }
  | First
  /** The trunk with the number is being torn down. */
  | { readonly kind: 'number_leaving' };

/**
 * Accepts a set-up: stores the operation, its idempotency key and the reservation of its number in one transaction. If an
 * earlier request has the key or the number, it returns that instead. It needs no query to find out whether the key is
 * new, because the insert of the key shows it.
 */
export async function acceptIntent(database: Database, intent: Intent): Promise<Acceptance> {
  for (;;) {
    try {
      return await database.transaction((transaction) => writeIntent(transaction, intent));
    } catch (cause) {
      if (!(cause instanceof NumberHeld || cause instanceof KeyUsed)) throw cause;
    }
    const first = await findFirst(database, intent, collisionKeysOf(intent.request.settings));
    if (first?.kind === 'number_held' && (await isBeingTornDown(database, intent.collisionKey))) {
      return { kind: 'number_leaving' };
    }
    if (first !== null) return first;
    // The holder released the number between the transaction and the query: try again.
  }
}

async function writeIntent(database: Database, intent: Intent): Promise<Acceptance> {
  const { operationId, keyed, ...values } = intent;
  const numbers = collisionKeysOf(intent.request.settings);
  await requireFree(database, numbers);
  const operation = { ...values, id: operationId, kind: 'set_up_trunk' } as const;
  const written = await insertOperation(database, operation, keyed);
  // An unfinished operation works on the number.
  if (written === null) throw new NumberHeld();
  await reserveNumbers(database, numbers, operationId);
  return {
    kind: 'accepted',
    earlierOperations: await earlierOperationsOf(database, intent.collisionKey, intent.acceptedAt),
  };
}

/**
 * Finds the earlier request that has a set-up's idempotency key or its number.
 * @param numbers the number and the other forms of it; the holder of the number comes before that of another form.
 * @returns null when there is none.
 */
export async function findFirst(
  database: Database,
  { keyed, collisionKey }: Pick<Intent, 'keyed' | 'collisionKey'>,
  numbers: readonly CollisionKey[] = [collisionKey],
): Promise<First | null> {
  const known = await operationOfKey(database, keyed);
  if (known !== null) return known;
  for (const number of numbers) {
    const holder = await findHolder(database, isHolderOf(number));
    if (holder !== null) return { kind: 'number_held', holder };
  }
  return null;
}

/** Finds the operation that holds a number. @returns null when the number is free, or its trunk is being torn down. */
export async function findKeeper(database: Database, collisionKey: CollisionKey): Promise<Holder | null> {
  const holder = await findHolder(database, isHolderOf(collisionKey));
  return holder === null || (await isBeingTornDown(database, collisionKey)) ? null : holder;
}

/** The condition for the one operation that has reserved a number. */
function isHolderOf(collisionKey: CollisionKey): SQL {
  return eq(
    operations.id,
    sql`(select ${numberReservations.operationId} from ${numberReservations} where ${numberReservations.collisionKey} = ${collisionKey})`,
  );
}

async function isBeingTornDown(database: Database, number: CollisionKey): Promise<boolean> {
  const [row] = await database
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.collisionKey, number),
        eq(operations.kind, 'tear_down_trunk'),
        isNull(operations.finishedAt),
      ),
    );
  return row !== undefined;
}

async function findHolder(database: Database, condition: SQL | undefined): Promise<Holder | null> {
  const [row] = await database
    .select({
      id: operations.id,
      kind: operations.kind,
      organizationId: operations.organizationId,
      requestHash: operations.requestHash,
      state: operations.state,
      request: operations.request,
      finishedAt: operations.finishedAt,
      trunk: trunks,
    })
    .from(operations)
    .leftJoin(trunks, eq(trunks.operationId, operations.id))
    .where(condition);
  return row === undefined ? null : { ...row, trunk: row.trunk === null ? null : trunkOf(row.trunk) };
}

/**
 * Completes a set-up as succeeded and inserts the trunk's record with its first revision, in one transaction. This is the
 * point of no return of a set-up. Repeating it changes nothing.
 * @param objects the ids of the trunk's objects in LiveKit.
 * @param steps the log until then.
 * @returns the trunk; null when the operation is no longer running and must not insert a record.
 */
export function activateRecord(
  database: Database,
  id: OperationId,
  objects: TrunkObjects,
  now: Date,
  steps: StepLog = [],
): Promise<Trunk | null> {
  return database.transaction(async (transaction) => {
    const [operation] = await transaction
      .select()
      .from(operations)
      .where(isInState(id, 'running'))
      .for('update');
    if (operation === undefined) {
      const [made] = await transaction.select().from(trunks).where(eq(trunks.operationId, id));
      return made === undefined ? null : trunkOf(made);
    }
    const { organizationId, carrier } = operation;
    const trunk = await insertTrunk(transaction, {
      organizationId,
      operationId: id,
      request: withAddressOf(carrier, requestOf(operation)),
      objects,
      carrier,
      at: now,
    });
    await completeOperation(transaction, id, { state: 'succeeded', trunk }, now, steps);
    return trunk;
  });
}

/** Sets the address for outbound calls to the one that the carrier has assigned, if there is a carrier. */
function withAddressOf(link: CarrierLink | null, request: StoredRequest): StoredRequest {
  if (link === null) return request;
  return { ...request, settings: { ...request.settings, outboundAddress: link.connection.address } };
}

/**
 * Stores what a running set-up has made at a carrier. What is stored first stays.
 * @returns what is stored; null when the operation is no longer running.
 */
export async function noteConnection(
  database: Database,
  id: OperationId,
  link: CarrierLink,
): Promise<CarrierLink | null> {
  await database
    .update(operations)
    .set({ carrier: link })
    .where(and(isInState(id, 'running'), isNull(operations.carrier)));
  const found = await findOperation(database, id);
  return found?.operation.state === 'running' ? found.operation.carrier : null;
}
