import { requestToRevert } from '../database/revision-rows.js';
import type { Preparation } from '../database/trunk-operations.js';
import type { KeyRing } from '../security/key-ring.js';
import type { RevertTrunk } from '../trunks/revert.js';
import { changeAnswerOf } from './change-trunk.js';
import { keptIfSame } from './kept-password.js';
import { type OperateDependencies, operateOnTrunk } from './operate-on-trunk.js';

/**
 * The use case behind going back to a revision: a change of the trunk to all that it was set to then. The password is
 * taken over as it was sealed, which opens for this trunk alone.
 */
export function revertTrunkWith(
  dependencies: OperateDependencies & { readonly keyRing: KeyRing },
): RevertTrunk {
  return async ({ trunkId, revision, ...command }) => {
    const answer = await operateOnTrunk(dependencies, {
      ...command,
      kind: 'change_trunk',
      contract: 'native',
      target: { by: 'id', id: trunkId },
      canonical: JSON.stringify(['revert_trunk', trunkId, revision]),
      prepare: async (row, database): Promise<Preparation> => {
        const request = await requestToRevert(database, row.organizationId, row.id, revision);
        if (request === null) return { kind: 'refused', refusal: 'no_such_revision' };
        const sealedPassword = keptIfSame(row, request.sealedPassword, dependencies.keyRing);
        return { kind: 'ready', request: { ...request, sealedPassword } };
      },
      joinsItsKind: false,
      answerOf: changeAnswerOf,
    });
    if (answer.kind === 'refused') return { kind: 'revision_not_found' };
    return answer.kind === 'number_held' ? { kind: 'number_in_use' } : answer;
  };
}
