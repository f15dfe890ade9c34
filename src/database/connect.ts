import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle as drizzleNodePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migrateNodePostgres } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import type { Logger } from 'pino';
import type { DatabaseConnection } from './database.js';
import { pooledTransactions } from './pooled-transactions.js';
import { tryLock } from './process-lock.js';
import * as schema from './schema.js';

/** Where the data is stored: in a folder that this process owns, or in a PostgreSQL server. */
type DatabaseLocation =
  | { readonly kind: 'embedded'; readonly directory: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Another running process has opened the embedded database. */
class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError';

  constructor(directory: string, pid: number) {
    super(`The embedded database in ${directory} is in use by process ${pid}.`);
  }
}

const migrationsFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'migrations');

/** The key of the lock on migrations: two starts must not migrate at once. Every process must use the same number. */
const migrationLockKey = 7_465_182;

/**
 * Opens the database and applies the migrations that are missing.
 * @throws {DatabaseInUseError} when another process has opened the folder. PGlite itself does not check this, and two
 * processes would destroy the data.
 */
export function connectDatabase(location: DatabaseLocation, logger: Logger): Promise<DatabaseConnection> {
  return location.kind === 'embedded' ? openEmbedded(location.directory) : openPostgres(location.url, logger);
}

async function openEmbedded(directory: string): Promise<DatabaseConnection> {
  // The optimizing compiler takes 400 MB and makes no statement of PGlite faster.
  for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = tryLock(path.join(directory, 'lock'));
  if ('heldBy' in lock) throw new DatabaseInUseError(directory, lock.heldBy);
  let engine: PGlite | undefined;
  try {
    const opened = await PGlite.create({ dataDir: path.join(directory, 'pglite') });
    engine = opened;
    const database = drizzlePglite(opened, { schema });
    await migratePglite(database, { migrationsFolder });
    return {
      database,
      ping: async () => {
        await opened.query('select 1');
      },
      close: async () => {
        await opened.close();
        lock.release();
      },
    };
  } catch (cause) {
    await engine?.close();
    lock.release();
    throw cause;
  }
}

async function openPostgres(url: string, logger: Logger): Promise<DatabaseConnection> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    query_timeout: 12_000,
    application_name: 'trunkline',
  });
  // Without listeners, a connection that the server closes would crash the process. An idle connection reports the error
  // through the pool, and one between two statements of a transaction reports it by itself.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', (error) => logger.warn({ err: error }, 'a database connection was lost'));
  });
  try {
    await migratePostgres(pool);
  } catch (cause) {
    await pool.end();
    throw cause;
  }
  const database = Object.assign(drizzleNodePostgres(pool, { schema }), {
    transaction: pooledTransactions(pool),
  });
  return {
    database,
    ping: async () => {
      await database.execute(sql`select 1`);
    },
    close: () => pool.end(),
  };
}

async function migratePostgres(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    // A migration, or the wait for the migration of another start, may take longer than a query is allowed to.
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [migrationLockKey]);
    await migrateNodePostgres(drizzleNodePostgres(client), { migrationsFolder });
  } finally {
    // Closing the connection releases the lock and drops its settings.
    client.release(true);
  }
}
