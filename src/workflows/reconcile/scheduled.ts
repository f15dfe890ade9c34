import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild, uuid4 } from '@temporalio/workflow';
import { newReconciliationId } from '../../domain/reconcile/report.js';
import type { ReconciliationSettings } from '../../domain/reconcile/run.js';
import { reconciliationSummary, reconciliationWorkflowId } from '../names.js';
import { reconcile } from './reconcile.js';

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
