import {
  beginCompensation,
  type OperationStatus,
  operationStatusOf,
} from '../../database/operations/transitions.js';
import type { OperationId } from '../../domain/ids.js';
import type { OperationFailure } from '../../domain/operation/operation.js';
import type { StepLog } from '../../domain/operation/step-log.js';
import type { ActivityDependencies } from '../dependencies.js';
import { fromDatabase } from '../step-failure.js';

/** What a saga reads and writes of its operation beside the steps. */
export function operationStateActivities({ database, logger }: ActivityDependencies) {
  return {
    /** Reads the state of the operation, for a run that cannot know whether it is the first. */
    operationStatusOf(operationId: OperationId): Promise<OperationStatus> {
      return fromDatabase(logger, 'retried', () => operationStatusOf(database, operationId));
    },

    /** Writes why an operation compensates. @returns its state then: one that was committed stays `succeeded`. */
    beginCompensation(
      operationId: OperationId,
      failure: OperationFailure,
      log: StepLog = [],
    ): Promise<OperationStatus> {
      return fromDatabase(logger, 'retried', () => beginCompensation(database, operationId, failure, log));
    },
  };
}
