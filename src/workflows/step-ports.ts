import {
  ActivityCancellationType,
  CancellationScope,
  CancelledFailure,
  proxyActivities,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { StepName } from '../domain/operation/operation.js';
import { counted } from './counted-activities.js';
import type { StepPorts } from './saga.js';
import type { StepRecorder } from './step-recorder.js';
import { durableLimitMs, farLimitMs, fastLimitMs, heartbeatTimeout, slackMs } from './time-limits.js';

/** A budget smaller than this is not worth another attempt, in milliseconds. */
const leastAttemptMs = 200;

/** How one attempt at a step is to be made. */
export interface Attempt {
  /** An earlier attempt may have been carried out, and whoever made it may not know. */
  readonly mayRepeat: boolean;
  /** All its requests together may take this long, in milliseconds. */
  readonly timeLimitMs: number;
}

/**
 * Whether the activities that are scheduled now may have been carried out before: only the first attempt of the first
 * workflow task sees exactly three events, and a later one may follow a crash. On replay the number can be another one
 * (empty tasks, which keep long local activities alive, are passed over), so it may go into what an activity is told,
 * but may never decide which activity comes next.
 */
export function mayFollowCrash(): boolean {
  return workflowInfo().historyLength !== 3;
}

/**
 * Where a step's work is done. What is `far`, across the Internet, takes longer than a workflow task should: its quick
 * attempt is an activity of the usual kind.
 */
export type Reach = 'near' | 'far';

/** Makes the steps of an operation that share one time budget, in milliseconds, which begins now, and one log. */
export function stepsWithin(budgetMs: number, recorder: StepRecorder) {
  const deadline = Date.now() + budgetMs;
  // Too little is given out as nothing, and refused by the activity: what is scheduled must not depend on a clock that
  // may be read differently on replay.
  const timeLeftMs = () => {
    const leftMs = deadline - Date.now();
    return leftMs < leastAttemptMs ? 0 : leftMs;
  };
  return <Result>(
    name: StepName,
    summary: string,
    work: (activities: Activities, attempt: Attempt) => Promise<Result>,
    reach: Reach = 'near',
  ): StepPorts<Result> => {
    const far = () => {
      const leftMs = timeLeftMs();
      const timeLimitMs = Math.min(farLimitMs, leftMs);
      const activities = proxyActivities<Activities>({
        startToCloseTimeout: timeLimitMs + slackMs,
        heartbeatTimeout,
        // An attempt that no worker takes up in time would change something after the budget.
        scheduleToCloseTimeout: leftMs + slackMs,
        cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
        retry: { maximumAttempts: 1 },
        summary,
      });
      return orCancelled(() => work(activities, { mayRepeat: false, timeLimitMs }));
    };
    const near = () => {
      const timeLimitMs = Math.min(fastLimitMs, timeLeftMs());
      const activities = proxyLocalActivities<Activities>({
        startToCloseTimeout: timeLimitMs + slackMs,
        retry: { maximumAttempts: 1 },
        summary,
      });
      return work(activities, { mayRepeat: mayFollowCrash(), timeLimitMs });
    };
    const durable = (note: (attempt: number) => void) => {
      const leftMs = timeLeftMs();
      const timeLimitMs = Math.min(durableLimitMs, leftMs);
      const activities = proxyActivities<Activities>({
        startToCloseTimeout: timeLimitMs + slackMs,
        heartbeatTimeout,
        // What an attempt that still runs makes after the undo has looked would stay until a follow-up.
        cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
        // An attempt limits itself to what is left of this; the slack is for its way back.
        scheduleToCloseTimeout: leftMs + slackMs,
        retry: { initialInterval: 100, backoffCoefficient: 2, maximumInterval: '2 seconds' },
        summary: `${summary}, again`,
      });
      return orCancelled(() => work(counted(activities, note), { mayRepeat: true, timeLimitMs }));
    };
    const place = { phase: 'forward', step: name } as const;
    return {
      name,
      fast: () => recorder.attempt(place, reach === 'far' ? far : near),
      durable: () => recorder.attempt(place, durable),
    };
  };
}

/**
 * Runs an attempt that is waited for although the workflow is cancelled. Whatever came of it, the step during which that
 * happened is the one that was cancelled; what it has made is found by its tag.
 */
async function orCancelled<Result>(attempt: () => Promise<Result>): Promise<Result> {
  const [outcome] = await Promise.allSettled([attempt()]);
  if (CancellationScope.current().consideredCancelled) {
    throw new CancelledFailure('The workflow was cancelled while the step was being tried.');
  }
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
