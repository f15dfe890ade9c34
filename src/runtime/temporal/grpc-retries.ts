import { setTimeout as sleep } from 'node:timers/promises';
import { defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';

/** The longest pause before a retry, in milliseconds. It limits how long `end` waits. */
const longestPauseMs = 1_000;

/** The SDK client's retries of calls that failed temporarily. They can be ended. */
export interface EndableRetries {
  readonly interceptor: ReturnType<typeof makeGrpcRetryInterceptor>;
  /** Allows no further retry, and resolves when no retry is pending. */
  end(): Promise<void>;
}

/**
 * Creates the retries for one connection. They must be ended before the connection is closed. A pending call fails temporarily at the
 * close, and a retry after the close throws where nobody can catch it (SDK 1.24).
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
      // Timers run in the order in which they are due, in whole milliseconds.
      if (leftMs > 0) await sleep(leftMs + 2);
    },
  };
}
