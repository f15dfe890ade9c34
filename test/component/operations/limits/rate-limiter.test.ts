import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { KeyedHash } from '../../../../src/crypto/secrets.js';
import type { Database } from '../../../../src/database/database.js';
import type { Rates } from '../../../../src/domain/limits.js';
import { RateLimiter } from '../../../../src/operations/limits/rate-limiter.js';
import { useDatabase } from '../../database/in-memory-database.js';

const { database, statements, connect } = await useDatabase();
const logger = pino({ level: 'silent' });
const keyedHash = new KeyedHash(Buffer.from('a secret of this test, 32 bytes.'));
const rates: Rates = {
  key: { most: 100, windowMs: 10_000 },
  address: null,
  conflict: null,
  failed_authentication: { most: 4, windowMs: 300_000 },
  test_calls_of_key: null,
  test_calls_of_organization: null,
};

const limiterOn = (on: Database, now: () => number) =>
  new RateLimiter({ database: on, keyedHash, logger }, rates, now);

/** Counts requests of a key. @returns how many were allowed. */
function attempts(limiter: RateLimiter, count: number, subject = 'sk_1'): number {
  return Array.from({ length: count }, () => limiter.count('key', subject)).filter(
    (each) => each?.allowed === true,
  ).length;
}

describe('a limiter of rates', () => {
  it('a limiter allows what is allowed in a window, and tells what remains and when the next one begins', () => {
    let now = 1_000_000_004_000;
    const limiter = limiterOn(database, () => now);

    expect(limiter.count('key', 'sk_1')).toEqual({
      ...{ name: 'key', allowed: true, most: 100, remaining: 99, windowSeconds: 10, resetsInSeconds: 6 },
    });
    expect(attempts(limiter, 200)).toBe(99);
    expect(limiter.count('key', 'sk_1')).toMatchObject({ allowed: false, remaining: 0 });
    expect(limiter.count('key', 'sk_2'), 'another key').toMatchObject({ allowed: true });
    now += 6_000;
    expect(attempts(limiter, 200), 'in the next window').toBe(100);
  });

  it('a limiter limits nothing that is switched off', () => {
    const limiter = limiterOn(database, Date.now);

    expect(limiter.count('address', '127.0.0.1')).toBeNull();
    expect(limiter.check('address', '127.0.0.1')).toBeNull();
  });

  it('two processes share what they have counted', async () => {
    const now = () => 2_000_000_000_000;
    const [one, other] = [limiterOn(database, now), limiterOn(database, now)];

    expect(attempts(one, 60)).toBe(60);
    await one.settle();
    expect(attempts(other, 5)).toBe(5);
    await other.settle();

    expect(attempts(other, 100), 'what the first process has left').toBe(35);
    await other.settle();
    expect(attempts(one, 100), 'the first process has not asked since').toBe(40);
  });

  it('a limiter sends no statement for few requests, and one for many of many subjects', async () => {
    const limiter = limiterOn(database, () => 3_000_000_000_000);
    const before = statements.length;

    attempts(limiter, 4);
    await limiter.settle();
    expect(statements.length - before, 'for less than a twentieth').toBe(0);

    for (let key = 0; key < 50; key += 1) attempts(limiter, 90, `sk_many${key}`);
    await limiter.settle();
    await limiter.settle();
    expect(statements.length - before).toBe(1);
  });

  it('a limiter stores no subject in clear, and deletes what is over', async () => {
    const past = limiterOn(database, () => Date.now() - 3_600_000);
    attempts(past, 50, 'sk_secret');
    await past.settle();
    const stored = await database.query.requestCounts.findMany();
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain('sk_secret');

    const present = limiterOn(database, Date.now);
    attempts(present, 50);
    await present.settle();

    expect((await database.query.requestCounts.findMany()).map(({ hits }) => hits)).toEqual([50]);
  });

  it('a limiter without a database goes on limiting by itself, and stores its counts later', async () => {
    const connection = connect();
    const now = () => 4_000_000_000_000;
    const limiter = limiterOn(connection.database, now);
    attempts(limiter, 50);
    connection.cut();
    await limiter.settle();

    expect(attempts(limiter, 100)).toBe(50);
    expect(limiter.count('key', 'sk_1')).toMatchObject({ allowed: false });
  });
});
