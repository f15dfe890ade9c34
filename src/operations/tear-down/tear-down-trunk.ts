import { keyedRequest } from '../../database/operations/acceptance.js';
import { trunkLeftBy } from '../../database/operations/operations.js';
import type { Preparation } from '../../database/operations/trunk-operations.js';
import type { OperationRow } from '../../database/schema.js';
import { type TrunkRow, trunkOf } from '../../database/trunks/records.js';
import { stepsIn } from '../../domain/operation/operation.js';
import type { TearDownAnswer, TearDownCommand, TearDownTrunk } from '../../domain/tear-down/tear-down.js';
import { runOnTrunk, type TrunkRunner } from '../runner/run-on-trunk.js';

/**
 * Creates the use case behind every delete endpoint. A second call joins the tear-down that is under way. A call after its
 * completion finds no trunk.
 */
export function tearDownTrunkWith(runner: TrunkRunner): TearDownTrunk {
  return async (command) => {
    const { contract, target, onlyIfUnassigned, isExpected } = command;
    const answer = await runOnTrunk(runner, {
      ...command,
      kind: 'tear_down_trunk',
      keyed: keyedRequest(command, () =>
        runner.keyedHash.fingerprintOf(
          'request',
          JSON.stringify(['tear_down_trunk', contract, target, onlyIfUnassigned]),
        ),
      ),
      prepare: (row) => prepared(row, onlyIfUnassigned, isExpected),
      joinsItsKind: true,
      answerOf,
    });
    if (answer.kind === 'refused') {
      return { kind: answer.refusal === 'changed_since' ? 'changed_since' : 'assigned' };
    }
    switch (answer.kind) {
      // A tear-down asks for no number.
      case 'number_held':
      case 'quota_exceeded':
      case 'number_not_assigned':
      case 'number_not_verified':
        return { kind: 'assigned' };
      default:
        return answer;
    }
  };
}

function prepared(
  row: TrunkRow,
  onlyIfUnassigned: boolean,
  isExpected: TearDownCommand['isExpected'] = () => true,
): Preparation {
  if (!isExpected(trunkOf(row))) return { kind: 'refused', refusal: 'changed_since' };
  const isAssigned = row.agentName !== null || row.notes.outboundAgentId !== null;
  return onlyIfUnassigned && isAssigned
    ? { kind: 'refused', refusal: 'assigned' }
    : { kind: 'ready', request: null };
}

function answerOf(operation: OperationRow): TearDownAnswer {
  const trunk = trunkLeftBy(operation);
  if (trunk === null) return { kind: 'not_found' };
  const leftAtCarrier = stepsIn(operation.steps ?? []).some(
    ({ phase, last }) => phase === 'forward' && last === 'skipped',
  );
  return { kind: 'torn_down', operationId: operation.id, trunk, leftAtCarrier };
}
