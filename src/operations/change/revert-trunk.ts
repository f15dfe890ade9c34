import { keyedRequest } from '../../database/operations/idempotency-keys.js';
import type { Preparation } from '../../database/operations/trunk-operations.js';
import { requestToRevert } from '../../database/trunks/revisions.js';
import { trunkOf } from '../../database/trunks/rows.js';
import type { RevertTrunk } from '../../domain/change/revert.js';
import { runOnTrunk } from '../runner/run-on-trunk.js';
import { keptIfSame, refusalAnswer, unlessBound } from './change-request.js';
import { type ChangeRunner, changeAnswerOf } from './change-trunk.js';

/**
 * Creates the use case that takes a trunk back to a revision: a change of all settings to what they were then. The password
 * stays sealed as it was, because it can be opened for this trunk alone.
 */
export function revertTrunkWith(runner: ChangeRunner): RevertTrunk {
  return async ({ trunkId, revision, problemsOf, ...command }) => {
    const answer = await runOnTrunk(runner, {
      ...command,
      kind: 'change_trunk',
      contract: 'native',
      target: { by: 'id', id: trunkId },
      keyed: keyedRequest(command, () =>
        runner.keyedHash.fingerprintOf('request', JSON.stringify(['revert_trunk', trunkId, revision])),
      ),
      prepare: async (row, database): Promise<Preparation> => {
        const request = await requestToRevert(database, row.organizationId, row.id, revision);
        if (request === null) return { kind: 'refused', refusal: 'no_such_revision' };
        const problems = problemsOf(request.settings, trunkOf(row));
        if (Object.keys(problems).length > 0) return { kind: 'refused', refusal: { problems } };
        const sealedPassword = keptIfSame(row, request.sealedPassword, runner.keyRing);
        return unlessBound(row, { ...request, sealedPassword });
      },
      joinsItsKind: false,
      answerOf: changeAnswerOf,
    });
    if (answer.kind === 'refused') return refusalAnswer(answer.refusal) ?? { kind: 'revision_not_found' };
    return answer.kind === 'number_held' ? { kind: 'number_in_use' } : answer;
  };
}
