import { and, eq, type SQL } from 'drizzle-orm';
import type { OperationId, OrganizationId } from '../trunks/ids.js';
import type { CollisionKey } from '../trunks/number.js';
import type { Database } from './database.js';
import { numberReservations, operations } from './schema.js';

/** A dispatcher leaves a new operation alone for this long: whoever wrote it is about to start its workflow. */
const dispatchGraceMs = 3_000;

/** From when on a dispatcher may take up an operation that was accepted at a moment. */
export function firstDispatch(acceptedAt: Date): Date {
  return new Date(acceptedAt.getTime() + dispatchGraceMs);
}

/** Thrown inside a transaction to take the operation's row back when the number that it needs is held. */
export class NumberHeld extends Error {}

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

/** The condition of the one operation for which an organisation has used an idempotency key. */
export function hasKey(organizationId: OrganizationId, idempotencyKey: string): SQL | undefined {
  return and(eq(operations.organizationId, organizationId), eq(operations.idempotencyKey, idempotencyKey));
}
