import { and, eq, isNull } from 'drizzle-orm';
import type { OperationState, StepLog } from '../../domain/operation/operation.js';
import { collisionKeysOf } from '../../domain/trunk/trunk.js';
import type { OperationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import type { OperationRow } from '../schema.js';
import { operations, type StoredRequest } from '../schema.js';
import { type FullTrunkRecord, findTrunkRecord } from '../trunks/queries.js';
import { updateTrunk } from '../trunks/records.js';
import { type Commit, completeOperation, requestOf } from './operations.js';
import { replaceReservations } from './reservations.js';

/** The old and the new state of the trunk that a change works on. The record keeps the old one until completion. */
export interface ChangeSubject {
  readonly state: OperationState;
  readonly before: FullTrunkRecord;
  readonly after: StoredRequest;
}

/** Reads the trunk that a change works on. @returns null when the change has completed; nothing may be changed any more. */
export async function findChangeSubject(database: Database, id: OperationId): Promise<ChangeSubject | null> {
  const [operation] = await database
    .select()
    .from(operations)
    .where(and(eq(operations.id, id), isNull(operations.finishedAt)));
  if (operation === undefined || operation.trunkId === null) return null;
  const before = await findTrunkRecord(database, operation.trunkId);
  return before === null ? null : { state: operation.state, before, after: requestOf(operation) };
}

/** Thrown inside the transaction to roll it back: the operation was completed or cancelled meanwhile, and the record stays as it was. */
class NotCommitted extends Error {}

/**
 * Completes a change as succeeded, in one transaction: updates the record, writes a revision, and deletes the
 * reservations of the old number. This is the point of no return of a change. Repeating it changes nothing.
 */
export async function commitChange(
  database: Database,
  id: OperationId,
  now: Date,
  steps: StepLog = [],
): Promise<Commit> {
  for (;;) {
    const [operation] = await database.select().from(operations).where(eq(operations.id, id));
    if (operation === undefined) return null;
    if (operation.state !== 'running') return operation.trunk === null ? null : operation;
    if (operation.cancelRequestedAt !== null) return 'cancelled';
    try {
      return await database.transaction((transaction) => writeChange(transaction, operation, now, steps));
    } catch (cause) {
      // The next read shows what has happened.
      if (!(cause instanceof NotCommitted)) throw cause;
    }
  }
}

async function writeChange(
  transaction: Database,
  operation: OperationRow,
  now: Date,
  steps: StepLog,
): Promise<OperationRow> {
  const { id, trunkId, organizationId } = operation;
  if (trunkId === null) throw new Error(`Operation ${id} names no trunk.`);
  const request = requestOf(operation);
  const trunk = await updateTrunk(transaction, {
    trunkId,
    organizationId,
    operationId: id,
    request,
    at: now,
  });
  if (trunk === null) throw new Error(`Trunk ${trunkId} of the running change ${id} is missing.`);
  const completed = await completeOperation(transaction, id, { state: 'succeeded', trunk }, now, steps);
  if (completed === null) throw new NotCommitted();
  await replaceReservations(transaction, id, trunk, collisionKeysOf(request.settings), now);
  return completed;
}
