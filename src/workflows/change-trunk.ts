import {
  ApplicationFailure,
  CancellationScope,
  ParentClosePolicy,
  setCurrentDetails,
  startChild,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { ChangedObject } from '../activities/orders.js';
import { nothingRemoved } from '../domain/operation/operation.js';
import type { PartName } from '../domain/parts/trunk-parts.js';
import type { ObjectKind } from '../domain/trunk/tag.js';
import { readFailure } from './attempt-failure.js';
import {
  type ChangeOutcome,
  type ChangePart,
  type ChangePorts,
  changeSaga,
  undoChange,
} from './change-saga.js';
import { counted } from './counted-activities.js';
import {
  changeFollowUpSummary,
  describeFailure,
  describeRestored,
  describeStuckRestoration,
  followUpId,
} from './descriptions.js';
import { followUpChange } from './follow-up-change.js';
import { GivenUp } from './given-up.js';
import { insisting } from './insisting.js';
import { recordSteps } from './recorded-steps.js';
import { type ResolvableUndo, undoThatOperatorsResolve } from './resolvable-undo.js';
import { stateAttribute } from './search-attributes.js';
import { showingStuck } from './showing-stuck.js';
import { stepsWithin } from './step-ports.js';
import { durableLimitMs } from './time-limits.js';
import type { TrunkWorkInput } from './trunk-work.js';

/** What the workflow of a change is given. */
export interface ChangeInput extends TrunkWorkInput {
  /** When a follow-up looks for late updates, in milliseconds after the end of a change that had a doubt. */
  readonly followUpDelaysMs: readonly number[];
}

/** What a completed change tells the operator. */
export interface ChangeResult {
  readonly operationId: string;
  readonly state: 'succeeded';
}

/**
 * Changes a trunk in place, or puts everything back and fails with type `ChangeFailed`. The database, not this
 * workflow, is where the outcome is read; a run may be lost and repeated at any point.
 */
export async function changeTrunk(input: ChangeInput): Promise<ChangeResult> {
  const ambiguity = new Ambiguity();
  const compensation = undoThatOperatorsResolve();
  const outcome = await run(input, ambiguity, compensation);
  if (outcome.kind === 'removed' || outcome.ambiguous || ambiguity.arisen) {
    await CancellationScope.nonCancellable(() => followUp(input));
  }
  upsertSearchAttributes([
    { key: stateAttribute, value: outcome.kind === 'succeeded' ? 'succeeded' : 'failed' },
  ]);
  if (outcome.kind === 'succeeded') return { operationId: input.operationId, state: 'succeeded' };
  throw ApplicationFailure.create({
    type: 'ChangeFailed',
    message: describeFailure(outcome.failure),
    details: [compensation.failureOf(outcome.failure)],
    nonRetryable: true,
  });
}

async function run(
  input: ChangeInput,
  ambiguity: Ambiguity,
  resolvable: ResolvableUndo,
): Promise<ChangeOutcome> {
  const ports = portsFor(input, ambiguity, resolvable);
  if (!input.recover) return changeSaga(ports);
  const status = await CancellationScope.nonCancellable(() =>
    insisting('See where the change stands', durableLimitMs).operationStatusOf(input.operationId),
  );
  switch (status) {
    case 'running':
      return changeSaga(ports);
    case 'succeeded':
      return { kind: 'succeeded', ambiguous: true };
    case 'compensating':
    case 'failed':
    case 'unknown':
      return undoChange(ports, { step: 'inbound', code: 'internal', removed: nothingRemoved });
  }
}

/** Whether an earlier attempt may still land, as far as the parts that succeeded tell. */
class Ambiguity {
  arisen = false;

  /** Tells whether an object was changed. What is learnt here is part of the history, and so the same on replay. */
  changedBy({ changed, repeated }: ChangedObject): boolean {
    this.arisen ||= repeated;
    return changed;
  }
}

/** Leaves late updates to a follow-up, for which nobody waits. */
async function followUp({ operationId, trunkId, deploymentId, roomPrefix, followUpDelaysMs }: ChangeInput) {
  await startChild(followUpChange, {
    workflowId: followUpId(operationId, workflowInfo().runId),
    args: [{ trunkId, deploymentId, roomPrefix, delaysMs: followUpDelaysMs }],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: changeFollowUpSummary(trunkId),
  });
}

function portsFor(input: ChangeInput, ambiguity: Ambiguity, resolvable: ResolvableUndo): ChangePorts {
  const { operationId, deploymentId, roomPrefix, recover, budgetMs, stuckAfterMs } = input;
  const recorder = recordSteps();
  const step = stepsWithin(budgetMs, recorder);
  const order = (kind: ObjectKind, timeLimitMs: number) => ({
    operationId,
    deploymentId,
    roomPrefix,
    kind,
    timeLimitMs,
  });
  const removed = async (part: PartName, work: (note: (attempt: number) => void) => Promise<unknown>) => {
    await resolvable.record<unknown>(recorder, { phase: 'compensation', step: part }, work, null);
  };
  const part = (kind: ObjectKind, name: string): ChangePart => ({
    ...step(kind, `Change the ${name}`, async (activities, { mayRepeat, timeLimitMs }) =>
      ambiguity.changedBy(
        await activities.changeObject({ ...order(kind, timeLimitMs), mayRepeat: recover || mayRepeat }),
      ),
    ),
    restore: () =>
      removed(kind, async (note) => {
        const { putObjectBack } = counted(insisting(`Put the ${name} back`, durableLimitMs), note);
        if ((await putObjectBack(order(kind, durableLimitMs))) === 'password_unknown') {
          throw new GivenUp('password_unreadable', 'No key opens the password that it had.');
        }
      }),
  });
  return {
    inbound: part('inbound', 'inbound trunk'),
    outbound: part('outbound', 'outbound trunk'),
    rule: part('rule', 'dispatch rule'),
    record: step('record', 'Change the record', (activities) =>
      activities.commitChange(operationId, recorder.log),
    ),
    judge: readFailure,
    shielded: (compensation) =>
      CancellationScope.nonCancellable(() =>
        showingStuck(
          {
            what: 'compensation',
            operationId,
            afterMs: stuckAfterMs,
            waitingFor: () => [...resolvable.pending],
            describe: (waitingFor) => describeStuckRestoration(operationId, waitingFor),
          },
          compensation,
        ),
      ),
    compensation: {
      begin: async (failure) => {
        upsertSearchAttributes([{ key: stateAttribute, value: 'compensating' }]);
        setCurrentDetails(`Putting everything back. ${describeFailure(failure)}`);
        recorder.compensationBegins(failure);
        return (
          (await insisting('Note why it is put back', durableLimitMs).beginCompensation(
            operationId,
            failure,
            recorder.log,
          )) !== 'succeeded'
        );
      },
      end: async () => {
        await removed('number', () =>
          insisting('Free the new number', durableLimitMs).releaseNumber(
            operationId,
            nothingRemoved,
            resolvable.skipped,
            recorder.log,
          ),
        );
        setCurrentDetails(describeRestored(resolvable.skipped));
      },
    },
  };
}
