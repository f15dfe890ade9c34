import { sql } from 'drizzle-orm';
import type { Fingerprint } from '../../domain/fingerprint.js';
import type { OrganizationId } from '../../domain/ids.js';
import type { Database } from '../database.js';
import { idempotencyKeys, operations } from '../schema.js';
import { type KeyedRequest, KeyUsed } from './idempotency-keys.js';
import type { OperationRow } from './queries.js';

/** A dispatcher leaves a new operation alone for this long: whoever wrote it is about to start its workflow. */
const dispatchGraceMs = 3_000;

/** From when on a dispatcher may take up an operation that was accepted at a moment. */
export function firstDispatch(acceptedAt: Date): Date {
  return new Date(acceptedAt.getTime() + dispatchGraceMs);
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
