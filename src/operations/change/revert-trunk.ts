import type { KeyRing } from '../../crypto/key-ring.js';
import { keyedRequest } from '../../database/idempotency-keys.js';
import { requestToRevert } from '../../database/revision-rows.js';
import type { Preparation } from '../../database/trunk-operations.js';
import { trunkOf } from '../../database/trunk-rows.js';
import type { RevertTrunk } from '../../domain/change/revert.js';
import { type OperateDependencies, operateOnTrunk } from '../runner/run-on-trunk.js';
import { keptIfSame, refusalAnswer, unlessBound } from './change-request.js';
import { changeAnswerOf } from './change-trunk.js';

/**
 * The use case behind going back to a revision: a change of the trunk to all that it was set to then. The password is
 * taken over as it was sealed, which opens for this trunk alone.
 */
export function revertTrunkWith(
  dependencies: OperateDependencies & { readonly keyRing: KeyRing },
): RevertTrunk {
  return async ({ trunkId, revision, problemsOf, ...command }) => {
    const answer = await operateOnTrunk(dependencies, {
      ...command,
      kind: 'change_trunk',
      contract: 'native',
      target: { by: 'id', id: trunkId },
      keyed: keyedRequest(command, () =>
        dependencies.keyedHash.fingerprintOf('request', JSON.stringify(['revert_trunk', trunkId, revision])),
      ),
      prepare: async (row, database): Promise<Preparation> => {
        const request = await requestToRevert(database, row.organizationId, row.id, revision);
        if (request === null) return { kind: 'refused', refusal: 'no_such_revision' };
        const problems = problemsOf(request.settings, trunkOf(row));
        if (Object.keys(problems).length > 0) return { kind: 'refused', refusal: { problems } };
        const sealedPassword = keptIfSame(row, request.sealedPassword, dependencies.keyRing);
        return unlessBound(row, { ...request, sealedPassword });
      },
      joinsItsKind: false,
      answerOf: changeAnswerOf,
    });
    if (answer.kind === 'refused') return refusalAnswer(answer.refusal) ?? { kind: 'revision_not_found' };
    return answer.kind === 'number_held' ? { kind: 'number_in_use' } : answer;
  };
}
