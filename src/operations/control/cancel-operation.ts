import { setTimeout as pause } from 'node:timers/promises';
import { keyedRequest, operationOfKey } from '../../database/idempotency-keys.js';
import { requestCancellation } from '../../database/steering-rows.js';
import { plainFingerprint } from '../../domain/fingerprint.js';
import type { OperationId } from '../../domain/ids.js';
import type { CancelOperation } from '../../domain/operation/control.js';
import { type Followed, followedAnswer } from '../follow/followed-operation.js';
import type { OperationCompletions } from '../runner/completion.js';
import { deadlineAfter, joinOperation } from '../runner/completion.js';
import type { BackgroundStart } from '../runner/run-operation.js';
import { beginOrReplay } from '../runner/unavailable.js';
import type { WorkflowStarter } from '../runner/workflow-starter.js';

/** What a cancellation works with. */
export interface CancelDependencies extends BackgroundStart, Followed {
  readonly starter: Pick<WorkflowStarter, 'start' | 'cancel'>;
  readonly ends: OperationCompletions;
  /** How long a caller waits for the end, in milliseconds. */
  readonly answerWaitMs: number;
}

/** The workflow of an operation that was accepted just now may be a moment away. */
const startPauseMs = 300;

/**
 * The use case behind the cancellation of an operation. The wish is written down before the workflow is told, so that it
 * is not lost with this process: a dispatcher passes it on as long as the operation runs.
 */
export function cancelOperationWith(dependencies: CancelDependencies): CancelOperation {
  const { database, reachability, answerWaitMs } = dependencies;
  return async (command) => {
    const { organizationId, operationId, waitMs } = command;
    const deadline = deadlineAfter(answerWaitMs, waitMs);
    const keyed = keyedRequest(command, () => plainFingerprint('cancel', operationId));
    const start = await beginOrReplay(
      reachability,
      () => requestCancellation(database, { organizationId, operationId, keyed }, new Date()),
      () => operationOfKey(database, keyed),
    );
    if (start.kind !== 'requested' && start.kind !== 'repeated') return start;
    if (start.kind === 'requested') cancelInBackground(dependencies, operationId);
    await joinOperation(dependencies, operationId, { deadline, answerOf: () => null });
    return followedAnswer(dependencies, organizationId, operationId);
  };
}

function cancelInBackground(
  { starter, reachability, logger }: CancelDependencies,
  operationId: OperationId,
): void {
  const cancel = async () => {
    if (await starter.cancel(operationId)) return;
    await pause(startPauseMs);
    await starter.cancel(operationId);
  };
  cancel().catch((error) => {
    reachability.ambiguity();
    logger.warn({ err: error, operationId }, 'the workflow could not be cancelled; the dispatcher will');
  });
}
