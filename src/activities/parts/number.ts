import { releaseNumber } from '../../database/operations/transitions.js';
import {
  completedWith,
  nothingRemoved,
  type RemovedObjects,
  type SkippedPart,
  type StepLog,
} from '../../domain/operation/operation.js';
import type { OperationId } from '../../domain/values.js';
import type { PartDependencies, PartVerbs, StepOutcome } from '../objects/part.js';
import { fromDatabase } from '../step-failure.js';

/**
 * Returns the verbs of the reservation of the number. The reservation is written when the operation is accepted. Its release is the last
 * step of every compensation, and ends the operation in the same transaction.
 */
export function numberReservation({
  database,
  notifyCompletion,
  attempt,
  logger,
}: PartDependencies): PartVerbs {
  const release = async (
    operationId: OperationId,
    removed: RemovedObjects,
    skipped: readonly SkippedPart[],
    log: StepLog,
  ): Promise<StepOutcome> => {
    const now = new Date();
    const completed = completedWith(log, { phase: 'compensation', step: 'number' }, attempt(), now);
    await fromDatabase(logger, 'retried', () =>
      releaseNumber(
        database,
        operationId,
        skipped.length === 0 ? { removed } : { removed, skipped },
        now,
        completed,
      ),
    );
    notifyCompletion(operationId);
    return {};
  };
  return {
    remove: ({ spec, removed = nothingRemoved, skipped = [], log = [] }) =>
      release(spec.operationId, removed, skipped, log),
    restore: ({ operationId, skipped = [], log = [] }) => release(operationId, nothingRemoved, skipped, log),
  };
}
