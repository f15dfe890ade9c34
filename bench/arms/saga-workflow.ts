import { proxyActivities } from '@temporalio/workflow';
import type { SagaActivities } from './saga.js';

// The timeouts of Temporal's saga sample.
const { createInbound, createOutbound, createRule, record, removeTrunk, removeRule } =
  proxyActivities<SagaActivities>({ startToCloseTimeout: '2s', scheduleToCloseTimeout: '3s' });

/** A set-up in the shape of Temporal's saga sample: one activity after the other, compensated in the reverse sequence. */
export async function setUp(number: string): Promise<void> {
  const compensations: (() => Promise<void>)[] = [];
  try {
    const inbound = await createInbound(number);
    compensations.unshift(() => removeTrunk(inbound));
    const outbound = await createOutbound(number);
    compensations.unshift(() => removeTrunk(outbound));
    const rule = await createRule(number, inbound);
    compensations.unshift(() => removeRule(rule));
    await record(number, { inbound, outbound, rule });
  } catch (error) {
    for (const compensate of compensations) {
      // The sample goes on with the next compensation, whatever happens to this one.
      await compensate().catch(() => undefined);
    }
    throw error;
  }
}
