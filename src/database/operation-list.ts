import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { OrganizationId } from '../trunks/ids.js';
import type { OperationFilter, OperationPart } from '../trunks/operation-list.js';
import type { Database } from './database.js';
import type { OperationRow } from './operation-rows.js';
import { operations, trunkOfOperation } from './schema.js';

/** An organisation's own operations, newest first; at most as many as the part's limit. */
export async function listOperations(
  database: Database,
  organizationId: OrganizationId,
  { state, kind, trunkId }: OperationFilter,
  { after, limit }: OperationPart,
): Promise<OperationRow[]> {
  const wanted: (SQL | undefined)[] = [
    eq(operations.organizationId, organizationId),
    state === null ? undefined : eq(operations.state, state),
    kind === null ? undefined : eq(operations.kind, kind),
    trunkId === null ? undefined : eq(trunkOfOperation(operations), trunkId),
    // A comparison of rows, unlike one column by column, is answered out of the index.
    after === null
      ? undefined
      : sql`(${operations.acceptedAt}, ${operations.id}) < (${after.acceptedAt.toISOString()}::timestamptz, ${after.id})`,
  ];
  return database
    .select()
    .from(operations)
    .where(and(...wanted))
    .orderBy(desc(operations.acceptedAt), desc(operations.id))
    .limit(limit);
}
