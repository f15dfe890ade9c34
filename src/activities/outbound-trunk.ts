import { passwordContext } from '../domain/trunk/spec.js';
import { createOrAdopt, removeOwn } from './create-or-adopt.js';
import type { ActivityDependencies } from './dependencies.js';
import { objectsIfEnded } from './ended-set-up.js';
import { noPassword, outboundTrunks } from './families.js';
import type { MadeObject, RemovalOrder, StepOrder } from './orders.js';
import { forwardFailure, undoFailure } from './step-failure.js';

/** The step that makes the outbound trunk, and its undo. */
export function outboundTrunkActivities({
  database,
  openLiveKit,
  keyRing,
  timeLeftMs,
  logger,
}: ActivityDependencies) {
  return {
    /** @returns the one outbound trunk of this set-up. */
    async createOutboundTrunk({ plan, checkFirst, timeLimitMs }: StepOrder): Promise<MadeObject> {
      const ended = checkFirst ? await objectsIfEnded(database, logger, plan) : null;
      if (ended !== null) return { id: ended.outboundTrunkId, checked: true };
      try {
        const livekit = openLiveKit(Math.min(timeLimitMs, timeLeftMs()));
        const password = keyRing.open(plan.sealedPassword, passwordContext(plan));
        return {
          id: await createOrAdopt(outboundTrunks(livekit, plan, password), plan, checkFirst),
          checked: checkFirst,
        };
      } catch (error) {
        throw forwardFailure(error);
      }
    },

    /** @returns how many outbound trunks of this set-up were removed. */
    async removeOutboundTrunk({ plan, id, timeLimitMs }: RemovalOrder): Promise<number> {
      try {
        const trunks = outboundTrunks(openLiveKit(timeLimitMs), plan, noPassword);
        return await removeOwn(trunks, plan, { also: id });
      } catch (error) {
        throw undoFailure(error);
      }
    },
  };
}
