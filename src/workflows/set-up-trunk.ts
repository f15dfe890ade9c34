import {
  ApplicationFailure,
  CancellationScope,
  ParentClosePolicy,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  startChild,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { ConnectedCarrier, MadeObject } from '../activities/orders.js';
import { nothingRemoved } from '../domain/operation/operation.js';
import type { PartName } from '../domain/parts/trunk-parts.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import type { SipAddress } from '../domain/trunk/trunk.js';
import { readFailure } from './attempt-failure.js';
import { carrierPorts } from './carrier-ports.js';
import { counted } from './counted-activities.js';
import { describeFailure, describeStuckUndo, followUpId, followUpSummary } from './descriptions.js';
import { followUpSetUp } from './follow-up.js';
import { insisting } from './insisting.js';
import { recordSteps } from './recorded-steps.js';
import { type ResolvableUndo, undoThatOperatorsResolve } from './resolvable-undo.js';
import { type KnownIds, type SagaOutcome, type SagaPorts, setUpSaga, undoSaga } from './saga.js';
import { stateAttribute } from './search-attributes.js';
import { showingStuck } from './showing-stuck.js';
import { type Attempt, stepsWithin } from './step-ports.js';
import type { StepRecorder } from './step-recorder.js';
import { fastLimitMs, heartbeatTimeout, slackMs, undoLimitMs } from './time-limits.js';

/** What a run of the set-up is given. */
export interface SetUpInput {
  readonly plan: TrunkSpec;
  /** True when another run may have worked on this operation before: every step then looks before it creates. */
  readonly recover: boolean;
  /** All forward steps together may take this long, in milliseconds; the undo has no limit. */
  readonly budgetMs: number;
  /** An undo that takes longer than this, in milliseconds, is shown as stuck. */
  readonly compensationStuckAfterMs: number;
  /** When a follow-up looks for latecomers, in milliseconds after the end of a set-up that had a doubt. */
  readonly followUpDelaysMs: readonly number[];
}

/** What a completed set-up tells the operator; the record is in the database. */
export interface SetUpResult {
  readonly operationId: string;
  readonly state: 'succeeded';
  /** The ids in LiveKit, as far as this run has seen them. */
  readonly objects: KnownIds;
}

/**
 * Sets up a SIP trunk, or takes everything back and fails with type `SetUpFailed`.
 * The database, not this workflow, is where the outcome is read; a run may be lost and repeated at any point.
 */
export async function setUpTrunk(input: SetUpInput): Promise<SetUpResult> {
  const { plan } = input;
  const recorder = recordSteps();
  const compensation = undoThatOperatorsResolve();
  const { ambiguous, ...end } = await run(input, compensation, recorder);
  const outcome = { ...end, ambiguous: ambiguous || compensation.skipped.length > 0 };
  await CancellationScope.nonCancellable(() => lookForLeftovers(input, outcome));
  if (outcome.kind === 'succeeded') {
    return { operationId: plan.operationId, state: 'succeeded', objects: outcome.known };
  }
  throw ApplicationFailure.create({
    type: 'SetUpFailed',
    message: describeFailure(outcome.failure),
    details: [compensation.failureOf(outcome.failure)],
    nonRetryable: true,
  });
}

async function run(
  input: SetUpInput,
  resolvable: ResolvableUndo,
  recorder: StepRecorder,
): Promise<SagaOutcome> {
  const ambiguity = new Ambiguity();
  const ports = portsFor(input, ambiguity, resolvable, recorder);
  const outcome = input.recover ? await goOn(input, ports) : await setUpSaga(ports);
  return { ...outcome, ambiguous: outcome.ambiguous || ambiguity.arisen };
}

/** Goes on where another run may have stopped. */
async function goOn({ plan }: SetUpInput, ports: SagaPorts): Promise<SagaOutcome> {
  // Asked even when this run is cancelled already: whatever an earlier run did must still be taken back.
  const status = await CancellationScope.nonCancellable(() => database.operationStatusOf(plan.operationId));
  switch (status) {
    case 'running':
      return setUpSaga(ports);
    case 'succeeded':
      return { kind: 'succeeded', known: {}, ambiguous: true };
    case 'compensating':
    case 'failed':
    case 'unknown':
      return undoSaga(
        ports,
        { step: 'inbound', code: 'internal', removed: nothingRemoved },
        { known: {}, ambiguous: true },
      );
  }
}

/** Whether an earlier attempt may still land, as far as the steps that succeeded tell. */
class Ambiguity {
  arisen = false;

  /** Takes the id out of a step's result. What is learnt here is part of the history, and so the same on replay. */
  idOf({ id, checked }: MadeObject): string {
    this.arisen ||= checked;
    return id;
  }

  /** The same of a connection at a carrier. */
  addressOf({ address, checked }: ConnectedCarrier): SipAddress {
    this.arisen ||= checked;
    return address;
  }
}

/** The database's part of an undo, and its part of a recovery: retried until it answers. */
const database = proxyActivities<Activities>({
  startToCloseTimeout: undoLimitMs + slackMs,
  heartbeatTimeout,
  retry: { initialInterval: 200, maximumInterval: '10 seconds' },
});

function portsFor(
  { plan, recover, budgetMs, compensationStuckAfterMs }: SetUpInput,
  ambiguity: Ambiguity,
  resolvable: ResolvableUndo,
  recorder: StepRecorder,
): SagaPorts {
  const step = stepsWithin(budgetMs, recorder);
  const orderFor = ({ mayRepeat, timeLimitMs }: Attempt) => ({
    plan,
    checkFirst: recover || mayRepeat,
    timeLimitMs,
  });
  const removal = (id: string | undefined) => ({ plan, id: id ?? null, timeLimitMs: undoLimitMs });
  const removed = <Result>(
    part: PartName,
    summary: string,
    work: (activities: Activities) => Promise<Result>,
    whenSkipped: Result,
  ): Promise<Result> =>
    resolvable.record(
      recorder,
      { phase: 'compensation', step: part },
      (note) => work(counted(insisting(summary, undoLimitMs), note)),
      whenSkipped,
    );
  const outbound = (plan: TrunkSpec) =>
    step('outbound', 'Outbound trunk', async (activities, attempt) =>
      ambiguity.idOf(await activities.createOutboundTrunk({ ...orderFor(attempt), plan })),
    );
  return {
    ...(plan.carrier === undefined
      ? {}
      : {
          carrier: carrierPorts({
            plan,
            step,
            orderFor,
            removed,
            outbound,
            seen: (made) => ambiguity.addressOf(made),
          }),
        }),
    inbound: step('inbound', 'Inbound trunk', async (activities, attempt) =>
      ambiguity.idOf(await activities.createInboundTrunk(orderFor(attempt))),
    ),
    outbound: outbound(plan),
    rule: (inboundTrunkId) =>
      step('rule', 'Dispatch rule', async (activities, attempt) =>
        ambiguity.idOf(await activities.createDispatchRule({ ...orderFor(attempt), inboundTrunkId })),
      ),
    record: (objects) =>
      step('record', 'Phone number record', (activities) =>
        activities.activateRecord({ plan, objects, steps: recorder.log }),
      ),
    judge: readFailure,
    shielded: (compensation) =>
      CancellationScope.nonCancellable(() =>
        showingStuck(
          {
            what: 'compensation',
            operationId: plan.operationId,
            afterMs: compensationStuckAfterMs,
            waitingFor: () => [...resolvable.pending],
            describe: (waitingFor) => describeStuckUndo(plan.operationId, waitingFor),
          },
          compensation,
        ),
      ),
    compensation: {
      begin: async (failure) => {
        upsertSearchAttributes([{ key: stateAttribute, value: 'compensating' }]);
        setCurrentDetails(`Taking everything back. ${describeFailure(failure)}`);
        recorder.compensationBegins(failure);
        return (await database.beginCompensation(plan.operationId, failure, recorder.log)) !== 'succeeded';
      },
      removeRule: ({ rule }) =>
        removed(
          'rule',
          'Undo: dispatch rule',
          (activities) => activities.removeDispatchRule(removal(rule)),
          0,
        ),
      removeInbound: ({ inbound }) =>
        removed(
          'inbound',
          'Undo: inbound trunk',
          (activities) => activities.removeInboundTrunk(removal(inbound)),
          0,
        ),
      removeOutbound: ({ outbound }) =>
        removed(
          'outbound',
          'Undo: outbound trunk',
          (activities) => activities.removeOutboundTrunk(removal(outbound)),
          0,
        ),
      release: async (counts) => {
        await removed(
          'number',
          'Undo: release the number',
          ({ releaseNumber }) => releaseNumber(plan.operationId, counts, resolvable.skipped, recorder.log),
          undefined,
        );
        setCurrentDetails(
          resolvable.skipped.length === 0
            ? 'Everything was taken back; the number is free.'
            : 'The number is free. What was skipped is left to the follow-up and to the reconciler.',
        );
      },
    },
  };
}

/** Looks once for doubles, without anybody waiting for it, and leaves the latecomers of a doubt to a follow-up. */
async function lookForLeftovers({ plan, followUpDelaysMs }: SetUpInput, outcome: SagaOutcome): Promise<void> {
  let settled = !outcome.ambiguous;
  if (outcome.kind === 'succeeded') {
    const { removeLeftovers } = proxyLocalActivities<Activities>({
      startToCloseTimeout: fastLimitMs + slackMs,
      retry: { maximumAttempts: 1 },
      summary: 'Check for doubles',
    });
    await removeLeftovers({ plan, timeLimitMs: fastLimitMs }).catch(() => {
      settled = false;
    });
  }
  if (!settled) {
    await startChild(followUpSetUp, {
      workflowId: followUpId(plan.operationId, workflowInfo().runId),
      args: [{ plan, delaysMs: followUpDelaysMs }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: followUpSummary(plan),
    });
  }
  upsertSearchAttributes([
    { key: stateAttribute, value: outcome.kind === 'succeeded' ? 'succeeded' : 'failed' },
  ]);
}
