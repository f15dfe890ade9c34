import type { Client } from '@temporalio/client';
import type { OperationId } from '../../domain/ids.js';
import type { StepLog } from '../../domain/operation/step-log.js';
import { operationWorkflowId, stepsQuery } from '../../workflows/descriptions.js';
import { within } from '../runner/within.js';

/** Asks the workflow of an operation what has happened to its steps; null when it does not tell in time. */
export type AskForSteps = (operationId: OperationId) => Promise<StepLog | null>;

/**
 * A workflow that is in the middle of a quick step answers only after it, and one without a worker not at all. Whoever
 * looks at an operation does not wait for that.
 */
const answerLimitMs = 500;

/** Makes the question. It is never an error: what is written down can be shown instead. */
export function stepsAskedThrough(client: Client): AskForSteps {
  return (operationId) => {
    const handle = client.workflow.getHandle(operationWorkflowId(operationId));
    return within(answerLimitMs, handle.query<StepLog>(stepsQuery)).catch(() => null);
  };
}
