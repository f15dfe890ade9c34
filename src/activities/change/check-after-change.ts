import { tornDownTrunk } from '../../database/operations/tear-down.js';
import { isLocked } from '../../database/operations/trunk-operations.js';
import type { StoredTrunk } from '../../database/schema.js';
import { type FullTrunkRecord, findTrunkRecord } from '../../database/trunks/records.js';
import type { LiveKitSip } from '../../domain/livekit/livekit-sip.js';
import type { SealedSecret } from '../../domain/secret.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { objectIdsOf } from '../../domain/trunk/trunk.js';
import type { ActivityDependencies } from '../dependencies.js';
import { noPassword } from '../objects/collections.js';
import { madeBy, tagOf } from '../objects/create-or-adopt.js';
import { objectParts } from '../objects/index.js';
import { type Deployment, knownPasswordOf, recordedSpec } from '../objects/recorded-spec.js';
import { fromDatabase, retriedFailure } from '../step-failure.js';

/** The input of a check of one trunk. */
export interface TrunkCheckInput extends Deployment {
  readonly trunkId: number;
  /** How long all requests of the check may take together, in milliseconds. */
  readonly timeLimitMs: number;
}

/** How a trunk compares with its record. With `busy`, another operation works on it, so a difference means nothing yet. */
export type TrunkCheckResult = 'as_recorded' | 'differs' | 'busy' | 'torn_down';

/** Returns the activity that checks a trunk after a change, because requests of the change may be carried out after its end. */
export function changeFollowUpActivities({ database, openLiveKit, keyRing, logger }: ActivityDependencies) {
  const check = async (input: TrunkCheckInput, record: FullTrunkRecord): Promise<TrunkCheckResult> => {
    const trunk = recordedSpec(record, input);
    const livekit = openLiveKit(input.timeLimitMs);
    const { inboundTrunkId } = record;
    for (const part of Object.values(objectParts)) {
      const context = { livekit, trunk, password: knownPasswordOf(trunk, keyRing), inboundTrunkId };
      const object = await part.collection(context).find(objectIdsOf(record)[part.kind]);
      if (object?.differs.length !== 0 || object.name !== tagOf(trunk, part.kind)) {
        const busy = await fromDatabase(logger, 'retried', () => isLocked(database, record.collisionKey));
        return busy ? 'busy' : 'differs';
      }
    }
    return 'as_recorded';
  };

  return {
    /**
     * Checks whether a trunk matches its record. If the trunk was torn down, it removes objects that a late update has brought back.
     * LiveKit stores an update even if the object was removed while the update was running.
     */
    async checkAfterChange(input: TrunkCheckInput): Promise<TrunkCheckResult> {
      const record = await fromDatabase(logger, 'retried', () => findTrunkRecord(database, input.trunkId));
      try {
        if (record !== null) return await check(input, record);
        const trunk = await fromDatabase(logger, 'retried', () => tornDownTrunk(database, input.trunkId));
        if (trunk !== null) await removeRevived(openLiveKit(input.timeLimitMs), input, trunk);
        return 'torn_down';
      } catch (error) {
        throw retriedFailure(error);
      }
    },
  };
}

async function removeRevived(livekit: LiveKitSip, deployment: Deployment, torn: StoredTrunk): Promise<void> {
  const { inboundTrunkId } = torn;
  const trunk: TrunkSpec = {
    ...deployment,
    operationId: torn.operationId,
    organizationId: torn.organizationId,
    acceptedAt: 0,
    earlierOperations: [],
    settings: torn,
    sealedPassword: '' as SealedSecret,
  };
  for (const part of Object.values(objectParts).reverse()) {
    const objects = part.collection({ livekit, trunk, password: noPassword, inboundTrunkId });
    const revived = await objects.find(objectIdsOf(torn)[part.kind]);
    if (revived !== null && madeBy(revived.name, trunk, [torn.operationId])) await objects.remove(revived.id);
  }
}
