import {
  ActivityCancellationType,
  ActivityFailure,
  type ActivityOptions,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  defaultPayloadConverter,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  type RetryPolicy,
  sleep,
  TimeoutFailure,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import type { StepFailureDetails } from '../../activities/step-failure.js';
import { type FailureCode, fairAttemptMs, isFailureCode } from '../../domain/failures.js';
import type { StepResult } from '../../domain/operation/operation.js';
import { type Part, type PartPlace, timeoutCodeAt } from '../../domain/parts/graph.js';
import { urgent } from '../names.js';
import type { AttemptFailure, Attempts } from './walk.js';

/** How long one quick attempt may take, in milliseconds. */
export const quickLimitMs = fairAttemptMs;

/** How long one quick attempt at a carrier may take, in milliseconds. It sends several requests across the Internet. */
const remoteLimitMs = 8_000;

/** How long one durable attempt may take, in milliseconds. LiveKit still answers after a Redis stall of 12 seconds. */
export const durableLimitMs = 13_000;

/** How long one attempt to remove a part in a compensation may take, in milliseconds. */
export const removalLimitMs = 10_000;

/** How long Temporal waits for an attempt after the limit of the attempt, in milliseconds. Then the attempt counts as lost. */
export const slackMs = 1_000;

/** The time after the last heartbeat at which an activity counts as lost, because its worker was killed. */
const heartbeatTimeout = '3 seconds';

/** One attempt at a step. */
export interface Attempt {
  /** An earlier attempt may have been carried out, so this one checks what exists before it creates anything. */
  readonly checkFirst: boolean;
  /** How long all requests of the attempt may take together, in milliseconds. */
  readonly timeLimitMs: number;
  /** True for an attempt that Temporal repeats. */
  readonly durable: boolean;
}

/** The limits of the attempts at a step, and how they are repeated. */
export interface AttemptPolicy {
  /** How long one quick attempt in the database or in LiveKit may take, in milliseconds. */
  readonly quickLimitMs: number;
  /** How long all attempts from now on may take together, in milliseconds; null if they are repeated until one succeeds. */
  readonly timeLeftMs: () => number | null;
  /** How Temporal repeats durable attempts. */
  readonly retry: RetryPolicy;
}

/** The smallest rest of a budget that is worth another attempt, in milliseconds. */
const leastAttemptMs = 200;

/** Returns the policy of steps that share one time budget. @param budgetMs the budget in milliseconds, counted from now. */
export function withinBudget(budgetMs: number): AttemptPolicy {
  const deadline = Date.now() + budgetMs;
  return {
    quickLimitMs,
    // A smaller rest becomes 0, and the activity refuses it. The workflow itself must not decide by its clock whether to schedule
    // an activity, because a replay may read the clock differently.
    timeLeftMs: () => {
      const leftMs = deadline - Date.now();
      return leftMs < leastAttemptMs ? 0 : leftMs;
    },
    retry: { initialInterval: 100, backoffCoefficient: 2, maximumInterval: '2 seconds' },
  };
}

/** The policy of steps that are repeated until they succeed. */
export const untilDone: AttemptPolicy = {
  quickLimitMs,
  timeLeftMs: () => null,
  retry: { initialInterval: 200, maximumInterval: '30 seconds' },
};

/**
 * Returns the quick attempt at a step, and the durable attempts that follow if it fails.
 *
 * The quick attempt is a local activity, which costs no round trip to Temporal. At a carrier it is a normal activity, because several
 * requests across the Internet take longer than a workflow task should.
 * @param at the place of the part.
 * @param summary the text that the Temporal UI shows for the step.
 * @param work calls the activity of the step.
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
      // An attempt limits itself to the rest of this time. The slack leaves time for its result to arrive.
      ...(leftMs === null ? {} : { scheduleToCloseTimeout: leftMs + slackMs }),
      // An attempt that still ran during the compensation could create an object that only a follow-up would remove.
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
 * Returns the activities in a form that Temporal retries until they are done.
 * @param summary the text that the Temporal UI shows for them.
 * @param timeLimitMs how long one attempt may take, in milliseconds.
 */
export function retriedUntilDone(summary: string, timeLimitMs: number): Activities {
  return proxyActivities<Activities>({
    startToCloseTimeout: timeLimitMs + slackMs,
    heartbeatTimeout,
    retry: untilDone.retry,
    summary,
    // Compensations and removals come before everything else.
    priority: { priorityKey: urgent },
  });
}

/**
 * Runs an activity in the database: once locally, and if that fails, durably until it is done.
 * @param summary the text that the Temporal UI shows for the activity.
 * @param work calls the activity.
 */
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
 * Tells whether the activities that are scheduled now may have been carried out before. Only the first attempt of the first workflow
 * task sees exactly three events. A later attempt may follow a crash. A replay can see another number, because it skips empty tasks.
 * So the result may become an input of an activity, but it must not decide which activity comes next.
 */
function mayFollowCrash(): boolean {
  return workflowInfo().historyLength !== 3;
}

/**
 * Waits for an attempt even if the workflow is cancelled meanwhile. The step then counts as cancelled, even if the attempt succeeded.
 * The compensation finds a created object by its tag.
 * @throws {CancelledFailure} if the workflow was cancelled.
 */
async function orCancelled<Result>(attempt: () => Promise<Result>): Promise<Result> {
  const [outcome] = await Promise.allSettled([attempt()]);
  if (CancellationScope.current().consideredCancelled) {
    throw new CancelledFailure('The workflow was cancelled while the step was being tried.');
  }
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/**
 * Reads the failure of an activity. A local activity fails with an ApplicationFailure. A normal activity wraps it in an ActivityFailure.
 * A time-out may contain the last failure before it.
 * @param part the part whose step failed; its place decides the code of a time-out.
 */
export function readFailure(error: unknown, { at }: Pick<Part, 'at'>): AttemptFailure {
  if (isCancellation(error)) return { code: 'cancelled', transient: false, ambiguous: true };
  const reason = error instanceof ActivityFailure ? error.cause : error;
  if (reason instanceof TimeoutFailure) {
    return { code: codeOf(typeBefore(reason)) ?? timeoutCodeAt(at), transient: true, ambiguous: true };
  }
  if (reason instanceof ApplicationFailure) {
    return {
      code: codeOf(reason.type) ?? 'internal',
      transient: reason.nonRetryable !== true,
      ambiguous: detailsOf(reason)?.mayHaveApplied ?? true,
      ...(detailsOf(reason)?.untouched === true ? { untouched: true } : {}),
    };
  }
  return { code: 'internal', transient: false, ambiguous: true };
}

/** Returns how many attempts a failed activity made. Returns 1 if its last failure does not say it. */
export function attemptsOf(error: unknown): number {
  const wraps = error instanceof ActivityFailure || error instanceof CancelledFailure;
  if (wraps && error.cause !== undefined) return attemptsOf(error.cause);
  const details = error instanceof TimeoutFailure ? detailsBefore(error) : detailsOf(error);
  return typeof details?.attempt === 'number' ? details.attempt : 1;
}

function codeOf(type: string | null | undefined): FailureCode | null {
  return type !== undefined && type !== null && isFailureCode(type) ? type : null;
}

/** Returns the type of the failure before a time-out. The SDK (1.24) drops that cause, but keeps the message that it decoded. */
function typeBefore(timeout: TimeoutFailure): string | null | undefined {
  return timeout.cause instanceof ApplicationFailure
    ? timeout.cause.type
    : timeout.failure?.cause?.applicationFailureInfo?.type;
}

function detailsOf(failure: unknown): Partial<StepFailureDetails> | undefined {
  if (!(failure instanceof ApplicationFailure)) return undefined;
  const [details] = (failure.details ?? []) as readonly (StepFailureDetails | undefined)[];
  return details;
}

/** Returns the details of the failure before a time-out; see {@link typeBefore}. */
function detailsBefore(timeout: TimeoutFailure): Partial<StepFailureDetails> | undefined {
  const [payload] = timeout.failure?.cause?.applicationFailureInfo?.details?.payloads ?? [];
  return payload === undefined ? detailsOf(timeout.cause) : defaultPayloadConverter.fromPayload(payload);
}

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
