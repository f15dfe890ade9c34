import { activityInfo } from '@temporalio/activity';

/** An attempt ends this much before Temporal gives it up, so that its last request is over when the undo begins. */
const marginMs = 500;

/**
 * How long the activity attempt that runs may still take, in milliseconds, before the schedule-to-close time-out of
 * all its attempts together. Temporal tells an attempt nothing when that time is up: without this, one that was
 * delayed could still create something after the set-up was undone. Counted by Temporal's clock as far as possible,
 * and by this machine's where that leaves less.
 */
export function attemptTimeLeftMs(): number {
  const info = activityInfo();
  if (info.isLocal || info.scheduleToCloseTimeoutMs <= 0) return Number.POSITIVE_INFINITY;
  const elapsedMs = Math.max(info.currentAttemptScheduledTimestampMs, Date.now()) - info.scheduledTimestampMs;
  return info.scheduleToCloseTimeoutMs - elapsedMs - marginMs;
}
