import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { connectDatabase } from '../../src/database/connect.js';
import { Deferred } from '../integration/support/deferred.js';
import { theStack } from '../integration/support/the-stack.js';
import { DatabaseOracle } from './laboratory/database-rows.js';
import { PostgresProxy } from './laboratory/postgres-proxy.js';

/** The size of the pool, so that no transaction waits for a connection and times out. */
const poolSize = 20;
/** A pool that kept lost connections would be empty in the second round. */
const rounds = 3;

it('a connection lost between two statements fails its transaction and does not end the process', async () => {
  const { databaseUrl: url } = theStack();
  const outside = new DatabaseOracle(url);
  const lost = new Deferred<string>();
  const logger = pino({ level: 'warn' }, { write: (line: string) => lost.resolve(line) });
  const connection = await connectDatabase({ kind: 'postgres', url }, logger);
  try {
    const transaction = connection.database.transaction(async (inside) => {
      await inside.execute(sql`select 1`);
      await outside.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'trunkline' and datname = current_database() and state = 'idle in transaction'`,
      );
      // The error of the server arrives while no statement waits for an answer.
      expect(await lost.promise).toContain('a database connection was lost');
      await inside.execute(sql`select 1`);
    });

    await expect(transaction).rejects.toThrow();
    await expect(connection.ping()).resolves.toBeUndefined();
  } finally {
    await connection.close();
  }
});

it.for(['begin', 'rollback'] as const)(
  'connections lost at a %s are replaced, so that the pool neither runs dry nor hangs at its end',
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
        expect(proxy.cutsLeft, 'every transaction lost its connection').toBe(0);
      }
      await expect(Promise.all(transactions(poolSize))).resolves.toHaveLength(poolSize);
      await close();
    } finally {
      await proxy.stop();
    }
  },
);
