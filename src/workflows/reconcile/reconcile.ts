import {
  ApplicationFailure,
  CancellationScope,
  continueAsNew,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  sleep,
} from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { failures } from '../../domain/failures.js';
import type { FindingCode } from '../../domain/reconcile/finding.js';
import type { Counts, ReconciliationId } from '../../domain/reconcile/report.js';
import { summaryOf } from '../../domain/reconcile/report.js';
import type {
  ObjectFindings,
  PendingRepair,
  ReconciliationRun,
  RepairResult,
} from '../../domain/reconcile/run.js';
import type { ObjectKind } from '../../domain/trunk/tag.js';
import { eachAtMost } from '../each-at-most.js';
import { repairAsChild } from '../repair/child.js';
import { readFailure } from '../saga/attempt-failure.js';

/** What a run of the reconciler is given. */
export interface ReconcileInput {
  readonly run: ReconciliationRun;
  /** True for a run that goes on with the repairs which its predecessor has left. */
  readonly resumed: boolean;
}

/** What a run leaves behind in Temporal; everything else is in the report. */
export interface ReconcileResult {
  readonly reconciliationId: ReconciliationId;
  readonly counts: Counts;
  readonly summary: string;
}

/** One reading of LiveKit may take this long, in milliseconds: three lists of everything. */
const readLimitMs = 45_000;
/** An attempt at a look or at a batch of removals: reading, the database's part, reading again. */
const attemptLimit = '2 minutes';
/** What does not succeed within this is given up; the next run tries again. */
const giveUpAfter = '10 minutes';
const removalsPerBatch = 200;
const repairsPerBatch = 100;
/** So many trunks are repaired at the same time: enough to keep LiveKit busy, few enough to leave room for set-ups. */
const repairsAtOnce = 8;
/** After so many batches a run goes on with an empty history. */
const batchesPerHistory = 5;

const { compareAll, removeOrphans } = proxyActivities<Activities>({
  startToCloseTimeout: attemptLimit,
  scheduleToCloseTimeout: giveUpAfter,
  // A comparison of thousands of trunks keeps the process busy for a moment, in which it gives no sign of life.
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

const { beginReconciliation, endReconciliation, giveUpRemovals, nextRepairs, noteRepairs } =
  proxyActivities<Activities>({
    startToCloseTimeout: '1 minute',
    heartbeatTimeout: '15 seconds',
    retry: { initialInterval: 200, maximumInterval: '10 seconds' },
  });

/**
 * Compares LiveKit with the database, and mends what differs when it is told to. Its id is the same for all runs of a
 * deployment, so that one is under way at a time. What it finds is in the database; this history holds counts only.
 */
export async function reconcile({ run, resumed }: ReconcileInput): Promise<ReconcileResult> {
  let more = false;
  try {
    if (!resumed) await lookAround(run);
    if (run.repair) more = await repairSome(run);
  } catch (error) {
    return giveUp(run.id, error);
  }
  if (more) await continueAsNew<typeof reconcile>({ run, resumed: true });
  return end(run.id, null);
}

async function lookAround(run: ReconciliationRun): Promise<void> {
  await beginReconciliation(run);
  const first = await compareAll({ run, pass: 1, timeLimitMs: readLimitMs });
  show(run.id, first.counts);
  if (!run.repair || !first.actionable) return;
  await sleep(run.settings.secondPassAfterMs, { summary: 'Wait before the second look' });
  const second = await compareAll({ run, pass: 2, timeLimitMs: readLimitMs });
  show(run.id, second.counts);
  await removeAll(run);
}

async function removeAll(run: ReconciliationRun): Promise<void> {
  const batch = { run, limit: removalsPerBatch, timeLimitMs: readLimitMs };
  try {
    while ((await removeOrphans(batch)) > 0);
  } catch (error) {
    if (isCancellation(error)) throw error;
    show(run.id, await giveUpRemovals(run.id, readFailure(error, { at: 'livekit' }).code));
  }
}

/** Repairs as many trunks as one history should hold. @returns whether there may be more. */
async function repairSome(run: ReconciliationRun): Promise<boolean> {
  for (let batch = 0; batch < batchesPerHistory; batch += 1) {
    const pending = await nextRepairs(run.id, repairsPerBatch);
    if (pending.length === 0) return false;
    const repaired = await eachAtMost(repairsAtOnce, pending, async (trunk) => ({
      pending: trunk,
      result: await repair(run, trunk),
    }));
    show(run.id, await noteRepairs(run.id, repaired));
  }
  return true;
}

async function repair({ settings }: ReconciliationRun, pending: PendingRepair): Promise<RepairResult> {
  const { deploymentId, roomPrefix } = settings;
  try {
    return await repairAsChild({
      trunkId: pending.trunkId,
      deploymentId,
      roomPrefix,
      findings: {
        inbound: findingsOf('inbound', pending),
        outbound: findingsOf('outbound', pending),
        rule: findingsOf('rule', pending),
      },
    });
  } catch (error) {
    if (isCancellation(error)) throw error;
    return { kind: 'failed', code: 'internal' };
  }
}

function findingsOf(kind: ObjectKind, { findings }: PendingRepair): ObjectFindings {
  const idsWith = (code: FindingCode) =>
    findings.flatMap((finding) => (finding.code === code && finding.kind === kind ? finding.objectId : []));
  return {
    missing: idsWith('missing')[0] ?? null,
    drifted: idsWith('drift').length > 0,
    doubles: idsWith('duplicate'),
  };
}

function end(id: ReconciliationId, failure: string | null): Promise<ReconcileResult> {
  return CancellationScope.nonCancellable(async () => {
    const counts = await endReconciliation(id, failure);
    return { reconciliationId: id, counts, summary: show(id, counts) };
  });
}

async function giveUp(id: ReconciliationId, error: unknown): Promise<never> {
  const failure = isCancellation(error)
    ? 'The run was cancelled.'
    : failures[readFailure(error, { at: 'livekit' }).code].meaning;
  await end(id, failure);
  if (isCancellation(error)) throw error;
  throw ApplicationFailure.create({ type: 'ReconciliationFailed', message: failure, nonRetryable: true });
}

/** Lets an operator see in the Temporal UI where the run stands. */
function show(id: ReconciliationId, counts: Counts): string {
  const summary = summaryOf(id, counts);
  setCurrentDetails(summary);
  return summary;
}
