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
import type { ScheduledReconciliationInput } from '../../workflows/reconcile/scheduled.js';

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
