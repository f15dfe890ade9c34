import { createOrAdopt, removeOwn } from './create-or-adopt.js';
import type { ActivityDependencies } from './dependencies.js';
import { objectsIfEnded } from './ended-set-up.js';
import { allRules, rulesOfTrunk } from './families.js';
import type { MadeObject, RemovalOrder, RuleOrder } from './orders.js';
import { forwardFailure, undoFailure } from './step-failure.js';

/** The step that makes the dispatch rule, and its undo. */
export function dispatchRuleActivities({ database, openLiveKit, timeLeftMs, logger }: ActivityDependencies) {
  return {
    /** @returns the one dispatch rule of this set-up. */
    async createDispatchRule(order: RuleOrder): Promise<MadeObject> {
      const ended = order.checkFirst ? await objectsIfEnded(database, logger, order.plan) : null;
      if (ended !== null) return { id: ended.dispatchRuleId, checked: true };
      try {
        const livekit = openLiveKit(Math.min(order.timeLimitMs, timeLeftMs()));
        const rules = rulesOfTrunk(livekit, order.plan, order.inboundTrunkId);
        return { id: await createOrAdopt(rules, order.plan, order.checkFirst), checked: order.checkFirst };
      } catch (error) {
        throw forwardFailure(error);
      }
    },

    /** @returns how many dispatch rules of this set-up were removed. */
    async removeDispatchRule({ plan, id, timeLimitMs }: RemovalOrder): Promise<number> {
      try {
        const rules = allRules(openLiveKit(timeLimitMs));
        return await removeOwn(rules, plan, { also: id });
      } catch (error) {
        throw undoFailure(error);
      }
    },
  };
}
