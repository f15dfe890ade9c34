import { and, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { OperationId, OrganizationId } from '../domain/ids.js';
import type { OperationFilter, OperationPart } from '../domain/operation/list.js';
import type { OperationState } from '../domain/operation/operation.js';
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
  const requested: (SQL | undefined)[] = [
    eq(operations.organizationId, organizationId),
    state === null ? undefined : isIn(state),
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
    .where(and(...requested))
    .orderBy(desc(operations.acceptedAt), desc(operations.id))
    .limit(limit);
}

/** A state in such words that the index of the few operations that are in it can be used. */
function isIn(state: OperationState): SQL | undefined {
  switch (state) {
    case 'running':
    case 'compensating':
      return and(eq(operations.state, state), isNull(operations.finishedAt));
    case 'failed':
      return sql`${operations.state} = 'failed'`;
    case 'succeeded':
      return eq(operations.state, state);
  }
}

/** Those of the operations that exist, in the order in which they were asked for. */
export async function findOperations(
  database: Database,
  ids: readonly OperationId[],
): Promise<OperationRow[]> {
  const found = new Map<OperationId, OperationRow>();
  for (const row of await database
    .select()
    .from(operations)
    .where(inArray(operations.id, [...ids]))) {
    found.set(row.id, row);
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}
