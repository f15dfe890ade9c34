import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { OperationId } from '../../domain/ids.js';
import type { StepLog } from '../../domain/operation/step-log.js';
import type { CarrierLink } from '../../domain/trunk/carrier-connection.js';
import type { Database } from '../database.js';
import { numberReservations, operations, type StoredRequest, type StoredTrunk, trunks } from '../schema.js';
import { type FullTrunkRecord, findTrunkRecord } from '../trunks/records.js';
import { storedTrunk, trunkOf } from '../trunks/rows.js';
import type { OperationRow } from './queries.js';
import { storedLog } from './transitions.js';

/** What a tear-down has to remove. */
export interface TearDownSubject {
  readonly record: FullTrunkRecord;
  /** Every operation whose tag an object of the trunk may carry: its set-up, and whatever has worked on it since. */
  readonly operationIds: readonly OperationId[];
}

/** Reads what a tear-down has to remove; null when it has ended, and nothing may be touched any more. */
export async function findTearDownSubject(
  database: Database,
  id: OperationId,
): Promise<TearDownSubject | null> {
  const [operation] = await database
    .select({ trunkId: operations.trunkId })
    .from(operations)
    .where(and(eq(operations.id, id), isNull(operations.finishedAt)));
  if (operation === undefined || operation.trunkId === null) return null;
  const record = await findTrunkRecord(database, operation.trunkId);
  if (record === null) return null;
  const workedOnIt = await database
    .select({ id: operations.id })
    .from(operations)
    .where(or(eq(operations.id, record.operationId), eq(operations.trunkId, record.trunkId)));
  return { record, operationIds: workedOnIt.map((worker) => worker.id) };
}

/**
 * The last act of a tear-down, in one transaction: the record goes, the number is free, the account at its carrier is kept
 * no longer, and the operation has ended with the trunk as it was. Doing it twice is harmless.
 */
export function removeRecord(
  database: Database,
  id: OperationId,
  now: Date,
  steps: StepLog = [],
): Promise<void> {
  return database.transaction(async (transaction) => {
    const [operation] = await transaction
      .select({ trunkId: operations.trunkId })
      .from(operations)
      .where(and(eq(operations.id, id), isNull(operations.finishedAt)));
    if (operation === undefined || operation.trunkId === null) return;
    const [row] = await transaction.delete(trunks).where(eq(trunks.id, operation.trunkId)).returning();
    const [ended] = await transaction
      .update(operations)
      .set({
        state: 'succeeded',
        finishedAt: now,
        ...storedLog(steps),
        ...(row === undefined ? {} : { trunk: storedTrunk(trunkOf(row)) }),
      })
      .where(and(eq(operations.id, id), isNull(operations.finishedAt)))
      .returning({ organizationId: operations.organizationId, collisionKey: operations.collisionKey });
    // A repeated attempt that comes late: the number may be somebody else's by now.
    if (ended === undefined) return;
    await forgetAccounts(transaction, ended);
    await transaction
      .delete(numberReservations)
      .where(eq(numberReservations.collisionKey, ended.collisionKey));
  });
}

/**
 * Takes the accounts at carriers out of an organisation's operations on a number: its set-up, which nobody needs to take back
 * any more, this tear-down, and imports that failed before and that nobody may try again after it. The number of a trunk that
 * has a carrier never changes, so that all of them have it.
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

/** A trunk as its tear-down found it; null when no tear-down of it has ended. */
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
