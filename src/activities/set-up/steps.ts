import { findOperation, trunkLeftBy } from '../../database/operations/queries.js';
import {
  beginCompensation,
  type OperationStatus,
  operationStatusOf,
} from '../../database/operations/transitions.js';
import type { OperationFailure, StepLog } from '../../domain/operation/operation.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { formatCarrierTag } from '../../domain/trunk/tag.js';
import { objectIdsOf, type SipAddress } from '../../domain/trunk/trunk.js';
import type { OperationId } from '../../domain/values.js';
import { accountIsRefused, accountIsUnavailable, carrierAccess } from '../carrier/access.js';
import type { ActivityDependencies } from '../dependencies.js';
import { createOrAdopt, type Removal, removeOwn } from '../objects/create-or-adopt.js';
import {
  allRules,
  inboundTrunks,
  noPassword,
  outboundTrunks,
  passwordOf,
  rulesOfTrunk,
} from '../objects/object-parts.js';
import type { ObjectPart, PartDependencies, PartVerbs } from '../objects/part.js';
import { forwardFailure, fromDatabase, noLongerRunning, retriedFailure } from '../step-failure.js';

/** Returns the steps that create an object of a trunk in LiveKit, and that remove it in a compensation. */
export function objectSetUpSteps(
  part: ObjectPart,
  { database, openLiveKit, keyRing, timeLeftMs, logger }: PartDependencies,
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
    create: async ({ spec, made, checkFirst, timeLimitMs }) => {
      const known = checkFirst ? await idIfEnded(spec) : null;
      if (known !== null) return { output: known, ambiguous: true };
      try {
        const trunk = calledThrough(spec, made.carrier);
        const context = {
          livekit: openLiveKit(Math.min(timeLimitMs, timeLeftMs())),
          trunk,
          password: part.needsPassword ? passwordOf(spec, keyRing) : noPassword,
          inboundTrunkId: made.inbound ?? '',
        };
        const output = await createOrAdopt(part.collection(context), trunk, checkFirst);
        return { output, ...(checkFirst ? { ambiguous: true } : {}) };
      } catch (error) {
        throw forwardFailure(error);
      }
    },

    remove: async ({ spec, id, timeLimitMs }) => {
      try {
        const objects = part.removable(openLiveKit(timeLimitMs), spec);
        return { removed: await removeOwn(objects, spec, { also: id }) };
      } catch (error) {
        throw retriedFailure(error);
      }
    },
  };
}

/** Returns the specification with the address of the connection at the carrier, if there is one, as its outbound address. */
function calledThrough(spec: TrunkSpec, address: string | undefined): TrunkSpec {
  if (address === undefined) return spec;
  return { ...spec, settings: { ...spec.settings, outboundAddress: address as SipAddress } };
}

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
export function orphanActivities(dependencies: ActivityDependencies) {
  const { database, openLiveKit, logger } = dependencies;
  const access = carrierAccess(dependencies);
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
        const allBut = (keep: string | undefined): Removal => ({ keep: keep ?? null, of });
        const rules = trunk === null ? allRules(livekit) : rulesOfTrunk(livekit, spec, trunk.inboundTrunkId);
        const [ofRules, ofOutbound] = await Promise.all([
          removeOwn(rules, spec, allBut(trunk?.dispatchRuleId)),
          removeOwn(outboundTrunks(livekit, spec, noPassword), spec, allBut(trunk?.outboundTrunkId)),
        ]);
        const inbound = inboundTrunks(livekit, spec, noPassword);
        const removed =
          ofRules + ofOutbound + (await removeOwn(inbound, spec, allBut(trunk?.inboundTrunkId)));
        if (removed > 0) {
          logger.warn({ operationId: spec.operationId, removed }, 'orphans were removed from LiveKit');
        }
        return removed;
      } catch (error) {
        throw retriedFailure(error);
      }
    },

    /**
     * Removes the orphans of the set-up at the carrier. If the account cannot be used, they stay, because no number is routed to them.
     * @returns the number of objects with the set-up's name that were no part of its trunk.
     */
    async removeCarrierOrphansOf({ spec, timeLimitMs }: OrphanCheckInput): Promise<number> {
      const found = await fromDatabase(logger, 'retried', () => findOperation(database, spec.operationId));
      // A trunk that was torn down meanwhile has left nothing, because its tear-down searches by the name as well.
      if (found === null || found.operation.finishedAt === null) return 0;
      const keep = found.trunk === null ? undefined : found.operation.carrier?.connection.objects;
      try {
        const carrier = access.open(spec, timeLimitMs);
        return await carrier.disconnect({
          tag: formatCarrierTag(spec),
          ...(keep === undefined ? {} : { keep }),
        });
      } catch (error) {
        if (!accountIsRefused(error) && !accountIsUnavailable(error)) throw retriedFailure(error);
        logger.warn(
          { operationId: spec.operationId },
          "orphans at the carrier are left to the account's owner",
        );
        return 0;
      }
    },
  };
}
