import { DrizzleQueryError } from 'drizzle-orm/errors';

/** SQLSTATE classes that say "this statement can never succeed": data, constraints, syntax, raised exceptions. */
const permanentClasses = new Set(['22', '23', '42', 'P0', '0A', '21']);

/**
 * Tells whether a database error can pass by itself. Connections, resources, shutdowns and conflicts of
 * transactions can; an error without an SQLSTATE came from the connection and can as well.
 */
export function isTransientDatabaseError(error: unknown): boolean {
  const state = sqlState(error);
  return state === null || !permanentClasses.has(state.slice(0, 2));
}

/** Tells whether a query has failed only because the database cannot be asked right now; a defect of the caller is none of these. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof DrizzleQueryError && isTransientDatabaseError(error);
}

/** The SQLSTATE of the error that the engine reported, however often it was wrapped on its way. */
function sqlState(error: unknown): string | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string' && /^[0-9A-Z]{5}$/.test(current.code)) {
      return current.code;
    }
  }
  return null;
}
