import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Reconciler, ReconciliationInput } from '../../domain/reconcile/reconciler.js';
import {
  isReconciliationId,
  newReconciliationId,
  type ReconciliationId,
} from '../../domain/reconcile/report.js';
import type { ReconciliationReports } from '../../domain/reconcile/report-json.js';
import type { ReconciliationSettings } from '../../domain/reconcile/run.js';
import { reconciliationSummary, reconciliationWorkflowId } from '../../workflows/names.js';
import type { ReconcileInput } from '../../workflows/reconcile/reconcile.js';

/** The longest time between the report of a run and the close of its workflow, which blocks the next run until then. */
const closesWithinMs = 10_000;
const againAfterMs = 100;

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
