import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { SetUpStep } from '../trunks/set-up.js';
import type { StepPorts } from './saga.js';
import { durableLimitMs, fastLimitMs, heartbeatTimeout, slackMs } from './time-limits.js';

/** A budget smaller than this is not worth another attempt, in milliseconds. */
const leastAttemptMs = 200;

/**
 * Makes the steps of an operation that share one time budget, in milliseconds, which begins now. The work is told
 * whether an attempt has gone before it, and how long it may take.
 */
export function stepsWithin(budgetMs: number) {
  const deadline = Date.now() + budgetMs;
  // Too little is given out as nothing, and refused by the activity: what is scheduled must not depend on a clock that
  // may be read differently on replay.
  const timeLeftMs = () => {
    const leftMs = deadline - Date.now();
    return leftMs < leastAttemptMs ? 0 : leftMs;
  };
  return <Result>(
    name: SetUpStep,
    summary: string,
    work: (activities: Activities, again: boolean, timeLimitMs: number) => Promise<Result>,
  ): StepPorts<Result> => ({
    name,
    fast: () => {
      const timeLimitMs = Math.min(fastLimitMs, timeLeftMs());
      const activities = proxyLocalActivities<Activities>({
        startToCloseTimeout: timeLimitMs + slackMs,
        retry: { maximumAttempts: 1 },
        summary,
      });
      return work(activities, false, timeLimitMs);
    },
    durable: () => {
      const leftMs = timeLeftMs();
      const timeLimitMs = Math.min(durableLimitMs, leftMs);
      const activities = proxyActivities<Activities>({
        startToCloseTimeout: timeLimitMs + slackMs,
        heartbeatTimeout,
        // An attempt limits itself to what is left of this; the slack is for its way back.
        scheduleToCloseTimeout: leftMs + slackMs,
        retry: { initialInterval: 100, backoffCoefficient: 2, maximumInterval: '2 seconds' },
        summary: `${summary}, again`,
      });
      return work(activities, true, timeLimitMs);
    },
  });
}
