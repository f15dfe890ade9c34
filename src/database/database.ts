import { getTableColumns, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import type { PgDatabase, PgQueryResultHKT, PgTable } from 'drizzle-orm/pg-core';
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
export function* inChunks<Row>(rows: readonly Row[], perChunk = rowsPerStatement): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += perChunk) yield rows.slice(start, start + perChunk);
}

/**
 * Builds a query once for each database, because building costs more CPU time than its execution. PostgreSQL parses a prepared query
 * once for each connection.
 * @param build builds the query, with placeholders for its values.
 */
export function onceBuilt<Query>(build: (database: Database) => Query): (database: Database) => Query {
  const built = new WeakMap<Database, Query>();
  return (database) => {
    const known = built.get(database);
    if (known !== undefined) return known;
    const query = build(database);
    built.set(database, query);
    return query;
  };
}

/**
 * Writes a whole row as JSON under the names of its columns. As one value, it can be inserted by a statement that decides itself whether
 * to insert it: see {@link rowFrom}.
 */
export function rowAsJson<Table extends PgTable>(table: Table, row: Table['$inferSelect']): string {
  const columns = Object.entries(getTableColumns(table));
  return JSON.stringify(
    Object.fromEntries(columns.map(([field, { name }]) => [name, Reflect.get(row, field)])),
  );
}

/** Returns the SQL of a list of texts. @param json the list as JSON, or the placeholder for it */
export function textsIn(json: string | Placeholder): SQL {
  return sql`array(select jsonb_array_elements_text(${json}::text::jsonb))`;
}

/** Returns the row that {@link rowAsJson} wrote, as the source of an `insert`. @param placeholder the name of the JSON value. */
export function rowFrom(table: PgTable, placeholder: string): SQL {
  return sql`jsonb_populate_record(null::${table}, ${sql.placeholder(placeholder)}::text::jsonb)`;
}

/** Returns whether a statement has failed because a row with the same unique values exists. */
export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === '23505';
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
