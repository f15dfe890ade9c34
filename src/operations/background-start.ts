import type { Logger } from 'pino';
import type { OperationId } from '../domain/ids.js';
import type { TemporalReachability } from './temporal-reachability.js';
import type { StartableOperation, WorkflowStarter } from './workflow-starter.js';

/** What a start that nobody waits for works with. */
export interface BackgroundStart {
  readonly starter: Pick<WorkflowStarter, 'start'>;
  readonly reachability: Pick<TemporalReachability, 'reachable' | 'ambiguity'>;
  readonly logger: Logger;
}

/**
 * Starts the workflow of an operation whose intent has just been written. Nobody waits for it: where it fails, or
 * nobody knows whether it did, the dispatcher starts the operation.
 */
export function startInBackground(
  { starter, reachability, logger }: BackgroundStart,
  operation: StartableOperation,
  earlierOperations: readonly OperationId[],
): void {
  starter.start(operation, earlierOperations, false).catch((error) => {
    reachability.ambiguity();
    logger.warn(
      { err: error, operationId: operation.id },
      'the workflow could not be started; the dispatcher will',
    );
  });
}
