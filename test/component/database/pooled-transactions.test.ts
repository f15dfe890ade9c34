import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { pooledTransactions } from '../../../src/database/pooled-transactions.js';

/** A pool of one connection on which some statements fail. It records how the connection is released. */
function poolOn(fails: (statement: string) => Error | null) {
  const returns: unknown[] = [];
  const statements: string[] = [];
  const client = {
    query: async ({ text }: { text: string }) => {
      statements.push(text.trim());
      const error = fails(text.trim());
      if (error !== null) throw error;
      return { rows: [] };
    },
    release: (destroy: unknown) => returns.push(destroy),
  };
  return { pool: { connect: async () => client } as never, returns, statements };
}

const lost = new Error('Connection terminated unexpectedly');

it('a connection is released and closed when its transaction cannot begin', async () => {
  const { pool, returns } = poolOn((statement) => (statement === 'begin' ? lost : null));

  await expect(pooledTransactions(pool)(async () => 'done')).rejects.toThrow();

  expect(returns).toEqual([true]);
});

it('a connection is released and closed when both the work and the rollback fail', async () => {
  const { pool, returns } = poolOn((statement) => (statement === 'begin' ? null : lost));

  await expect(
    pooledTransactions(pool)((transaction) => transaction.execute(sql`select 1`)),
  ).rejects.toThrow();

  expect(returns).toEqual([true]);
});

it('a connection can be used again after a deliberate rollback', async () => {
  const { pool, returns, statements } = poolOn(() => null);
  class Compensated extends Error {}

  await expect(
    pooledTransactions(pool)(async () => {
      throw new Compensated();
    }),
  ).rejects.toThrow(Compensated);

  expect(statements).toEqual(['begin', 'rollback']);
  expect(returns).toEqual([false]);
});

it('a connection can be used again after a commit', async () => {
  const { pool, returns, statements } = poolOn(() => null);

  expect(await pooledTransactions(pool)(async () => 'done')).toBe('done');

  expect(statements).toEqual(['begin', 'commit']);
  expect(returns).toEqual([false]);
});
