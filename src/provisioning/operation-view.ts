import { type OperationRow, trunkLeftBy } from '../database/operation-rows.js';
import type { OperationView } from '../trunks/operation-view.js';
import type { StepLog } from '../trunks/step-log.js';
import { stepViews, undoViews } from '../trunks/step-views.js';

/**
 * Shows an operation to its owner.
 * @param running what its workflow has told of its steps while it runs; without it, what is written down is shown.
 */
export function operationViewOf(operation: OperationRow, running: StepLog | null): OperationView {
  const { kind, state, failure } = operation;
  const trunk = trunkLeftBy(operation);
  const log = running ?? operation.steps ?? [];
  const atCarrier = operation.carrier !== null || operation.request?.carrier !== undefined;
  const progress = { kind, state, failure, log };
  return {
    ...progress,
    id: operation.id,
    contract: operation.contract,
    createdAt: operation.acceptedAt,
    finishedAt: operation.finishedAt,
    cancelRequestedAt: operation.cancelRequestedAt,
    retryOf: operation.retryOf,
    steps: stepViews({ ...progress, atCarrier }),
    undo: undoViews(progress),
    trunkId: operation.trunkId ?? trunk?.id ?? null,
    trunk:
      trunk === null
        ? null
        : {
            id: trunk.id,
            inboundTrunkId: trunk.inboundTrunkId,
            outboundTrunkId: trunk.outboundTrunkId,
            dispatchRuleId: trunk.dispatchRuleId,
          },
  };
}
