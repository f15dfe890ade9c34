import {
  ActivityCancellationType,
  type ActivityOptions,
  CancellationScope,
  CancelledFailure,
  proxyActivities,
  proxyLocalActivities,
  type RetryPolicy,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import type { PartPlace } from '../../domain/parts/graph.js';
import type { StepResult } from '../../domain/step/step.js';
import { durableLimitMs, heartbeatTimeout, quickLimitMs, remoteLimitMs, slackMs } from './limits.js';
import type { Attempts } from './walk.js';

/** How one attempt at a step is made. */
export interface Attempt {
  /** An earlier attempt may have been carried out, so this one checks what exists before it makes anything. */
  readonly checkFirst: boolean;
  /** All requests of the attempt together may take this long, in milliseconds. */
  readonly timeLimitMs: number;
  /** It is one of the attempts that are repeated. */
  readonly durable: boolean;
}

/** How the attempts at a step are limited and repeated. */
export interface AttemptPolicy {
  /** How long one quick attempt in the database or in LiveKit may take, in milliseconds. */
  readonly quickLimitMs: number;
  /** How long all attempts that begin now may take together, in milliseconds; null where they are repeated until one succeeds. */
  readonly timeLeftMs: () => number | null;
  /** How durable attempts are repeated. */
  readonly retry: RetryPolicy;
}

/** A budget smaller than this is not worth another attempt, in milliseconds. */
const leastAttemptMs = 200;

/** Steps that share one time budget, in milliseconds, which begins now. */
export function withinBudget(budgetMs: number): AttemptPolicy {
  const deadline = Date.now() + budgetMs;
  return {
    quickLimitMs,
    // Too little is handed out as nothing, and refused by the activity. What is scheduled must not depend on the clock, which a
    // replay may read differently.
    timeLeftMs: () => {
      const leftMs = deadline - Date.now();
      return leftMs < leastAttemptMs ? 0 : leftMs;
    },
    retry: { initialInterval: 100, backoffCoefficient: 2, maximumInterval: '2 seconds' },
  };
}

/** Steps that are repeated until they succeed. */
export const untilDone: AttemptPolicy = {
  quickLimitMs,
  timeLeftMs: () => null,
  retry: { initialInterval: 200, maximumInterval: '30 seconds' },
};

/**
 * Makes the attempts at a step: first one locally, then durably.
 *
 * The quick attempt is a local activity, which costs no round trip to Temporal. At a carrier it is a normal activity, because several
 * requests across the Internet take longer than a workflow task should.
 * @param summary what the Temporal UI shows of the step.
 */
export function localThenDurable(
  at: PartPlace,
  summary: string,
  { quickLimitMs: localLimitMs, timeLeftMs, retry }: AttemptPolicy,
  work: (activities: Activities, attempt: Attempt) => Promise<StepResult>,
): Attempts<StepResult> {
  const within = (limitMs: number) => {
    const leftMs = timeLeftMs();
    return { leftMs, timeLimitMs: leftMs === null ? limitMs : Math.min(limitMs, leftMs) };
  };
  const normal = (limitMs: number, options: ActivityOptions) => {
    const { leftMs, timeLimitMs } = within(limitMs);
    const activities = proxyActivities<Activities>({
      startToCloseTimeout: timeLimitMs + slackMs,
      heartbeatTimeout,
      // An attempt limits itself to what is left of this; the slack is for its way back.
      ...(leftMs === null ? {} : { scheduleToCloseTimeout: leftMs + slackMs }),
      // What an attempt makes that still runs when the compensation checks would stay until a follow-up.
      cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
      ...options,
    });
    return { activities, timeLimitMs };
  };
  const local = () => {
    const { timeLimitMs } = within(localLimitMs);
    const activities = proxyLocalActivities<Activities>({
      startToCloseTimeout: timeLimitMs + slackMs,
      retry: { maximumAttempts: 1 },
      summary,
    });
    return work(activities, { checkFirst: mayFollowCrash(), timeLimitMs, durable: false });
  };
  const remote = () => {
    const { activities, timeLimitMs } = normal(remoteLimitMs, { retry: { maximumAttempts: 1 }, summary });
    return orCancelled(() => work(activities, { checkFirst: false, timeLimitMs, durable: false }));
  };
  return {
    quick: at === 'carrier' ? remote : local,
    durable: () => {
      const { activities, timeLimitMs } = normal(durableLimitMs, { retry, summary: `${summary}, again` });
      return orCancelled(() => work(activities, { checkFirst: true, timeLimitMs, durable: true }));
    },
  };
}

/**
 * Activities that are retried until they are done.
 * @param summary what the Temporal UI shows of them.
 * @param timeLimitMs how long one attempt may take, in milliseconds.
 */
export function retriedUntilDone(summary: string, timeLimitMs: number): Activities {
  return proxyActivities<Activities>({
    startToCloseTimeout: timeLimitMs + slackMs,
    heartbeatTimeout,
    retry: untilDone.retry,
    summary,
  });
}

/** Does something in the database at once, or until it is done when that fails. @param summary what the Temporal UI shows of it. */
export async function localOrUntilDone<Result>(
  summary: string,
  { quickLimitMs: localLimitMs }: AttemptPolicy,
  work: (activities: Activities) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(
      proxyLocalActivities<Activities>({
        startToCloseTimeout: localLimitMs,
        retry: { maximumAttempts: 1 },
        summary,
      }),
    );
  } catch {
    return work(retriedUntilDone(`${summary}, again`, durableLimitMs));
  }
}

/**
 * Whether the activities that are scheduled now may have been carried out before. Only the first attempt of the first workflow task
 * sees exactly three events; a later attempt may follow a crash. A replay can see another number, because it passes over empty tasks,
 * so the answer may go into an activity's input but may never decide which activity comes next.
 */
function mayFollowCrash(): boolean {
  return workflowInfo().historyLength !== 3;
}

/**
 * Waits for an attempt although the workflow is cancelled meanwhile. The step during which that happened is then the cancelled one,
 * whatever came of it; what it made is found by its tag.
 */
async function orCancelled<Result>(attempt: () => Promise<Result>): Promise<Result> {
  const [outcome] = await Promise.allSettled([attempt()]);
  if (CancellationScope.current().consideredCancelled) {
    throw new CancelledFailure('The workflow was cancelled while the step was being tried.');
  }
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
