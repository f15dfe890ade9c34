import { operationOfKey } from '../../database/idempotency-keys.js';
import { type Acceptance, acceptIntent, type Intent } from '../../database/intents.js';
import type { OperationWithTrunk } from '../../database/operation-rows.js';
import type { Unavailable, Unfinished } from '../../domain/outcomes.js';
import type { AdmissionControl } from '../runner/admission.js';
import {
  type BackgroundStart,
  inSlot,
  type Slot,
  type SlotDependencies,
  startInBackground,
} from '../runner/run-operation.js';
import { orUnavailable, replayOr, temporalUnavailable } from '../runner/unavailable.js';

/** What the beginning of a set-up works with. */
export interface BeginSetUp extends BackgroundStart, SlotDependencies {
  readonly admission: Pick<AdmissionControl, 'set_up'>;
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

/** Waits for a turn, writes the intent and reserves the number, starts the workflow, and waits for its end. */
export async function beginSetUp<Answer>(
  dependencies: BeginSetUp,
  { intentOf, deadline, answerOf, notAccepted }: SetUpOrder<Answer>,
): Promise<Answer | Unfinished | Unavailable> {
  const { database, ends, reachability, admission } = dependencies;
  if (!reachability.reachable) return notAdmitted(temporalUnavailable);
  return inSlot(dependencies, admission.set_up, work, notAdmitted);

  async function notAdmitted(why: Unavailable): Promise<Answer | Unavailable> {
    const intent = intentOf();
    const known = await replayOr(operationOfKey(database, intent.keyed), why);
    return known.kind === 'unavailable' ? known : notAccepted(known, intent);
  }

  async function work(turn: Slot): Promise<Answer | Unfinished | Unavailable> {
    const intent = intentOf();
    const { operationId } = intent;
    const listener = ends.listen(operationId);
    try {
      const acceptance = await orUnavailable(acceptIntent(database, intent));
      if (acceptance.kind === 'unavailable') return acceptance;
      if (acceptance.kind !== 'accepted') {
        turn.leave();
        return await notAccepted(acceptance, intent);
      }
      const operation = { ...intent, id: operationId, kind: 'set_up_trunk', trunkId: null } as const;
      startInBackground(dependencies, operation, acceptance.earlierOperations);
      return await turn.waitForCompletion(operationId, listener, { deadline, answerOf });
    } finally {
      listener.stop();
    }
  }
}
