import type { Database } from '../../database/database.js';
import { findOperation, type OperationWithTrunk } from '../../database/operation-rows.js';
import type { OperationId } from '../../domain/ids.js';
import type { OperationState } from '../../domain/operation/operation.js';
import type { Unfinished } from '../../domain/outcomes.js';

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

/** How the database is looked at while the end may happen in another process: often at first, then less so. */
const quickPollsMs = [25, 25, 25, 25, 50, 50, 50, 100, 100, 100, 200, 200, 300] as const;
const laterPollMs = 500;

/** How to wait for an operation's end. */
export interface Wait<Answer> {
  /** By `performance.now()`; when it passes first, the answer is `unfinished`. */
  readonly deadline: number;
  /** For an operation that somebody else began, and that may have ended already: there is one look in any case. */
  readonly checkAtOnce: boolean;
  /** What an operation that has ended means for who waits. */
  readonly answerOf: (ended: OperationWithTrunk) => Answer;
  /** Ends the wait before its time, soon after it is aborted. */
  readonly signal?: AbortSignal;
  /**
   * The pause between two looks at the database, in milliseconds, where nobody is to be answered soon. Many that wait at
   * once would keep it busy otherwise.
   */
  readonly pollEveryMs?: number;
}

/**
 * When a wait that begins now is over, by `performance.now()`.
 * @param answerWaitMs how long the service waits at most, in milliseconds.
 * @param waitMs the longest that the caller wants to wait; null leaves it to the service.
 */
export function deadlineAfter(answerWaitMs: number, waitMs: number | null): number {
  return performance.now() + Math.min(answerWaitMs, waitMs ?? answerWaitMs);
}

/**
 * Waits until an operation has ended, and reads its outcome from the database, the one place where it is true.
 * A look that fails is repeated: the operation goes on, whatever becomes of the one who waits.
 */
export async function waitForOperation<Answer>(
  database: Database,
  operationId: OperationId,
  listener: CompletionListener,
  { deadline, checkAtOnce, answerOf, signal, pollEveryMs }: Wait<Answer>,
): Promise<Answer | Unfinished> {
  let state: OperationState = 'running';
  for (let polls = 0; ; polls += 1) {
    if (polls > 0 || !checkAtOnce) {
      const timeLeftMs = deadline - performance.now();
      if (timeLeftMs <= 0 || signal?.aborted === true) return { kind: 'unfinished', operationId, state };
      const pauseMs = pollEveryMs ?? quickPollsMs[polls] ?? laterPollMs;
      await listener.completedWithin(Math.min(pauseMs, timeLeftMs));
    }
    const found = await findOperation(database, operationId).catch(() => null);
    if (found === null) continue;
    if (found.operation.finishedAt !== null) return answerOf(found);
    state = found.operation.state;
  }
}

/** Waits in the same way for an operation that somebody else began. */
export async function joinOperation<Answer>(
  { database, ends }: { readonly database: Database; readonly ends: OperationCompletions },
  operationId: OperationId,
  wait: Omit<Wait<Answer>, 'checkAtOnce'>,
): Promise<Answer | Unfinished> {
  const listener = ends.listen(operationId);
  try {
    return await waitForOperation(database, operationId, listener, { ...wait, checkAtOnce: true });
  } finally {
    listener.stop();
  }
}
