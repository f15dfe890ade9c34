import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type ScheduleOptions,
  type ScheduleOptionsStartWorkflowAction,
  ScheduleOverlapPolicy,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/client';
import type { Logger } from 'pino';
import { recordAct } from '../../database/audit/entries.js';
import type { Database } from '../../database/database.js';
import { findingsPage } from '../../database/reconciliations/findings.js';
import { findReconciliation, listReconciliations } from '../../database/reconciliations/runs.js';
import {
  findingJson,
  isReconciliationId,
  newReconciliationId,
  type ReconciliationId,
  reportJson,
} from '../../domain/reconcile/report.js';
import type {
  BeginReconciliation,
  Reconciler,
  ReconciliationInput,
  ReconciliationReports,
  ReconciliationSettings,
} from '../../domain/reconcile/run.js';
import type { DeploymentId } from '../../domain/values.js';
import { reconciliationSummary, reconciliationWorkflowId } from '../../workflows/names.js';
import type { ReconcileInput, ScheduledReconciliationInput } from '../../workflows/reconcile/reconcile.js';
import { temporalUnavailable } from '../runner/run-operation.js';
import { within } from '../runner/temporal-reachability.js';

/** The longest time between the report of a run and the close of its workflow, which blocks the next run until then. */
const closesWithinMs = 10_000;
const againAfterMs = 100;
/** The longest wait for a start. A Temporal that is down does not answer at all. */
const startsWithinMs = closesWithinMs + 5_000;

/** Creates the reconciler of a deployment. */
export function reconcilerOn(
  client: Client,
  reports: ReconciliationReports,
  { settings, taskQueue }: { readonly settings: ReconciliationSettings; readonly taskQueue: string },
): Reconciler {
  const workflowId = reconciliationWorkflowId(settings.deploymentId);

  async function startOne(requested: ReconciliationInput): Promise<ReconciliationId | null> {
    const id = newReconciliationId(randomUUID());
    const spec = { trigger: 'command', ...requested } as const;
    const input: ReconcileInput = { run: { id, ...spec, settings }, resumed: false };
    try {
      await client.workflow.start('reconcile', {
        workflowId,
        taskQueue,
        args: [input],
        workflowIdConflictPolicy: 'FAIL',
        memo: { reconciliationId: id },
        staticSummary: reconciliationSummary(spec),
      });
      return id;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return null;
      throw error;
    }
  }

  async function findRunning(): Promise<ReconciliationId | null> {
    const { status, memo } = await client.workflow.getHandle(workflowId).describe();
    const id = memo?.reconciliationId;
    return status.name === 'RUNNING' && typeof id === 'string' && isReconciliationId(id) ? id : null;
  }

  /** A run with a complete report closes in a moment. A request that comes until then wants a new run. */
  async function isReported(id: ReconciliationId): Promise<boolean> {
    const report = await reports.report(id);
    return report !== null && report.state !== 'running';
  }

  return {
    report: reports.report,
    findings: reports.findings,
    start: async (requested) => {
      const deadline = Date.now() + closesWithinMs;
      do {
        const started = await startOne(requested);
        if (started !== null) return { id: started, attached: false };
        const running = await findRunning();
        if (running !== null && !(await isReported(running))) return { id: running, attached: true };
        await wait(againAfterMs);
      } while (Date.now() < deadline);
      throw new Error('The workflow of a completed reconciliation does not close.');
    },
  };
}

/** Creates the use case that starts a run for an operator. */
export function beginReconciliationWith(
  { database, logger }: { readonly database: Database; readonly logger: Logger },
  reconciler: Pick<Reconciler, 'start'>,
): BeginReconciliation {
  return async (by, input) => {
    // Recorded before: nothing that Temporal does is in a transaction of the database.
    await recordAct(database, {
      ...{ by, action: 'begin_reconciliation', organizationId: null, subject: null, result: 'accepted' },
      details: { repair: String(input.repair), remove_many: String(input.removeMany) },
    });
    try {
      return await within(startsWithinMs, reconciler.start(input));
    } catch (error) {
      logger.warn({ err: error }, 'a reconciliation could not be started');
      return temporalUnavailable;
    }
  };
}

const pageSize = 1_000;

/** Creates the reader of the reports in a database. */
export function reportsIn(database: Database): ReconciliationReports {
  return {
    list: async () => (await listReconciliations(database)).map(reportJson),
    report: async (id) => {
      const report = await findReconciliation(database, id);
      return report === null ? null : reportJson(report);
    },
    findings: async (id, after) => {
      const page = await findingsPage(database, id, after, pageSize);
      const last = page.length < pageSize ? undefined : page.at(-1);
      return { findings: page.map(findingJson), next: last?.position ?? null };
    },
  };
}

/** When the schedule starts runs, and with which options. */
export interface ReconciliationSchedule {
  /** The interval between two runs, in milliseconds; 0 for no schedule. */
  readonly everyMs: number;
  readonly repair: boolean;
  readonly settings: ReconciliationSettings;
  readonly taskQueue: string;
}

/** A run starts late by up to this share of the interval, so that deployments on one Temporal do not run in step. */
const jitterShare = 0.1;

type Action = ScheduleOptionsStartWorkflowAction<(input: ScheduledReconciliationInput) => Promise<string>>;

/** The id of a deployment's schedule in Temporal. */
function scheduleIdOf(deploymentId: DeploymentId): string {
  return `trunkline-reconcile-${deploymentId}`;
}

/**
 * Creates or updates the schedule in Temporal as configured, or removes it. A failure is only logged: a worker can work
 * without a schedule, and runs can still be started by command.
 */
export async function keepSchedule(
  client: Client,
  requested: ReconciliationSchedule,
  logger: Logger,
): Promise<void> {
  const scheduleId = scheduleIdOf(requested.settings.deploymentId);
  try {
    if (requested.everyMs === 0) await removeSchedule(client, scheduleId);
    else await putSchedule(client, scheduleId, requested);
  } catch (error) {
    logger.warn({ err: error, scheduleId }, 'the schedule of reconciliations could not be updated');
  }
}

async function removeSchedule(client: Client, scheduleId: string): Promise<void> {
  try {
    await client.schedule.getHandle(scheduleId).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}

async function putSchedule(
  client: Client,
  scheduleId: string,
  requested: ReconciliationSchedule,
): Promise<void> {
  const options = optionsOf(scheduleId, requested);
  try {
    await client.schedule.create(options);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    // A schedule that an operator has paused stays paused.
    await client.schedule.getHandle(scheduleId).update(({ state }) => ({ ...options, state }));
  }
}

function optionsOf(
  scheduleId: string,
  { everyMs, repair, settings, taskQueue }: ReconciliationSchedule,
): ScheduleOptions<Action> {
  return {
    scheduleId,
    spec: { intervals: [{ every: everyMs }], jitter: Math.round(everyMs * jitterShare) },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: everyMs },
    action: {
      type: 'startWorkflow',
      workflowType: 'reconcileOnSchedule',
      workflowId: scheduleId,
      taskQueue,
      args: [{ settings, repair }],
    },
  };
}
