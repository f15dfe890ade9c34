import { setImmediate as nextTick } from 'node:timers/promises';
import { and, count, desc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../../domain/administration.js';
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
import { noQuotas, type QuotaExceeded, type Quotas } from '../../domain/quotas.js';
import type { CollisionKey } from '../../domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import { recordAct } from '../audit/entries.js';
import { type Database, inChunks } from '../database.js';
import { claimImport, OverQuota } from '../limits/usage.js';
import { type KeyedRequest, requesterColumns, useKey } from '../operations/acceptance.js';
import { importLines, imports, operations, type StoredRequest } from '../schema.js';

/** A line of a new import. */
export interface NewImportLine {
  readonly line: number;
  readonly number: string;
  readonly collisionKey: CollisionKey;
  readonly operationId: OperationId;
  readonly request: StoredRequest;
  readonly requestHash: string;
}

/** A new import. */
export interface NewImport extends ImportName {
  readonly requestedBy: Actor | null;
  /** The request's idempotency key; null when it has none. */
  readonly keyed: KeyedRequest | null;
  readonly createdAt: Date;
  readonly lines: readonly NewImportLine[];
}

/** After an import is accepted, a dispatcher waits this long: the process that accepted it starts its workflow. */
const dispatchGraceMs = 5_000;

/** Building a statement for more lines would keep other requests waiting. */
const linesPerStatement = 50;

/** Returns when a dispatcher may start the workflow of an import that is accepted now. */
export function dispatchAfterStart(now: Date): Date {
  return new Date(now.getTime() + dispatchGraceMs);
}

/**
 * Stores an import, its lines and its idempotency key in one transaction, unless the organization may begin no import today.
 * @throws {KeyUsed} when another request has used the key; see {@link onceByKey}.
 */
export async function writeImport(
  database: Database,
  requested: NewImport,
  quotas: Quotas = noQuotas,
): Promise<{ readonly kind: 'begun'; readonly view: ImportView } | QuotaExceeded> {
  try {
    return await write(database, requested, quotas);
  } catch (error) {
    if (error instanceof OverQuota) return error.answer;
    throw error;
  }
}

function write(
  database: Database,
  requested: NewImport,
  quotas: Quotas,
): Promise<{ readonly kind: 'begun'; readonly view: ImportView }> {
  const { lines, keyed, requestedBy, ...given } = requested;
  const { length: total } = lines;
  const head = { ...given, state: 'running', total, cancelledAt: null, finishedAt: null } as const;
  return database.transaction(async (transaction) => {
    await transaction.insert(imports).values({
      ...head,
      ...requesterColumns(requestedBy),
      dispatchAfter: dispatchAfterStart(requested.createdAt),
    });
    await useKey(transaction, keyed, { importId: requested.id }, requested.createdAt);
    await claimImport(transaction, requested.organizationId, quotas, requested.createdAt);
    await recordAct(transaction, {
      by: requestedBy ?? 'trunkline',
      ...{ action: 'begin_import', organizationId: requested.organizationId, subject: requested.id },
      result: 'accepted',
      details: { lines: String(total) },
    });
    for (const chunk of inChunks(lines, linesPerStatement)) {
      await transaction
        .insert(importLines)
        .values(chunk.map((line) => ({ ...line, importId: requested.id, state: 'pending' as const })));
      await nextTick();
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

/** Reads one of an organisation's own imports. @returns null when there is none, or another organisation owns it. */
export async function findImport(
  database: Database,
  { id, organizationId }: ImportName,
): Promise<ImportView | null> {
  const [row] = await database
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.organizationId, organizationId)));
  return row === undefined ? null : viewOf(row, storedCounts(row) ?? (await countLines(database, id)));
}

/**
 * Lists an organisation's own imports, newest first. It counts lines only of unfinished imports.
 * @param page `after`: the position of the last import of the previous page; null begins with the newest.
 */
export async function listImports(
  database: Database,
  organizationId: OrganizationId,
  { after, limit }: { readonly after: ImportPlace | null; readonly limit: number },
): Promise<ImportPart> {
  const found = await database
    .select()
    .from(imports)
    .where(and(eq(imports.organizationId, organizationId), after === null ? undefined : isAfter(after)))
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const views: ImportView[] = [];
  for (const row of rows) {
    views.push(viewOf(row, storedCounts(row) ?? (await countLines(database, row.id))));
    // One query for all counts would block the embedded database, and exceed the statement timeout of a server.
    await nextTick();
  }
  return { imports: views, more: found.length > limit };
}

function isAfter({ createdAt, id }: ImportPlace): SQL {
  return sql`(${imports.createdAt}, ${imports.id}) < (${createdAt.toISOString()}::timestamptz, ${id})`;
}

/** Returns the stored counts of a finished import; null for a running one. */
function storedCounts({ state, counts }: typeof imports.$inferSelect): LineCounts | null {
  // JSONB does not keep the order of fields.
  return state === 'finished' && counts !== null ? countsBy((each) => counts[each]) : null;
}

/** Finishes an import if all of its lines have finished. @returns the lines by outcome. */
export function endImport(database: Database, id: ImportId, now: Date): Promise<LineCounts> {
  return database.transaction(async (transaction) => {
    // An attempt that was replaced must not finish an import that was reopened after it had counted.
    await transaction.select({ id: imports.id }).from(imports).where(eq(imports.id, id)).for('update');
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

/** Takes all unfinished imports that are due for dispatch, and postpones their next dispatch by `againAfterMs`. */
export async function takeDueImports(
  database: Database,
  now: Date,
  againAfterMs: number,
): Promise<ImportName[]> {
  return database
    .update(imports)
    .set({ dispatchAfter: new Date(now.getTime() + againAfterMs) })
    .where(and(isNull(imports.finishedAt), lt(imports.dispatchAfter, now)))
    .returning({ id: imports.id, organizationId: imports.organizationId });
}

function viewOf(row: Omit<ImportView, 'counts'>, counts: LineCounts): ImportView {
  const { id, state, total, createdAt, cancelledAt, finishedAt } = row;
  return { id, state, total, counts, createdAt, cancelledAt, finishedAt };
}

/** True for a line whose operation has failed and which could not be retried: its password is unreadable. */
export const isUnreadable = sql`${importLines.code} = 'password_unreadable'`;

/**
 * The outcome of a line that is joined with its operation: the operation's state, or else the line's own. A line that could
 * not be retried keeps its own.
 */
export const outcome = sql<LineOutcome>`case when ${isUnreadable} then ${importLines.state} else coalesce(${operations.state}, ${importLines.state}) end`;

/** Counts the lines of an import by outcome. */
async function countLines(database: Database, id: ImportId): Promise<LineCounts> {
  const rows = await database
    .select({ outcome, lines: count() })
    .from(importLines)
    .leftJoin(operations, eq(operations.id, importLines.operationId))
    .where(eq(importLines.importId, id))
    .groupBy(outcome);
  return countsBy((each) => rows.find((row) => row.outcome === each)?.lines ?? 0);
}

/** Builds the counts from a function that returns the number of lines with an outcome. */
function countsBy(linesIn: (outcome: LineOutcome) => number): LineCounts {
  const counts = lineOutcomes.map((each) => [each, linesIn(each)] as const);
  return Object.fromEntries(counts) as Record<LineOutcome, number>;
}
