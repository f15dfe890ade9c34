import { setTimeout as wait } from 'node:timers/promises';
import { unreachable } from './failure.js';

/** How often and how long calls are repeated. */
export interface RetrySettings {
  /** The largest number of attempts at a request, the first one included. */
  readonly attempts: number;
  /** The longest that one attempt may take, in milliseconds. A service that waits for an operation answers within 25 s. */
  readonly attemptTimeoutMs: number;
  /** The longest pause before another attempt, in milliseconds. What asks for a longer one is not repeated. */
  readonly longestPauseMs: number;
}

/** The usual settings. */
export const usualRetries: RetrySettings = {
  attempts: 5,
  attemptTimeoutMs: 60_000,
  longestPauseMs: 60_000,
};

/** The media type of a stream of events, whose body is read while it comes. */
export const eventStream = 'text/event-stream';

const firstPauseMs = 250;
/** A proxy answers so when its connection to the service is lost. */
const lostBehindProxy: ReadonlySet<number> = new Set([502, 504]);
const asksToWait: ReadonlySet<number> = new Set([429, 503]);
const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Makes a `fetch` that repeats a request when the connection is lost, or when the answer asks to wait and says how long. A request
 * that can change something is repeated only if it has an `Idempotency-Key`: without one it could be carried out twice.
 * The answer arrives as a whole, so that a connection which is lost in its middle is noticed here.
 * @throws {TrunklineError} `unreachable` after the last attempt. @throws the reason of a caller's abort.
 */
export function retryingFetch(url: string, settings: RetrySettings, fetch: typeof globalThis.fetch) {
  return async (request: Request): Promise<Response> => {
    const { signal } = request;
    const body = request.body === null ? null : await request.arrayBuffer();
    const isRepeatable = ['GET', 'HEAD'].includes(request.method) || request.headers.has('idempotency-key');
    for (let attempt = 1; ; attempt += 1) {
      const result = await attempted(request, body);
      signal.throwIfAborted();
      const pause = pauseBeforeNext(result, attempt);
      const isLast = !isRepeatable || attempt >= settings.attempts;
      if (pause === null || isLast || pause > settings.longestPauseMs) {
        if (result instanceof Response) return result;
        throw unreachable(url, result);
      }
      await wait(pause, undefined, { signal });
    }
  };

  async function attempted(request: Request, body: ArrayBuffer | null): Promise<Response | Error> {
    const { method, headers, signal } = request;
    const isStream = headers.get('accept') === eventStream;
    const limit = isStream ? [] : [AbortSignal.timeout(settings.attemptTimeoutMs)];
    try {
      const response = await fetch(request.url, {
        method,
        headers,
        body,
        signal: AbortSignal.any([signal, ...limit]),
      });
      if (isStream && response.ok) return response;
      const whole = withoutBody.has(response.status) ? null : await response.arrayBuffer();
      return new Response(whole, response);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}

/** Returns the pause in milliseconds before the next attempt; null when another attempt is of no use. */
function pauseBeforeNext(result: Response | Error, attempt: number): number | null {
  if (result instanceof Error || lostBehindProxy.has(result.status)) return backOff(attempt);
  if (!asksToWait.has(result.status)) return null;
  const seconds = Number(result.headers.get('retry-after') ?? Number.NaN);
  return Number.isNaN(seconds) ? null : seconds * 1_000;
}

/** Doubles with every attempt. Clients that lost their connections together do not come back together. */
export function backOff(attempt: number): number {
  return firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random());
}
