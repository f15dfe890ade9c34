import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild, uuid4 } from '@temporalio/workflow';
import { newReconciliationId } from '../../domain/reconcile/report.js';
import type { ReconciliationSettings } from '../../domain/reconcile/run.js';
import { reconciliationSummary, reconciliationWorkflowId } from '../names.js';
import { reconcile } from './reconcile.js';

/** What a scheduled run is given. */
export interface ScheduledReconciliationInput {
  readonly settings: ReconciliationSettings;
  readonly repair: boolean;
}

/**
 * What the Temporal Schedule starts, because Temporal adds a time to the id of whatever a schedule starts: begins a
 * reconciliation under the one id that all of them share, and ends quietly when one is under way.
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
