import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { KeyedHash } from '../../crypto/secrets.js';
import type { Database } from '../../database/database.js';
import { addHits } from '../../database/limits/request-counts.js';
import type { RateLimits, RateName, RateState, Rates } from '../../domain/limits.js';

/** The dependencies of a limiter. */
export interface RateLimiterDependencies {
  readonly database: Database;
  readonly keyedHash: KeyedHash;
  readonly logger: Logger;
}

interface Window {
  readonly name: RateName;
  readonly subject: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** The count of all processes, as the database has last returned it. */
  shared: number;
  /** The hits of this process that are not stored yet. */
  unsettled: number;
}

/** How often hits are stored, in milliseconds. */
const settleEveryMs = 250;
/** A process stores the hits of a subject when they are this part of what is allowed. */
const settledPart = 1 / 20;
/** The number of subjects that are counted. Beyond it the one that was idle longest begins anew. */
const mostSubjects = 100_000;

/**
 * Counts requests in the memory of this process, and settles the counts with the other processes through the database.
 *
 * A request costs no statement: hits are stored in batches, and only those of subjects that have used up a twentieth of
 * what they may since the last time. Several processes together therefore admit at most a twentieth each, and what arrives
 * within {@link settleEveryMs}, beyond the limit. If the database cannot be reached, each process limits by itself.
 */
export class RateLimiter implements RateLimits {
  readonly #dependencies: RateLimiterDependencies;
  readonly #rates: Rates;
  readonly #now: () => number;
  readonly #windows = new LRUCache<string, Window>({ max: mostSubjects });
  readonly #due = new Set<Window>();
  #timer: NodeJS.Timeout | undefined;
  #settling = false;

  constructor(dependencies: RateLimiterDependencies, rates: Rates, now: () => number = Date.now) {
    this.#dependencies = dependencies;
    this.#rates = rates;
    this.#now = now;
  }

  count(name: RateName, subject: string): RateState | null {
    const rate = this.#rates[name];
    if (rate === null) return null;
    const window = this.#windowOf(name, subject, rate.windowMs);
    const allowed = usedOf(window) < rate.most;
    if (allowed) {
      window.unsettled += 1;
      if (window.unsettled >= rate.most * settledPart) this.#due.add(window);
    }
    return this.#stateOf(window, rate.most, allowed);
  }

  check(name: RateName, subject: string): RateState | null {
    const rate = this.#rates[name];
    if (rate === null) return null;
    const window = this.#windowOf(name, subject, rate.windowMs);
    return this.#stateOf(window, rate.most, usedOf(window) < rate.most);
  }

  /** Begins to settle counts with other processes. */
  start(): void {
    this.#timer = setInterval(() => void this.settle(), settleEveryMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Stores the hits that are due, in one statement, and learns what other processes have counted. */
  async settle(): Promise<void> {
    if (this.#settling || this.#due.size === 0) return;
    this.#settling = true;
    const due = [...this.#due].map((window) => ({
      window,
      hits: window.unsettled,
      key: this.#keyOf(window),
    }));
    this.#due.clear();
    try {
      const counts = await addHits(
        this.#dependencies.database,
        due.map(({ window, hits, key }) => ({
          subject: key,
          windowEnd: new Date(window.endsAt),
          hits,
        })),
      );
      for (const { window, hits, key } of due) {
        window.unsettled -= hits;
        window.shared = counts.get(key) ?? window.shared + hits;
      }
    } catch (error) {
      this.#dependencies.logger.warn({ err: error }, 'the counts of requests could not be stored');
    } finally {
      this.#settling = false;
    }
  }

  #keyOf({ name, subject, startsAt }: Window): string {
    return this.#dependencies.keyedHash.of('rate-limit', `${name} ${startsAt} ${subject}`);
  }

  #windowOf(name: RateName, subject: string, windowMs: number): Window {
    const key = `${name} ${subject}`;
    const known = this.#windows.get(key);
    if (known !== undefined && this.#now() < known.endsAt) return known;
    // Every process begins its windows at the same moments.
    const startsAt = Math.floor(this.#now() / windowMs) * windowMs;
    const window = { name, subject, startsAt, endsAt: startsAt + windowMs, shared: 0, unsettled: 0 };
    this.#windows.set(key, window);
    return window;
  }

  #stateOf(window: Window, most: number, allowed: boolean): RateState {
    const { name, startsAt, endsAt } = window;
    return {
      name,
      allowed,
      most,
      remaining: Math.max(0, most - usedOf(window)),
      windowSeconds: (endsAt - startsAt) / 1_000,
      resetsInSeconds: Math.max(1, Math.ceil((endsAt - this.#now()) / 1_000)),
    };
  }
}

function usedOf({ shared, unsettled }: Window): number {
  return shared + unsettled;
}
