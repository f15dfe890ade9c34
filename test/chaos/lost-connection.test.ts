import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { expect, inject, it } from 'vitest';
import { connectDatabase } from '../../src/database/connect.js';
import { DatabaseOracle } from './laboratory/database-rows.js';

it('a connection that is lost between two statements fails its transaction, and does not end the process', async () => {
  const { databaseUrl: url } = inject('stack');
  const outside = new DatabaseOracle(url);
  const connection = await connectDatabase({ kind: 'postgres', url }, pino({ level: 'silent' }));
  try {
    const transaction = connection.database.transaction(async (inside) => {
      await inside.execute(sql`select 1`);
      await outside.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'trunkline' and datname = current_database() and state = 'idle in transaction'`,
      );
      // What the server says comes while nobody waits for anything.
      await sleep(200);
      await inside.execute(sql`select 1`);
    });

    await expect(transaction).rejects.toThrow();
    await expect(connection.ping()).resolves.toBeUndefined();
  } finally {
    await connection.close();
  }
});
