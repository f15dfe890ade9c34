import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { StepLog } from '../../domain/operation/operation.js';
import type { CarrierLink } from '../../domain/trunk/spec.js';
import type { OperationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import type { OperationRow } from '../schema.js';
import { operations, type StoredRequest, type StoredTrunk } from '../schema.js';
import { type FullTrunkRecord, findTrunkRecord } from '../trunks/queries.js';
import { deleteTrunk } from '../trunks/records.js';
import { completeOperation } from './operations.js';
import { deleteReservationsWith } from './reservations.js';

/** The trunk that a tear-down has to remove. */
export interface TearDownSubject {
  readonly record: FullTrunkRecord;
  /** Every operation whose tag an object of the trunk may carry: its set-up, and all that have worked on it since. */
  readonly operationIds: readonly OperationId[];
}

/** Reads the trunk that a tear-down has to remove. @returns null when it has completed; nothing may be removed any more. */
export async function findTearDownSubject(
  database: Database,
  id: OperationId,
): Promise<TearDownSubject | null> {
  const trunkId = await trunkBeingTornDown(database, id);
  if (trunkId === null) return null;
  const record = await findTrunkRecord(database, trunkId);
  if (record === null) return null;
  const operationsOnIt = await database
    .select({ id: operations.id })
    .from(operations)
    .where(or(eq(operations.id, record.operationId), eq(operations.trunkId, record.trunkId)));
  return { record, operationIds: operationsOnIt.map((operation) => operation.id) };
}

/**
 * Completes a tear-down, in one transaction: deletes the record and the reservations, forgets the carrier account, and
 * stores the trunk as it was. Repeating it changes nothing.
 */
export function removeRecord(
  database: Database,
  id: OperationId,
  now: Date,
  steps: StepLog = [],
): Promise<OperationRow | null> {
  return database.transaction(async (transaction) => {
    const trunkId = await trunkBeingTornDown(transaction, id);
    if (trunkId === null) return null;
    const trunk = await deleteTrunk(transaction, trunkId);
    const completed = await completeOperation(transaction, id, { state: 'succeeded', trunk }, now, steps);
    // A late attempt of an activity: another trunk may have the number by now.
    if (completed === null) return null;
    await forgetAccounts(transaction, completed);
    const { collisionKey, organizationId } = completed;
    await deleteReservationsWith(transaction, collisionKey, organizationId, now);
    return completed;
  });
}

/** Returns the trunk of an unfinished tear-down; null when it has completed. */
async function trunkBeingTornDown(database: Database, id: OperationId): Promise<number | null> {
  const [operation] = await database
    .select({ trunkId: operations.trunkId })
    .from(operations)
    .where(and(eq(operations.id, id), isNull(operations.finishedAt)));
  return operation?.trunkId ?? null;
}

/**
 * Deletes the carrier accounts from an organisation's operations on a number: its set-up, this tear-down, and failed
 * set-ups, which cannot be retried after it. None of them needs the account again. All of them have the same number,
 * because the number of a trunk with a carrier never changes.
 */
async function forgetAccounts(
  database: Database,
  { organizationId, collisionKey }: Pick<OperationRow, 'organizationId' | 'collisionKey'>,
): Promise<void> {
  const { request, carrier } = operations;
  await database
    .update(operations)
    .set({
      request: sql<StoredRequest>`${request} #- '{carrier,sealedAccount}'`,
      carrier: sql<CarrierLink>`${carrier} #- '{plan,sealedAccount}'`,
    })
    .where(
      and(
        eq(operations.organizationId, organizationId),
        eq(operations.collisionKey, collisionKey),
        or(isNotNull(carrier), isNotNull(sql`${request} -> 'carrier'`)),
      ),
    );
}

/** Returns a trunk as its tear-down found it; null when no tear-down of it has completed. */
export async function tornDownTrunk(database: Database, trunkId: number): Promise<StoredTrunk | null> {
  const [row] = await database
    .select({ trunk: operations.trunk })
    .from(operations)
    .where(
      and(
        eq(operations.trunkId, trunkId),
        eq(operations.kind, 'tear_down_trunk'),
        eq(operations.state, 'succeeded'),
      ),
    );
  return row?.trunk ?? null;
}
