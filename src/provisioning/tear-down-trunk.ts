import { type OperationWithTrunk, trunkLeftBy } from '../database/operation-rows.js';
import type { Preparation } from '../database/trunk-operations.js';
import type { TrunkRow } from '../database/trunk-rows.js';
import type { TearDownAnswer, TearDownTrunk } from '../trunks/tear-down.js';
import { type OperateDependencies, operateOnTrunk } from './operate-on-trunk.js';

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
      canonical: JSON.stringify(['tear_down_trunk', contract, target, onlyIfUnassigned]),
      prepare: onlyIfUnassigned ? keptIfAssigned : always,
      joinsItsKind: true,
      answerOf,
    });
    return answer.kind === 'refused' || answer.kind === 'number_held' ? { kind: 'assigned' } : answer;
  };
}

const always = (): Preparation => ({ kind: 'ready', request: null });

const keptIfAssigned = ({ agentName }: TrunkRow): Preparation =>
  agentName === null ? always() : { kind: 'refused', refusal: 'assigned' };

function answerOf({ operation }: OperationWithTrunk): TearDownAnswer {
  const trunk = trunkLeftBy(operation);
  return trunk === null ? { kind: 'not_found' } : { kind: 'torn_down', operationId: operation.id, trunk };
}
