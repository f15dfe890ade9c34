import { count, eq, sql } from 'drizzle-orm';
import { type ImportId, type LineCounts, type LineOutcome, lineOutcomes } from '../domain/import/import.js';
import type { Database } from './database.js';
import { importLines, operations } from './schema.js';

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
