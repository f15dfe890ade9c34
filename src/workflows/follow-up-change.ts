import { isCancellation, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { DeploymentId } from '../domain/ids.js';
import { checkLater } from './looks-later.js';
import { repairing } from './repairing.js';
import { heartbeatTimeout, slackMs } from './time-limits.js';

/** What the follow-up of a change is given. */
export interface ChangeFollowUpInput {
  readonly trunkId: number;
  readonly deploymentId: DeploymentId;
  readonly roomPrefix: string;
  /** When to look, in milliseconds after the start, in ascending order. */
  readonly delaysMs: readonly number[];
}

/** How long one look may take. */
const checkLimitMs = 30_000;

/**
 * Looks again, several times, whether a trunk is what its record says after a change that had a doubt: an update that
 * LiveKit carries out late would put values back that the trunk has no more. What differs is repaired under the
 * number's lock. @returns how many repairs there were.
 */
export async function followUpChange({ delaysMs, ...trunk }: ChangeFollowUpInput): Promise<number> {
  const { checkAfterChange } = proxyActivities<Activities>({
    startToCloseTimeout: checkLimitMs + slackMs,
    heartbeatTimeout,
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
    summary: 'Look for late updates',
  });
  let repairs = 0;
  await checkLater(delaysMs, 'Wait for late updates', async () => {
    if ((await checkAfterChange({ ...trunk, timeLimitMs: checkLimitMs })) !== 'differs') return;
    repairs += 1;
    try {
      await repairing(trunk);
    } catch (error) {
      // The next look sees what it has left, and after the last one the reconciler does.
      if (isCancellation(error)) throw error;
    }
  });
  return repairs;
}
