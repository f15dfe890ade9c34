import type { OperationId } from '../domain/ids.js';

/** A wait for one operation's end; must be given up when it is no longer needed. */
export interface CompletionListener {
  /** Resolves when the end is announced in this process, or after `ms`, whichever is first. */
  completedWithin(ms: number): Promise<void>;
  stop(): void;
}

/**
 * Carries the news that an operation has ended from the worker to whoever waits in the same process, so that an
 * answer need not wait for the next look into the database.
 */
export class OperationCompletions {
  readonly #listeners = new Map<OperationId, Set<() => void>>();

  announce(operationId: OperationId): void {
    for (const wake of this.#listeners.get(operationId) ?? []) wake();
  }

  listen(operationId: OperationId): CompletionListener {
    let announced = false;
    let waiting: (() => void) | null = null;
    const wake = () => {
      if (waiting === null) announced = true;
      else waiting();
    };
    const stop = this.subscribe(operationId, wake);
    return {
      completedWithin: async (ms) => {
        if (!announced) {
          await new Promise<void>((resolve) => {
            waiting = resolve;
            setTimeout(resolve, ms);
          });
        }
        waiting = null;
        announced = false;
      },
      stop,
    };
  }

  /** Calls back at each announcement. @returns what ends that. */
  subscribe(operationId: OperationId, wake: () => void): () => void {
    const listeners = this.#listeners.get(operationId) ?? new Set();
    this.#listeners.set(operationId, listeners.add(wake));
    return () => {
      listeners.delete(wake);
      if (listeners.size === 0) this.#listeners.delete(operationId);
    };
  }
}
