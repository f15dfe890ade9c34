import { sql } from 'drizzle-orm';
import type { Fingerprint } from '../../domain/fingerprint.js';
import type { OrganizationId } from '../../domain/ids.js';
import type { Database } from '../database.js';
import { idempotencyKeys, operations } from '../schema.js';
import { type KeyedRequest, KeyUsed } from './idempotency-keys.js';
import type { OperationRow } from './queries.js';

/** After an operation is accepted, a dispatcher waits this long: the process that accepted it starts its workflow. */
const dispatchGraceMs = 3_000;

/** An operation that is to be accepted. */
type NewOperation = Omit<typeof operations.$inferInsert, 'state' | 'dispatchAfter'>;

/**
 * Inserts a running operation and the idempotency key of its request, in one statement.
 * @param keyed the request's idempotency key; null when it has none.
 * @returns null when another operation works on the number; the key is not used then.
 * @throws {KeyUsed} when another request has used the key; the caller must roll back what it has written.
 */
export async function insertOperation(
  database: Database,
  operation: NewOperation,
  keyed: KeyedRequest | null,
): Promise<OperationRow | null> {
  const dispatchAfter = new Date(operation.acceptedAt.getTime() + dispatchGraceMs);
  const writing = database
    .insert(operations)
    .values({ ...operation, state: 'running', dispatchAfter })
    .onConflictDoNothing()
    .returning();
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
