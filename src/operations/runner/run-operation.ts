import type { Logger } from 'pino';
import type { Database } from '../../database/database.js';
import type { OperationId } from '../../domain/ids.js';
import type { Unavailable, Unfinished } from '../../domain/outcomes.js';
import type { Admission } from './admission.js';
import {
  type CompletionListener,
  deadlineAfter,
  joinOperation,
  type OperationCompletions,
  type Wait,
  waitForOperation,
} from './completion.js';
import type { TemporalReachability } from './temporal-reachability.js';
import type { StartableOperation, WorkflowStarter } from './workflow-starter.js';

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

/** What a start that nobody waits for works with. */
export interface BackgroundStart {
  readonly starter: Pick<WorkflowStarter, 'start'>;
  readonly reachability: Pick<TemporalReachability, 'reachable' | 'ambiguity'>;
  readonly logger: Logger;
}

/**
 * Starts the workflow of an operation whose intent has just been written. Nobody waits for it: where it fails, or
 * nobody knows whether it did, the dispatcher starts the operation.
 */
export function startInBackground(
  { starter, reachability, logger }: BackgroundStart,
  operation: StartableOperation,
  earlierOperations: readonly OperationId[],
): void {
  starter.start(operation, earlierOperations, false).catch((error) => {
    reachability.ambiguity();
    logger.warn(
      { err: error, operationId: operation.id },
      'the workflow could not be started; the dispatcher will',
    );
  });
}
