import { proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { heartbeatTimeout, slackMs } from './attempts.js';

/** How long one check of a follow-up may take, in milliseconds. */
export const checkLimitMs = 30_000;

/**
 * Returns the activities of a follow-up, which Temporal retries until they are done.
 * @param summary the text that the Temporal UI shows for them.
 */
export function followUpActivities(summary: string): Activities {
  return proxyActivities<Activities>({
    startToCloseTimeout: checkLimitMs + slackMs,
    heartbeatTimeout,
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
    summary,
  });
}

/**
 * Runs a check at several moments, one after the other.
 * @param delaysMs when to check, in milliseconds from now, in ascending order.
 * @param summary the text that the Temporal UI shows for the pauses.
 */
export async function checkLater(
  delaysMs: readonly number[],
  summary: string,
  check: () => Promise<void>,
): Promise<void> {
  let waitedMs = 0;
  for (const delayMs of delaysMs) {
    await sleep(Math.max(1, delayMs - waitedMs), { summary });
    waitedMs = delayMs;
    await check();
  }
}
