import { DrizzleQueryError } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { type Database, isTransientDatabaseError } from './database.js';
import * as schema from './schema.js';

/**
 * Runs transactions on connections of a pool, and releases each connection in every case. Drizzle itself (0.45) never
 * releases the connection when `begin` fails, until the pool is empty, and it reuses a connection whose `rollback` has
 * failed (drizzle-orm#6114). A connection in an ambiguous state is closed.
 */
export function pooledTransactions(pool: Pick<pg.Pool, 'connect'>): Database['transaction'] {
  return async (work, config) => {
    const client = await pool.connect();
    let ambiguous = false;
    try {
      return await drizzle(client, { schema }).transaction(work, config);
    } catch (error) {
      // Other errors come from the work itself, and do not concern the connection.
      ambiguous = error instanceof DrizzleQueryError && isTransientDatabaseError(error);
      throw error;
    } finally {
      client.release(ambiguous);
    }
  };
}
