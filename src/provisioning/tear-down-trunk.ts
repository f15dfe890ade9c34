import { type OperationWithTrunk, trunkLeftBy } from '../database/operation-rows.js';
import type { TearDownAnswer, TearDownTrunk } from '../trunks/tear-down.js';
import { type OperateDependencies, operateOnTrunk } from './operate-on-trunk.js';

/**
 * The use case behind both delete endpoints. A second call while the trunk is being taken down waits for the same
 * end; after it, there is no such trunk.
 */
export function tearDownTrunkWith(dependencies: OperateDependencies): TearDownTrunk {
  return (command) => {
    const { contract, target, onlyIfUnassigned } = command;
    return operateOnTrunk(dependencies, {
      ...command,
      kind: 'tear_down_trunk',
      canonical: JSON.stringify(['tear_down_trunk', contract, target, onlyIfUnassigned]),
      joinsItsKind: true,
      answerOf,
    });
  };
}

function answerOf({ operation }: OperationWithTrunk): TearDownAnswer {
  const trunk = trunkLeftBy(operation);
  return trunk === null ? { kind: 'not_found' } : { kind: 'torn_down', operationId: operation.id, trunk };
}
