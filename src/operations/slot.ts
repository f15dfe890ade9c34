import type { Database } from '../database/database.js';
import type { OperationId } from '../domain/ids.js';
import type { Unavailable, Unfinished } from '../domain/operation/outcomes.js';
import type { Admission } from './admission.js';
import type { CompletionListener, OperationCompletions } from './completion.js';
import { deadlineAfter, joinOperation, type Wait, waitForOperation } from './wait-for-completion.js';

/** What work in turns works with. */
export interface SlotDependencies {
  readonly database: Database;
  readonly ends: OperationCompletions;
  /** How long a caller waits for the end before it is told `unfinished`, in milliseconds. */
  readonly answerWaitMs: number;
}

/** A turn, for the one who has it. */
export interface Slot {
  /** Gives it back before the work is over: whoever waits for what somebody else has begun takes no turn of its own. */
  leave(): void;
  /**
   * Waits for the end of an operation that was begun in this turn just now. Where the wait is over first, the operation
   * keeps the turn for as long as a patient caller would have waited: otherwise callers who do not wait could begin any
   * number.
   */
  waitForCompletion<Answer>(
    operationId: OperationId,
    listener: CompletionListener,
    wait: Pick<Wait<Answer>, 'deadline' | 'answerOf'>,
  ): Promise<Answer | Unfinished>;
}

/**
 * Waits at a door for a turn and works in it. It is given back when the work is over, or the operation that goes on.
 * @param notAdmitted answers whoever gets no turn, and is told why.
 */
export async function inSlot<Answer>(
  dependencies: SlotDependencies,
  queue: Admission,
  work: (turn: Slot) => Promise<Answer>,
  notAdmitted: (why: Unavailable) => Promise<Answer>,
): Promise<Answer> {
  const entry = await queue.enter();
  if (entry.kind === 'refused') return notAdmitted({ ...entry, kind: 'unavailable', component: 'capacity' });
  let goesOn: { readonly operationId: OperationId; readonly until: number } | null = null;
  const turn: Slot = {
    leave: entry.leave,
    waitForCompletion: async (operationId, listener, { deadline, answerOf }) => {
      goesOn = { operationId, until: deadlineAfter(dependencies.answerWaitMs, null) };
      return waitForOperation(dependencies.database, operationId, listener, {
        deadline,
        checkAtOnce: false,
        answerOf: (ended) => {
          goesOn = null;
          return answerOf(ended);
        },
      });
    },
  };
  try {
    return await work(turn);
  } finally {
    if (goesOn === null) entry.leave();
    else void leaveAfter(dependencies, goesOn, queue.closing, entry.leave);
  }
}

async function leaveAfter(
  dependencies: SlotDependencies,
  { operationId, until }: { readonly operationId: OperationId; readonly until: number },
  signal: AbortSignal,
  leave: () => void,
): Promise<void> {
  try {
    await joinOperation(dependencies, operationId, { deadline: until, answerOf: () => null, signal });
  } finally {
    leave();
  }
}
