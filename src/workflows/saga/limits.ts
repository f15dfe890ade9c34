import { fairAttemptMs } from '../../domain/failures.js';

/** How long one quick attempt may take, in milliseconds. */
export const quickLimitMs = fairAttemptMs;

/** How long one quick attempt at a carrier may take, in milliseconds: it is several requests across the Internet. */
export const remoteLimitMs = 8_000;

/** How long one durable attempt may take, in milliseconds: longer than a Redis stall that LiveKit still answers (12 s). */
export const durableLimitMs = 13_000;

/** How long one attempt to remove a part in a compensation may take, in milliseconds. */
export const removalLimitMs = 10_000;

/** How much longer than its own limit Temporal waits for an attempt before it counts as lost, in milliseconds. */
export const slackMs = 1_000;

/** How long after its last heartbeat an activity of a killed worker counts as lost. */
export const heartbeatTimeout = '3 seconds';
