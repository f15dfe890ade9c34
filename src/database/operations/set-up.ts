import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { OperationId, OrganizationId } from '../../domain/ids.js';
import type { OperationOrigin } from '../../domain/operation/operation.js';
import type { StepLog } from '../../domain/operation/step-log.js';
import type { CarrierLink } from '../../domain/trunk/carrier-connection.js';
import type { CollisionKey } from '../../domain/trunk/number.js';
import type { Trunk, TrunkObjects } from '../../domain/trunk/trunk.js';
import type { Database } from '../database.js';
import { numberReservations, operations, type StoredRequest, trunks } from '../schema.js';
import { writeFirstRevision } from '../trunks/revisions.js';
import { columnsOf, storedTrunk, trunkOf } from '../trunks/rows.js';
import { firstDispatch, writeOperation } from './acceptance.js';
import {
  type KeyedRequest,
  type KeyReused,
  KeyUsed,
  operationOfKey,
  type Repeated,
} from './idempotency-keys.js';
import { earlierOperationsOf, findOperation, requestOf } from './queries.js';
import { NumberHeld, requireFree, reserveNumber } from './reservations.js';
import { storedLog } from './transitions.js';

/** A set-up that somebody wants: what is written before anything is begun. */
export interface Intent {
  readonly operationId: OperationId;
  readonly organizationId: OrganizationId;
  readonly contract: OperationOrigin;
  /** The public id of the API key by which it is asked for. */
  readonly requestedBy: string | null;
  readonly collisionKey: CollisionKey;
  readonly request: StoredRequest;
  readonly requestHash: string;
  /** The request by its idempotency key; null when it came without one. */
  readonly keyed: KeyedRequest | null;
  /** The failed set-up that this one tries again. */
  readonly retryOf?: OperationId;
  readonly acceptedAt: Date;
}

/** An operation as far as a later call for the same number must know it. */
export type Holder = Pick<
  typeof operations.$inferSelect,
  'id' | 'kind' | 'organizationId' | 'requestHash' | 'state' | 'request' | 'finishedAt'
> & { readonly trunk: Trunk | null };

/** Who was first. */
export type First =
  | Repeated<{ readonly operationId: OperationId }>
  | KeyReused
  /** The number is reserved or in use. */
  | { readonly kind: 'number_held'; readonly holder: Holder };

/** What became of an intent. */
export type Acceptance =
  /** It is written and the number reserved; see {@link earlierOperationsOf}. */
  | { readonly kind: 'accepted'; readonly earlierOperations: readonly OperationId[] }
  | First
  /** The trunk that has the number is being taken down. */
  | { readonly kind: 'number_leaving' };

/**
 * Writes an intent, what its key stands for, and the reservation of its number in one transaction, or says who was
 * first. Whether the key is new shows in writing it, so that a new one costs no look of its own.
 */
export async function acceptIntent(database: Database, intent: Intent): Promise<Acceptance> {
  for (;;) {
    try {
      return await database.transaction((transaction) => writeIntent(transaction, intent));
    } catch (cause) {
      if (!(cause instanceof NumberHeld || cause instanceof KeyUsed)) throw cause;
    }
    const first = await findFirst(database, intent);
    if (first?.kind === 'number_held' && (await isBeingTornDown(database, intent.collisionKey))) {
      return { kind: 'number_leaving' };
    }
    if (first !== null) return first;
    // The holder let the number go between the two looks: try again.
  }
}

async function writeIntent(database: Database, intent: Intent): Promise<Acceptance> {
  const { operationId, keyed, retryOf = null, ...values } = intent;
  await requireFree(database, intent.collisionKey);
  const written = await writeOperation(
    database,
    {
      ...values,
      id: operationId,
      kind: 'set_up_trunk',
      state: 'running',
      retryOf,
      dispatchAfter: firstDispatch(intent.acceptedAt),
    },
    keyed,
  );
  // An unfinished operation works on the number.
  if (written === null) throw new NumberHeld();
  await reserveNumber(database, intent.collisionKey, operationId);
  return {
    kind: 'accepted',
    earlierOperations: await earlierOperationsOf(database, intent.collisionKey, intent.acceptedAt),
  };
}

/** Who has used an intent's key or holds its number already, without anything being written. */
export async function findFirst(
  database: Database,
  { keyed, collisionKey }: Pick<Intent, 'keyed' | 'collisionKey'>,
): Promise<First | null> {
  const known = await operationOfKey(database, keyed);
  if (known !== null) return known;
  const holder = await findHolder(database, holds(collisionKey));
  return holder === null ? null : { kind: 'number_held', holder };
}

/** Who has a number and is to keep it; null when it is free, or will be because its trunk is being taken down. */
export async function findKeeper(database: Database, collisionKey: CollisionKey): Promise<Holder | null> {
  const holder = await findHolder(database, holds(collisionKey));
  return holder === null || (await isBeingTornDown(database, collisionKey)) ? null : holder;
}

/** The condition of the one operation that has reserved a number. */
function holds(collisionKey: CollisionKey): SQL {
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
 * Makes the trunk's record with its first revision, and ends the operation as succeeded, in one transaction: this is
 * the point of no return of a set-up. Doing it twice is harmless.
 * @param steps what has happened until then.
 * @returns the trunk, or null when the operation is no longer running and must not make a record.
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
      .where(and(eq(operations.id, id), eq(operations.state, 'running')))
      .for('update');
    if (operation === undefined) {
      const [made] = await transaction.select().from(trunks).where(eq(trunks.operationId, id));
      return made === undefined ? null : trunkOf(made);
    }
    const request = connected(requestOf(operation), operation.carrier);
    const { organizationId } = operation;
    const trunkId = await writeFirstRevision(transaction, {
      organizationId,
      operationId: id,
      request,
      at: now,
    });
    const [row] = await transaction
      .insert(trunks)
      .values({
        id: trunkId,
        organizationId,
        operationId: id,
        ...columnsOf(request.settings, request.sealedPassword),
        ...(request.notes === undefined ? {} : { notes: request.notes }),
        ...objects,
        carrier: operation.carrier,
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    if (row === undefined) throw new Error('The insert of a trunk returned no row.');
    const trunk = trunkOf(row);
    await transaction
      .update(operations)
      .set({ state: 'succeeded', finishedAt: now, trunk: storedTrunk(trunk), ...storedLog(steps) })
      .where(eq(operations.id, id));
    return trunk;
  });
}

/** What a set-up has made: calls from us go to the address that the carrier has given, where there is one. */
function connected(request: StoredRequest, link: CarrierLink | null): StoredRequest {
  if (link === null) return request;
  return { ...request, settings: { ...request.settings, outboundAddress: link.connection.address } };
}

/**
 * Writes down what a set-up has made at a carrier, once: what was written first stays.
 * @returns what stands there, or null when the operation is no longer running.
 */
export async function noteConnection(
  database: Database,
  id: OperationId,
  link: CarrierLink,
): Promise<CarrierLink | null> {
  await database
    .update(operations)
    .set({ carrier: link })
    .where(and(eq(operations.id, id), eq(operations.state, 'running'), isNull(operations.carrier)));
  const found = await findOperation(database, id);
  return found?.operation.state === 'running' ? found.operation.carrier : null;
}
