import { and, asc, desc, eq, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { OperationState } from '../../domain/operation/operation.js';
import type { OperationFilter, OperationPart } from '../../domain/operation/view.js';
import type { UnfinishedOperation } from '../../domain/reconcile/both-sides.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import { type Database, inChunks } from '../database.js';
import type { OperationRow } from '../schema.js';
import { operations, trunkOfOperation } from '../schema.js';

/**
 * Reads one of an organisation's own operations. The database filters by organisation, so that the query for another
 * tenant's operation takes as long as the query for an unknown id.
 * @returns null when there is none, or another organisation owns it.
 */
export async function findOwnOperation(
  database: Database,
  organizationId: OrganizationId,
  id: OperationId,
): Promise<OperationRow | null> {
  const [operation] = await database
    .select()
    .from(operations)
    .where(and(eq(operations.id, id), eq(operations.organizationId, organizationId)));
  return operation ?? null;
}

/**
 * Lists the operations of an organisation, or of all for null, newest first, filtered and limited.
 * @param stuckSince operations without a time limit that were accepted before this moment count as stuck.
 */
export async function listOperations(
  database: Database,
  organizationId: OrganizationId | null,
  { state, kind, trunkId, number, liveKitId, stuck }: OperationFilter,
  { after, limit }: OperationPart,
  stuckSince: Date,
): Promise<OperationRow[]> {
  const requested: (SQL | undefined)[] = [
    organizationId === null ? undefined : eq(operations.organizationId, organizationId),
    number === null ? undefined : eq(operations.collisionKey, number),
    liveKitId === null ? undefined : hasLeft(liveKitId),
    stuck ? and(isStuck(stuckSince), isNull(operations.finishedAt)) : undefined,
    state === null ? undefined : isIn(state),
    kind === null ? undefined : eq(operations.kind, kind),
    trunkId === null ? undefined : eq(trunkOfOperation(operations), trunkId),
    // The columns are compared as one row, because only that comparison is answered from the index.
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

/** Selects the unfinished operations without a time limit, compensations and tear-downs, that were accepted before a moment. */
export function isStuck(since: Date): SQL | undefined {
  const { kind, state, acceptedAt } = operations;
  return and(or(eq(state, 'compensating'), eq(kind, 'tear_down_trunk')), lt(acceptedAt, since));
}

/** Selects the operations whose trunk at their completion had an object with this id. */
function hasLeft(liveKitId: string): SQL {
  const { trunk } = operations;
  return sql`${liveKitId} in (${trunk} ->> 'inboundTrunkId', ${trunk} ->> 'outboundTrunkId', ${trunk} ->> 'dispatchRuleId')`;
}

/** The condition for a state, written so that the partial index for that state applies. */
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

/** Reads the operations that exist, in the order of the given ids. */
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

/** Reads all operations that have not completed, oldest first. */
export async function unfinishedOperations(database: Database): Promise<UnfinishedOperation[]> {
  return database
    .select({
      id: operations.id,
      kind: operations.kind,
      state: operations.state,
      collisionKey: operations.collisionKey,
      trunkId: operations.trunkId,
      acceptedAt: operations.acceptedAt,
    })
    .from(operations)
    .where(isNull(operations.finishedAt))
    .orderBy(asc(operations.acceptedAt));
}

/** Reads the states of operations. Ids without an operation are missing in the result. */
export async function operationStatusesOf(
  database: Database,
  ids: readonly OperationId[],
): Promise<Map<OperationId, OperationState>> {
  const statuses = new Map<OperationId, OperationState>();
  for (const chunk of inChunks(ids)) {
    const rows = await database
      .select({ id: operations.id, state: operations.state })
      .from(operations)
      .where(inArray(operations.id, chunk));
    for (const { id, state } of rows) statuses.set(id, state);
  }
  return statuses;
}

/** Returns whether two operations are attempts at the same request: retries of one operation have led to both. */
export async function areAttemptsAtTheSame(
  database: Database,
  one: OperationId,
  other: OperationId,
): Promise<boolean> {
  const [first, second] = await Promise.all([firstAttempt(database, one), firstAttempt(database, other)]);
  return first === second;
}

async function firstAttempt(database: Database, id: OperationId): Promise<OperationId> {
  const [operation] = await database
    .select({ retryOf: operations.retryOf })
    .from(operations)
    .where(eq(operations.id, id));
  return operation?.retryOf == null ? id : firstAttempt(database, operation.retryOf);
}
