import { beginRepair, endRepair, type RepairStart } from '../../database/operations/repair.js';
import type { OperationId } from '../../domain/ids.js';
import type { OperationFailure } from '../../domain/operation/operation.js';
import type { StepLog } from '../../domain/operation/step-log.js';
import { objectIdsOf, trunkObjectsOf } from '../../domain/trunk/trunk.js';
import type { ActivityDependencies } from '../dependencies.js';
import { fromDatabase } from '../step-failure.js';

/** Which trunk is repaired by which operation. */
export interface RepairTarget {
  readonly operationId: OperationId;
  readonly trunkId: number;
}

/** How a repair begins; `made` are the ids that the record has, by the names of the parts. */
export type BegunRepair =
  | (Omit<Extract<RepairStart, { kind: 'begun' }>, 'objects'> & {
      readonly made: Readonly<Record<string, string>>;
    })
  | Exclude<RepairStart, { kind: 'begun' }>;

/** The beginning of a repair, and its end when it fails. */
export function repairActivities({ database, notifyCompletion, logger }: ActivityDependencies) {
  return {
    /** Takes the lock of the trunk's number, or says why not. */
    async beginRepair({ operationId, trunkId }: RepairTarget): Promise<BegunRepair> {
      const start = await fromDatabase(logger, 'retried', () =>
        beginRepair(database, operationId, trunkId, new Date()),
      );
      if (start.kind !== 'begun') return start;
      const { objects, ...begun } = start;
      return { ...begun, made: objectIdsOf(objects) };
    },

    /** Stores the ids that are known, and releases the number's lock. */
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
