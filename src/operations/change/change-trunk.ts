import type { KeyRing } from '../../crypto/key-ring.js';
import type { Database } from '../../database/database.js';
import { keyedRequest } from '../../database/idempotency-keys.js';
import { findKeeper } from '../../database/intents.js';
import { type OperationWithTrunk, trunkLeftBy } from '../../database/operation-rows.js';
import type { StoredRequest } from '../../database/schema.js';
import type { Preparation } from '../../database/trunk-operations.js';
import { type TrunkRow, trunkOf } from '../../database/trunk-rows.js';
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
import { type OperateDependencies, operateOnTrunk } from '../runner/run-on-trunk.js';
import { orUnavailable } from '../runner/unavailable.js';
import { namesTheSameAccount } from '../set-up/set-up-request.js';
import { keptIfSame, refusalAnswer, unlessBound } from './change-request.js';

/**
 * The use case behind every endpoint that changes a trunk. What the trunk is to be is worked out under the number's
 * lock from what it is then, so that of two changes at once none is lost.
 */
export function changeTrunkWith(
  dependencies: OperateDependencies & { readonly keyRing: KeyRing },
): ChangeTrunk {
  const { database } = dependencies;
  return async (command) => {
    let requested: StoredRequest | null = null;
    const answer = await operateOnTrunk(dependencies, {
      ...command,
      kind: 'change_trunk',
      keyed: keyedRequest(command, () => dependencies.keyedHash.fingerprintOf('request', canonical(command))),
      prepare: (row) => {
        const preparation = prepared(row, command.changesOf, dependencies.keyRing);
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

/** Whose number it is, is told only to whoever holds it with that very account. */
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
 * One text for one wish: two requests are the same exactly when this is. What a body makes of a trunk depends on the trunk,
 * so the body itself is compared, in whatever order its fields are.
 */
function canonical({ endpoint, contract, target, body }: ChangeCommand): string {
  const isFields = typeof body === 'object' && body !== null;
  const fields = isFields ? Object.entries(body).sort(([left], [right]) => (left < right ? -1 : 1)) : body;
  return JSON.stringify([endpoint, contract, target, fields]);
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
