import { type OperationWithTrunk, trunkLeftBy } from '../database/operation-rows.js';
import type { OperationStepState, OperationView } from '../trunks/operation-view.js';
import { type SetUpStep, setUpSteps } from '../trunks/set-up.js';

/** Shows an operation to its owner. */
export function operationViewOf({ operation }: OperationWithTrunk): OperationView {
  const trunk = trunkLeftBy(operation);
  return {
    id: operation.id,
    kind: operation.kind,
    state: operation.state,
    contract: operation.contract,
    createdAt: operation.acceptedAt,
    finishedAt: operation.finishedAt,
    steps: setUpSteps.map((name) => ({
      name,
      state: stepState(name, operation),
      startedAt: null,
      endedAt: null,
      attempts: null,
    })),
    failure: operation.failure,
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

function stepState(name: SetUpStep, { state, failure }: OperationWithTrunk['operation']): OperationStepState {
  if (state === 'succeeded') return 'succeeded';
  if (failure === null) return 'pending';
  if (failure.step === name) return 'failed';
  return name !== 'record' && failure.undone[name] > 0 ? 'undone' : 'pending';
}
