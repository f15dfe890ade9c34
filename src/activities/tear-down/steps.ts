import { findTearDownSubject, removeRecord } from '../../database/operations/tear-down.js';
import { objectIdsOf } from '../../domain/trunk/trunk.js';
import { removeOwn } from '../objects/create-or-adopt.js';
import { recordedSpec } from '../objects/object-parts.js';
import type { ObjectPart, PartDependencies, PartVerbs } from '../objects/part.js';
import { completing, fromDatabase, retriedFailure } from '../step-failure.js';

/**
 * Returns the step that removes an object of a trunk in a tear-down. It removes the object in the record and all objects with a tag of
 * the trunk's operations, until a list shows none of them. An attempt after the end of the tear-down touches nothing.
 */
export function objectTearDownSteps(
  part: ObjectPart,
  { database, openLiveKit, logger }: PartDependencies,
): Pick<PartVerbs, 'tearDown'> {
  return {
    tearDown: async (input) => {
      const subject = await fromDatabase(logger, 'retried', () =>
        findTearDownSubject(database, input.operationId),
      );
      if (subject === null) return {};
      const { record, operationIds } = subject;
      try {
        const trunk = recordedSpec(record, input, operationIds);
        const objects = part.removable(openLiveKit(input.timeLimitMs), trunk);
        const also = objectIdsOf(record)[part.kind];
        return { removed: await removeOwn(objects, trunk, { of: operationIds, also }) };
      } catch (error) {
        throw retriedFailure(error);
      }
    },
  };
}

/** Returns the step that deletes the record of a trunk. It completes the tear-down in the same transaction. */
export function recordTearDownStep(dependencies: PartDependencies): Pick<PartVerbs, 'tearDown'> {
  return {
    tearDown: async ({ operationId, log }) => {
      const step = { operationId, phase: 'forward', step: 'record', log, persistence: 'retried' } as const;
      await completing(dependencies, step, (now, steps) =>
        removeRecord(dependencies.database, operationId, now, steps),
      );
      return {};
    },
  };
}
