import {
  CancellationScope,
  ParentClosePolicy,
  proxyLocalActivities,
  setCurrentDetails,
  startChild,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import type { PartGraph, PartName } from '../../domain/parts/graph.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { maskedNumber } from '../../domain/trunk/trunk.js';
import { followUpId, stateAttribute } from '../names.js';
import {
  checkLater,
  checkLimitMs,
  durableLimitMs,
  followUpActivities,
  quickLimitMs,
  readFailure,
  retriedUntilDone,
  slackMs,
  withinBudget,
} from '../saga/attempts.js';
import { OperationRun } from '../saga/operation-run.js';
import {
  type Made,
  resumeSaga,
  runSaga,
  type SagaOutcome,
  type SagaPorts,
  walkCompensation,
} from '../saga/walk.js';

/** The input of the follow-up of a set-up. */
export interface FollowUpInput {
  readonly spec: TrunkSpec;
  /** When to check, in milliseconds after the start, in ascending order. */
  readonly delaysMs: readonly number[];
}

/** Returns the line that the list of workflows shows for the follow-up of a set-up. */
export function setUpFollowUpSummary(spec: TrunkSpec): string {
  return `Check for late writes of ${maskedNumber(spec.settings.number)}`;
}

/**
 * Checks several times for orphans after a set-up with an ambiguous outcome, and removes them. A stalled Redis can carry out a write
 * minutes after LiveKit reported an error. The follow-up holds no number and touches only objects with a tag of the set-up or of a
 * failed one before it.
 * @returns the number of objects that were removed.
 */
export async function followUpSetUp({ spec, delaysMs }: FollowUpInput): Promise<number> {
  const { removeOrphansOf, removeCarrierOrphansOf } = followUpActivities('Check for late writes');
  let removed = 0;
  await checkLater(delaysMs, 'Wait for late writes', async () => {
    removed += await removeOrphansOf({ spec, timeLimitMs: checkLimitMs });
    if (spec.carrier !== undefined) {
      removed += await removeCarrierOrphansOf({ spec, timeLimitMs: checkLimitMs });
    }
  });
  return removed;
}

/** The input of a set-up. */
export interface SetUpInput {
  readonly spec: TrunkSpec;
  /** Another run may have worked on this operation before, so every step checks what exists before it creates anything. */
  readonly recover: boolean;
  /** The process that starts the workflow has begun the objects in LiveKit, see `HeadStart`. */
  readonly begun?: boolean;
  /** How long all forward steps may take together, in milliseconds. The compensation has no limit. */
  readonly budgetMs: number;
  /** How long a compensation may take before it is shown as stuck, in milliseconds. */
  readonly stuckAfterMs: number;
  /** When a follow-up checks for late writes, in milliseconds after the end of a set-up with an ambiguous outcome. */
  readonly followUpDelaysMs: readonly number[];
}

/** The result of a completed set-up, for the operator. The record is in the database. */
export interface SetUpResult {
  readonly operationId: string;
  readonly state: 'succeeded';
  /** The outputs of the steps of this run. */
  readonly made: Made;
}

/**
 * Creates the workflow that sets up a SIP trunk. If a step fails, it compensates and fails with type `SetUpFailed`. Callers read its
 * outcome from the database, because a run may be lost and repeated at any point.
 */
export function setUpTrunkOf(graph: PartGraph<PartName>) {
  return async (input: SetUpInput): Promise<SetUpResult> => {
    const { spec, recover, stuckAfterMs } = input;
    const { operationId } = spec;
    const run = new OperationRun({ graph, operationId, stuckAfterMs });
    const attempted = new Set<PartName>();
    const ports = portsOf(graph, input, run, attempted);
    const outcome = recover ? await resume(ports, input) : await runSaga(ports);
    // Another process may still be creating an object that no attempt has taken over.
    const underWay = input.begun === true && graph.objects.some(({ name }) => !attempted.has(name));
    await CancellationScope.nonCancellable(() =>
      checkForOrphans(input, { ...outcome, ambiguous: outcome.ambiguous || run.ambiguous || underWay }),
    );
    if (outcome.kind === 'succeeded') return { operationId, state: 'succeeded', made: outcome.made };
    throw run.failed('SetUpFailed', outcome.failure);
  };
}

/** Reads the state even if the run is cancelled already, because the work of an earlier run must still be compensated. */
async function resume(ports: SagaPorts<PartName>, { spec }: SetUpInput): Promise<SagaOutcome> {
  const { operationStatusOf } = retriedUntilDone('Read the state of the set-up', durableLimitMs);
  return resumeSaga(ports, await CancellationScope.nonCancellable(() => operationStatusOf(spec.operationId)));
}

function portsOf(
  graph: PartGraph<PartName>,
  { spec, recover, begun = false, budgetMs }: SetUpInput,
  run: OperationRun,
  attempted: Set<PartName>,
): SagaPorts<PartName> {
  const scope = { atCarrier: spec.carrier !== undefined };
  const policy = withinBudget(budgetMs);
  return {
    levels: graph.levels(scope),
    attemptsAt: (part, made) => {
      attempted.add(part.name);
      return run.attempts(
        { verb: 'create', part, summary: sentenceCase(part.title) },
        policy,
        ({ checkFirst, timeLimitMs }) => ({
          spec,
          made: { ...made },
          checkFirst: recover || checkFirst,
          ...(begun && part.at === 'livekit' ? { begun } : {}),
          timeLimitMs,
          ...(part.at === 'database' ? { log: run.log } : {}),
        }),
      );
    },
    readFailure,
    shielded: (compensation) => run.shielded('compensation', compensation),
    beginCompensation: (failure) => run.beginCompensation(failure),
    compensate: async (progress, failed) => {
      const removed = await walkCompensation(graph, scope, progress, failed, {
        remove: async (part, id, removedBefore) => {
          const result = await run.compensate(
            { verb: 'remove', part, summary: `Compensation: ${part.title}` },
            (timeLimitMs) => ({
              spec,
              id,
              timeLimitMs,
              ...(part === graph.reservation
                ? { removed: removedBefore, skipped: run.control.skipped, log: run.log }
                : {}),
            }),
          );
          return result?.removed ?? 0;
        },
      });
      setCurrentDetails(
        run.control.skipped.length === 0
          ? 'Everything was removed; the number is free.'
          : 'The number is free. What was skipped is left to the follow-up and to the reconciler.',
      );
      return removed;
    },
  };
}

/**
 * Checks for orphans after an ambiguous outcome: once at once, and in a follow-up. No caller waits for either. A set-up without one is
 * checked together with others, outside of Temporal: see `OrphanCheck`.
 */
async function checkForOrphans({ spec, followUpDelaysMs }: SetUpInput, outcome: SagaOutcome): Promise<void> {
  if (outcome.ambiguous) {
    if (outcome.kind === 'succeeded') {
      const { removeOrphansOf } = proxyLocalActivities<Activities>({
        startToCloseTimeout: quickLimitMs + slackMs,
        retry: { maximumAttempts: 1 },
        summary: 'Check for orphans',
      });
      // The follow-up repeats what fails here.
      await removeOrphansOf({ spec, timeLimitMs: quickLimitMs }).catch(() => undefined);
    }
    await startChild(followUpSetUp, {
      workflowId: followUpId(spec.operationId, workflowInfo().runId),
      args: [{ spec, delaysMs: followUpDelaysMs }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: setUpFollowUpSummary(spec),
    });
  }
  upsertSearchAttributes([
    { key: stateAttribute, value: outcome.kind === 'succeeded' ? 'succeeded' : 'failed' },
  ]);
}

function sentenceCase(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}
