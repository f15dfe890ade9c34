import { tornDownTrunk } from '../database/operations/tear-down.js';
import { isLocked } from '../database/operations/trunk-operations.js';
import type { StoredTrunk } from '../database/schema.js';
import { type FullTrunkRecord, findTrunkRecord } from '../database/trunks/records.js';
import type { SealedSecret } from '../domain/secret.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import { type ObjectKind, objectKinds } from '../domain/trunk/tag.js';
import type { LiveKitSip } from '../livekit/sip-api.js';
import { madeBy, tagOf } from './create-or-adopt.js';
import type { ActivityDependencies } from './dependencies.js';
import { inboundTrunks, noPassword, outboundTrunks, rulesOfTrunk } from './families.js';
import { fromDatabase } from './from-database.js';
import { type Deployment, knownPasswordOf, planOf } from './record-plan.js';
import { undoFailure } from './step-failure.js';
import { recordedObject } from './wanted-objects.js';

/** Which trunk is looked at. */
export interface TrunkCheckInput extends Deployment {
  readonly trunkId: number;
  /** All requests of the look together may take this long, in milliseconds. */
  readonly timeLimitMs: number;
}

/** How a trunk stands in LiveKit. `busy`: another operation works on it, so that a difference means nothing yet. */
export type TrunkCheckResult = 'as_recorded' | 'differs' | 'busy' | 'torn_down';

/** The look after a change whose requests may still have been on their way when it ended. */
export function changeFollowUpActivities({ database, openLiveKit, keyRing, logger }: ActivityDependencies) {
  const pass = async (order: TrunkCheckInput, record: FullTrunkRecord): Promise<TrunkCheckResult> => {
    const plan = planOf(record, order);
    const livekit = openLiveKit(order.timeLimitMs);
    for (const kind of objectKinds) {
      if (!(await isAsRecorded(kind, livekit, plan, record))) {
        const busy = await fromDatabase(logger, 'retried', () => isLocked(database, record.collisionKey));
        return busy ? 'busy' : 'differs';
      }
    }
    return 'as_recorded';
  };

  const isAsRecorded = async (
    kind: ObjectKind,
    livekit: LiveKitSip,
    plan: TrunkSpec,
    record: FullTrunkRecord,
  ): Promise<boolean> => {
    const { id, family } = recordedObject(kind, livekit, plan, record, knownPasswordOf(plan, keyRing));
    const object = await family.find(id);
    return object !== null && object.differs.length === 0 && object.name === tagOf(plan, kind);
  };

  return {
    /**
     * Looks whether a trunk is what its record says. Of a trunk that was torn down it removes what a late update has
     * brought back: LiveKit stores an update even if the object was removed while it was being made.
     */
    async checkAfterChange(order: TrunkCheckInput): Promise<TrunkCheckResult> {
      const record = await fromDatabase(logger, 'retried', () => findTrunkRecord(database, order.trunkId));
      try {
        if (record !== null) return await pass(order, record);
        const trunk = await fromDatabase(logger, 'retried', () => tornDownTrunk(database, order.trunkId));
        if (trunk !== null) await removeRevived(openLiveKit(order.timeLimitMs), order, trunk);
        return 'torn_down';
      } catch (error) {
        throw undoFailure(error);
      }
    },
  };
}

async function removeRevived(livekit: LiveKitSip, deployment: Deployment, trunk: StoredTrunk): Promise<void> {
  const plan: TrunkSpec = {
    ...deployment,
    operationId: trunk.operationId,
    organizationId: trunk.organizationId,
    acceptedAt: 0,
    earlierOperations: [],
    settings: trunk,
    sealedPassword: '' as SealedSecret,
  };
  const { inboundTrunkId, outboundTrunkId, dispatchRuleId } = trunk;
  for (const [family, id] of [
    [rulesOfTrunk(livekit, plan, inboundTrunkId), dispatchRuleId],
    [inboundTrunks(livekit, plan, noPassword), inboundTrunkId],
    [outboundTrunks(livekit, plan, noPassword), outboundTrunkId],
  ] as const) {
    const revived = await family.find(id);
    if (revived !== null && madeBy(revived.name, plan, [trunk.operationId])) await family.remove(id);
  }
}
