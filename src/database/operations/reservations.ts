import { eq, inArray } from 'drizzle-orm';
import type { OperationId } from '../../domain/ids.js';
import type { CollisionKey } from '../../domain/trunk/number.js';
import { type Database, inChunks } from '../database.js';
import { numberReservations } from '../schema.js';

/** Thrown inside a transaction to roll it back, because another operation holds the number that it needs. */
export class NumberHeld extends Error {}

/**
 * Checks that nobody holds a number, before anything is written. A refusal that had to roll back a write would take
 * longer, and its duration would show the state of another tenant's number.
 * @throws {NumberHeld} when somebody holds it.
 */
export async function requireFree(database: Database, collisionKey: CollisionKey): Promise<void> {
  const [held] = await database
    .select({ operationId: numberReservations.operationId })
    .from(numberReservations)
    .where(eq(numberReservations.collisionKey, collisionKey));
  if (held !== undefined) throw new NumberHeld();
}

/** Reserves a number for an operation. @throws {NumberHeld} when somebody holds it. */
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

/** Deletes the reservation of a number: everybody can reserve it again. */
export async function deleteReservation(database: Database, collisionKey: CollisionKey): Promise<void> {
  await database.delete(numberReservations).where(eq(numberReservations.collisionKey, collisionKey));
}

/** Deletes the reservation that an operation holds, if it holds one. */
export async function deleteReservationOf(database: Database, operationId: OperationId): Promise<void> {
  await database.delete(numberReservations).where(eq(numberReservations.operationId, operationId));
}

/** Deletes the reservation of a trunk's previous number, and transfers that of its new number to the trunk's set-up. */
export async function replaceReservation(
  database: Database,
  previous: CollisionKey,
  next: CollisionKey,
  setUpId: OperationId,
): Promise<void> {
  await deleteReservation(database, previous);
  await database
    .update(numberReservations)
    .set({ operationId: setUpId })
    .where(eq(numberReservations.collisionKey, next));
}

/** Returns those of the numbers that somebody holds. */
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
