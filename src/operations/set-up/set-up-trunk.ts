import {
  type KeyedHash,
  type KeyRing,
  newOperationId,
  openAccount,
  sealAccount,
} from '../../crypto/secrets.js';
import type { Database } from '../../database/database.js';
import { keyedRequest } from '../../database/operations/acceptance.js';
import { trunkLeftBy } from '../../database/operations/operations.js';
import {
  acceptIntent,
  type First,
  findFirst,
  type Holder,
  type Intent,
  type Acceptance as IntentAcceptance,
} from '../../database/operations/set-up.js';
import type { OperationRow, StoredRequest } from '../../database/schema.js';
import type { ConflictBudget } from '../../domain/limits.js';
import type { OperationOrigin } from '../../domain/operation/operation.js';
import type { SetUpAnswer, SetUpCommand, SetUpRequest, SetUpTrunk } from '../../domain/set-up/set-up.js';
import { carrierSettingsIn } from '../../domain/trunk/carrier/carrier-settings.js';
import type { NotOwned } from '../../domain/trunk/numbers/number-rules.js';
import { carrierUsername, passwordContext, type TrunkSpec } from '../../domain/trunk/spec.js';
import { collisionKeyOf, collisionKeysOf, noteNames } from '../../domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import type { AdmissionControl } from '../runner/admission.js';
import { deadlineAfter } from '../runner/completion.js';
import { type Acceptance, type Known, type Runner, runOperation } from '../runner/run-operation.js';

/** The set-up to which a password is bound. */
export type PasswordOwner = Pick<TrunkSpec, 'organizationId' | 'operationId'>;

/** Builds the request of a set-up as it is stored. Its password can be opened for that set-up alone. */
export function sealRequest(
  keyRing: KeyRing,
  { settings, password, notes }: SetUpRequest,
  owner: PasswordOwner,
): StoredRequest {
  return {
    settings,
    sealedPassword: keyRing.seal(password, passwordContext(owner)),
    ...(notes === undefined ? {} : { notes }),
  };
}

/**
 * Builds the same request for another set-up of the same organisation. The user name at a carrier is the new set-up's own.
 * @param owner the set-up for which the request was sealed.
 * @param operationId the set-up for which it is sealed now.
 * @throws {UnreadableSecretError} when no key opens its secrets any more, or its carrier account is no longer stored.
 */
export function sealAgain(
  keyRing: KeyRing,
  request: StoredRequest,
  owner: PasswordOwner,
  operationId: OperationId,
): StoredRequest {
  const password = keyRing.open(request.sealedPassword, passwordContext(owner));
  const again = { ...owner, operationId };
  const sealed = { ...request, sealedPassword: keyRing.seal(password, passwordContext(again)) };
  const { carrier, settings } = request;
  if (carrier === undefined) return sealed;
  const account = openAccount(keyRing, carrier, owner);
  return {
    ...sealed,
    settings: { ...settings, username: carrierUsername(operationId) },
    carrier: { ...carrier, sealedAccount: sealAccount(keyRing, account, again) },
  };
}

/** Serialises a request. Two requests for a set-up are the same exactly when their texts are equal. */
export function canonicalRequest(
  origin: OperationOrigin,
  { settings, password, notes }: SetUpRequest,
): string {
  const { inboundAuthorization } = settings;
  const carrierSettings = carrierSettingsIn(settings);
  return JSON.stringify([
    origin,
    settings.number.kind,
    settings.number.value,
    settings.nickname,
    settings.username,
    password.reveal(),
    settings.outboundAddress,
    settings.callingFormat,
    inboundAuthorization.digest,
    [...inboundAuthorization.allowed].sort(),
    settings.outboundProxy,
    settings.countryCode,
    settings.agentName,
    // A hash of this text is stored, so a request without one of these must keep the text that it had before they existed.
    ...(notes === undefined ? [] : noteNames.map((name) => notes[name])),
    ...(settings.otherForms === undefined ? [] : [settings.otherForms]),
    ...(settings.additionalNumbers === undefined
      ? []
      : [{ additionalNumbers: settings.additionalNumbers.toSorted() }]),
    ...(Object.keys(carrierSettings).length === 0 ? [] : [carrierSettings]),
  ]);
}

/** Tells whether number, username and address agree: the vendor calls such a trunk a duplicate. */
export function namesTheSameAccount(holder: Holder, intent: Pick<Intent, 'request'>): boolean {
  const theirs = holder.trunk ?? holder.request?.settings;
  const ours = intent.request.settings;
  return (
    theirs !== undefined &&
    theirs.number.value === ours.number.value &&
    theirs.username === ours.username &&
    theirs.outboundAddress === ours.outboundAddress
  );
}

/** The dependencies of a set-up. */
export interface SetUpRunner extends Runner {
  readonly admission: Pick<AdmissionControl, 'set_up'>;
  readonly keyRing: KeyRing;
  readonly keyedHash: KeyedHash;
  readonly conflicts: ConflictBudget;
}

/** The part of an intent by which a request for a set-up is recognised. */
export type SetUpIdentity = Pick<Intent, 'organizationId' | 'collisionKey' | 'requestHash' | 'keyed'>;

/**
 * Creates the use case behind both create endpoints. The intent is written and the number reserved before the workflow is
 * started.
 */
export function setUpTrunkWith(runner: SetUpRunner): SetUpTrunk {
  return (command) => {
    const identity = identityOf(command, runner);
    return setUpOnce(runner, command, identity, () => intentOf(command, identity, runner));
  };
}

/**
 * Runs a set-up, unless the same request was accepted before: then the caller gets the answer of that one.
 * @param command how long the caller waits, and for how long after its success the same request is answered by it.
 * @param intentOf builds the intent once the set-up has its slot.
 */
export function setUpOnce(
  runner: SetUpRunner,
  { replayForMs, waitMs }: Pick<SetUpCommand, 'replayForMs' | 'waitMs'>,
  identity: SetUpIdentity,
  intentOf: () => Intent,
): Promise<SetUpAnswer> {
  return runOperation<SetUpAnswer>(runner, {
    admission: runner.admission.set_up,
    organizationId: identity.organizationId,
    keyed: identity.keyed,
    deadline: deadlineAfter(runner.answerWaitMs, waitMs),
    accept: async () => {
      const intent = intentOf();
      const spent = runner.conflicts.spent(intent.organizationId);
      if (spent !== null && !(await isKnown(runner.database, intent))) return answered(spent);
      const inUse = (owner?: OrganizationId): SetUpAnswer =>
        (owner === intent.organizationId ? null : runner.conflicts.spend(intent.organizationId, 1)) ?? {
          kind: 'number_in_use',
        };
      return acceptSetUp(runner, intent, (held) => {
        if (held.kind === 'number_leaving') return answered(inUse());
        if (held.kind !== 'number_held') return answered(held);
        const { holder } = held;
        const own = holder.organizationId === intent.organizationId && namesTheSameAccount(holder, intent);
        return (
          repetitionOf(held, identity, replayForMs) ??
          answered(own ? { kind: 'already_exists', trunk: holder.trunk } : inUse(holder.organizationId))
        );
      });
    },
    answerOf: setUpAnswerOf,
  });
}

/** Tells whether a request was accepted before, or its organization has the number already: the answer reveals nothing of others. */
async function isKnown(database: Database, intent: Intent): Promise<boolean> {
  const first = await findFirst(database, intent, collisionKeysOf(intent.request.settings));
  if (first === null) return false;
  return first.kind !== 'number_held' || first.holder.organizationId === intent.organizationId;
}

const answered = (answer: SetUpAnswer) => ({ kind: 'answered', answer }) as const;

/** Why a set-up does not get its number: it is not free, or a quota has no room. */
export type NumberTaken = Extract<
  IntentAcceptance,
  { kind: 'number_held' | 'number_leaving' | 'quota_exceeded' | NotOwned['kind'] }
>;

/**
 * Writes the intent of a set-up and reserves its number.
 * @param numberTaken decides what the caller gets when the set-up does not get its number.
 */
export async function acceptSetUp<Answer>(
  { database, rules }: Pick<Runner, 'database' | 'rules'>,
  intent: Intent,
  numberTaken: (taken: NumberTaken) => Acceptance<Answer> | Promise<Acceptance<Answer>>,
): Promise<Acceptance<Answer>> {
  const acceptance = await acceptIntent(database, intent, rules);
  switch (acceptance.kind) {
    case 'accepted': {
      const operation = { ...intent, id: intent.operationId, kind: 'set_up_trunk', trunkId: null } as const;
      return { kind: 'accepted', operation, earlierOperations: acceptance.earlierOperations };
    }
    case 'number_held':
    case 'number_leaving':
    case 'quota_exceeded':
    case 'number_not_assigned':
    case 'number_not_verified':
      return numberTaken(acceptance);
    default:
      return acceptance;
  }
}

/**
 * Finds the operation that answers a request which was accepted before, under its key or as the same request.
 * @param replayForMs for how long after its success an operation answers the same request, in milliseconds.
 * @returns null when this is another request.
 */
export function repetitionOf(
  first: First,
  { organizationId, requestHash }: SetUpIdentity,
  replayForMs: number,
): Known | Extract<Acceptance<never>, { kind: 'joins' }> | null {
  if (first.kind !== 'number_held') return first;
  const { holder } = first;
  const same = holder.organizationId === organizationId && holder.requestHash === requestHash;
  const recent = holder.finishedAt === null || Date.now() - holder.finishedAt.getTime() < replayForMs;
  return same && recent ? { kind: 'joins', operationId: holder.id } : null;
}

function identityOf(command: SetUpCommand, { keyedHash }: Pick<SetUpRunner, 'keyedHash'>): SetUpIdentity {
  const { organizationId, contract, request } = command;
  const fingerprint = keyedHash.fingerprintOf('request', canonicalRequest(contract, request));
  return {
    organizationId,
    collisionKey: collisionKeyOf(request.settings.number.value),
    requestHash: fingerprint,
    keyed: keyedRequest(command, () => fingerprint),
  };
}

function intentOf(
  { contract, requestedBy, request }: SetUpCommand,
  identity: SetUpIdentity,
  { keyRing }: Pick<SetUpRunner, 'keyRing'>,
): Intent {
  const operationId = newOperationId();
  const { organizationId } = identity;
  return {
    ...identity,
    operationId,
    contract,
    requestedBy,
    request: sealRequest(keyRing, request, { organizationId, operationId }),
    acceptedAt: new Date(),
  };
}

/** Derives the answer from a completed set-up: its trunk as it was made, even if the trunk is gone by now. */
export function setUpAnswerOf(operation: OperationRow): SetUpAnswer {
  const operationId = operation.id;
  const trunk = trunkLeftBy(operation);
  if (trunk !== null) return { kind: 'created', operationId, trunk };
  if (operation.failure !== null) return { kind: 'failed', operationId, failure: operation.failure };
  throw new Error(`Operation ${operationId} was completed without a trunk and without a failure.`);
}
