import { earlierOperationsOf } from '../database/operations/queries.js';
import {
  beginRepair,
  endRepair,
  type RepairStart,
  recordUnderRepair,
} from '../database/operations/repair.js';
import type { FullTrunkRecord } from '../database/trunks/records.js';
import type { OperationId } from '../domain/ids.js';
import type { OperationFailure } from '../domain/operation/operation.js';
import type { StepLog } from '../domain/operation/step-log.js';
import type { ObjectFindings } from '../domain/reconcile/run.js';
import type { Secret } from '../domain/secret.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import type { TrunkObjects } from '../domain/trunk/trunk.js';
import type { ActivityDependencies } from './dependencies.js';
import { inboundTrunks, outboundTrunks, rulesOfTrunk } from './families.js';
import { finishedLog } from './finished-log.js';
import { fromDatabase } from './from-database.js';
import { type MendOrder, mend } from './mend.js';
import { type Deployment, passwordOf, planOf } from './record-plan.js';
import { forwardFailure, noLongerRunning } from './step-failure.js';

/** Which trunk is repaired by which operation. */
export interface RepairOrder extends Deployment {
  readonly operationId: OperationId;
  readonly trunkId: number;
}

/** One attempt at one object of the trunk. */
export interface MendingOrder extends RepairOrder {
  /** What a reconciliation has shown of the kind. */
  readonly seen: ObjectFindings;
  /** Look for the object, whatever was seen: set after any doubt. */
  readonly checkFirst: boolean;
  readonly timeLimitMs: number;
}

/**
 * The steps of a repair. Each reads the record anew and works only while the repair's operation is unfinished, which
 * is to say, while it holds the number's lock.
 */
export function repairActivities({
  database,
  openLiveKit,
  keyRing,
  timeLeftMs,
  attempt,
  notifyCompletion,
  logger,
}: ActivityDependencies) {
  async function planUnder(order: RepairOrder): Promise<{ record: FullTrunkRecord; plan: TrunkSpec }> {
    const record = await fromDatabase(logger, 'retried', () =>
      recordUnderRepair(database, order.operationId, order.trunkId),
    );
    if (record === null) throw noLongerRunning('nothing may be changed for it');
    const earlierOperations = await fromDatabase(logger, 'retried', () =>
      earlierOperationsOf(database, record.collisionKey, new Date()),
    );
    return { record, plan: planOf(record, order, earlierOperations) };
  }

  async function mending(
    order: MendingOrder,
    work: (
      livekit: ReturnType<typeof openLiveKit>,
      plan: TrunkSpec,
      record: FullTrunkRecord,
      password: () => Secret,
    ) => Promise<string>,
  ): Promise<string> {
    const { record, plan } = await planUnder(order);
    try {
      const livekit = openLiveKit(Math.min(order.timeLimitMs, timeLeftMs()));
      return await work(livekit, plan, record, () => passwordOf(plan, keyRing));
    } catch (error) {
      throw forwardFailure(error);
    }
  }

  return {
    /** Takes the lock of the trunk's number, or says why not. */
    beginRepair({ operationId, trunkId }: RepairOrder): Promise<RepairStart> {
      return fromDatabase(logger, 'retried', () => beginRepair(database, operationId, trunkId, new Date()));
    },

    /** @returns the id of the trunk's one inbound trunk, which is as the record says. */
    mendInboundTrunk(order: MendingOrder): Promise<string> {
      return mending(order, (livekit, plan, { inboundTrunkId: recordedId }, password) =>
        mend(inboundTrunks(livekit, plan, password()), plan, mendOrder(order, recordedId)),
      );
    },

    /** @returns the id of the trunk's one outbound trunk, which is as the record says. */
    mendOutboundTrunk(order: MendingOrder): Promise<string> {
      return mending(order, (livekit, plan, { outboundTrunkId: recordedId }, password) =>
        mend(outboundTrunks(livekit, plan, password()), plan, mendOrder(order, recordedId)),
      );
    },

    /** @returns the id of the trunk's one dispatch rule, which names this inbound trunk and no other. */
    mendDispatchRule(order: MendingOrder & { readonly inboundTrunkId: string }): Promise<string> {
      return mending(order, (livekit, plan, { dispatchRuleId: recordedId }) =>
        mend(rulesOfTrunk(livekit, plan, order.inboundTrunkId), plan, mendOrder(order, recordedId)),
      );
    },

    /** Stores the ids that are known, and gives the number's lock free. */
    async endRepair(
      { operationId, trunkId }: RepairOrder,
      objects: Partial<TrunkObjects>,
      failure: OperationFailure | null,
      steps: StepLog = [],
    ): Promise<void> {
      const now = new Date();
      const log =
        failure === null ? finishedLog({ attempt }, steps, { phase: 'forward', step: 'record' }, now) : steps;
      await fromDatabase(logger, 'retried', () =>
        endRepair(database, operationId, trunkId, objects, failure, now, log),
      );
      notifyCompletion(operationId);
    },
  };
}

function mendOrder({ seen, checkFirst }: MendingOrder, recordedId: string): MendOrder {
  return { recordedId, doubles: seen.doubles, missing: seen.missing, checkFirst };
}
