import { type Context, heartbeat } from '@temporalio/activity';
import type { ActivityInboundCallsInterceptor, ActivityInterceptors } from '@temporalio/worker';

/** How often an activity says that its process is alive. */
const everyMs = 1_000;

/**
 * Lets every activity that has a heartbeat time-out say that its worker is alive, so that a killed worker is noticed
 * long before the time limit of the attempt. It says nothing about progress: an attempt limits itself.
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
