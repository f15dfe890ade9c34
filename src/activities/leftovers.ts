import { findOperation } from '../database/operation-rows.js';
import { removeOwn } from './create-or-adopt.js';
import type { ActivityDependencies } from './dependencies.js';
import { allRules, inboundTrunks, noPassword, outboundTrunks, rulesOfTrunk } from './families.js';
import type { LookOrder } from './orders.js';
import { databaseFailure, undoFailure } from './step-failure.js';

/**
 * The look after a set-up has ended. A request that was carried out twice, or that LiveKit carried out after its
 * caller had given up, leaves an object that the set-up knows nothing of; outbound trunks have no guard against
 * that at all.
 */
export function leftoverActivities({ database, openLiveKit, logger }: ActivityDependencies) {
  return {
    /**
     * Removes whatever carries the set-up's tag but is not part of its trunk.
     * @returns how many objects that were; nothing is touched while the set-up still runs.
     */
    async removeLeftovers({ plan, timeLimitMs }: LookOrder): Promise<number> {
      const found = await findOperation(database, plan.operationId).catch((error: unknown) => {
        throw databaseFailure(error);
      });
      if (found !== null && found.operation.finishedAt === null) return 0;
      const trunk = found?.trunk ?? null;
      try {
        const livekit = openLiveKit(timeLimitMs);
        const rules = trunk === null ? allRules(livekit) : rulesOfTrunk(livekit, plan, trunk.inboundTrunkId);
        const [ofRules, ofOutbound] = await Promise.all([
          removeOwn(rules, plan, trunk?.dispatchRuleId ?? null),
          removeOwn(outboundTrunks(livekit, plan, noPassword), plan, trunk?.outboundTrunkId ?? null),
        ]);
        const ofInbound = await removeOwn(
          inboundTrunks(livekit, plan, noPassword),
          plan,
          trunk?.inboundTrunkId ?? null,
        );
        const removed = ofRules + ofOutbound + ofInbound;
        if (removed > 0) {
          logger.warn({ operationId: plan.operationId, removed }, 'leftovers were removed from LiveKit');
        }
        return removed;
      } catch (error) {
        throw undoFailure(error);
      }
    },
  };
}
