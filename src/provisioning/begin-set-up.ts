import type { Database } from '../database/database.js';
import { type Acceptance, acceptIntent, type Intent } from '../database/intents.js';
import type { OperationWithTrunk } from '../database/operation-rows.js';
import type { Unavailable, Unfinished } from '../trunks/answers.js';
import type { OperationId } from '../trunks/ids.js';
import type { Admission, Entry } from './admission.js';
import { type BackgroundStart, startInBackground } from './background-start.js';
import type { OperationEnds } from './operation-ends.js';
import { orUnavailable, temporalUnavailable } from './unavailable.js';
import { deadlineAfter, joinOperation, waitForOperation } from './wait-for-end.js';

/** What the beginning of a set-up works with. */
export interface BeginSetUp extends BackgroundStart {
  readonly database: Database;
  readonly ends: OperationEnds;
  readonly admission: Admission;
  /** How long a caller waits for the end before it is told `unfinished`, in milliseconds. */
  readonly answerWaitMs: number;
}

/** Why an intent was not accepted. */
export type NotAccepted = Exclude<Acceptance, { kind: 'accepted' }>;

/** A set-up that somebody wants. */
export interface SetUpOrder<Answer> {
  /** Makes the intent, when it is the set-up's turn. */
  readonly intentOf: () => Intent;
  /** When whoever waits is answered, by `performance.now()`. */
  readonly deadline: number;
  readonly answerOf: (ended: OperationWithTrunk) => Answer;
  /** What is answered when somebody was first; it may wait, because it takes no turn. */
  readonly notAccepted: (acceptance: NotAccepted, intent: Intent) => Answer | Promise<Answer>;
}

/**
 * Waits for a turn, writes the intent and reserves the number, starts the workflow, and waits for its end. A set-up
 * that goes on when its caller is answered keeps its turn: otherwise callers who do not wait could begin any number.
 */
export async function beginSetUp<Answer>(
  dependencies: BeginSetUp,
  { intentOf, deadline, answerOf, notAccepted }: SetUpOrder<Answer>,
): Promise<Answer | Unfinished | Unavailable> {
  const { database, ends, reachability, admission } = dependencies;
  if (!reachability.reachable) return temporalUnavailable;
  const entry = await admission.enter();
  if (entry.kind === 'refused') return { ...entry, kind: 'unavailable', component: 'capacity' };
  let turn: 'given_back' | 'kept' = 'given_back';
  const intent = intentOf();
  const listener = ends.listen(intent.operationId);
  try {
    const acceptance = await orUnavailable(acceptIntent(database, intent));
    if (acceptance.kind === 'unavailable') return acceptance;
    if (acceptance.kind !== 'accepted') {
      // Whoever waits for somebody else's set-up takes no turn of its own.
      entry.leave();
      return await notAccepted(acceptance, intent);
    }
    const operation = { ...intent, id: intent.operationId, kind: 'set_up_trunk', trunkId: null } as const;
    startInBackground(dependencies, operation, acceptance.predecessors);
    let ended = false;
    const answer = await waitForOperation(database, intent.operationId, listener, {
      deadline,
      lookAtOnce: false,
      answerOf: (found) => {
        ended = true;
        return answerOf(found);
      },
    });
    if (!ended) {
      turn = 'kept';
      void leaveAtEnd(dependencies, intent.operationId, entry);
    }
    return answer;
  } finally {
    listener.stop();
    if (turn === 'given_back') entry.leave();
  }
}

/** Gives a turn back when its set-up has ended, or when nobody would have waited for it any longer. */
async function leaveAtEnd(
  dependencies: BeginSetUp,
  operationId: OperationId,
  entry: Extract<Entry, { kind: 'admitted' }>,
): Promise<void> {
  const { admission, answerWaitMs } = dependencies;
  try {
    await joinOperation(dependencies, operationId, {
      deadline: deadlineAfter(answerWaitMs, null),
      answerOf: () => null,
      signal: admission.closing,
    });
  } finally {
    entry.leave();
  }
}
