import { and, asc, count, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import {
  type ImportId,
  type ImportLineView,
  type ImportName,
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
  readonly idempotencyKey: string | null;
  readonly requestHash: string;
  readonly createdAt: Date;
  readonly lines: readonly NewImportLine[];
}

/** A dispatcher leaves an import alone for this long, in milliseconds: somebody is about to start its workflow. */
const dispatchGraceMs = 5_000;
const newestImports = 100;
/** What the operation says goes before what the line itself says. */
const outcome = sql<LineOutcome>`coalesce(${operations.state}, ${importLines.state})`;

/** Writes an import and its lines in one transaction. @returns false when its idempotency key is known. */
export function writeImport(database: Database, wanted: NewImport): Promise<boolean> {
  const { lines, ...head } = wanted;
  return database.transaction(async (transaction) => {
    const written = await transaction
      .insert(imports)
      .values({
        ...head,
        state: 'running',
        total: lines.length,
        dispatchAfter: new Date(wanted.createdAt.getTime() + dispatchGraceMs),
      })
      .onConflictDoNothing()
      .returning({ id: imports.id });
    if (written.length === 0) return false;
    for (const chunk of inChunks(lines)) {
      await transaction
        .insert(importLines)
        .values(chunk.map((line) => ({ ...line, importId: wanted.id, state: 'pending' as const })));
    }
    return true;
  });
}

/** The import that an organisation has begun with an idempotency key. */
export async function findImportByKey(
  database: Database,
  organizationId: OrganizationId,
  idempotencyKey: string,
): Promise<{ readonly id: ImportId; readonly requestHash: string } | null> {
  const [row] = await database
    .select({ id: imports.id, requestHash: imports.requestHash })
    .from(imports)
    .where(and(eq(imports.organizationId, organizationId), eq(imports.idempotencyKey, idempotencyKey)));
  return row ?? null;
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
  return row === undefined ? null : viewOf(row, await countLines(database, id));
}

/** An organisation's imports, the newest first. */
export async function listImports(database: Database, organizationId: OrganizationId): Promise<ImportView[]> {
  const rows = await database
    .select()
    .from(imports)
    .where(eq(imports.organizationId, organizationId))
    .orderBy(desc(imports.createdAt))
    .limit(newestImports);
  return Promise.all(rows.map(async (row) => viewOf(row, await countLines(database, row.id))));
}

/** How many lines stand where. */
export async function countLines(database: Database, id: ImportId): Promise<LineCounts> {
  const rows = await database
    .select({ outcome, lines: count() })
    .from(importLines)
    .leftJoin(operations, eq(operations.id, importLines.operationId))
    .where(eq(importLines.importId, id))
    .groupBy(outcome);
  const of = (wanted: LineOutcome) => rows.find((row) => row.outcome === wanted)?.lines ?? 0;
  return Object.fromEntries(lineOutcomes.map((each) => [each, of(each)])) as Record<LineOutcome, number>;
}

/** The lines behind one, in their order. */
export async function readLines(
  database: Database,
  id: ImportId,
  afterLine: number,
  limit: number,
): Promise<ImportLineView[]> {
  const rows = await database
    .select({ line: importLines, outcome, begun: operations })
    .from(importLines)
    .leftJoin(operations, eq(operations.id, importLines.operationId))
    .where(and(eq(importLines.importId, id), gt(importLines.line, afterLine)))
    .orderBy(asc(importLines.line))
    .limit(limit);
  return rows.map(({ line, outcome: reached, begun }) => ({
    line: line.line,
    number: line.number,
    outcome: reached,
    attempt: line.attempt,
    code: begun?.failure?.code ?? line.code,
    operationId: begun?.id ?? null,
    trunkId: begun?.trunk?.id ?? null,
  }));
}

/** The next lines that nobody has begun, in their order. */
export async function pendingLines(database: Database, id: ImportId, limit: number): Promise<number[]> {
  const rows = await database
    .select({ line: importLines.line })
    .from(importLines)
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

/** Notes why a line that was pending is not begun. */
export async function refuseLine(
  database: Database,
  id: ImportId,
  line: number,
  code: LineRefusal,
): Promise<void> {
  await database
    .update(importLines)
    .set({ state: 'refused', code })
    .where(and(eq(importLines.importId, id), eq(importLines.line, line), eq(importLines.state, 'pending')));
}

/** Ends an import when all of its lines have ended; tells how they stand. */
export function endImport(database: Database, id: ImportId, now: Date): Promise<LineCounts> {
  return database.transaction(async (transaction) => {
    const counts = await countLines(transaction, id);
    if (counts.pending + counts.running + counts.undoing === 0) {
      await transaction
        .update(imports)
        .set({ state: 'finished', finishedAt: now })
        .where(and(eq(imports.id, id), eq(imports.state, 'running')));
    }
    return counts;
  });
}

/** Lets no further line of a running import begin. @returns false when there is no such import. */
export function cancelImport(
  database: Database,
  { id, organizationId }: ImportName,
  now: Date,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const [row] = await transaction
      .select({ state: imports.state, cancelledAt: imports.cancelledAt })
      .from(imports)
      .where(and(eq(imports.id, id), eq(imports.organizationId, organizationId)))
      .for('update');
    if (row === undefined) return false;
    if (row.state !== 'running' || row.cancelledAt !== null) return true;
    await transaction.update(imports).set({ cancelledAt: now }).where(eq(imports.id, id));
    await transaction
      .update(importLines)
      .set({ state: 'cancelled' })
      .where(and(eq(importLines.importId, id), eq(importLines.state, 'pending')));
    return true;
  });
}

/** A line that is to be tried again, under a new operation. */
export type LineAgain = Pick<NewImportLine, 'line' | 'operationId' | 'request'>;

/**
 * Opens a finished import again with those of its lines that may be tried again.
 * @param renew makes a line's next attempt of its last.
 */
export function reopenImport(
  database: Database,
  { id, organizationId }: ImportName,
  now: Date,
  renew: (line: typeof importLines.$inferSelect) => LineAgain,
): Promise<'reopened' | 'not_found' | 'still_running' | 'nothing_to_retry'> {
  return database.transaction(async (transaction) => {
    const [head] = await transaction
      .select({ state: imports.state })
      .from(imports)
      .where(and(eq(imports.id, id), eq(imports.organizationId, organizationId)))
      .for('update');
    if (head === undefined) return 'not_found';
    if (head.state === 'running') return 'still_running';
    const lines = await transaction
      .select({ line: importLines })
      .from(importLines)
      .leftJoin(operations, eq(operations.id, importLines.operationId))
      .where(and(eq(importLines.importId, id), inArray(outcome, retriableOutcomes)));
    if (lines.length === 0) return 'nothing_to_retry';
    for (const { line } of lines) {
      await transaction
        .update(importLines)
        .set({ ...renew(line), state: 'pending', code: null, attempt: line.attempt + 1 })
        .where(and(eq(importLines.importId, id), eq(importLines.line, line.line)));
    }
    await transaction
      .update(imports)
      .set({
        state: 'running',
        finishedAt: null,
        cancelledAt: null,
        dispatchAfter: new Date(now.getTime() + dispatchGraceMs),
      })
      .where(eq(imports.id, id));
    return 'reopened';
  });
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

function viewOf(row: typeof imports.$inferSelect, counts: LineCounts): ImportView {
  const { id, state, total, createdAt, cancelledAt, finishedAt } = row;
  return { id, state, total, counts, createdAt, cancelledAt, finishedAt };
}
