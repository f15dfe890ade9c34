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

it('connections that are lost while transactions begin are given back: the pool neither runs dry nor hangs when it is closed', async () => {
  const { databaseUrl: url } = inject('stack');
  const outside = new DatabaseOracle(url);
  const connection = await connectDatabase({ kind: 'postgres', url }, pino({ level: 'silent' }));
  const begin = () =>
    connection.database.transaction((inside) => inside.execute(sql`select pg_sleep(0.001)`));
  let failures = 0;
  for (let round = 0; round < 40; round += 1) {
    await Promise.allSettled([begin(), begin(), begin()]);
    const cut = outside.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'trunkline' and datname = current_database()`,
    );
    const outcomes = await Promise.allSettled([begin(), begin(), begin(), cut]);
    failures += outcomes.filter(({ status }) => status === 'rejected').length;
  }
  expect(failures, 'nothing was met').toBeGreaterThan(0);
  // Whoever gets a connection that was cut last learns of it only now.
  await Promise.allSettled(Array.from({ length: 40 }, begin));

  await expect(Promise.all(Array.from({ length: 40 }, begin))).resolves.toHaveLength(40);
  await connection.close();
});
