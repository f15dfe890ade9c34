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
