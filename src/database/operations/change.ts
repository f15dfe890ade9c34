import { and, eq, isNull } from 'drizzle-orm';
import type { OperationId } from '../../domain/ids.js';
import type { OperationState } from '../../domain/operation/operation.js';
import type { StepLog } from '../../domain/operation/step-log.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import type { Database } from '../database.js';
import { numberReservations, operations, type StoredRequest, trunks } from '../schema.js';
import { type FullTrunkRecord, findTrunkRecord } from '../trunks/records.js';
import { writeNextRevision } from '../trunks/revisions.js';
import { columnsOf, storedTrunk, trunkOf } from '../trunks/rows.js';
import { type OperationRow, requestOf, trunkLeftBy } from './queries.js';
import { storedLog } from './transitions.js';

/** What a change works on: the record stays as it was until everything else is done. */
export interface ChangeSubject {
  readonly state: OperationState;
  readonly before: FullTrunkRecord;
  readonly after: StoredRequest;
}

/** Reads what a change works on; null when it has ended, and nothing may be touched any more. */
export async function findChangeSubject(database: Database, id: OperationId): Promise<ChangeSubject | null> {
  const [operation] = await database
    .select()
    .from(operations)
    .where(and(eq(operations.id, id), isNull(operations.finishedAt)));
  if (operation === undefined || operation.trunkId === null) return null;
  const before = await findTrunkRecord(database, operation.trunkId);
  return before === null ? null : { state: operation.state, before, after: requestOf(operation) };
}

/** Thrown inside the transaction to leave the record as it was. */
class NoLongerRunning extends Error {}

/**
 * Makes the record what it is to be, writes that down as a revision, lets the old number go, and ends the operation as
 * succeeded, in one transaction: the point of no return of a change. Doing it twice is harmless.
 * @returns the trunk, or null when the operation is no longer running and must not change the record.
 */
export async function commitChange(
  database: Database,
  id: OperationId,
  now: Date,
  steps: StepLog = [],
): Promise<Trunk | null> {
  const [operation] = await database.select().from(operations).where(eq(operations.id, id));
  if (operation === undefined) return null;
  if (operation.state !== 'running') return trunkLeftBy(operation);
  try {
    return await database.transaction((transaction) => writeChange(transaction, operation, now, steps));
  } catch (cause) {
    if (cause instanceof NoLongerRunning) return null;
    throw cause;
  }
}

async function writeChange(
  database: Database,
  operation: OperationRow,
  now: Date,
  steps: StepLog,
): Promise<Trunk> {
  const { trunkId, organizationId } = operation;
  if (trunkId === null) throw new Error(`Operation ${operation.id} names no trunk.`);
  const request = requestOf(operation);
  const { settings, sealedPassword, notes } = request;
  const columns = columnsOf(settings, sealedPassword);
  const { collisionKey } = columns;
  // The trunk's row before the operation's: everybody locks in this order.
  await database.select({ id: trunks.id }).from(trunks).where(eq(trunks.id, trunkId)).for('update');
  const revision = { trunkId, organizationId, operationId: operation.id, request, at: now };
  const isAnother = await writeNextRevision(database, revision);
  const [row] = await database
    .update(trunks)
    .set({
      ...columns,
      ...(notes === undefined ? {} : { notes }),
      ...(isAnother ? { updatedAt: now } : {}),
    })
    .where(eq(trunks.id, trunkId))
    .returning();
  if (row === undefined) throw new NoLongerRunning();
  const trunk = trunkOf(row);
  const ended = await database
    .update(operations)
    .set({ state: 'succeeded', finishedAt: now, trunk: storedTrunk(trunk), ...storedLog(steps) })
    .where(and(eq(operations.id, operation.id), eq(operations.state, 'running')))
    .returning({ id: operations.id });
  if (ended.length === 0) throw new NoLongerRunning();
  if (collisionKey !== operation.collisionKey) {
    await database
      .delete(numberReservations)
      .where(eq(numberReservations.collisionKey, operation.collisionKey));
    await database
      .update(numberReservations)
      .set({ operationId: trunk.operationId })
      .where(eq(numberReservations.collisionKey, collisionKey));
  }
  return trunk;
}
