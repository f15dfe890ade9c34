import { DrizzleQueryError } from 'drizzle-orm/errors';
import { describe, expect, it } from 'vitest';
import { isDatabaseAway, isTransientDatabaseError } from '../../../src/database/database.js';

const withCode = (code: string) => Object.assign(new Error('reported'), { code });
const wrapped = (error: Error) => new Error('Failed query', { cause: new Error('again', { cause: error }) });

describe('an error of the database', () => {
  it.each([
    ['40001', "transactions that got in each other's way"],
    ['40P01', 'a deadlock'],
    ['08006', 'a lost connection'],
    ['53300', 'too many connections'],
    ['53100', 'a full disk'],
    ['57014', 'a statement that took too long'],
    ['57P01', 'a server that shuts down'],
    ['ECONNREFUSED', 'a server that is not there'],
    ['ECONNRESET', 'a broken connection'],
    ['EPIPE', 'a connection that was closed'],
  ])('a retry can succeed after an error with the code %s: %s', (code) => {
    expect(isTransientDatabaseError(withCode(code))).toBe(true);
    expect(isTransientDatabaseError(wrapped(withCode(code)))).toBe(true);
  });

  it.each([
    ['23505', 'a value that must be unique'],
    ['23503', 'a reference to nothing'],
    ['23514', 'a check'],
    ['22001', 'a value that is too long'],
    ['42703', 'a column that does not exist'],
    ['42P01', 'a table that does not exist'],
    ['0A000', 'a feature that does not exist'],
    ['P0001', 'an exception that was raised'],
    ['21000', 'a subquery of several rows'],
  ])('no retry succeeds after an error with the code %s: %s', (code) => {
    expect(isTransientDatabaseError(withCode(code))).toBe(false);
    expect(isTransientDatabaseError(wrapped(withCode(code)))).toBe(false);
  });

  it('an error without a code comes from the connection, and a retry can succeed', () => {
    expect(isTransientDatabaseError(new Error('Connection terminated'))).toBe(true);
    expect(isTransientDatabaseError('a text')).toBe(true);
  });
});

describe('a database that is not available', () => {
  const query = (cause: Error) => new DrizzleQueryError('select 1', [], cause);

  it('the database is not available when a query fails with an error that can pass', () => {
    expect(isDatabaseAway(query(withCode('ECONNREFUSED')))).toBe(true);
    expect(isDatabaseAway(query(withCode('57014')))).toBe(true);
  });

  it('the database is available when a query can never succeed, and for every other error', () => {
    expect(isDatabaseAway(query(withCode('42703')))).toBe(false);
    expect(isDatabaseAway(new TypeError('a defect'))).toBe(false);
  });
});
