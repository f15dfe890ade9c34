import {
  beginCompensation,
  findOperation,
  type OperationStatus,
  operationStatusOf,
  trunkLeftBy,
} from '../../database/operations/operations.js';
import { activateRecord } from '../../database/operations/set-up.js';
import type {
  EndedAttempts,
  OperationFailure,
  StepLog,
  StepPlace,
} from '../../domain/operation/operation.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { objectIdsOf, type TrunkObjects, trunkObjectsOf } from '../../domain/trunk/trunk.js';
import type { OperationId } from '../../domain/values.js';
import type { ActivityDependencies } from '../dependencies.js';
import { removeOwn } from '../objects/create-or-adopt.js';
import { noPassword, objectParts } from '../objects/object-parts.js';
import type { ObjectPart, PartDependencies, PartVerbs } from '../objects/part.js';
import {
  completing,
  firstFailure,
  forwardFailure,
  fromDatabase,
  noLongerRunning,
  retriedFailure,
} from '../step-failure.js';
import { createObject } from './create-object.js';

/** Returns the steps that create an object of a trunk in LiveKit, and that remove it in a compensation. */
export function objectSetUpSteps(
  part: ObjectPart,
  { database, openLiveKit, checkTarget, keyRing, headStart, timeLeftMs, attempt, logger }: PartDependencies,
): Pick<PartVerbs, 'create' | 'remove'> {
  /**
   * Prevents that a late or repeated attempt touches LiveKit after its set-up has ended. A repeated workflow task repeats steps whose
   * results were lost. The trunk may have been changed or torn down meanwhile.
   * @returns the id of the object if the set-up has succeeded; null while it runs.
   * @throws {ApplicationFailure} if the set-up compensates or has failed.
   */
  const idIfEnded = async ({ operationId }: TrunkSpec): Promise<string | null> => {
    const found = await fromDatabase(logger, 'retried', () => findOperation(database, operationId));
    if (found?.operation.state === 'running') return null;
    const made = found === null ? null : trunkLeftBy(found.operation);
    if (made === null) throw noLongerRunning('nothing may be made for it');
    return objectIdsOf(made)[part.kind];
  };

  return {
    create: async ({ spec, made, checkFirst, begun = false, timeLimitMs }) => {
      const ahead = begun ? headStart.take(spec.operationId, part.kind) : null;
      const takesOver = ahead !== null && !checkFirst;
      const mayExist = checkFirst || (begun && !takesOver);
      // A check must not overtake a request that is still under way.
      if (!takesOver) await ahead?.catch(() => undefined);
      const known = mayExist ? await idIfEnded(spec) : null;
      if (known !== null) return { output: known, ambiguous: true };
      try {
        const taken = takesOver ? await ahead : null;
        if (taken !== null) return { output: taken };
        const request = {
          spec,
          made,
          checkFirst: mayExist,
          timeLimitMs: Math.min(timeLimitMs, timeLeftMs()),
        };
        const output = await createObject(part, { openLiveKit, checkTarget, keyRing }, request);
        return { output, ...(mayExist ? { ambiguous: true } : {}) };
      } catch (error) {
        throw mayExist || attempt() > 1 ? forwardFailure(error) : firstFailure(error);
      }
    },

    remove: async ({ spec, id, timeLimitMs }) => {
      // No attempt may have taken this object over, and its request must not come after the removal.
      await headStart.take(spec.operationId, part.kind)?.catch(() => undefined);
      try {
        const objects = part.removable(openLiveKit(timeLimitMs), spec);
        return { removed: await removeOwn(objects, spec, { also: id }) };
      } catch (error) {
        throw retriedFailure(error);
      }
    },
  };
}

/** Returns the activities that read and write the state of an operation beside its steps. */
export function operationStateActivities({ database, logger, askForWaiting }: ActivityDependencies) {
  return {
    /**
     * Reads the attempts at a step that Temporal repeats. Temporal reports them to a workflow only when the step has ended by itself.
     * @throws {Error} if Temporal does not answer, or the step is not in progress; the next attempt may know.
     */
    async attemptsUntilNow({
      operationId,
      phase,
      step,
    }: StepPlace & { readonly operationId: OperationId }): Promise<EndedAttempts> {
      const waiting = await askForWaiting(operationId);
      const found = waiting?.steps.find((each) => each.phase === phase && each.step === step);
      if (found === undefined) throw new Error('Temporal does not show the step.');
      // Without a next attempt, one runs now; it counts as well.
      return { attempts: found.attempts + (found.nextAttemptAt === null ? 1 : 0), code: found.error };
    },

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

/** The input of one check for orphans of a set-up. */
export interface OrphanCheckInput {
  readonly spec: TrunkSpec;
  /** How long all requests of the check may take together, in milliseconds. */
  readonly timeLimitMs: number;
}

/**
 * Returns the activities that check for orphans after a set-up has ended. LiveKit can carry out a request twice, or after it reported a
 * failure. That leaves an object that the set-up does not know. LiveKit never refuses a second outbound trunk for a number.
 */
export function orphanActivities({
  database,
  openLiveKit,
  logger,
}: Pick<ActivityDependencies, 'database' | 'openLiveKit' | 'logger'>) {
  return {
    /**
     * Removes the objects with a tag of the set-up, or of a failed one before it, that are no part of its trunk. It touches nothing while
     * the set-up runs.
     * @returns the number of objects that were removed.
     */
    async removeOrphansOf({ spec, timeLimitMs }: OrphanCheckInput): Promise<number> {
      const found = await fromDatabase(logger, 'retried', () => findOperation(database, spec.operationId));
      if (found !== null && found.operation.finishedAt === null) return 0;
      const trunk = found?.trunk ?? null;
      try {
        const livekit = openLiveKit(timeLimitMs);
        const of = [spec.operationId, ...spec.earlierOperations];
        const remove = (part: ObjectPart) => {
          const context = {
            livekit,
            trunk: spec,
            password: noPassword,
            inboundTrunkId: trunk?.inboundTrunkId ?? '',
          };
          // The trunk's own rule is among those of its inbound trunk. Without a trunk only a list of all rules finds one.
          const objects = trunk === null ? part.removable(livekit, spec) : part.collection(context);
          return removeOwn(objects, spec, {
            keep: trunk === null ? null : objectIdsOf(trunk)[part.kind],
            of,
          });
        };
        // A rule names its inbound trunk, so that trunk goes last.
        const { inbound, ...others } = objectParts;
        const counts = await Promise.all(Object.values(others).map(remove));
        const removed = counts.reduce((sum, count) => sum + count, await remove(inbound));
        if (removed > 0) {
          logger.warn({ operationId: spec.operationId, removed }, 'orphans were removed from LiveKit');
        }
        return removed;
      } catch (error) {
        throw retriedFailure(error);
      }
    },
  };
}

/** Returns the step that inserts the record of a trunk. It commits the set-up and completes it in the same transaction. */
export function recordSetUpStep(dependencies: PartDependencies): Pick<PartVerbs, 'create'> {
  return {
    create: async ({ spec, made, log }) => {
      const { operationId } = spec;
      const step = { operationId, phase: 'forward', step: 'record', log, persistence: 'final' } as const;
      const completed = await completing(dependencies, step, (now, steps) =>
        activateRecord(dependencies.database, operationId, wholeTrunk(made), now, steps),
      );
      const trunk = completed?.trunk ?? null;
      if (trunk === null) throw noLongerRunning('its record may not be made');
      dependencies.checkForDoubles({ spec, inboundTrunkId: trunk.inboundTrunkId });
      return { output: String(trunk.id) };
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
