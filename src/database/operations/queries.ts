import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { OperationId, OrganizationId } from '../../domain/ids.js';
import type { OperationFilter, OperationPart } from '../../domain/operation/list.js';
import type { OperationState } from '../../domain/operation/operation.js';
import type { UnfinishedOperation } from '../../domain/reconcile/records.js';
import type { CollisionKey } from '../../domain/trunk/number.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import { type Database, inChunks } from '../database.js';
import { operations, type StoredRequest, trunkOfOperation, trunks } from '../schema.js';
import { trunkFrom, trunkOf } from '../trunks/rows.js';

export type OperationRow = typeof operations.$inferSelect;

/** What a set-up shall make. @throws {Error} for one that the table's checks should have refused. */
export function requestOf({ id, request }: Pick<OperationRow, 'id' | 'request'>): StoredRequest {
  if (request === null) throw new Error(`Operation ${id} has no request.`);
  return request;
}

/** An operation with the trunk that it made, as far as it has made one and that is still there. */
export interface OperationWithTrunk {
  readonly operation: OperationRow;
  readonly trunk: Trunk | null;
}

/** The trunk as an operation left it when it ended, whatever has become of it since; null when it left none. */
export function trunkLeftBy({ trunk }: OperationRow): Trunk | null {
  return trunk === null ? null : trunkFrom(trunk);
}

/** Reads one operation; null when there is none with this id. */
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
 * Reads one of an organisation's own operations; somebody else's is as good as none. It is the database that passes over
 * somebody else's, so that a look for it takes no longer than one for an id that nobody has.
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

/** For how long leftovers may still appear in LiveKit, and so must be known by name. */
const windowMs = 24 * 3_600_000;

/** As many tags as one look for leftovers compares. */
const mostEarlierOperations = 200;

/**
 * The operations that may have left something behind under a number within a day, newest first: set-ups that
 * failed, and those of trunks that were taken down, with whatever has worked on these. A new set-up may remove what
 * carries their tags; none of them belongs to a trunk that is there.
 */
export async function earlierOperationsOf(
  database: Database,
  number: CollisionKey,
  now: Date,
): Promise<OperationId[]> {
  const lately = gt(operations.finishedAt, new Date(now.getTime() - windowMs));
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

/** Reads all operations that have not ended. */
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

/** Tells where operations stand; those that are not in the answer do not exist. */
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
