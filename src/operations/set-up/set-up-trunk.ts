import type { KeyRing } from '../../crypto/key-ring.js';
import type { KeyedHash } from '../../crypto/keyed-hash.js';
import { newOperationId } from '../../crypto/random-ids.js';
import { joinWithKey, keyedRequest } from '../../database/idempotency-keys.js';
import type { First, Holder, Intent } from '../../database/intents.js';
import { type OperationWithTrunk, trunkLeftBy } from '../../database/operation-rows.js';
import type { OperationId } from '../../domain/ids.js';
import type { OperationOrigin } from '../../domain/operation/operation.js';
import type { SetUpAnswer, SetUpCommand, SetUpRequest, SetUpTrunk } from '../../domain/set-up/set-up.js';
import { noteNames } from '../../domain/trunk/notes.js';
import { collisionKeyOf } from '../../domain/trunk/number.js';
import { deadlineAfter, joinOperation } from '../runner/completion.js';
import { orUnavailable } from '../runner/unavailable.js';
import { type BeginSetUp, beginSetUp } from './begin-set-up.js';
import { namesTheSameAccount, sealRequest } from './set-up-request.js';

/** What a set-up works with. */
export interface SetUpDependencies extends BeginSetUp {
  readonly keyRing: KeyRing;
  readonly keyedHash: KeyedHash;
}

/**
 * The use case behind both create endpoints. The intent is written and the number reserved before anything is
 * started: from then on the set-up happens, whatever becomes of this process or of its caller.
 */
export function setUpTrunkWith(dependencies: SetUpDependencies): SetUpTrunk {
  return (command) => setUpOnce(dependencies, command, () => intentOf(command, dependencies));
}

/** How long a caller waits, and for how long the same wish is the same set-up. */
export type Repetition = Pick<SetUpCommand, 'replayForMs' | 'waitMs'>;

/** Carries out a set-up, unless it is one that was accepted before: then the caller gets the answer of that. */
export function setUpOnce(
  dependencies: BeginSetUp,
  repetition: Repetition,
  intentOf: () => Intent,
): Promise<SetUpAnswer> {
  const deadline = deadlineAfter(dependencies.answerWaitMs, repetition.waitMs);
  return beginSetUp<SetUpAnswer>(dependencies, {
    intentOf,
    deadline,
    answerOf: setUpAnswerOf,
    notAccepted: async (acceptance, intent) => {
      if (acceptance.kind === 'number_leaving') return { kind: 'number_in_use' };
      const repeated = await answerOfFirst(dependencies, { ...repetition, deadline }, intent, acceptance);
      if (repeated !== null) return repeated;
      return acceptance.kind === 'number_held' && isOwnAccount(acceptance.holder, intent)
        ? { kind: 'already_exists', trunk: acceptance.holder.trunk }
        : { kind: 'number_in_use' };
    },
  });
}

/**
 * What a wish is given that was accepted before, by its key or as the same request; null when it is another one.
 * @param until for how long the same wish is the same set-up, and when its caller is answered, by `performance.now()`.
 */
export async function answerOfFirst(
  dependencies: BeginSetUp,
  until: Pick<Repetition, 'replayForMs'> & { readonly deadline: number },
  spec: Pick<Intent, 'organizationId' | 'requestHash' | 'keyed'>,
  first: First,
): Promise<SetUpAnswer | null> {
  const join = (operationId: OperationId) =>
    joinOperation(dependencies, operationId, { deadline: until.deadline, answerOf: setUpAnswerOf });
  switch (first.kind) {
    case 'repeated':
      return join(first.operationId);
    case 'idempotency_key_reused':
      return first;
    case 'number_held': {
      if (!isSameAndRecent(first.holder, spec, until.replayForMs)) return null;
      const joined = await orUnavailable(
        joinWithKey(dependencies.database, spec.keyed, first.holder.id, new Date()),
      );
      return joined.kind === 'repeated' ? join(joined.operationId) : joined;
    }
  }
}

function isSameAndRecent(
  { organizationId, requestHash, finishedAt }: Holder,
  spec: Pick<Intent, 'organizationId' | 'requestHash'>,
  replayForMs: number,
): boolean {
  const same = organizationId === spec.organizationId && requestHash === spec.requestHash;
  return same && (finishedAt === null || Date.now() - finishedAt.getTime() < replayForMs);
}

function isOwnAccount(holder: Holder, intent: Intent): boolean {
  return holder.organizationId === intent.organizationId && namesTheSameAccount(holder, intent);
}

function intentOf(command: SetUpCommand, { keyRing, keyedHash }: SetUpDependencies): Intent {
  const { organizationId, contract, requestedBy, request } = command;
  const operationId = newOperationId();
  const fingerprint = keyedHash.fingerprintOf('request', canonicalRequest(contract, request));
  return {
    operationId,
    organizationId,
    contract,
    requestedBy,
    collisionKey: collisionKeyOf(request.settings.number.value),
    request: sealRequest(keyRing, request, { organizationId, operationId }),
    requestHash: fingerprint,
    keyed: keyedRequest(command, () => fingerprint),
    acceptedAt: new Date(),
  };
}

/** What a set-up that has ended means for its caller: its trunk as it was made, even if it is gone by now. */
export function setUpAnswerOf({ operation }: OperationWithTrunk): SetUpAnswer {
  const operationId = operation.id;
  const trunk = trunkLeftBy(operation);
  if (trunk !== null) return { kind: 'created', operationId, trunk };
  if (operation.failure !== null) return { kind: 'failed', operationId, failure: operation.failure };
  throw new Error(`Operation ${operationId} ended without a trunk and without a reason.`);
}

/** One text for one wish: two requests for a set-up are the same exactly when this is. */
export function canonicalRequest(
  origin: OperationOrigin,
  { settings, password, notes }: SetUpRequest,
): string {
  const { inboundAuthorization } = settings;
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
    // Without notes it is what it was before there were any, since the hash of it is stored.
    ...(notes === undefined ? [] : noteNames.map((name) => notes[name])),
  ]);
}
