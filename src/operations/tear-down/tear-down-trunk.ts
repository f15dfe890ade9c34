import { keyedRequest } from '../../database/idempotency-keys.js';
import { type OperationWithTrunk, trunkLeftBy } from '../../database/operation-rows.js';
import type { Preparation } from '../../database/trunk-operations.js';
import type { TrunkRow } from '../../database/trunk-rows.js';
import { stepsIn } from '../../domain/operation/step-log.js';
import type { TearDownAnswer, TearDownTrunk } from '../../domain/tear-down/tear-down.js';
import { type OperateDependencies, operateOnTrunk } from '../runner/run-on-trunk.js';

/**
 * The use case behind both delete endpoints. A second call while the trunk is being taken down waits for the same
 * end; after it, there is no such trunk.
 */
export function tearDownTrunkWith(dependencies: OperateDependencies): TearDownTrunk {
  return async (command) => {
    const { contract, target, onlyIfUnassigned } = command;
    const answer = await operateOnTrunk(dependencies, {
      ...command,
      kind: 'tear_down_trunk',
      keyed: keyedRequest(command, () =>
        dependencies.keyedHash.fingerprintOf(
          'request',
          JSON.stringify(['tear_down_trunk', contract, target, onlyIfUnassigned]),
        ),
      ),
      prepare: onlyIfUnassigned ? keptIfAssigned : always,
      joinsItsKind: true,
      answerOf,
    });
    return answer.kind === 'refused' || answer.kind === 'number_held' ? { kind: 'assigned' } : answer;
  };
}

const always = (): Preparation => ({ kind: 'ready', request: null });

const keptIfAssigned = ({ agentName, notes }: TrunkRow): Preparation =>
  agentName === null && notes.outboundAgentId === null ? always() : { kind: 'refused', refusal: 'assigned' };

function answerOf({ operation }: OperationWithTrunk): TearDownAnswer {
  const trunk = trunkLeftBy(operation);
  if (trunk === null) return { kind: 'not_found' };
  const leftAtCarrier = stepsIn(operation.steps ?? []).some(
    ({ phase, last }) => phase === 'forward' && last === 'skipped',
  );
  return { kind: 'torn_down', operationId: operation.id, trunk, leftAtCarrier };
}
