import type { Client } from '@temporalio/client';
import type { OperationId } from '../../domain/ids.js';
import type { StepLog } from '../../domain/operation/step-log.js';
import { operationWorkflowId, stepsQuery } from '../../workflows/names.js';
import { within } from '../runner/within.js';

/** Queries the workflow of an operation for its step log; null when it does not answer in time. */
export type AskForSteps = (operationId: OperationId) => Promise<StepLog | null>;

/**
 * The longest wait for a workflow, in milliseconds. A workflow in the middle of a quick step answers only after it, and one
 * without a worker never.
 */
const answerLimitMs = 500;

/** Creates the query. A failed one is no error, because the stored step log can be shown instead. */
export function stepsAskedThrough(client: Client): AskForSteps {
  return (operationId) => {
    const handle = client.workflow.getHandle(operationWorkflowId(operationId));
    return within(answerLimitMs, handle.query<StepLog>(stepsQuery)).catch(() => null);
  };
}
