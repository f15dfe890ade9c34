import { passwordContext } from '../domain/trunk/spec.js';
import { createOrAdopt, removeOwn } from './create-or-adopt.js';
import type { ActivityDependencies } from './dependencies.js';
import { objectsIfEnded } from './ended-set-up.js';
import { inboundTrunks, noPassword } from './families.js';
import type { MadeObject, RemovalOrder, StepOrder } from './orders.js';
import { forwardFailure, undoFailure } from './step-failure.js';

/** The step that makes the inbound trunk, and its undo. */
export function inboundTrunkActivities({
  database,
  openLiveKit,
  keyRing,
  timeLeftMs,
  logger,
}: ActivityDependencies) {
  return {
    /** @returns the one inbound trunk of this set-up. */
    async createInboundTrunk({ plan, checkFirst, timeLimitMs }: StepOrder): Promise<MadeObject> {
      const ended = checkFirst ? await objectsIfEnded(database, logger, plan) : null;
      if (ended !== null) return { id: ended.inboundTrunkId, checked: true };
      try {
        const livekit = openLiveKit(Math.min(timeLimitMs, timeLeftMs()));
        const password = keyRing.open(plan.sealedPassword, passwordContext(plan));
        return {
          id: await createOrAdopt(inboundTrunks(livekit, plan, password), plan, checkFirst),
          checked: checkFirst,
        };
      } catch (error) {
        throw forwardFailure(error);
      }
    },

    /** @returns how many inbound trunks of this set-up were removed. */
    async removeInboundTrunk({ plan, id, timeLimitMs }: RemovalOrder): Promise<number> {
      try {
        const trunks = inboundTrunks(openLiveKit(timeLimitMs), plan, noPassword);
        return await removeOwn(trunks, plan, { also: id });
      } catch (error) {
        throw undoFailure(error);
      }
    },
  };
}
