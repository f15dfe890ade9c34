import { and, asc, count, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { OperationId, OrganizationId } from '../domain/ids.js';
import type { OperationFailure, OperationKind, OperationState } from '../domain/operation/operation.js';
import type { StepLog } from '../domain/operation/step-log.js';
import type { CarrierLink } from '../domain/trunk/carrier-connection.js';
import type { Trunk, TrunkObjects } from '../domain/trunk/trunk.js';
import type { Database } from './database.js';
import { writeFirstRevision } from './revision-rows.js';
import { numberReservations, operations, type StoredRequest, trunks } from './schema.js';
import { columnsOf, storedTrunk, trunkFrom, trunkOf } from './trunk-rows.js';

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

/**
 * Makes the trunk's record with its first revision, and ends the operation as succeeded, in one transaction: this is
 * the point of no return of a set-up. Doing it twice is harmless.
 * @param steps what has happened until then.
 * @returns the trunk, or null when the operation is no longer running and must not make a record.
 */
export function activateRecord(
  database: Database,
  id: OperationId,
  objects: TrunkObjects,
  now: Date,
  steps: StepLog = [],
): Promise<Trunk | null> {
  return database.transaction(async (transaction) => {
    const [operation] = await transaction
      .select()
      .from(operations)
      .where(and(eq(operations.id, id), eq(operations.state, 'running')))
      .for('update');
    if (operation === undefined) {
      const [made] = await transaction.select().from(trunks).where(eq(trunks.operationId, id));
      return made === undefined ? null : trunkOf(made);
    }
    const request = connected(requestOf(operation), operation.carrier);
    const { organizationId } = operation;
    const trunkId = await writeFirstRevision(transaction, {
      organizationId,
      operationId: id,
      request,
      at: now,
    });
    const [row] = await transaction
      .insert(trunks)
      .values({
        id: trunkId,
        organizationId,
        operationId: id,
        ...columnsOf(request.settings, request.sealedPassword),
        ...(request.notes === undefined ? {} : { notes: request.notes }),
        ...objects,
        carrier: operation.carrier,
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    if (row === undefined) throw new Error('The insert of a trunk returned no row.');
    const trunk = trunkOf(row);
    await transaction
      .update(operations)
      .set({ state: 'succeeded', finishedAt: now, trunk: storedTrunk(trunk), ...storedLog(steps) })
      .where(eq(operations.id, id));
    return trunk;
  });
}

/** What a set-up has made: calls from us go to the address that the carrier has given, where there is one. */
function connected(request: StoredRequest, link: CarrierLink | null): StoredRequest {
  if (link === null) return request;
  return { ...request, settings: { ...request.settings, outboundAddress: link.connection.address } };
}

/**
 * Writes down what a set-up has made at a carrier, once: what was written first stays.
 * @returns what stands there, or null when the operation is no longer running.
 */
export async function noteConnection(
  database: Database,
  id: OperationId,
  link: CarrierLink,
): Promise<CarrierLink | null> {
  await database
    .update(operations)
    .set({ carrier: link })
    .where(and(eq(operations.id, id), eq(operations.state, 'running'), isNull(operations.carrier)));
  const found = await findOperation(database, id);
  return found?.operation.state === 'running' ? found.operation.carrier : null;
}

/**
 * What is stored of a log with the end, or the turning, of an operation. A run that has found the operation in its undo
 * knows nothing of the steps before it, so what is stored of these stays.
 */
export function storedLog(steps: StepLog) {
  if (steps.length === 0) return {};
  if (steps.some((event) => 'phase' in event && event.phase === 'forward')) return { steps };
  return {
    steps: sql<StepLog>`coalesce(${operations.steps}, '[]'::jsonb) || ${JSON.stringify(steps)}::jsonb`,
  };
}

/** Where an operation stands when a run of its workflow wants to work on it. */
export type OperationStatus = OperationState | 'unknown';

/** Tells where an operation stands, for a run that cannot know whether it is the first. */
export async function operationStatusOf(database: Database, id: OperationId): Promise<OperationStatus> {
  const [row] = await database
    .select({ state: operations.state })
    .from(operations)
    .where(eq(operations.id, id));
  return row?.state ?? 'unknown';
}

/**
 * Turns a running operation to its undo and notes why. One that is being undone keeps its first reason.
 * @returns where it stands then: a succeeded one stays succeeded.
 */
export async function beginCompensation(
  database: Database,
  id: OperationId,
  failure: OperationFailure,
  steps: StepLog = [],
): Promise<OperationStatus> {
  await database
    .update(operations)
    .set({ state: 'compensating', failure, ...storedLog(steps) })
    .where(and(eq(operations.id, id), eq(operations.state, 'running')));
  return operationStatusOf(database, id);
}

/**
 * Ends an undone operation as failed and frees its number, in one transaction. Doing it twice is harmless.
 */
export function releaseNumber(
  database: Database,
  id: OperationId,
  end: Pick<OperationFailure, 'removed' | 'skipped'>,
  now: Date,
  steps: StepLog = [],
): Promise<void> {
  return database.transaction(async (transaction) => {
    const ended = await transaction
      .update(operations)
      .set({
        state: 'failed',
        finishedAt: now,
        failure: sql`${operations.failure} || ${JSON.stringify(end)}::jsonb`,
        ...storedLog(steps),
      })
      .where(and(eq(operations.id, id), eq(operations.state, 'compensating')))
      .returning({ id: operations.id });
    if (ended.length === 0) return;
    await transaction.delete(numberReservations).where(eq(numberReservations.operationId, id));
  });
}

/**
 * Takes the unfinished operations whose workflow nobody has vouched for lately, and puts each off by
 * `againAfterMs`, so that of several dispatchers one has it at a time.
 */
export async function takeDueOperations(
  database: Database,
  now: Date,
  againAfterMs: number,
  limit: number,
): Promise<OperationRow[]> {
  // A subquery in the condition may be planned as a join and run again, past its limit; what locks rows in a `with`
  // clause runs once.
  const due = database.$with('due').as(
    database
      .select({ id: operations.id })
      .from(operations)
      .where(and(isNull(operations.finishedAt), lt(operations.dispatchAfter, now)))
      .orderBy(asc(operations.dispatchAfter))
      .limit(limit)
      .for('update', { skipLocked: true }),
  );
  return database
    .with(due)
    .update(operations)
    .set({
      dispatchAfter: new Date(now.getTime() + againAfterMs),
      dispatches: sql`${operations.dispatches} + 1`,
    })
    .where(inArray(operations.id, database.select({ id: due.id }).from(due)))
    .returning();
}

/** How many operations of a kind are in a state in which they have not ended. */
export interface UnfinishedCount {
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly operations: number;
  /** So many of these are being undone, or are tear-downs, and should have ended long ago. */
  readonly stuck: number;
}

/**
 * Counts the operations that have not ended; where there are none, there is no count.
 * @param stuckSince what has no time limit of its own, an undo or a tear-down, and was accepted before this counts as stuck.
 */
export async function countUnfinished(database: Database, stuckSince: Date): Promise<UnfinishedCount[]> {
  const { kind, state, acceptedAt } = operations;
  const isEndless = or(eq(state, 'compensating'), eq(kind, 'tear_down_trunk'));
  const isStuck = and(isEndless, lt(acceptedAt, stuckSince));
  return database
    .select({
      kind,
      state,
      operations: count(),
      stuck: sql<number>`(count(*) filter (where ${isStuck}))::int`,
    })
    .from(operations)
    .where(isNull(operations.finishedAt))
    .groupBy(kind, state);
}
