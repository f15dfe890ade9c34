import { keyedRequest } from '../../database/operations/acceptance.js';
import { trunkLeftBy } from '../../database/operations/operations.js';
import type { Preparation } from '../../database/operations/trunk-operations.js';
import type { OperationRow } from '../../database/schema.js';
import type { TrunkRow } from '../../database/trunks/records.js';
import { stepsIn } from '../../domain/operation/operation.js';
import type { TearDownAnswer, TearDownTrunk } from '../../domain/tear-down/tear-down.js';
import { runOnTrunk, type TrunkRunner } from '../runner/run-on-trunk.js';

/**
 * Creates the use case behind both delete endpoints. A second call joins the tear-down that is under way. A call after its
 * completion finds no trunk.
 */
export function tearDownTrunkWith(runner: TrunkRunner): TearDownTrunk {
  return async (command) => {
    const { contract, target, onlyIfUnassigned } = command;
    const answer = await runOnTrunk(runner, {
      ...command,
      kind: 'tear_down_trunk',
      keyed: keyedRequest(command, () =>
        runner.keyedHash.fingerprintOf(
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

function answerOf(operation: OperationRow): TearDownAnswer {
  const trunk = trunkLeftBy(operation);
  if (trunk === null) return { kind: 'not_found' };
  const leftAtCarrier = stepsIn(operation.steps ?? []).some(
    ({ phase, last }) => phase === 'forward' && last === 'skipped',
  );
  return { kind: 'torn_down', operationId: operation.id, trunk, leftAtCarrier };
}
