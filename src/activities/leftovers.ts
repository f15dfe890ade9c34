import { findOperation } from '../database/operations/queries.js';
import { type Removal, removeOwn } from './create-or-adopt.js';
import type { ActivityDependencies } from './dependencies.js';
import { allRules, inboundTrunks, noPassword, outboundTrunks, rulesOfTrunk } from './families.js';
import { fromDatabase } from './from-database.js';
import type { CheckInput } from './orders.js';
import { undoFailure } from './step-failure.js';

/**
 * The look after a set-up has ended. A request that was carried out twice, or that LiveKit carried out after its
 * caller had given up, leaves an object that the set-up knows nothing of; outbound trunks have no guard against
 * that at all.
 */
export function leftoverActivities({ database, openLiveKit, logger }: ActivityDependencies) {
  return {
    /**
     * Removes whatever carries the set-up's tag, or that of a failed one before it, but is not part of its trunk.
     * @returns how many objects that were; nothing is touched while the set-up still runs.
     */
    async removeLeftovers({ plan, timeLimitMs }: CheckInput): Promise<number> {
      const found = await fromDatabase(logger, 'retried', () => findOperation(database, plan.operationId));
      if (found !== null && found.operation.finishedAt === null) return 0;
      const trunk = found?.trunk ?? null;
      try {
        const livekit = openLiveKit(timeLimitMs);
        const of = [plan.operationId, ...plan.earlierOperations];
        const garbage = (keep: string | undefined): Removal => ({ keep: keep ?? null, of });
        const rules = trunk === null ? allRules(livekit) : rulesOfTrunk(livekit, plan, trunk.inboundTrunkId);
        const [ofRules, ofOutbound] = await Promise.all([
          removeOwn(rules, plan, garbage(trunk?.dispatchRuleId)),
          removeOwn(outboundTrunks(livekit, plan, noPassword), plan, garbage(trunk?.outboundTrunkId)),
        ]);
        const ofInbound = await removeOwn(
          inboundTrunks(livekit, plan, noPassword),
          plan,
          garbage(trunk?.inboundTrunkId),
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
