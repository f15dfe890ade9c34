import { isDeepStrictEqual } from 'node:util';
import { type KeyRing, UnreadableSecretError } from '../../crypto/secrets.js';
import { keyedRequest } from '../../database/operations/acceptance.js';
import { trunkLeftBy } from '../../database/operations/operations.js';
import { findKeeper } from '../../database/operations/set-up.js';
import type { Preparation, Refusal } from '../../database/operations/trunk-operations.js';
import type { OperationRow, StoredRequest } from '../../database/schema.js';
import { type TrunkRow, trunkOf } from '../../database/trunks/records.js';
import { requestToRevert } from '../../database/trunks/revisions.js';
import {
  type ChangeAnswer,
  type ChangeCommand,
  type ChangeTrunk,
  changedNotes,
  changedSettings,
  type RevertTrunk,
} from '../../domain/change/change.js';
import type { ConflictBudget } from '../../domain/limits.js';
import { type BoundField, boundFields, passwordContext } from '../../domain/trunk/spec.js';
import { type CollisionKey, collisionKeyOf, collisionKeysOf } from '../../domain/trunk/trunk.js';
import type { OrganizationId, SealedSecret } from '../../domain/values.js';
import { runOnTrunk, type TrunkRunner } from '../runner/run-on-trunk.js';
import { orUnavailable } from '../runner/run-operation.js';
import { namesTheSameAccount } from '../set-up/set-up-trunk.js';

/**
 * Accepts a change of a trunk, unless it differs in something that the carrier of its number knows as well. Calls would be
 * refused on one of the two sides from then on.
 */
function unlessBound(row: TrunkRow, request: StoredRequest): Preparation {
  const fields = row.carrier === null ? [] : boundFields.filter((field) => differs(field, row, request));
  return fields.length === 0
    ? { kind: 'ready', request }
    : { kind: 'refused', refusal: { boundToCarrier: fields } };
}

function differs(field: BoundField, row: TrunkRow, { settings, sealedPassword }: StoredRequest): boolean {
  if (field === 'password') return row.sealedPassword !== sealedPassword;
  return !isDeepStrictEqual(trunkOf(row)[field], settings[field]);
}

/**
 * Returns the password that a trunk is to have, as it is to be stored. A password that the trunk has already stays sealed
 * as it is: sealed once more, it would look like a change.
 * @param requested the password, sealed for this trunk.
 */
export function keptIfSame(
  {
    organizationId,
    operationId,
    sealedPassword: present,
  }: Pick<TrunkRow, 'organizationId' | 'operationId' | 'sealedPassword'>,
  requested: SealedSecret,
  keyRing: KeyRing,
): SealedSecret {
  const context = passwordContext({ organizationId, operationId });
  const clear = [present, requested].map((sealed) => opened(sealed, context, keyRing));
  return clear[0] !== null && clear[0] === clear[1] ? present : requested;
}

/** @returns null when no key opens the password any more, because nobody can compare it then. */
function opened(sealed: SealedSecret, context: string, keyRing: KeyRing): string | null {
  try {
    return keyRing.open(sealed, context).reveal();
  } catch (error) {
    if (error instanceof UnreadableSecretError) return null;
    throw error;
  }
}

const changedSince = { kind: 'refused', refusal: 'changed_since' } as const;

/** Derives the answer from a refusal that says what is wrong with the request; null for any other refusal. */
function refusalAnswer(
  refusal: Refusal,
): Extract<
  ChangeAnswer,
  { kind: 'bound_to_carrier' | 'invalid' | 'changed_since' | 'too_many_conflicts' }
> | null {
  if (refusal === 'changed_since') return { kind: refusal };
  if (typeof refusal === 'string') return null;
  if ('kind' in refusal) return refusal;
  return 'problems' in refusal
    ? { kind: 'invalid', problems: refusal.problems }
    : { kind: 'bound_to_carrier', fields: refusal.boundToCarrier };
}

/** The dependencies of a change. */
export interface ChangeRunner extends TrunkRunner {
  readonly keyRing: KeyRing;
  readonly conflicts: ConflictBudget;
}

/**
 * Creates the use case behind every endpoint that changes a trunk. The desired trunk is computed under the number's lock
 * from the trunk as it is then, so that none of two simultaneous changes is lost.
 */
export function changeTrunkWith(runner: ChangeRunner): ChangeTrunk {
  const { keyedHash, keyRing } = runner;
  return async (command) => {
    let requested: StoredRequest | null = null;
    const answer = await runOnTrunk(runner, {
      ...command,
      kind: 'change_trunk',
      keyed: keyedRequest(command, () => keyedHash.fingerprintOf('request', canonical(command))),
      prepare: (row) => {
        const preparation = unlessSpent(runner, row, prepared(row, command, keyRing));
        const request = preparation.kind === 'ready' ? preparation.request : null;
        const moves = request !== null && numberKeyOf(request) !== row.collisionKey;
        // If the number stays, the trunk itself holds it, and somebody else holds another form of it.
        requested = moves ? request : null;
        return preparation;
      },
      joinsItsKind: false,
      answerOf: changeAnswerOf,
    });
    if (answer.kind === 'refused') return refusalAnswer(answer.refusal) ?? { kind: 'addresses_missing' };
    return answer.kind === 'number_held'
      ? orUnavailable(answerOfHeldNumber(runner, command.organizationId, requested))
      : answer;
  };
}

/** Names the trunk that holds the number only if it is the caller's own and has that very account. */
async function answerOfHeldNumber(
  { database, conflicts }: Pick<ChangeRunner, 'database' | 'conflicts'>,
  organizationId: OrganizationId,
  request: StoredRequest | null,
): Promise<Extract<ChangeAnswer, { kind: 'already_exists' | 'number_in_use' | 'too_many_conflicts' }>> {
  const holder = request === null ? null : await findKeeper(database, numberKeyOf(request));
  if (holder === null || request === null || holder.organizationId !== organizationId) {
    return conflicts.spend(organizationId, 1) ?? { kind: 'number_in_use' };
  }
  return namesTheSameAccount(holder, { request })
    ? { kind: 'already_exists', trunk: holder.trunk }
    : { kind: 'number_in_use' };
}

/** Refuses a change that could reveal more numbers of others than its organization may learn about. */
function unlessSpent(
  { conflicts }: Pick<ChangeRunner, 'conflicts'>,
  row: TrunkRow,
  preparation: Preparation,
): Preparation {
  if (preparation.kind === 'refused' || preparation.request === null) return preparation;
  const present = collisionKeysOf(trunkOf(row));
  const asksForMore = collisionKeysOf(preparation.request.settings).some((key) => !present.includes(key));
  const refusal = asksForMore ? conflicts.spent(row.organizationId) : null;
  return refusal === null ? preparation : { kind: 'refused', refusal };
}

function numberKeyOf({ settings }: StoredRequest): CollisionKey {
  return collisionKeyOf(settings.number.value);
}

function prepared(
  row: TrunkRow,
  { changesOf, isExpected }: Pick<ChangeCommand, 'changesOf' | 'isExpected'>,
  keyRing: KeyRing,
): Preparation {
  const trunk = trunkOf(row);
  if (isExpected?.(trunk) === false) return changedSince;
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
function changeAnswerOf(operation: OperationRow): Extract<ChangeAnswer, { kind: 'changed' | 'failed' }> {
  const operationId = operation.id;
  const trunk = trunkLeftBy(operation);
  if (trunk !== null) return { kind: 'changed', operationId, trunk };
  if (operation.failure !== null) return { kind: 'failed', operationId, failure: operation.failure };
  throw new Error(`Operation ${operationId} was completed without a trunk and without a failure.`);
}

/**
 * Creates the use case that takes a trunk back to a revision: a change of all settings to what they were then. The password
 * stays sealed as it was, because it can be opened for this trunk alone.
 */
export function revertTrunkWith(runner: ChangeRunner): RevertTrunk {
  return async ({ trunkId, revision, problemsOf, isExpected, ...command }) => {
    const answer = await runOnTrunk(runner, {
      ...command,
      kind: 'change_trunk',
      contract: 'native',
      target: { by: 'id', id: trunkId },
      keyed: keyedRequest(command, () =>
        runner.keyedHash.fingerprintOf('request', JSON.stringify(['revert_trunk', trunkId, revision])),
      ),
      prepare: async (row, database): Promise<Preparation> => {
        if (isExpected?.(trunkOf(row)) === false) return changedSince;
        const request = await requestToRevert(database, row.organizationId, row.id, revision);
        if (request === null) return { kind: 'refused', refusal: 'no_such_revision' };
        const problems = problemsOf(request.settings, trunkOf(row));
        if (Object.keys(problems).length > 0) return { kind: 'refused', refusal: { problems } };
        const sealedPassword = keptIfSame(row, request.sealedPassword, runner.keyRing);
        return unlessSpent(runner, row, unlessBound(row, { ...request, sealedPassword }));
      },
      joinsItsKind: false,
      answerOf: changeAnswerOf,
    });
    if (answer.kind === 'refused') return refusalAnswer(answer.refusal) ?? { kind: 'revision_not_found' };
    if (answer.kind !== 'number_held') return answer;
    return runner.conflicts.spend(command.organizationId, 1) ?? { kind: 'number_in_use' };
  };
}
