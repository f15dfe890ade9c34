import { findOperation } from '../../database/operations/queries.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { formatCarrierTag } from '../../domain/trunk/tag.js';
import { accountIsRefused, accountIsUnavailable, carrierAccess } from '../carrier/access.js';
import type { ActivityDependencies } from '../dependencies.js';
import { allRules, inboundTrunks, noPassword, outboundTrunks, rulesOfTrunk } from '../objects/collections.js';
import { type Removal, removeOwn } from '../objects/create-or-adopt.js';
import { fromDatabase, retriedFailure } from '../step-failure.js';

/** One check for what a set-up has left where it should not be. */
export interface OrphanCheckInput {
  readonly spec: TrunkSpec;
  /** All requests of the check together may take this long, in milliseconds. */
  readonly timeLimitMs: number;
}

/**
 * The check after a set-up has ended. A request that LiveKit carried out twice, or after its caller was told that it failed, leaves an
 * object that the set-up does not know; outbound trunks have no guard against that at all.
 */
export function orphanActivities(dependencies: ActivityDependencies) {
  const { database, openLiveKit, logger } = dependencies;
  const access = carrierAccess(dependencies);
  return {
    /**
     * Removes whatever carries the tag of the set-up, or of a failed one before it, and is no part of its trunk. It touches nothing while
     * the set-up runs. @returns how many objects it removed.
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
     * Does the same at the carrier. An account that cannot be used ends the check, because no number goes to what it would remove.
     * @returns how many objects carried the set-up's name and were no part of its trunk.
     */
    async removeCarrierOrphansOf({ spec, timeLimitMs }: OrphanCheckInput): Promise<number> {
      const found = await fromDatabase(logger, 'retried', () => findOperation(database, spec.operationId));
      // A trunk that was torn down meanwhile has left nothing: its tear-down goes by the name as well.
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
