import type { Logger } from 'pino';
import { TimedOutError, within } from './within.js';

const probeEveryMs = 2_000;
const probeLimitMs = 2_000;
/** A server that is there may be late once: a disk that stands still, a pause of its process. */
const silencesAllowed = 1;

/**
 * Knows whether Temporal answered lately. It is asked in the background, so that a set-up can be refused before
 * its intent is written without every set-up paying for a question. Whoever refuses the question cannot be reached; whoever
 * does not answer it is asked a second time first, because what is accepted meanwhile is not lost.
 */
export class TemporalReachability {
  readonly #probe: () => Promise<unknown>;
  readonly #logger: Logger;
  #reachable = true;
  #silences = 0;
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<boolean> | undefined;

  constructor(probe: () => Promise<unknown>, logger: Logger) {
    this.#probe = probe;
    this.#logger = logger;
  }

  get reachable(): boolean {
    return this.#reachable;
  }

  start(): void {
    this.#timer = setInterval(() => void this.ask(), probeEveryMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A call has failed: asks at once instead of at the next turn. */
  ambiguity(): void {
    void this.ask();
  }

  /**
   * Asks Temporal now, or joins the question that is under way: answers must not overtake each other.
   * @returns whether it has answered this one.
   */
  ask(): Promise<boolean> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(): Promise<boolean> {
    let answered = true;
    let reachable = true;
    try {
      await within(probeLimitMs, this.#probe());
      this.#silences = 0;
    } catch (error) {
      answered = false;
      if (error instanceof TimedOutError) this.#silences += 1;
      reachable = error instanceof TimedOutError && this.#reachable && this.#silences <= silencesAllowed;
      if (this.#reachable && !reachable) this.#logger.warn({ err: error }, 'Temporal cannot be reached');
    }
    if (reachable && !this.#reachable) this.#logger.info('Temporal can be reached again');
    this.#reachable = reachable;
    return answered;
  }
}
