import {
  CancellationScope,
  isCancellation,
  ParentClosePolicy,
  setCurrentDetails,
  startChild,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { nothingRemoved } from '../../domain/operation/operation.js';
import type { PartGraph, PartName } from '../../domain/parts/graph.js';
import type { DeploymentId } from '../../domain/values.js';
import { followUpId, stateAttribute } from '../names.js';
import { repairAsChild } from '../repair/repair-trunk.js';
import {
  checkLater,
  checkLimitMs,
  durableLimitMs,
  followUpActivities,
  readFailure,
  retriedUntilDone,
  withinBudget,
} from '../saga/attempts.js';
import { describeSkipped, OperationRun } from '../saga/operation-run.js';
import { resumeSaga, runSaga, type SagaOutcome, type SagaPorts, walkRestoration } from '../saga/walk.js';
import type { TrunkOperationInput, TrunkOperationResult } from '../trunk-operation.js';

/** The input of the follow-up of a change. */
export interface ChangeFollowUpInput {
  readonly trunkId: number;
  readonly deploymentId: DeploymentId;
  readonly roomPrefix: string;
  /** When to check, in milliseconds after the start, in ascending order. */
  readonly delaysMs: readonly number[];
}

/** Returns the line that the list of workflows shows for the follow-up of a change. */
function changeFollowUpSummary(trunkId: number): string {
  return `Check for late updates of trunk ${trunkId}`;
}

/**
 * Checks several times whether a trunk matches its record after a change with an ambiguous outcome. An update that LiveKit carries out
 * late would bring back old values. Each difference is repaired under the lock of the number.
 * @returns the number of repairs.
 */
export async function followUpChange({ delaysMs, ...trunk }: ChangeFollowUpInput): Promise<number> {
  const { checkAfterChange } = followUpActivities('Check for late updates');
  let repairs = 0;
  await checkLater(delaysMs, 'Wait for late updates', async () => {
    if ((await checkAfterChange({ ...trunk, timeLimitMs: checkLimitMs })) !== 'differs') return;
    repairs += 1;
    try {
      await repairAsChild(trunk);
    } catch (error) {
      // The next check finds a difference that remains; after the last check, the reconciler finds it.
      if (isCancellation(error)) throw error;
    }
  });
  return repairs;
}

/** The input of a change. */
export interface ChangeInput extends TrunkOperationInput {
  /** When a follow-up checks for late updates, in milliseconds after the end of a change with an ambiguous outcome. */
  readonly followUpDelaysMs: readonly number[];
}

/**
 * Creates the workflow that changes a trunk in place. If a step fails, it restores everything and fails with type `ChangeFailed`. Callers
 * read its outcome from the database, because a run may be lost and repeated at any point.
 */
export function changeTrunkOf(graph: PartGraph<PartName>) {
  return async (input: ChangeInput): Promise<TrunkOperationResult> => {
    const { operationId, stuckAfterMs, recover } = input;
    const run = new OperationRun({ graph, operationId, stuckAfterMs });
    const ports = portsOf(graph, input, run);
    const outcome = recover ? await resume(ports, input) : await runSaga(ports);
    // A compensation may have sent some updates twice, so a late update is possible after each one.
    if (outcome.kind === 'compensated' || outcome.ambiguous || run.ambiguous) {
      await CancellationScope.nonCancellable(() => startFollowUp(input));
    }
    upsertSearchAttributes([
      { key: stateAttribute, value: outcome.kind === 'succeeded' ? 'succeeded' : 'failed' },
    ]);
    if (outcome.kind === 'succeeded') return { operationId, state: 'succeeded' };
    throw run.failed('ChangeFailed', outcome.failure);
  };
}

async function resume(ports: SagaPorts<PartName>, { operationId }: ChangeInput): Promise<SagaOutcome> {
  const { operationStatusOf } = retriedUntilDone('Read the state of the change', durableLimitMs);
  return resumeSaga(ports, await CancellationScope.nonCancellable(() => operationStatusOf(operationId)));
}

/**
 * Changes all objects side by side, then the record. The ids of the objects stay, so no object depends on the new values of another.
 * When a step fails, all objects are restored, because a crash or a cancellation can hide which of them were changed.
 */
function portsOf(graph: PartGraph<PartName>, input: ChangeInput, run: OperationRun): SagaPorts<PartName> {
  const { operationId, deploymentId, roomPrefix, recover, budgetMs } = input;
  const trunk = { operationId, deploymentId, roomPrefix };
  const policy = withinBudget(budgetMs);
  const restore = (part: typeof graph.commit) =>
    run.compensate({ verb: 'restore', part, summary: `Restore the ${part.title}` }, (timeLimitMs) => ({
      ...trunk,
      timeLimitMs,
      ...(part === graph.reservation ? { skipped: run.control.skipped, log: run.log } : {}),
    }));
  return {
    levels: [graph.objects, [graph.commit]],
    attemptsAt: (part) =>
      run.attempts(
        { verb: 'change', part, summary: `Change the ${part.title}` },
        policy,
        ({ checkFirst, timeLimitMs }) => ({
          ...trunk,
          checkFirst: recover || checkFirst,
          timeLimitMs,
          ...(part.at === 'database' ? { log: run.log } : {}),
        }),
      ),
    readFailure,
    shielded: (compensation) => run.shielded('restoration', compensation),
    beginCompensation: (failure) => run.beginCompensation(failure),
    compensate: async () => {
      await walkRestoration(graph, restore);
      const { skipped } = run.control;
      setCurrentDetails(
        skipped.length === 0
          ? 'The trunk was restored.'
          : `The record was restored. Skipped parts may differ from it: ${describeSkipped(skipped)}.`,
      );
      return nothingRemoved;
    },
  };
}

/** Starts the follow-up that checks for late updates. Nobody waits for its result. */
async function startFollowUp({
  operationId,
  trunkId,
  deploymentId,
  roomPrefix,
  followUpDelaysMs,
}: ChangeInput) {
  await startChild(followUpChange, {
    workflowId: followUpId(operationId, workflowInfo().runId),
    args: [{ trunkId, deploymentId, roomPrefix, delaysMs: followUpDelaysMs }],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: changeFollowUpSummary(trunkId),
  });
}
