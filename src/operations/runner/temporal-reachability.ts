import type { Logger } from 'pino';

/** A call did not return in time; whether it had an effect is unknown. */
export class TimedOutError extends Error {
  override readonly name = 'TimedOutError';
}

/**
 * Limits how long a call is waited for. The call itself goes on. Temporal's native connection ignores deadlines while its
 * server is down, so the limit needs a timer of our own. An answer that has arrived counts, also if this process stood still
 * and could not read it in time; docs/decisions/0013 says why this is not a library.
 * @param ms the limit, in milliseconds.
 * @throws {TimedOutError} when the limit has passed, or whatever the call throws.
 */
export async function within<T>(ms: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    const fail = () => reject(new TimedOutError(`No answer within ${ms} ms.`));
    // Node runs due timers before it reads what has arrived, and `setImmediate` after that.
    timer = setTimeout(() => setImmediate(fail), ms);
  });
  try {
    return await Promise.race([call, expiry]);
  } finally {
    clearTimeout(timer);
  }
}

const probeEveryMs = 2_000;
const probeLimitMs = 2_000;
/** A healthy server may be late once, for example while its disk or its process stands still. */
const timeoutsAllowed = 1;

/**
 * Knows whether Temporal answered lately. Temporal is probed in the background, so that a request can be refused before
 * its intent is written, and no request pays for a probe. A refused probe means that Temporal is unreachable. A probe that
 * times out is repeated once before that, because what is accepted in the meantime is not lost.
 */
export class TemporalReachability {
  readonly #call: () => Promise<unknown>;
  readonly #logger: Logger;
  #reachable = true;
  #timeouts = 0;
  #timer: NodeJS.Timeout | undefined;
  #probing: Promise<boolean> | undefined;

  /** @param call any cheap call to Temporal. */
  constructor(call: () => Promise<unknown>, logger: Logger) {
    this.#call = call;
    this.#logger = logger;
  }

  get reachable(): boolean {
    return this.#reachable;
  }

  start(): void {
    this.#timer = setInterval(() => void this.probe(), probeEveryMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A call to Temporal has failed: probes at once instead of at the next interval. */
  reportFailure(): void {
    void this.probe();
  }

  /**
   * Probes Temporal now, or joins the probe that is under way: answers must not overtake each other.
   * @returns whether Temporal answered this probe.
   */
  probe(): Promise<boolean> {
    this.#probing ??= this.#probe().finally(() => {
      this.#probing = undefined;
    });
    return this.#probing;
  }

  async #probe(): Promise<boolean> {
    let answered = true;
    let reachable = true;
    try {
      await within(probeLimitMs, this.#call());
      this.#timeouts = 0;
    } catch (error) {
      answered = false;
      if (error instanceof TimedOutError) this.#timeouts += 1;
      reachable = error instanceof TimedOutError && this.#reachable && this.#timeouts <= timeoutsAllowed;
      if (this.#reachable && !reachable) this.#logger.warn({ err: error }, 'Temporal cannot be reached');
    }
    if (reachable && !this.#reachable) this.#logger.info('Temporal can be reached again');
    this.#reachable = reachable;
    return answered;
  }
}
