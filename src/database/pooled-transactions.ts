import { DrizzleQueryError } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Database } from './database.js';
import { isTransientDatabaseError } from './problem.js';
import * as schema from './schema.js';

/**
 * Runs transactions on connections of a pool, and gives each connection back whatever happens. Drizzle itself (0.45)
 * keeps the connection for ever when `begin` fails, so that a pool runs dry and cannot be closed, and gives back one
 * whose `rollback` failed (drizzle-orm#6114). A connection about which there is a doubt is closed.
 */
export function pooledTransactions(pool: Pick<pg.Pool, 'connect'>): Database['transaction'] {
  return async (work, config) => {
    const client = await pool.connect();
    let ambiguous = false;
    try {
      return await drizzle(client, { schema }).transaction(work, config);
    } catch (error) {
      // What the work itself throws says nothing about the connection.
      ambiguous = error instanceof DrizzleQueryError && isTransientDatabaseError(error);
      throw error;
    } finally {
      client.release(ambiguous);
    }
  };
}
