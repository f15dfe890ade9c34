import { earlierOperationsOf } from '../../database/operations/queries.js';
import { recordUnderRepair } from '../../database/operations/repair.js';
import { objectIdsOf } from '../../domain/trunk/trunk.js';
import type { ObjectPart, PartDependencies, PartVerbs } from '../objects/part.js';
import { passwordOf, recordedSpec } from '../objects/recorded-spec.js';
import { forwardFailure, fromDatabase, noLongerRunning } from '../step-failure.js';
import { repairObject } from './repair-object.js';

/**
 * Returns the step that repairs an object of a trunk until it matches its record. It reads the record each time. It works only while
 * the repair is unfinished, because only then the repair holds the lock of the number.
 */
export function objectRepairSteps(
  part: ObjectPart,
  { database, openLiveKit, keyRing, timeLeftMs, logger }: PartDependencies,
): Pick<PartVerbs, 'repair'> {
  return {
    repair: async ({ operationId, trunkId, made, findings, checkFirst, timeLimitMs, ...deployment }) => {
      const record = await fromDatabase(logger, 'retried', () =>
        recordUnderRepair(database, operationId, trunkId),
      );
      if (record === null) throw noLongerRunning('nothing may be changed for it');
      const earlierOperations = await fromDatabase(logger, 'retried', () =>
        earlierOperationsOf(database, record.collisionKey, new Date()),
      );
      const trunk = recordedSpec(record, deployment, earlierOperations);
      try {
        const objects = part.collection({
          livekit: openLiveKit(Math.min(timeLimitMs, timeLeftMs())),
          trunk,
          password: part.needsPassword ? passwordOf(trunk, keyRing) : null,
          inboundTrunkId: made.inbound ?? record.inboundTrunkId,
        });
        const { doubles, missing } = findings;
        const recordedId = objectIdsOf(record)[part.kind];
        return { output: await repairObject(objects, trunk, { recordedId, doubles, missing, checkFirst }) };
      } catch (error) {
        throw forwardFailure(error);
      }
    },
  };
}
