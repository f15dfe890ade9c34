import { and, eq, isNull, or } from 'drizzle-orm';
import type { OperationId } from '../trunks/ids.js';
import type { SealedSecret } from '../trunks/secret.js';
import type { Trunk } from '../trunks/trunk.js';
import type { Database } from './database.js';
import { numberReservations, operations, trunks } from './schema.js';
import { storedTrunk, trunkOf } from './trunk-rows.js';

/** What a tear-down has to remove. */
export interface TearDownSubject {
  readonly trunk: Trunk;
  readonly sealedPassword: SealedSecret;
  /** Every operation whose tag an object of the trunk may carry: its set-up, and whatever has worked on it since. */
  readonly operationIds: readonly OperationId[];
}

/** Reads what a tear-down has to remove; null when it has ended, and nothing may be touched any more. */
export async function findTearDownSubject(
  database: Database,
  id: OperationId,
): Promise<TearDownSubject | null> {
  const [row] = await database
    .select({ trunk: trunks })
    .from(operations)
    .innerJoin(trunks, eq(trunks.id, operations.trunkId))
    .where(and(eq(operations.id, id), isNull(operations.finishedAt)));
  if (row === undefined) return null;
  const trunk = trunkOf(row.trunk);
  const workedOnIt = await database
    .select({ id: operations.id })
    .from(operations)
    .where(or(eq(operations.id, trunk.operationId), eq(operations.trunkId, trunk.id)));
  return {
    trunk,
    sealedPassword: row.trunk.sealedPassword,
    operationIds: workedOnIt.map((operation) => operation.id),
  };
}

/**
 * The last act of a tear-down, in one transaction: the record goes, the number is free, and the operation has ended
 * with the trunk as it was. Doing it twice is harmless.
 */
export function removeRecord(database: Database, id: OperationId, now: Date): Promise<void> {
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
        ...(row === undefined ? {} : { trunk: storedTrunk(trunkOf(row)) }),
      })
      .where(and(eq(operations.id, id), isNull(operations.finishedAt)))
      .returning({ collisionKey: operations.collisionKey });
    // A repeated attempt that comes late: the number may be somebody else's by now.
    if (ended === undefined) return;
    await transaction
      .delete(numberReservations)
      .where(eq(numberReservations.collisionKey, ended.collisionKey));
  });
}
