import { CancellationScope, upsertSearchAttributes } from '@temporalio/workflow';
import type { Part, PartGraph, PartName } from '../../domain/parts/graph.js';
import { stateAttribute } from '../names.js';
import { untilDone } from '../saga/attempts.js';
import { OperationRun } from '../saga/operation-run.js';
import type { TrunkOperationInput, TrunkOperationResult } from '../trunk-operation.js';
import { type TearDownPorts, walkTearDown } from './walk.js';

/**
 * Creates the workflow that tears down a trunk. It is retried until done, and no cancellation interrupts it. A run may be lost and
 * repeated at any point, because every step checks what exists.
 */
export function tearDownTrunkOf(graph: PartGraph<PartName>) {
  return async (input: TrunkOperationInput): Promise<TrunkOperationResult> => {
    const { operationId, stuckAfterMs, atCarrier = false } = input;
    const run = new OperationRun({ graph, operationId, stuckAfterMs });
    const ports = portsOf(input, run);
    await CancellationScope.nonCancellable(() => walkTearDown(graph, { atCarrier }, ports));
    upsertSearchAttributes([{ key: stateAttribute, value: 'succeeded' }]);
    return { operationId, state: 'succeeded' };
  };
}

function portsOf(
  { operationId, deploymentId, roomPrefix }: TrunkOperationInput,
  run: OperationRun,
): TearDownPorts<PartName> {
  return {
    attemptsAt: (part: Part<PartName>) =>
      run.endlessAttempts(
        { verb: 'tearDown', part, summary: `Remove the ${part.title}` },
        untilDone,
        ({ timeLimitMs, durable }) => ({
          operationId,
          deploymentId,
          roomPrefix,
          timeLimitMs,
          maySkip: durable,
          ...(part.at === 'database' ? { log: run.log } : {}),
        }),
        // An account at a carrier can be lost for good, so its parts can be skipped. LiveKit belongs to the operator, who can repair it.
        part.at === 'carrier',
      ),
    untilDone: (work) => run.untilDone('tear-down', work),
  };
}
