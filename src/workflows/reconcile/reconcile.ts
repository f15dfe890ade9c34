import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ApplicationFailure,
  CancellationScope,
  continueAsNew,
  isCancellation,
  ParentClosePolicy,
  proxyActivities,
  setCurrentDetails,
  sleep,
  startChild,
  uuid4,
} from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { failures } from '../../domain/failures.js';
import type { ObjectFindings } from '../../domain/operation/operation.js';
import type { FindingCode } from '../../domain/reconcile/finding.js';
import {
  type Counts,
  newReconciliationId,
  type ReconciliationId,
  summaryOf,
} from '../../domain/reconcile/report.js';
import type {
  PendingRepair,
  ReconciliationRun,
  ReconciliationSettings,
  RepairResult,
} from '../../domain/reconcile/run.js';
import type { ObjectKind } from '../../domain/trunk/trunk.js';
import { eachAtMost } from '../each-at-most.js';
import { reconciliationSummary, reconciliationWorkflowId } from '../names.js';
import { repairAsChild } from '../repair/repair-trunk.js';
import { readFailure } from '../saga/attempts.js';

/** The input of a reconciliation. */
export interface ReconcileInput {
  readonly run: ReconciliationRun;
  /** True for a run that continues with the repairs that the run before it did not reach. */
  readonly resumed: boolean;
}

/** The result of a run in Temporal. Everything else is in the report. */
export interface ReconcileResult {
  readonly reconciliationId: ReconciliationId;
  readonly counts: Counts;
  readonly summary: string;
}

/** How long one reading of LiveKit may take, in milliseconds. It is a full list of each object kind. */
const readLimitMs = 45_000;
/** The limit of one attempt at a pass or at a batch of removals. It reads LiveKit, queries the database, and reads LiveKit again. */
const attemptLimit = '2 minutes';
/** The limit of all attempts together. After it the step fails, and the next run tries again. */
const totalLimit = '10 minutes';
const removalsPerBatch = 200;
const repairsPerBatch = 100;
/** How many trunks are repaired at the same time: enough to keep LiveKit busy, few enough to leave capacity for set-ups. */
const repairsAtOnce = 8;
/** The number of batches after which a run continues with an empty history. */
const batchesPerHistory = 5;

const { compareAll, removeOrphans } = proxyActivities<Activities>({
  startToCloseTimeout: attemptLimit,
  scheduleToCloseTimeout: totalLimit,
  // A comparison of thousands of trunks keeps the process busy for a moment, in which it sends no heartbeat.
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
 * Compares LiveKit with the database, and repairs the differences if the run requests that. All runs of a deployment share one workflow
 * id, so only one runs at a time. The findings are in the database; the history of the workflow holds counts only.
 * @throws {ApplicationFailure} with type `ReconciliationFailed` when a pass or a repair cannot be completed.
 */
export async function reconcile({ run, resumed }: ReconcileInput): Promise<ReconcileResult> {
  let more = false;
  try {
    if (!resumed) await compareAndRemove(run);
    if (run.repair) more = await repairSome(run);
  } catch (error) {
    return giveUp(run.id, error);
  }
  if (more) await continueAsNew<typeof reconcile>({ run, resumed: true });
  return end(run.id, null);
}

async function compareAndRemove(run: ReconciliationRun): Promise<void> {
  await beginReconciliation(run);
  const first = await compareAll({ run, pass: 1, timeLimitMs: readLimitMs });
  show(run.id, first.counts);
  if (!run.repair || !first.actionable) return;
  await sleep(run.settings.secondPassAfterMs, { summary: 'Wait before the second pass' });
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

/** Repairs as many trunks as one history should hold. @returns true if there may be more. */
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

/** Shows the counts of the run in the Temporal UI. */
function show(id: ReconciliationId, counts: Counts): string {
  const summary = summaryOf(id, counts);
  setCurrentDetails(summary);
  return summary;
}

/** The input of a scheduled run. */
export interface ScheduledReconciliationInput {
  readonly settings: ReconciliationSettings;
  readonly repair: boolean;
}

/**
 * Starts a reconciliation for the Temporal Schedule, unless one is running. The Schedule cannot start it directly, because Temporal
 * adds a time to the ids of scheduled workflows. All reconciliations of a deployment must share one id.
 * @returns a sentence for the Temporal UI that says whether a reconciliation was started.
 */
export async function reconcileOnSchedule({
  settings,
  repair,
}: ScheduledReconciliationInput): Promise<string> {
  const id = newReconciliationId(uuid4());
  const spec = { trigger: 'schedule', repair, removeMany: false } as const;
  try {
    await startChild(reconcile, {
      workflowId: reconciliationWorkflowId(settings.deploymentId),
      args: [{ run: { id, ...spec, settings }, resumed: false }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      memo: { reconciliationId: id },
      staticSummary: reconciliationSummary(spec),
    });
    return `Started ${id}.`;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return 'A reconciliation is under way.';
  }
}
