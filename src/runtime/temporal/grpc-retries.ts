import { setTimeout as sleep } from 'node:timers/promises';
import { defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';

/** A repetition comes no later than this after its call has failed, in milliseconds, so that an end need not wait for long. */
const longestPauseMs = 1_000;

/** The client's own repetition of calls that failed in passing, which can be ended. */
export interface EndableRetries {
  readonly interceptor: ReturnType<typeof makeGrpcRetryInterceptor>;
  /** Lets nothing be repeated any more; resolves when no repetition is still to come. */
  end(): Promise<void>;
}

/**
 * Makes the repetition for one connection. Whoever closes the connection ends this first: a repetition that comes due later
 * throws where nobody can catch it (SDK 1.24), and every call that is under way at a close is one that failed in passing.
 */
export function endableRetries(): EndableRetries {
  const usual = defaultGrpcRetryOptions();
  let ended = false;
  let lastDue = 0;
  return {
    interceptor: makeGrpcRetryInterceptor({
      retryableDecider: (attempt, status) => !ended && usual.retryableDecider(attempt, status),
      delayFunction: (attempt, status) => {
        // The option for it has no effect (SDK 1.24): pauses go up to 6 s.
        const pauseMs = Math.min(longestPauseMs, usual.delayFunction(attempt, status));
        lastDue = Math.max(lastDue, performance.now() + pauseMs);
        return pauseMs;
      },
    }),
    end: async () => {
      ended = true;
      const leftMs = lastDue - performance.now();
      // Timers are run in the order in which they are due, counted in whole milliseconds.
      if (leftMs > 0) await sleep(leftMs + 2);
    },
  };
}
