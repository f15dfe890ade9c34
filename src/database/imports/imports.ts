import { setImmediate as nextTurn } from 'node:timers/promises';
import { and, count, desc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { OperationId, OrganizationId } from '../../domain/ids.js';
import {
  type ImportId,
  type ImportName,
  type ImportPart,
  type ImportPlace,
  type ImportView,
  type LineCounts,
  type LineOutcome,
  lineOutcomes,
} from '../../domain/import/import.js';
import type { CollisionKey } from '../../domain/trunk/number.js';
import { type Database, inChunks } from '../database.js';
import { type KeyedRequest, useKey } from '../operations/idempotency-keys.js';
import { importLines, imports, operations, type StoredRequest } from '../schema.js';

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

/** When a dispatcher may look after an import that is to be started now. */
export function dispatchAfterStart(now: Date): Date {
  return new Date(now.getTime() + dispatchGraceMs);
}

/**
 * Writes an import, its lines and what its key stands for in one transaction.
 * @throws {KeyUsed} when the key belongs to a request already; see {@link onceByKey}.
 */
export function writeImport(
  database: Database,
  requested: NewImport,
): Promise<{ readonly kind: 'begun'; readonly view: ImportView }> {
  const { lines, keyed, ...given } = requested;
  const { length: total } = lines;
  const head = { ...given, state: 'running', total, cancelledAt: null, finishedAt: null } as const;
  return database.transaction(async (transaction) => {
    await transaction.insert(imports).values({
      ...head,
      dispatchAfter: dispatchAfterStart(requested.createdAt),
    });
    await useKey(transaction, keyed, { importId: requested.id }, requested.createdAt);
    for (const chunk of inChunks(lines)) {
      await transaction
        .insert(importLines)
        .values(chunk.map((line) => ({ ...line, importId: requested.id, state: 'pending' as const })));
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
  // The column does not keep the order of its fields.
  return state === 'finished' && counts !== null ? countsBy((each) => counts[each]) : null;
}

/** Ends an import when all of its lines have ended; tells how they stand. */
export function endImport(database: Database, id: ImportId, now: Date): Promise<LineCounts> {
  return database.transaction(async (transaction) => {
    const counts = await countLines(transaction, id);
    if (counts.pending + counts.running + counts.compensating === 0) {
      await transaction
        .update(imports)
        .set({ state: 'finished', finishedAt: now, counts })
        .where(and(eq(imports.id, id), eq(imports.state, 'running')));
    }
    return counts;
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

function viewOf(row: Omit<ImportView, 'counts'>, counts: LineCounts): ImportView {
  const { id, state, total, createdAt, cancelledAt, finishedAt } = row;
  return { id, state, total, counts, createdAt, cancelledAt, finishedAt };
}

/** The line's operation is over, but could not be followed by another. */
export const isUnreadable = sql`${importLines.code} = 'password_unreadable'`;

/** Where a line that is joined with its operation stands. What the operation says goes before what the line itself says, but for a line that could not get a new one. */
export const outcome = sql<LineOutcome>`case when ${isUnreadable} then ${importLines.state} else coalesce(${operations.state}, ${importLines.state}) end`;

/** How many lines stand where. */
export async function countLines(database: Database, id: ImportId): Promise<LineCounts> {
  const rows = await database
    .select({ outcome, lines: count() })
    .from(importLines)
    .leftJoin(operations, eq(operations.id, importLines.operationId))
    .where(eq(importLines.importId, id))
    .groupBy(outcome);
  return countsBy((requested) => rows.find((row) => row.outcome === requested)?.lines ?? 0);
}

/** Counts out of a count for each outcome. */
export function countsBy(linesIn: (outcome: LineOutcome) => number): LineCounts {
  const counts = lineOutcomes.map((each) => [each, linesIn(each)] as const);
  return Object.fromEntries(counts) as Record<LineOutcome, number>;
}
