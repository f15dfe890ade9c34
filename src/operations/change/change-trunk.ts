import type { KeyRing } from '../../crypto/key-ring.js';
import type { Database } from '../../database/database.js';
import { keyedRequest } from '../../database/operations/idempotency-keys.js';
import { type OperationRow, trunkLeftBy } from '../../database/operations/queries.js';
import { findKeeper } from '../../database/operations/set-up.js';
import type { Preparation } from '../../database/operations/trunk-operations.js';
import type { StoredRequest } from '../../database/schema/columns.js';
import { type TrunkRow, trunkOf } from '../../database/trunks/rows.js';
import {
  type ChangeAnswer,
  type ChangeCommand,
  type ChangeTrunk,
  changedNotes,
  changedSettings,
} from '../../domain/change/change.js';
import type { OrganizationId } from '../../domain/ids.js';
import { collisionKeyOf } from '../../domain/trunk/number.js';
import { passwordContext } from '../../domain/trunk/spec.js';
import { runOnTrunk, type TrunkRunner } from '../runner/run-on-trunk.js';
import { orUnavailable } from '../runner/unavailable.js';
import { namesTheSameAccount } from '../set-up/set-up-request.js';
import { keptIfSame, refusalAnswer, unlessBound } from './change-request.js';

/** The dependencies of a change. */
export interface ChangeRunner extends TrunkRunner {
  readonly keyRing: KeyRing;
}

/**
 * Creates the use case behind every endpoint that changes a trunk. The desired trunk is computed under the number's lock
 * from the trunk as it is then, so that none of two simultaneous changes is lost.
 */
export function changeTrunkWith(runner: ChangeRunner): ChangeTrunk {
  const { database, keyedHash, keyRing } = runner;
  return async (command) => {
    let requested: StoredRequest | null = null;
    const answer = await runOnTrunk(runner, {
      ...command,
      kind: 'change_trunk',
      keyed: keyedRequest(command, () => keyedHash.fingerprintOf('request', canonical(command))),
      prepare: (row) => {
        const preparation = prepared(row, command.changesOf, keyRing);
        requested = preparation.kind === 'ready' ? preparation.request : null;
        return preparation;
      },
      joinsItsKind: false,
      answerOf: changeAnswerOf,
    });
    if (answer.kind === 'refused') return refusalAnswer(answer.refusal) ?? { kind: 'addresses_missing' };
    return answer.kind === 'number_held'
      ? orUnavailable(answerOfHeldNumber(database, command.organizationId, requested))
      : answer;
  };
}

/** Names the trunk that holds the number only if it is the caller's own and has that very account. */
async function answerOfHeldNumber(
  database: Database,
  organizationId: OrganizationId,
  request: StoredRequest | null,
): Promise<Extract<ChangeAnswer, { kind: 'already_exists' | 'number_in_use' }>> {
  const holder =
    request === null ? null : await findKeeper(database, collisionKeyOf(request.settings.number.value));
  return request !== null &&
    holder?.organizationId === organizationId &&
    namesTheSameAccount(holder, { request })
    ? { kind: 'already_exists', trunk: holder.trunk }
    : { kind: 'number_in_use' };
}

function prepared(row: TrunkRow, changesOf: ChangeCommand['changesOf'], keyRing: KeyRing): Preparation {
  const trunk = trunkOf(row);
  const reading = changesOf(trunk);
  if (!reading.ok) return { kind: 'refused', refusal: { problems: reading.problems } };
  const changes = reading.value;
  const settings = changedSettings(trunk, changes);
  if (settings === null) return { kind: 'refused', refusal: 'addresses_missing' };
  return unlessBound(row, {
    settings,
    sealedPassword:
      changes.password === undefined
        ? row.sealedPassword
        : keptIfSame(row, keyRing.seal(changes.password, passwordContext(trunk)), keyRing),
    notes: changedNotes(trunk, changes),
  });
}

/**
 * Serialises a request. Equal texts mean the same request. What a body makes of a trunk depends on the trunk, so the body
 * itself is compared, in whatever order its fields are.
 */
function canonical({ endpoint, contract, target, body }: ChangeCommand): string {
  const isFields = typeof body === 'object' && body !== null;
  const fields = isFields ? Object.entries(body).sort(([left], [right]) => (left < right ? -1 : 1)) : body;
  return JSON.stringify([endpoint, contract, target, fields]);
}

/** Derives the answer from a completed change. */
export function changeAnswerOf(
  operation: OperationRow,
): Extract<ChangeAnswer, { kind: 'changed' | 'failed' }> {
  const operationId = operation.id;
  const trunk = trunkLeftBy(operation);
  if (trunk !== null) return { kind: 'changed', operationId, trunk };
  if (operation.failure !== null) return { kind: 'failed', operationId, failure: operation.failure };
  throw new Error(`Operation ${operationId} was completed without a trunk and without a failure.`);
}
