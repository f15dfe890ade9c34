import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import { checkLater } from './looks-later.js';
import { heartbeatTimeout, slackMs } from './time-limits.js';

/** What a follow-up is given. */
export interface FollowUpInput {
  readonly plan: TrunkSpec;
  /** When to look, in milliseconds after the start, in ascending order. */
  readonly delaysMs: readonly number[];
}

/** How long one look may take. */
const checkLimitMs = 30_000;

/**
 * Looks again, several times, for what a set-up with a doubt may have left in LiveKit: a stalled Redis can carry
 * out a write minutes after the error was reported. It holds no number and touches only the set-up's own tag.
 * @returns how many latecomers were removed.
 */
export async function followUpSetUp({ plan, delaysMs }: FollowUpInput): Promise<number> {
  const { removeLeftovers, removeCarrierLeftovers } = proxyActivities<Activities>({
    startToCloseTimeout: checkLimitMs + slackMs,
    heartbeatTimeout,
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
    summary: 'Look for latecomers',
  });
  let removed = 0;
  await checkLater(delaysMs, 'Wait for latecomers', async () => {
    removed += await removeLeftovers({ plan, timeLimitMs: checkLimitMs });
    if (plan.carrier !== undefined) {
      removed += await removeCarrierLeftovers({ plan, timeLimitMs: checkLimitMs });
    }
  });
  return removed;
}
