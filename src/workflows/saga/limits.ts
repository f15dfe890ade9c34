import { fairAttemptMs } from '../../domain/failures.js';

/** How long one quick attempt may take, in milliseconds. */
export const quickLimitMs = fairAttemptMs;

/** How long one quick attempt at a carrier may take, in milliseconds. It sends several requests across the Internet. */
export const remoteLimitMs = 8_000;

/** How long one durable attempt may take, in milliseconds. LiveKit still answers after a Redis stall of 12 seconds. */
export const durableLimitMs = 13_000;

/** How long one attempt to remove a part in a compensation may take, in milliseconds. */
export const removalLimitMs = 10_000;

/** How long Temporal waits for an attempt after the limit of the attempt, in milliseconds. Then the attempt counts as lost. */
export const slackMs = 1_000;

/** The time after the last heartbeat at which an activity counts as lost, because its worker was killed. */
export const heartbeatTimeout = '3 seconds';
