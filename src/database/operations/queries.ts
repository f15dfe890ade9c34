import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { OperationState } from '../../domain/operation/operation.js';
import type { OperationFilter, OperationPart } from '../../domain/operation/view.js';
import type { UnfinishedOperation } from '../../domain/reconcile/both-sides.js';
import type { CollisionKey, Trunk } from '../../domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import { type Database, inChunks } from '../database.js';
import { operations, type StoredRequest, trunkOfOperation, trunks } from '../schema.js';
import { trunkFrom, trunkOf } from '../trunks/records.js';

/** A row of the table of operations. */
export type OperationRow = typeof operations.$inferSelect;

/**
 * Returns the request of a set-up or a change.
 * @throws {Error} for a row that the table's checks should have refused.
 */
export function requestOf({ id, request }: Pick<OperationRow, 'id' | 'request'>): StoredRequest {
  if (request === null) throw new Error(`Operation ${id} has no request.`);
  return request;
}

/** An operation and the trunk that it has set up; null when there is none (any more). */
export interface OperationWithTrunk {
  readonly operation: OperationRow;
  readonly trunk: Trunk | null;
}

/** Returns the trunk as it was at the completion of an operation; null when the operation stored none. */
export function trunkLeftBy({ trunk }: OperationRow): Trunk | null {
  return trunk === null ? null : trunkFrom(trunk);
}

/** Reads one operation. @returns null when there is none with this id. */
export async function findOperation(database: Database, id: OperationId): Promise<OperationWithTrunk | null> {
  const [row] = await database
    .select({ operation: operations, trunk: trunks })
    .from(operations)
    .leftJoin(trunks, eq(trunks.operationId, operations.id))
    .where(eq(operations.id, id));
  return row === undefined
    ? null
    : { operation: row.operation, trunk: row.trunk === null ? null : trunkOf(row.trunk) };
}

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

/** Lists an organisation's own operations, newest first, filtered and limited. */
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

/** For this long after an operation, its late writes may still appear as orphans in LiveKit. */
const lateWriteWindowMs = 24 * 3_600_000;

/** One search for orphans compares at most this many tags. */
const mostEarlierOperations = 200;

/**
 * Returns the earlier operations of a number whose late writes may still appear as orphans, newest first: set-ups that
 * failed within a day, and all operations on a trunk that was torn down within a day. A new set-up may remove objects
 * with their tags, because none of them belongs to an existing trunk.
 */
export async function earlierOperationsOf(
  database: Database,
  number: CollisionKey,
  now: Date,
): Promise<OperationId[]> {
  const lately = gt(operations.finishedAt, new Date(now.getTime() - lateWriteWindowMs));
  const tornDown = await database
    .select({
      id: operations.id,
      trunkId: operations.trunkId,
      setUpId: sql<OperationId>`${operations.trunk} ->> 'operationId'`,
    })
    .from(operations)
    .where(
      and(
        eq(operations.collisionKey, number),
        eq(operations.kind, 'tear_down_trunk'),
        eq(operations.state, 'succeeded'),
        isNotNull(operations.trunk),
        lately,
      ),
    )
    .orderBy(desc(operations.finishedAt))
    .limit(mostEarlierOperations);
  const rows = await database
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.collisionKey, number),
        isNotNull(operations.finishedAt),
        or(
          and(eq(operations.kind, 'set_up_trunk'), eq(operations.state, 'failed'), lately),
          ...tornDown.flatMap(({ trunkId, setUpId }) => [
            eq(operations.id, setUpId),
            ...(trunkId === null ? [] : [eq(operations.trunkId, trunkId)]),
          ]),
        ),
      ),
    )
    .orderBy(desc(operations.finishedAt))
    .limit(mostEarlierOperations);
  return rows.map(({ id }) => id);
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
