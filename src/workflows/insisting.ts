import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { heartbeatTimeout, slackMs } from './time-limits.js';

/**
 * Activities that are retried until they are done.
 * @param timeLimitMs how long one attempt may take, in milliseconds.
 */
export function insisting(summary: string, timeLimitMs: number): Activities {
  return proxyActivities<Activities>({
    startToCloseTimeout: timeLimitMs + slackMs,
    heartbeatTimeout,
    retry: { initialInterval: 200, maximumInterval: '30 seconds' },
    summary,
  });
}
