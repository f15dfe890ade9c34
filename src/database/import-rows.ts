import { setImmediate as nextTurn } from 'node:timers/promises';
import { and, asc, count, desc, eq, gt, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import {
  type ImportId,
  type ImportLineView,
  type ImportName,
  type ImportPart,
  type ImportPlace,
  type ImportView,
  type LineCounts,
  type LineOutcome,
  type LineRefusal,
  lineOutcomes,
  retriableOutcomes,
} from '../imports/import.js';
import type { OperationId, OrganizationId } from '../trunks/ids.js';
import type { CollisionKey } from '../trunks/number.js';
import { inChunks } from './chunks.js';
import type { Database } from './database.js';
import {
  importOfKey,
  type KeyedRequest,
  type KeyReused,
  onceByKey,
  type Repeated,
  useKey,
} from './idempotency-keys.js';
import { importLines, imports, numberReservations, operations, type StoredRequest } from './schema.js';

/** A line that is to be written down. */
export interface NewImportLine {
  readonly line: number;
  readonly number: string;
  readonly collisionKey: CollisionKey;
  readonly operationId: OperationId;
  readonly request: StoredRequest;
  readonly requestHash: string;
}

/** An import that is to be written down. */
export interface NewImport extends ImportName {
  readonly requestedBy: string | null;
  /** The request by its idempotency key; null when it came without one. */
  readonly keyed: KeyedRequest | null;
  readonly createdAt: Date;
  readonly lines: readonly NewImportLine[];
}

/** A dispatcher leaves an import alone for this long, in milliseconds: somebody is about to start its workflow. */
const dispatchGraceMs = 5_000;
/** Its operation is over, but could not be followed by another. */
const isUnreadable = sql`${importLines.code} = 'password_unreadable'`;
/** What the operation says goes before what the line itself says, but for a line that could not get a new one. */
const outcome = sql<LineOutcome>`case when ${isUnreadable} then ${importLines.state} else coalesce(${operations.state}, ${importLines.state}) end`;
/** The operation that holds the number of a line, where that is an operation of the same organisation. */
const holders = alias(operations, 'holders');

/**
 * Writes an import, its lines and what its key stands for in one transaction.
 * @throws {KeyUsed} when the key belongs to a request already; see {@link onceByKey}.
 */
export function writeImport(
  database: Database,
  wanted: NewImport,
): Promise<{ readonly kind: 'begun'; readonly view: ImportView }> {
  const { lines, keyed, ...given } = wanted;
  const { length: total } = lines;
  const head = { ...given, state: 'running', total, cancelledAt: null, finishedAt: null } as const;
  return database.transaction(async (transaction) => {
    await transaction.insert(imports).values({
      ...head,
      dispatchAfter: new Date(wanted.createdAt.getTime() + dispatchGraceMs),
    });
    await useKey(transaction, keyed, { importId: wanted.id }, wanted.createdAt);
    for (const chunk of inChunks(lines)) {
      await transaction
        .insert(importLines)
        .values(chunk.map((line) => ({ ...line, importId: wanted.id, state: 'pending' as const })));
      await nextTurn();
    }
    return {
      kind: 'begun',
      view: viewOf(
        head,
        countsBy((each) => (each === 'pending' ? total : 0)),
      ),
    };
  });
}

/** Which of these numbers somebody holds. */
export async function heldNumbers(
  database: Database,
  numbers: readonly CollisionKey[],
): Promise<Set<CollisionKey>> {
  const held = new Set<CollisionKey>();
  for (const chunk of inChunks(numbers)) {
    const rows = await database
      .select({ number: numberReservations.collisionKey })
      .from(numberReservations)
      .where(inArray(numberReservations.collisionKey, chunk));
    for (const { number } of rows) held.add(number);
  }
  return held;
}

/** Reads one of an organisation's own imports; somebody else's is as good as none. */
export async function findImport(
  database: Database,
  { id, organizationId }: ImportName,
): Promise<ImportView | null> {
  const [row] = await database
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.organizationId, organizationId)));
  return row === undefined ? null : viewOf(row, keptCounts(row) ?? (await countLines(database, id)));
}

/** An organisation's imports behind a place, the newest first; lines are counted only of those that have not ended. */
export async function listImports(
  database: Database,
  organizationId: OrganizationId,
  { after, limit }: { readonly after: ImportPlace | null; readonly limit: number },
): Promise<ImportPart> {
  const found = await database
    .select()
    .from(imports)
    .where(and(eq(imports.organizationId, organizationId), after === null ? undefined : isBehind(after)))
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const views: ImportView[] = [];
  for (const row of rows) {
    views.push(viewOf(row, keptCounts(row) ?? (await countLines(database, row.id))));
    // To count all at once would hold up everybody else in the embedded database, and pass a server's time limit.
    await nextTurn();
  }
  return { imports: views, more: found.length > limit };
}

function isBehind({ createdAt, id }: ImportPlace): SQL {
  return sql`(${imports.createdAt}, ${imports.id}) < (${createdAt.toISOString()}::timestamptz, ${id})`;
}

/** How the lines of a finished import stand; null for one that goes on. */
function keptCounts({ state, counts }: typeof imports.$inferSelect): LineCounts | null {
  return state === 'finished' ? counts : null;
}

/** How many lines stand where. */
export async function countLines(database: Database, id: ImportId): Promise<LineCounts> {
  const rows = await database
    .select({ outcome, lines: count() })
    .from(importLines)
    .leftJoin(operations, eq(operations.id, importLines.operationId))
    .where(eq(importLines.importId, id))
    .groupBy(outcome);
  return countsBy((wanted) => rows.find((row) => row.outcome === wanted)?.lines ?? 0);
}

function countsBy(linesIn: (outcome: LineOutcome) => number): LineCounts {
  const counts = lineOutcomes.map((each) => [each, linesIn(each)] as const);
  return Object.fromEntries(counts) as Record<LineOutcome, number>;
}

/** The lines behind one, in their order. */
export async function readLines(
  database: Database,
  id: ImportId,
  afterLine: number,
  limit: number,
): Promise<ImportLineView[]> {
  return database
    .select({
      line: importLines.line,
      number: importLines.number,
      attempt: importLines.attempt,
      outcome,
      // The rest of an operation, and what was wanted, would be most of the work of a long report.
      code: sql<
        ImportLineView['code']
      >`case when ${isUnreadable} then ${importLines.code} else coalesce(${operations.failure} ->> 'code', ${importLines.code}) end`,
      operationId: sql<OperationId | null>`coalesce(${operations.id}, ${holders.id})`,
      trunkId: sql<number | null>`(coalesce(${operations.trunk}, ${holders.trunk}) ->> 'id')::float8`,
    })
    .from(importLines)
    .leftJoin(operations, eq(operations.id, importLines.operationId))
    .leftJoin(holders, eq(holders.id, importLines.holderId))
    .where(and(eq(importLines.importId, id), gt(importLines.line, afterLine)))
    .orderBy(asc(importLines.line))
    .limit(limit);
}

/** The next lines of a running import that nobody has begun, in their order. */
export async function pendingLines(database: Database, id: ImportId, limit: number): Promise<number[]> {
  const rows = await database
    .select({ line: importLines.line })
    .from(importLines)
    .innerJoin(imports, and(eq(imports.id, importLines.importId), eq(imports.state, 'running')))
    .leftJoin(operations, eq(operations.id, importLines.operationId))
    .where(and(eq(importLines.importId, id), eq(importLines.state, 'pending'), isNull(operations.id)))
    .orderBy(asc(importLines.line))
    .limit(limit);
  return rows.map(({ line }) => line);
}

/** A line with whose import it is. */
export interface ImportLineRow {
  readonly line: typeof importLines.$inferSelect;
  readonly organizationId: OrganizationId;
  /** The public id of the API key by which the import was asked for. */
  readonly requestedBy: string | null;
}

/** Reads one line; null when there is none. */
export async function findLine(
  database: Database,
  id: ImportId,
  line: number,
): Promise<ImportLineRow | null> {
  const [row] = await database
    .select({
      line: importLines,
      organizationId: imports.organizationId,
      requestedBy: imports.requestedBy,
    })
    .from(importLines)
    .innerJoin(imports, eq(imports.id, importLines.importId))
    .where(and(eq(importLines.importId, id), eq(importLines.line, line)));
  return row ?? null;
}

/**
 * Notes why a line that was pending is not begun.
 * @param holderId the organisation's own operation that has set up the line's trunk already.
 */
export async function refuseLine(
  database: Database,
  id: ImportId,
  line: number,
  code: LineRefusal,
  holderId: OperationId | null = null,
): Promise<void> {
  await database.update(importLines).set({ state: 'refused', code, holderId }).where(isPending(id, line));
}

/**
 * Gives a pending line to an operation that was begun for it without the import: its owner has tried the line's failed
 * operation again.
 */
export async function giveLineTo(
  database: Database,
  id: ImportId,
  line: number,
  operation: { readonly id: OperationId; readonly request: StoredRequest },
): Promise<void> {
  await database
    .update(importLines)
    .set({ operationId: operation.id, request: operation.request })
    .where(isPending(id, line));
}

function isPending(id: ImportId, line: number) {
  return and(eq(importLines.importId, id), eq(importLines.line, line), eq(importLines.state, 'pending'));
}

/** Tells whether two operations are attempts at the same: trying one again and again has led to both. */
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

/** Ends an import when all of its lines have ended; tells how they stand. */
export function endImport(database: Database, id: ImportId, now: Date): Promise<LineCounts> {
  return database.transaction(async (transaction) => {
    const counts = await countLines(transaction, id);
    if (counts.pending + counts.running + counts.undoing === 0) {
      await transaction
        .update(imports)
        .set({ state: 'finished', finishedAt: now, counts })
        .where(and(eq(imports.id, id), eq(imports.state, 'running')));
    }
    return counts;
  });
}

/** Which import an organisation wants to steer. */
export interface SteeredImport extends ImportName {
  /** The request by its idempotency key; null when it came without one. */
  readonly keyed: KeyedRequest | null;
}

/** Locks one of an organisation's own imports until the transaction ends. */
async function lockImport(transaction: Database, { id, organizationId }: ImportName) {
  const [head] = await transaction
    .select({ state: imports.state, cancelledAt: imports.cancelledAt })
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.organizationId, organizationId)))
    .for('update');
  return head ?? null;
}

/** What became of the wish to cancel an import. */
export type ImportCancellation =
  /** No further line begins, as far as any was left. */
  | { readonly kind: 'cancelled' }
  | Repeated<{ readonly importId: ImportId }>
  | KeyReused
  | { readonly kind: 'not_found' | 'finished' };

/** Lets no further line of a running import begin. */
export function cancelImport(
  database: Database,
  { id, organizationId, keyed }: SteeredImport,
  now: Date,
): Promise<ImportCancellation> {
  return onceByKey(
    () => importOfKey(database, keyed),
    () =>
      database.transaction(async (transaction): Promise<ImportCancellation> => {
        const head = await lockImport(transaction, { id, organizationId });
        if (head === null) return { kind: 'not_found' };
        if (head.state === 'finished') return { kind: 'finished' };
        await useKey(transaction, keyed, { importId: id }, now);
        if (head.cancelledAt !== null) return { kind: 'cancelled' };
        await transaction.update(imports).set({ cancelledAt: now }).where(eq(imports.id, id));
        await transaction
          .update(importLines)
          .set({ state: 'cancelled' })
          .where(and(eq(importLines.importId, id), eq(importLines.state, 'pending')));
        return { kind: 'cancelled' };
      }),
    'cancelled',
  );
}

/** What a line is tried again with, under a new operation; or why it cannot be. */
export type LineAgain = Pick<NewImportLine, 'operationId' | 'request'> | LineRefusal;

/** What became of the wish to open an import again. */
export type ImportReopening =
  | { readonly kind: 'reopened' }
  | Repeated<{ readonly importId: ImportId }>
  | KeyReused
  | { readonly kind: 'not_found' | 'still_running' | 'nothing_to_retry' };

/**
 * Opens a finished import again with those of its lines that may be tried again.
 * @param renew makes a line's next attempt of its last.
 */
export function reopenImport(
  database: Database,
  { id, organizationId, keyed }: SteeredImport,
  now: Date,
  renew: (line: ImportLine) => LineAgain,
): Promise<ImportReopening> {
  return onceByKey(
    () => importOfKey(database, keyed),
    () =>
      database.transaction(async (transaction): Promise<ImportReopening> => {
        const head = await lockImport(transaction, { id, organizationId });
        if (head === null) return { kind: 'not_found' };
        if (head.state === 'running') return { kind: 'still_running' };
        const lines = await transaction
          .select({ line: importLines, begun: operations.id })
          .from(importLines)
          .leftJoin(operations, eq(operations.id, importLines.operationId))
          .where(and(eq(importLines.importId, id), inArray(outcome, retriableOutcomes)));
        if (lines.length === 0) return { kind: 'nothing_to_retry' };
        await useKey(transaction, keyed, { importId: id }, now);
        for (const chunk of inChunks(lines)) {
          await rewriteLines(
            transaction,
            chunk.map(({ line, begun }) => lineOpenedAgain(line, begun, renew(line))),
          );
          await nextTurn();
        }
        await transaction
          .update(imports)
          .set({
            state: 'running',
            finishedAt: null,
            counts: null,
            cancelledAt: null,
            dispatchAfter: new Date(now.getTime() + dispatchGraceMs),
          })
          .where(eq(imports.id, id));
        return { kind: 'reopened' };
      }),
    'reopened',
  );
}

type ImportLine = typeof importLines.$inferSelect;

function lineOpenedAgain(line: ImportLine, begun: OperationId | null, again: LineAgain): ImportLine {
  if (typeof again === 'string') return { ...line, state: 'refused', code: again, holderId: null };
  return {
    ...{ ...line, ...again, state: 'pending', code: null, holderId: null },
    ...{ retryOf: begun ?? line.retryOf, attempt: line.attempt + 1 },
  };
}

/** Writes lines that are there anew, many with one statement: ten thousand statements would hold up everybody for long. */
async function rewriteLines(transaction: Database, lines: ImportLine[]): Promise<void> {
  const set = {
    operationId: sql`excluded.operation_id`,
    request: sql`excluded.request`,
    state: sql`excluded.state`,
    code: sql`excluded.code`,
    retryOf: sql`excluded.retry_of`,
    holderId: sql`excluded.holder_id`,
    attempt: sql`excluded.attempt`,
  };
  await transaction
    .insert(importLines)
    .values(lines)
    .onConflictDoUpdate({ target: [importLines.importId, importLines.line], set });
}

/** Takes the unfinished imports that nobody has looked after lately, and puts each off by `againAfterMs`. */
export async function takeDueImports(
  database: Database,
  now: Date,
  againAfterMs: number,
): Promise<ImportId[]> {
  const rows = await database
    .update(imports)
    .set({ dispatchAfter: new Date(now.getTime() + againAfterMs) })
    .where(and(isNull(imports.finishedAt), lt(imports.dispatchAfter, now)))
    .returning({ id: imports.id });
  return rows.map(({ id }) => id);
}

function viewOf(row: Omit<ImportView, 'counts'>, counts: LineCounts): ImportView {
  const { id, state, total, createdAt, cancelledAt, finishedAt } = row;
  return { id, state, total, counts, createdAt, cancelledAt, finishedAt };
}
