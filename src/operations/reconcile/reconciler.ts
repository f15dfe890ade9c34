import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import {
  isReconciliationId,
  newReconciliationId,
  type ReconciliationId,
} from '../../domain/reconcile/report.js';
import type { ReconciliationReports } from '../../domain/reconcile/report-json.js';
import type { ReconciliationSettings } from '../../domain/reconcile/run.js';
import { reconciliationSummary, reconciliationWorkflowId } from '../../workflows/descriptions.js';
import type { ReconcileInput } from '../../workflows/reconcile.js';

/** What a person asks of a run. */
export interface ReconciliationInput {
  readonly repair: boolean;
  readonly removeMany: boolean;
}

/** The run that answers an order. */
export interface StartedReconciliation {
  readonly id: ReconciliationId;
  /** It was under way before, and does what it was started for. */
  readonly attached: boolean;
}

/** Runs reconciliations, one at a time, and reads their reports. */
export interface Reconciler extends Pick<ReconciliationReports, 'report' | 'findings'> {
  /** Starts a run, or names the one that is under way. @throws when Temporal cannot be reached. */
  start(order: ReconciliationInput): Promise<StartedReconciliation>;
}

/** A run whose report is written closes within this; until then it stands in the way of the next. */
const closesWithinMs = 10_000;
const againAfterMs = 100;

/** The reconciler of a deployment. */
export function reconcilerOn(
  client: Client,
  reports: ReconciliationReports,
  { settings, taskQueue }: { readonly settings: ReconciliationSettings; readonly taskQueue: string },
): Reconciler {
  const workflowId = reconciliationWorkflowId(settings.deploymentId);

  async function startOne(order: ReconciliationInput): Promise<ReconciliationId | null> {
    const id = newReconciliationId(randomUUID());
    const spec = { trigger: 'command', ...order } as const;
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

  /** What has its report needs a moment to close; whoever comes then wants a new run. */
  async function hasEnded(id: ReconciliationId): Promise<boolean> {
    const report = await reports.report(id);
    return report !== null && report.state !== 'running';
  }

  return {
    report: reports.report,
    findings: reports.findings,
    start: async (order) => {
      const deadline = Date.now() + closesWithinMs;
      do {
        const started = await startOne(order);
        if (started !== null) return { id: started, attached: false };
        const running = await findRunning();
        if (running !== null && !(await hasEnded(running))) return { id: running, attached: true };
        await wait(againAfterMs);
      } while (Date.now() < deadline);
      throw new Error('A reconciliation that has ended does not make way for another.');
    },
  };
}
