import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Actor } from '../../domain/administration.js';
import type { ImportId, ImportLineView, LineRefusal } from '../../domain/import/import.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import type { LineName } from '../operations/set-up.js';
import { importLines, imports, operations, type StoredRequest } from '../schema.js';
import { isUnreadable, outcome } from './imports.js';

/** The operation that holds the number of a line, if the same organisation owns it. */
const holders = alias(operations, 'holders');

/** Reads the lines after a line, in their order. */
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
      // Only these fields: the whole operation and its request would be most of the work of a long report.
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

/** Returns the next lines of a running import that are not begun, in their order. */
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

/** A line and the owner of its import. */
export interface ImportLineRow {
  readonly line: typeof importLines.$inferSelect;
  readonly organizationId: OrganizationId;
  /** Who has requested the import. */
  readonly requestedBy: Actor | null;
}

/** Reads one line. @returns null when there is none. */
export async function findLine(
  database: Database,
  id: ImportId,
  line: number,
): Promise<ImportLineRow | null> {
  const [row] = await database
    .select({
      line: importLines,
      organizationId: imports.organizationId,
      keyId: imports.requestedBy,
      address: imports.requestedFrom,
    })
    .from(importLines)
    .innerJoin(imports, eq(imports.id, importLines.importId))
    .where(and(eq(importLines.importId, id), eq(importLines.line, line)));
  if (row === undefined) return null;
  const { keyId, address, ...found } = row;
  return { ...found, requestedBy: keyId === null ? null : { keyId, address } };
}

/** An attempt at a line that has not begun. */
export interface PendingLine extends LineName {
  /** The operation that the attempt would begin; null stands for each attempt. */
  readonly operationId: OperationId | null;
}

/**
 * Stores why a pending line is not begun.
 * @param holderId the organisation's own operation that has already set up the line's trunk.
 */
export async function refuseLine(
  database: Database,
  pending: PendingLine,
  code: LineRefusal,
  holderId: OperationId | null = null,
): Promise<void> {
  await database.update(importLines).set({ state: 'refused', code, holderId }).where(isPending(pending));
}

/** Assigns a pending line to an operation that its owner has begun by a retry of the line's failed operation. */
export async function giveLineTo(
  database: Database,
  pending: PendingLine,
  operation: { readonly id: OperationId; readonly request: StoredRequest },
): Promise<void> {
  await database
    .update(importLines)
    .set({ operationId: operation.id, request: operation.request })
    .where(isPending(pending));
}

/** An attempt that was replaced when the import was reopened must not decide about the next one. */
function isPending({ importId, line, operationId }: PendingLine) {
  return and(
    eq(importLines.importId, importId),
    eq(importLines.line, line),
    operationId === null ? undefined : eq(importLines.operationId, operationId),
    eq(importLines.state, 'pending'),
  );
}
