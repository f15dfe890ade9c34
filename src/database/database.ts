import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema.js';

/** Drizzle over either engine; repositories know no more than this. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

/** An open database with its migrations applied. */
export interface DatabaseConnection {
  readonly database: Database;
  /** Runs a trivial query. @throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
