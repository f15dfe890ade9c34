import { findOperation } from '../../database/operations/queries.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { formatCarrierTag } from '../../domain/trunk/tag.js';
import { accountIsRefused, accountIsUnavailable, carrierAccess } from '../carrier/access.js';
import type { ActivityDependencies } from '../dependencies.js';
import { allRules, inboundTrunks, noPassword, outboundTrunks, rulesOfTrunk } from '../objects/collections.js';
import { type Removal, removeOwn } from '../objects/create-or-adopt.js';
import { fromDatabase, retriedFailure } from '../step-failure.js';

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
