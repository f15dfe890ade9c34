import { beginRepair, endRepair, type RepairStart } from '../../database/operations/repair.js';
import type { OperationId } from '../../domain/ids.js';
import type { OperationFailure } from '../../domain/operation/operation.js';
import type { StepLog } from '../../domain/operation/step-log.js';
import { objectIdsOf, trunkObjectsOf } from '../../domain/trunk/trunk.js';
import type { ActivityDependencies } from '../dependencies.js';
import { fromDatabase } from '../step-failure.js';

/** A trunk, and the operation that repairs it. */
export interface RepairTarget {
  readonly operationId: OperationId;
  readonly trunkId: number;
}

/** The start of a repair, or why it cannot start. `made` contains the ids in the record, by the names of the parts. */
export type BegunRepair =
  | (Omit<Extract<RepairStart, { kind: 'begun' }>, 'objects'> & {
      readonly made: Readonly<Record<string, string>>;
    })
  | Exclude<RepairStart, { kind: 'begun' }>;

/** Returns the activities that begin a repair, and that end a failed one. */
export function repairActivities({ database, notifyCompletion, logger }: ActivityDependencies) {
  return {
    /** Takes the lock of the trunk's number, or returns the reason why it cannot. */
    async beginRepair({ operationId, trunkId }: RepairTarget): Promise<BegunRepair> {
      const start = await fromDatabase(logger, 'retried', () =>
        beginRepair(database, operationId, trunkId, new Date()),
      );
      if (start.kind !== 'begun') return start;
      const { objects, ...begun } = start;
      return { ...begun, made: objectIdsOf(objects) };
    },

    /** Ends a failed repair: stores the known ids, and releases the lock of the number. */
    async failRepair(
      { operationId, trunkId }: RepairTarget,
      made: Readonly<Record<string, string>>,
      failure: OperationFailure,
      log: StepLog,
    ): Promise<void> {
      await fromDatabase(logger, 'retried', () =>
        endRepair(database, operationId, trunkId, trunkObjectsOf(made), failure, new Date(), log),
      );
      notifyCompletion(operationId);
    },
  };
}
