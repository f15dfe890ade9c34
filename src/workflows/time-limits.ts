import { fairAttemptMs } from '../domain/failures.js';

/** How long one quick attempt may take, in milliseconds. */
export const fastLimitMs = fairAttemptMs;

/** How long one quick attempt at a carrier may take: it is several requests across the Internet. */
export const farLimitMs = 8_000;

/** How long one durable attempt may take: longer than a Redis stall that LiveKit still answers (12 s). */
export const durableLimitMs = 13_000;

/** How long one attempt at a part of an undo may take. */
export const undoLimitMs = 10_000;

/** An attempt ends by itself within its limit; Temporal gives it this much more before it calls it lost. */
export const slackMs = 1_000;

/** A worker that was killed is noticed after this long without a sign of life of its activity. */
export const heartbeatTimeout = '3 seconds';
