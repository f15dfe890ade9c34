import { eq, inArray } from 'drizzle-orm';
import type { OperationId } from '../../domain/ids.js';
import type { CollisionKey } from '../../domain/trunk/number.js';
import { type Database, inChunks } from '../database.js';
import { numberReservations } from '../schema.js';

/** Thrown inside a transaction to take the operation's row back when the number that it needs is held. */
export class NumberHeld extends Error {}

/**
 * Looks whether somebody has a number, before anything is written that would have to be taken back: how long a refusal takes
 * is to tell nothing of how the number stands with whoever has it.
 * @throws {NumberHeld} when somebody has it.
 */
export async function requireFree(database: Database, collisionKey: CollisionKey): Promise<void> {
  const [held] = await database
    .select({ operationId: numberReservations.operationId })
    .from(numberReservations)
    .where(eq(numberReservations.collisionKey, collisionKey));
  if (held !== undefined) throw new NumberHeld();
}

/** Reserves a number for an operation. @throws {NumberHeld} when somebody has it. */
export async function reserveNumber(
  database: Database,
  collisionKey: CollisionKey,
  operationId: OperationId,
): Promise<void> {
  const reserved = await database
    .insert(numberReservations)
    .values({ collisionKey, operationId })
    .onConflictDoNothing({ target: numberReservations.collisionKey })
    .returning({ operationId: numberReservations.operationId });
  if (reserved.length === 0) throw new NumberHeld();
}

/** Which of these numbers somebody holds. */
export async function heldNumbers(
  database: Database,
  numbers: readonly CollisionKey[],
): Promise<Set<CollisionKey>> {
  const held = new Set<CollisionKey>();
  for (const chunk of inChunks(numbers)) {
    const rows = await database
      .select({ number: numberReservations.collisionKey })
      .from(numberReservations)
      .where(inArray(numberReservations.collisionKey, chunk));
    for (const { number } of rows) held.add(number);
  }
  return held;
}
