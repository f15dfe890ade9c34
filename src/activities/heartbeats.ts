import { type Context, heartbeat } from '@temporalio/activity';
import type { ActivityInboundCallsInterceptor, ActivityInterceptors } from '@temporalio/worker';

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
