import { activityInfo } from '@temporalio/activity';

/** An attempt ends this much before Temporal's own time-out, so that its last request is over when a compensation begins. */
const marginMs = 500;

/**
 * Returns how long the running attempt may still take before the schedule-to-close time-out of all attempts together, in milliseconds.
 * Temporal does not tell an attempt that this time is up: one that was delayed could still create something after the compensation.
 * Counts by Temporal's clock as far as possible, and by this machine's where that leaves less.
 */
export function attemptTimeLeftMs(): number {
  const info = activityInfo();
  if (info.isLocal || info.scheduleToCloseTimeoutMs <= 0) return Number.POSITIVE_INFINITY;
  const elapsedMs = Math.max(info.currentAttemptScheduledTimestampMs, Date.now()) - info.scheduledTimestampMs;
  return info.scheduleToCloseTimeoutMs - elapsedMs - marginMs;
}

/** Returns which attempt of an activity runs, counted from 1. */
export function currentAttempt(): number {
  return activityInfo().attempt;
}
