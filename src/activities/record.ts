import { activateRecord } from '../database/operations/set-up.js';
import {
  beginCompensation,
  type OperationStatus,
  operationStatusOf,
  releaseNumber,
} from '../database/operations/transitions.js';
import type { OperationId } from '../domain/ids.js';
import type { OperationFailure, SkippedPart } from '../domain/operation/operation.js';
import type { StepLog } from '../domain/operation/step-log.js';
import type { ActivityDependencies } from './dependencies.js';
import { finishedLog } from './finished-log.js';
import { fromDatabase } from './from-database.js';
import type { RecordOrder } from './orders.js';
import { noLongerRunning } from './step-failure.js';

/** The step that makes the trunk's record, and the database's part in the undo. */
export function recordActivities({ database, notifyCompletion, logger, ...counting }: ActivityDependencies) {
  return {
    /** The point of no return: from here on the trunk exists. @returns the record's id. */
    async activateRecord({ plan, objects, steps = [] }: RecordOrder): Promise<number> {
      const now = new Date();
      const log = finishedLog(counting, steps, { phase: 'forward', step: 'record' }, now);
      const trunk = await fromDatabase(logger, 'final', () =>
        activateRecord(database, plan.operationId, objects, now, log),
      );
      if (trunk === null) throw noLongerRunning('its record may not be made');
      notifyCompletion(plan.operationId);
      return trunk.id;
    },

    /** Where the operation stands, for a run that cannot know whether it is the first. */
    operationStatusOf(operationId: OperationId): Promise<OperationStatus> {
      return fromDatabase(logger, 'retried', () => operationStatusOf(database, operationId));
    },

    /** Notes why a set-up is being taken back; one that has made its record stays as it is. */
    beginCompensation(
      operationId: OperationId,
      failure: OperationFailure,
      steps: StepLog = [],
    ): Promise<OperationStatus> {
      return fromDatabase(logger, 'retried', () => beginCompensation(database, operationId, failure, steps));
    },

    /** The last act of an undo: the number is free again. */
    async releaseNumber(
      operationId: OperationId,
      removed: OperationFailure['removed'],
      skipped: readonly SkippedPart[] = [],
      steps: StepLog = [],
    ): Promise<void> {
      const now = new Date();
      await fromDatabase(logger, 'retried', () =>
        releaseNumber(
          database,
          operationId,
          skipped.length === 0 ? { removed } : { removed, skipped },
          now,
          finishedLog(counting, steps, { phase: 'compensation', step: 'number' }, now),
        ),
      );
      notifyCompletion(operationId);
    },
  };
}
