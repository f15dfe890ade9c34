import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { connectDatabase } from '../../src/database/connect.js';
import { theStack } from '../integration/support/the-stack.js';
import { DatabaseOracle } from './laboratory/database-rows.js';
import { PostgresProxy } from './laboratory/postgres-proxy.js';

/** As many as the pool has, so that none waits for another's connection while the clock of its own runs. */
const poolSize = 20;
/** A pool that keeps what is lost runs dry in the second. */
const rounds = 3;

it('a connection that is lost between two statements fails its transaction, and does not end the process', async () => {
  const { databaseUrl: url } = theStack();
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

it.for(['begin', 'rollback'] as const)(
  'connections that are lost at a %s are given back: the pool neither runs dry nor hangs when it is closed',
  async (statement) => {
    const proxy = new PostgresProxy(theStack().databaseUrl);
    try {
      const url = await proxy.openAddress('pool');
      const { database, close } = await connectDatabase({ kind: 'postgres', url }, pino({ level: 'silent' }));
      const transactions = (count: number, end?: () => never) =>
        Array.from({ length: count }, () =>
          database.transaction(async (inside) => {
            await inside.execute(sql`select 1`);
            end?.();
          }),
        );
      const rolledBack = () => {
        throw new Error('the work has failed');
      };

      for (let round = 0; round < rounds; round += 1) {
        proxy.cutAt(statement, poolSize);
        const lost = await Promise.allSettled(transactions(poolSize, rolledBack));
        expect(lost.map(({ status }) => status)).toEqual(Array(poolSize).fill('rejected'));
        expect(proxy.cutsLeft, 'every transaction has lost its connection').toBe(0);
      }
      await expect(Promise.all(transactions(poolSize))).resolves.toHaveLength(poolSize);
      await close();
    } finally {
      await proxy.stop();
    }
  },
);
