import { EventEmitter } from 'node:events';
import type { Database } from '../../database/database.js';
import { findOperation } from '../../database/operations/operations.js';
import type { OperationRow } from '../../database/schema.js';
import type { OperationState, Unfinished } from '../../domain/operation/operation.js';
import type { OperationId } from '../../domain/values.js';

/** The first pauses between polls, in milliseconds: short, because another process completes the operation. */
export const pausesForOthers = [25, 25, 25, 25, 50, 50, 50, 100, 100, 100, 200, 200, 300] as const;
/** The same where the worker of this process usually completes the operation, and notifies that. */
export const pausesForOwnWorker = [200, 200, 300] as const;
const laterPauseMs = 500;

/** Listens for the completion of one operation until it is stopped. */
export interface CompletionListener {
  /**
   * Waits until this process notifies the completion, or until `ms` milliseconds have passed.
   * @returns the operation as its transaction stored it; null if it must be read.
   */
  completedWithin(ms: number): Promise<OperationRow | null>;
  /** The first pauses between polls, in milliseconds. */
  readonly firstPausesMs: readonly number[];
  stop(): void;
}

/**
 * Passes a completed operation from the worker to the callers that wait in the same process. It is the row that the committed
 * transaction returned, so they need not read it.
 */
export class OperationCompletions {
  // Many callers may wait for one operation, so Node must not warn about a leak.
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #firstPausesMs: readonly number[];

  /** @param firstPausesMs how long callers wait for a notification before each of their first reads, in milliseconds. */
  constructor(firstPausesMs: readonly number[] = pausesForOthers) {
    this.#firstPausesMs = firstPausesMs;
  }

  /** Wakes everybody in this process who waits for the operation. @param completed see {@link CompletionListener}. */
  notify(operationId: OperationId, completed: OperationRow | null = null): void {
    this.#emitter.emit(operationId, completed);
  }

  /** Calls `listener` on each notification. @returns a function that ends the subscription. */
  subscribe(operationId: OperationId, listener: (completed: OperationRow | null) => void): () => void {
    this.#emitter.on(operationId, listener);
    return () => void this.#emitter.off(operationId, listener);
  }

  /** Listens from now on. A notification that comes before the wait begins counts for the first wait. */
  listen(operationId: OperationId): CompletionListener {
    let notice: { readonly completed: OperationRow | null } | null = null;
    let wake: () => void = () => undefined;
    const stop = this.subscribe(operationId, (completed) => {
      notice = { completed };
      wake();
    });
    const take = () => {
      const taken = notice;
      notice = null;
      return taken?.completed ?? null;
    };
    return {
      completedWithin: async (ms) => {
        if (notice === null) {
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, ms);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
        }
        return take();
      },
      firstPausesMs: this.#firstPausesMs,
      stop,
    };
  }
}

/** The outcome of an operation, as the database has it. */
export interface Completed {
  readonly kind: 'completed';
  readonly operation: OperationRow;
}

/** How to wait for the completion of an operation. */
export interface Wait {
  /** A time of `performance.now()`. When it passes first, the outcome is `unfinished`. */
  readonly deadline: number;
  /** Ends the wait early, at the next poll after it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /**
   * The pause between two polls, in milliseconds. It is set where nobody needs a quick answer, because many waits at once
   * would load the database.
   */
  readonly pollEveryMs?: number | undefined;
}

/**
 * Computes the deadline of a wait that begins now, as a time of `performance.now()`.
 * @param answerWaitMs how long the service waits at most, in milliseconds.
 * @param waitMs how long the caller wants to wait at most, in milliseconds; null leaves it to the service.
 */
export function deadlineAfter(answerWaitMs: number, waitMs: number | null): number {
  return performance.now() + Math.min(answerWaitMs, waitMs ?? answerWaitMs);
}

/**
 * Waits until an operation is completed. Its outcome is what its transaction stored, because the database alone is
 * authoritative. A failed poll is repeated, because the operation goes on without the caller.
 * @param readFirst polls once before anything else, also when no time is left. Set it for an operation that another
 *   request began, because it may be completed already.
 */
export async function waitForCompletion(
  database: Database,
  operationId: OperationId,
  listener: CompletionListener,
  { deadline, signal, pollEveryMs, readFirst }: Wait & { readonly readFirst: boolean },
): Promise<Completed | Unfinished> {
  let state: OperationState = 'running';
  for (let polls = 0; ; polls += 1) {
    if (polls > 0 || !readFirst) {
      const timeLeftMs = deadline - performance.now();
      if (timeLeftMs <= 0 || signal?.aborted === true) return { kind: 'unfinished', operationId, state };
      const pauseMs = pollEveryMs ?? listener.firstPausesMs[polls] ?? laterPauseMs;
      const completed = await listener.completedWithin(Math.min(pauseMs, timeLeftMs));
      if (completed !== null) return { kind: 'completed', operation: completed };
    }
    const found = await findOperation(database, operationId).catch(() => null);
    if (found === null) continue;
    if (found.operation.finishedAt !== null) return { kind: 'completed', operation: found.operation };
    state = found.operation.state;
  }
}

/** Waits for an operation that another request began. */
export async function joinOperation(
  { database, completions }: { readonly database: Database; readonly completions: OperationCompletions },
  operationId: OperationId,
  wait: Wait,
): Promise<Completed | Unfinished> {
  const listener = completions.listen(operationId);
  try {
    return await waitForCompletion(database, operationId, listener, { ...wait, readFirst: true });
  } finally {
    listener.stop();
  }
}
