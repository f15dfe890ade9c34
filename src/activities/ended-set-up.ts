import type { Logger } from 'pino';
import type { Database } from '../database/database.js';
import { findOperation, trunkLeftBy } from '../database/operations/queries.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import type { TrunkObjects } from '../domain/trunk/trunk.js';
import { fromDatabase } from './from-database.js';
import { noLongerRunning } from './step-failure.js';

/**
 * Keeps a late or repeated attempt at a step from touching LiveKit once its set-up has ended: a workflow task that is
 * run again repeats steps whose results were lost with it, and the trunk may have been changed or torn down meanwhile.
 * @returns the objects that a set-up which succeeded has made; null while it runs.
 * @throws {ApplicationFailure} `out_of_time` when it was given up.
 */
export async function objectsIfEnded(
  database: Database,
  logger: Logger,
  { operationId }: TrunkSpec,
): Promise<TrunkObjects | null> {
  const found = await fromDatabase(logger, 'retried', () => findOperation(database, operationId));
  if (found?.operation.state === 'running') return null;
  const made = found === null ? null : trunkLeftBy(found.operation);
  if (made !== null) return made;
  throw noLongerRunning('nothing may be made for it');
}
