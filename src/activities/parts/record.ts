import { commitChange } from '../../database/operations/change.js';
import { endRepair } from '../../database/operations/repair.js';
import { activateRecord } from '../../database/operations/set-up.js';
import { removeRecord } from '../../database/operations/tear-down.js';
import { completedWith, type StepLog } from '../../domain/operation/operation.js';
import { type TrunkObjects, trunkObjectsOf } from '../../domain/trunk/trunk.js';
import type { PartDependencies, PartVerbs } from '../objects/part.js';
import { fromDatabase, noLongerRunning } from '../step-failure.js';

/** Returns the verbs of the record of the trunk. Each verb commits its operation and ends it in the same transaction. */
export function phoneNumberRecord({
  database,
  notifyCompletion,
  attempt,
  logger,
}: PartDependencies): PartVerbs {
  const completed = (log: StepLog, now: Date) =>
    completedWith(log, { phase: 'forward', step: 'record' }, attempt(), now);
  return {
    create: async ({ spec: { operationId }, made, log = [] }) => {
      const now = new Date();
      const trunk = await fromDatabase(logger, 'final', () =>
        activateRecord(database, operationId, wholeTrunk(made), now, completed(log, now)),
      );
      if (trunk === null) throw noLongerRunning('its record may not be made');
      notifyCompletion(operationId);
      return { output: String(trunk.id) };
    },

    change: async ({ operationId, log = [] }) => {
      const now = new Date();
      const trunk = await fromDatabase(logger, 'final', () =>
        commitChange(database, operationId, now, completed(log, now)),
      );
      if (trunk === null) throw noLongerRunning('nothing may be changed for it');
      notifyCompletion(operationId);
      return {};
    },

    repair: async ({ operationId, trunkId, made, log = [] }) => {
      const now = new Date();
      await fromDatabase(logger, 'retried', () =>
        endRepair(database, operationId, trunkId, trunkObjectsOf(made), null, now, completed(log, now)),
      );
      notifyCompletion(operationId);
      return {};
    },

    tearDown: async ({ operationId, log = [] }) => {
      const now = new Date();
      await fromDatabase(logger, 'retried', () =>
        removeRecord(database, operationId, now, completed(log, now)),
      );
      notifyCompletion(operationId);
      return {};
    },
  };
}

/** Returns the ids of all objects of a trunk. The record needs every other part, so all are known. @throws {Error} if one is missing. */
function wholeTrunk(made: Readonly<Record<string, string>>): TrunkObjects {
  const { inboundTrunkId, outboundTrunkId, dispatchRuleId } = trunkObjectsOf(made);
  if (inboundTrunkId === undefined || outboundTrunkId === undefined || dispatchRuleId === undefined) {
    throw new Error(`A record names all objects of its trunk; known are: ${Object.keys(made).join(', ')}.`);
  }
  return { inboundTrunkId, outboundTrunkId, dispatchRuleId };
}
