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

/** Returns the activities that read and write the state of an operation beside its steps. */
export function operationStateActivities({ database, logger }: ActivityDependencies) {
  return {
    /** Reads the state of the operation. A run needs it if an earlier run may have worked on the operation. */
    operationStatusOf(operationId: OperationId): Promise<OperationStatus> {
      return fromDatabase(logger, 'retried', () => operationStatusOf(database, operationId));
    },

    /** Stores that an operation compensates, and why. @returns its new state; a committed operation stays `succeeded`. */
    beginCompensation(
      operationId: OperationId,
      failure: OperationFailure,
      log: StepLog = [],
    ): Promise<OperationStatus> {
      return fromDatabase(logger, 'retried', () => beginCompensation(database, operationId, failure, log));
    },
  };
}
