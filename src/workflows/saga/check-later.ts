import { proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { heartbeatTimeout, slackMs } from './limits.js';

/** How long one check of a follow-up may take, in milliseconds. */
export const checkLimitMs = 30_000;

/** The activities of a follow-up, retried until they are done. @param summary what the Temporal UI shows of them. */
export function followUpActivities(summary: string): Activities {
  return proxyActivities<Activities>({
    startToCloseTimeout: checkLimitMs + slackMs,
    heartbeatTimeout,
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
    summary,
  });
}

/**
 * Checks at several moments.
 * @param delaysMs when to check, in milliseconds from now, in ascending order.
 * @param summary what the Temporal UI shows of the waits.
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
