import type { Logger } from 'pino';
import { databaseFailure } from './step-failure.js';

/**
 * Runs a database's part of an activity. The failure that Temporal keeps says no more than that it failed; the log
 * says why.
 */
export async function fromDatabase<T>(
  logger: Logger,
  persistence: 'final' | 'retried',
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    logger.warn({ err: error }, 'the database refused a part of a set-up');
    throw databaseFailure(error, persistence);
  }
}
