import { setTimeout as pause } from 'node:timers/promises';
import { requestCancellation } from '../../database/operations/control.js';
import { keyedRequest, operationOfKey } from '../../database/operations/idempotency-keys.js';
import { plainFingerprint } from '../../domain/fingerprint.js';
import type { OperationId } from '../../domain/ids.js';
import type { CancelOperation } from '../../domain/operation/control.js';
import { type Following, followToCompletion } from '../follow/followed-operation.js';
import type { Runner } from '../runner/run-operation.js';
import { inBackground } from '../runner/temporal-reachability.js';
import { acceptOrReplay } from '../runner/unavailable.js';
import type { WorkflowStarter } from '../runner/workflow-starter.js';

/** The dependencies of a cancellation. */
export interface CancelRunner extends Following, Omit<Runner, 'starter'> {
  readonly starter: Pick<WorkflowStarter, 'cancel'>;
}

/** The workflow of an operation that was accepted just now may start a moment later. */
const startPauseMs = 300;

/**
 * Creates the use case behind the cancellation of an operation. The request is written before the workflow is cancelled,
 * so that it survives this process: the dispatcher passes it on for as long as the operation runs.
 */
export function cancelOperationWith(runner: CancelRunner): CancelOperation {
  const { database, reachability, starter } = runner;
  return async (command) => {
    const { organizationId, operationId } = command;
    const keyed = keyedRequest(command, () => plainFingerprint('cancel', operationId));
    const start = await acceptOrReplay(
      reachability,
      () => requestCancellation(database, { organizationId, operationId, keyed }, new Date()),
      () => operationOfKey(database, keyed),
    );
    if (start.kind !== 'requested' && start.kind !== 'repeated') return start;
    if (start.kind === 'requested') {
      inBackground(
        runner,
        cancelOnceStarted(starter, operationId),
        { operationId },
        'cancelling the workflow',
      );
    }
    return followToCompletion(runner, command, operationId);
  };
}

async function cancelOnceStarted(
  starter: Pick<WorkflowStarter, 'cancel'>,
  operationId: OperationId,
): Promise<void> {
  if (await starter.cancel(operationId)) return;
  await pause(startPauseMs);
  await starter.cancel(operationId);
}
