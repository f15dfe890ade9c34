import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type ScheduleOptions,
  type ScheduleOptionsStartWorkflowAction,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import type { Logger } from 'pino';
import type { DeploymentId } from '../../domain/ids.js';
import type { ReconciliationSettings } from '../../domain/reconcile/run.js';
import type { ScheduledReconciliationInput } from '../../workflows/scheduled-reconciliation.js';

/** When and how the schedule runs. */
export interface ReconciliationSchedule {
  /** Milliseconds between two runs; 0 for no schedule. */
  readonly everyMs: number;
  readonly repair: boolean;
  readonly settings: ReconciliationSettings;
  readonly taskQueue: string;
}

/** A run begins up to this share of the interval late, so that deployments on one Temporal do not run in step. */
const jitterShare = 0.1;

type Action = ScheduleOptionsStartWorkflowAction<(input: ScheduledReconciliationInput) => Promise<string>>;

/** The id of a deployment's schedule in Temporal. */
function scheduleIdOf(deploymentId: DeploymentId): string {
  return `trunkline-reconcile-${deploymentId}`;
}

/**
 * Makes Temporal's schedule what the configuration says, or removes it. A worker does its work without a schedule as
 * well, so a Temporal that refuses is a warning: runs can still be started by command.
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
    logger.warn({ err: error, scheduleId }, 'the schedule of reconciliations could not be kept');
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
    // What an operator has paused stays paused.
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
