import { DrizzleQueryError } from 'drizzle-orm/errors';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema.js';

/** Drizzle on either engine. The stores depend on nothing else. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

/** An open database with its migrations applied. */
export interface DatabaseConnection {
  readonly database: Database;
  /** Runs a trivial query. @throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A statement may have 65,535 parameters. This many rows of any table stay well below that. */
const rowsPerStatement = 500;

/** Splits rows into chunks that fit into one statement. */
export function* inChunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    yield rows.slice(start, start + rowsPerStatement);
  }
}

/** SQLSTATE classes of statements that can never succeed: data, constraints, syntax, raised exceptions. */
const permanentClasses = new Set(['22', '23', '42', 'P0', '0A', '21']);

/**
 * Returns whether a retry of a failed statement can succeed. This is so for errors of connections, resources and
 * shutdowns, and for conflicts of transactions. An error without an SQLSTATE comes from the connection.
 */
export function isTransientDatabaseError(error: unknown): boolean {
  const state = sqlState(error);
  return state === null || !permanentClasses.has(state.slice(0, 2));
}

/** Returns whether a query has failed because the database is not available, and not because of a defect. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof DrizzleQueryError && isTransientDatabaseError(error);
}

/** Returns the SQLSTATE of the engine's error, which may be wrapped several times. */
function sqlState(error: unknown): string | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string' && /^[0-9A-Z]{5}$/.test(current.code)) {
      return current.code;
    }
  }
  return null;
}
