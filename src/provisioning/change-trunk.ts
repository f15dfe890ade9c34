import { type OperationWithTrunk, trunkLeftBy } from '../database/operation-rows.js';
import type { Preparation } from '../database/trunk-operations.js';
import { type TrunkRow, trunkOf } from '../database/trunk-rows.js';
import type { KeyRing } from '../security/key-ring.js';
import {
  type ChangeAnswer,
  type ChangeCommand,
  type ChangeTrunk,
  changedSettings,
  type TrunkChanges,
} from '../trunks/change.js';
import { passwordContext } from '../trunks/plan.js';
import { keptIfSame } from './kept-password.js';
import { type OperateDependencies, operateOnTrunk } from './operate-on-trunk.js';

/**
 * The use case behind every endpoint that changes a trunk. What the trunk is to be is worked out under the number's
 * lock from what it is then, so that of two changes at once none is lost.
 */
export function changeTrunkWith(
  dependencies: OperateDependencies & { readonly keyRing: KeyRing },
): ChangeTrunk {
  return async (command) => {
    const answer = await operateOnTrunk(dependencies, {
      ...command,
      kind: 'change_trunk',
      canonical: canonical(command),
      prepare: (row) => prepared(row, command.changes, dependencies.keyRing),
      joinsItsKind: false,
      answerOf: changeAnswerOf,
    });
    if (answer.kind === 'refused') return { kind: 'addresses_missing' };
    return answer.kind === 'number_held' ? { kind: 'number_in_use' } : answer;
  };
}

function prepared(row: TrunkRow, changes: TrunkChanges, keyRing: KeyRing): Preparation {
  const trunk = trunkOf(row);
  const settings = changedSettings(trunk, changes);
  if (settings === null) return { kind: 'refused', refusal: 'addresses_missing' };
  return {
    kind: 'ready',
    request: {
      settings,
      sealedPassword:
        changes.password === undefined
          ? row.sealedPassword
          : keptIfSame(row, keyRing.seal(changes.password, passwordContext(trunk)), keyRing),
      notes: { ...trunk.notes, ...changes.notes },
    },
  };
}

/** One text for one wish: two requests are the same exactly when this is. */
function canonical({ contract, target, changes: { password, ...others } }: ChangeCommand): string {
  const named = Object.entries(others).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify(['change_trunk', contract, target, named, password?.reveal() ?? null]);
}

/** What the caller of a change that has ended is told. */
export function changeAnswerOf({
  operation,
}: OperationWithTrunk): Extract<ChangeAnswer, { kind: 'changed' | 'failed' }> {
  const operationId = operation.id;
  const trunk = trunkLeftBy(operation);
  if (trunk !== null) return { kind: 'changed', operationId, trunk };
  if (operation.failure !== null) return { kind: 'failed', operationId, failure: operation.failure };
  throw new Error(`Operation ${operationId} ended without a trunk and without a reason.`);
}
