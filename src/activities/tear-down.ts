import { findTearDownSubject, removeRecord } from '../database/operations/tear-down.js';
import type { FullTrunkRecord } from '../database/trunks/records.js';
import type { OperationId } from '../domain/ids.js';
import type { StepLog } from '../domain/operation/step-log.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import type { LiveKitSip } from '../livekit/sip-api.js';
import { type RemovableFamily, removeOwn } from './create-or-adopt.js';
import type { ActivityDependencies } from './dependencies.js';
import { allRules, inboundTrunks, noPassword, outboundTrunks } from './families.js';
import { finishedLog } from './finished-log.js';
import { fromDatabase } from './from-database.js';
import type { TearDownOrder } from './orders.js';
import { planOf } from './record-plan.js';
import { undoFailure } from './step-failure.js';

/** What a part of a tear-down looks through, and the object that the record names. */
interface Part {
  readonly family: RemovableFamily;
  readonly recorded: string;
}

/**
 * The parts of a tear-down. Each removes what the record names and what carries a tag of the trunk's operations, and
 * ends only when a list shows nothing of that any more. An attempt that comes after the end touches nothing.
 */
export function tearDownActivities({
  database,
  openLiveKit,
  attempt,
  notifyCompletion,
  logger,
}: ActivityDependencies) {
  const remove = async (
    { operationId, deploymentId, timeLimitMs }: TearDownOrder,
    partOf: (livekit: LiveKitSip, plan: TrunkSpec, record: FullTrunkRecord) => Part,
  ): Promise<number> => {
    const subject = await fromDatabase(logger, 'retried', () => findTearDownSubject(database, operationId));
    if (subject === null) return 0;
    try {
      // A removal makes no rooms, so their names do not matter.
      const plan = planOf(subject.record, { deploymentId, roomPrefix: '' }, subject.operationIds);
      const { family, recorded } = partOf(openLiveKit(timeLimitMs), plan, subject.record);
      return await removeOwn(family, plan, { of: subject.operationIds, also: recorded });
    } catch (error) {
      throw undoFailure(error);
    }
  };

  return {
    /** @returns how many dispatch rules were removed. */
    tearDownDispatchRule: (order: TearDownOrder): Promise<number> =>
      remove(order, (livekit, _plan, record) => ({
        family: allRules(livekit),
        recorded: record.dispatchRuleId,
      })),

    /** @returns how many inbound trunks were removed. */
    tearDownInboundTrunk: (order: TearDownOrder): Promise<number> =>
      remove(order, (livekit, plan, record) => ({
        family: inboundTrunks(livekit, plan, noPassword),
        recorded: record.inboundTrunkId,
      })),

    /** @returns how many outbound trunks were removed. */
    tearDownOutboundTrunk: (order: TearDownOrder): Promise<number> =>
      remove(order, (livekit, plan, record) => ({
        family: outboundTrunks(livekit, plan, noPassword),
        recorded: record.outboundTrunkId,
      })),

    /** The last act of a tear-down: the record is gone and the number is free. */
    async removeRecord(operationId: OperationId, steps: StepLog = []): Promise<void> {
      const now = new Date();
      const log = finishedLog({ attempt }, steps, { phase: 'forward', step: 'record' }, now);
      await fromDatabase(logger, 'retried', () => removeRecord(database, operationId, now, log));
      notifyCompletion(operationId);
    },
  };
}
