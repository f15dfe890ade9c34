import { LRUCache } from 'lru-cache';

/**
 * Lets the requests of one client begin one after the other: one in each iteration of the event loop. When somebody sends requests over many
 * connections, the process gets many of them at once, and a request of somebody else would wait until all of these are answered.
 */
export class Interleaving {
  /** Those who have begun a request in this iteration, each with the requests that wait for the next ones. */
  readonly #begun = new Map<string, (() => void)[]>();

  /** Resolves when a request of a client may begin: at once, unless another one of it has begun in this iteration. */
  async begin(client: string): Promise<void> {
    const waiting = this.#begun.get(client);
    if (waiting !== undefined) return new Promise((resolve) => waiting.push(resolve));
    if (this.#begun.size === 0) setImmediate(() => this.#next());
    this.#begun.set(client, []);
  }

  #next(): void {
    for (const [client, waiting] of this.#begun) {
      const begin = waiting.shift();
      if (begin === undefined) this.#begun.delete(client);
      else begin();
    }
    if (this.#begun.size > 0) setImmediate(() => this.#next());
  }
}

/** At this distance a client gets refusals that say when to come back, in milliseconds. */
const refusalEveryMs = 25;
/** So many of them a client gets without delay. */
const promptRefusals = 20;
/** The longest delay of a refusal, in milliseconds. */
const longestDelayMs = 5_000;
/** The number of clients that are remembered. */
const mostClients = 10_000;
/** How many refusals of one client, and of all of them, are delayed at the same time. Each keeps its request in memory. */
const usualMost = { ofOne: 1_000, inAll: 4_000 };

/**
 * Delays the refusals of a client that comes back at once, although the refusal says when to. Otherwise it would be refused as
 * often as the process can, and these requests would take the processor time of others.
 */
export class RefusalDelay {
  /** When the next refusal of each client is due. */
  readonly #dueAt = new LRUCache<string, number>({ max: mostClients });
  readonly #delayed = new Set<() => void>();
  /** How many refusals of each client are delayed. */
  readonly #delayedOf = new Map<string, number>();
  readonly #most: typeof usualMost;
  #isClosed = false;

  constructor(most = usualMost) {
    this.#most = most;
  }

  /**
   * Resolves when a client may get a refusal.
   * @returns false, at once, when too many refusals are delayed already. Then the connection must end with the refusal.
   */
  async wait(client: string): Promise<boolean> {
    const now = performance.now();
    const dueAt =
      Math.max(this.#dueAt.get(client) ?? -Infinity, now - promptRefusals * refusalEveryMs) + refusalEveryMs;
    const delayMs = Math.min(dueAt - now, longestDelayMs);
    this.#dueAt.set(client, now + delayMs);
    if (delayMs <= 0 || this.#isClosed) return true;
    const delayedOfIt = this.#delayedOf.get(client) ?? 0;
    if (delayedOfIt >= this.#most.ofOne || this.#delayed.size >= this.#most.inAll) return false;
    this.#delayedOf.set(client, delayedOfIt + 1);
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#delayed.delete(end);
        resolve();
      };
      const timer = setTimeout(end, delayMs);
      this.#delayed.add(end);
    });
    const others = (this.#delayedOf.get(client) ?? 1) - 1;
    if (others === 0) this.#delayedOf.delete(client);
    else this.#delayedOf.set(client, others);
    return true;
  }

  /** Ends all delays, because the process is about to stop. */
  close(): void {
    this.#isClosed = true;
    for (const end of this.#delayed) end();
  }
}
