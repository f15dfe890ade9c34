import { activityInfo, type Context, heartbeat } from '@temporalio/activity';
import type { ActivityInboundCallsInterceptor, ActivityInterceptors } from '@temporalio/worker';

/** How long before Temporal's own time-out an attempt ends, in milliseconds. So its last request is over when a compensation begins. */
const marginMs = 500;

/**
 * Returns how long the running attempt may still take before the schedule-to-close time-out of all attempts together, in milliseconds.
 * Temporal does not stop an attempt at this time-out, so a delayed attempt could create an object after the compensation. The start is
 * the later of Temporal's time for the attempt and this machine's time, which gives the shorter rest.
 * @returns infinity for a local activity or without a time-out.
 */
export function attemptTimeLeftMs(): number {
  const info = activityInfo();
  if (info.isLocal || info.scheduleToCloseTimeoutMs <= 0) return Number.POSITIVE_INFINITY;
  const elapsedMs = Math.max(info.currentAttemptScheduledTimestampMs, Date.now()) - info.scheduledTimestampMs;
  return info.scheduleToCloseTimeoutMs - elapsedMs - marginMs;
}

/** Returns the number of the running attempt, counted from 1. */
export function currentAttempt(): number {
  return activityInfo().attempt;
}

/** How often an activity sends a heartbeat, in milliseconds. */
const everyMs = 1_000;

/**
 * Sends heartbeats for every activity that has a heartbeat time-out, so that a killed worker is noticed long before the time limit of
 * the attempt. A heartbeat reports no progress: an attempt limits itself.
 */
export function heartbeats({ info }: Context): ActivityInterceptors {
  const inbound: ActivityInboundCallsInterceptor = {
    async execute(input, next) {
      if (info.isLocal || info.heartbeatTimeoutMs === undefined) return next(input);
      const beat = setInterval(() => heartbeat(), everyMs);
      try {
        return await next(input);
      } finally {
        clearInterval(beat);
      }
    },
  };
  return { inbound };
}
