import { eq, sql } from 'drizzle-orm';
import type { Fingerprint } from '../domain/fingerprint.js';
import type { OperationId, OrganizationId } from '../domain/ids.js';
import type { CollisionKey } from '../domain/trunk/number.js';
import type { Database } from './database.js';
import { type KeyedRequest, KeyUsed } from './idempotency-keys.js';
import type { OperationRow } from './operation-rows.js';
import { idempotencyKeys, numberReservations, operations } from './schema.js';

/** A dispatcher leaves a new operation alone for this long: whoever wrote it is about to start its workflow. */
const dispatchGraceMs = 3_000;

/** From when on a dispatcher may take up an operation that was accepted at a moment. */
export function firstDispatch(acceptedAt: Date): Date {
  return new Date(acceptedAt.getTime() + dispatchGraceMs);
}

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

/**
 * Writes an operation and what the key of its request stands for, in one statement.
 * @returns null when another operation works on the number; the key is not used then.
 * @throws {KeyUsed} when the key belongs to a request already; whoever wrote more must take it back.
 */
export async function writeOperation(
  database: Database,
  operation: typeof operations.$inferInsert,
  keyed: KeyedRequest | null,
): Promise<OperationRow | null> {
  const writing = database.insert(operations).values(operation).onConflictDoNothing().returning();
  if (keyed === null) return (await writing)[0] ?? null;
  const written = database.$with('written').as(writing);
  const used = database.$with('used').as(
    database
      .insert(idempotencyKeys)
      .select(
        database
          .select({
            organizationId: sql<OrganizationId>`${keyed.organizationId}::text`.as('organization_id'),
            key: sql<string>`${keyed.key}::text`.as('key'),
            fingerprint: sql<Fingerprint>`${keyed.fingerprint}::text`.as('fingerprint'),
            operationId: written.id,
            importId: sql<null>`null::text`.as('import_id'),
            usedAt: written.acceptedAt,
          })
          .from(written),
      )
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key }),
  );
  const [row] = await database.with(written, used).select().from(written).leftJoin(used, sql`true`);
  if (row === undefined) return null;
  if (row.used === null) throw new KeyUsed();
  return row.written;
}
