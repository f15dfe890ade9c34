import type { Intent } from '../database/intents.js';
import type { KeyRing } from '../security/key-ring.js';
import type { KeyedHash } from '../security/keyed-hash.js';
import { newOperationId } from '../security/random-ids.js';
import { collisionKeyOf } from '../trunks/number.js';
import { passwordContext } from '../trunks/plan.js';
import type { SetUpAnswer, SetUpCommand, SetUpTrunk } from '../trunks/set-up.js';
import { type BeginSetUp, beginSetUp, type NotAccepted } from './begin-set-up.js';
import { canonicalRequest } from './canonical-request.js';
import { namesTheSameAccount } from './same-account.js';
import { setUpAnswerOf } from './set-up-answer.js';
import { deadlineAfter, joinOperation } from './wait-for-end.js';

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
  return (command) => {
    const deadline = deadlineAfter(dependencies.answerWaitMs, command.waitMs);
    return beginSetUp<SetUpAnswer>(dependencies, {
      intentOf: () => intentOf(command, dependencies),
      deadline,
      answerOf: setUpAnswerOf,
      notAccepted: (acceptance, intent) =>
        acceptance.kind === 'number_leaving'
          ? { kind: 'number_in_use' }
          : answerToRepetition(command, intent, acceptance, deadline),
    });
  };

  function answerToRepetition(
    command: SetUpCommand,
    intent: Intent,
    { kind, holder }: Extract<NotAccepted, { holder: unknown }>,
    deadline: number,
  ): SetUpAnswer | Promise<SetUpAnswer> {
    const join = () => joinOperation(dependencies, holder.id, { deadline, answerOf: setUpAnswerOf });
    const own = holder.organizationId === intent.organizationId;
    const same = own && holder.requestHash === intent.requestHash;
    if (kind === 'key_known') return same ? join() : { kind: 'idempotency_key_reused' };
    if (same && (holder.finishedAt === null || isRecent(holder.finishedAt, command.replayForMs))) {
      return join();
    }
    return own && namesTheSameAccount(holder, intent)
      ? { kind: 'already_exists', trunk: holder.trunk }
      : { kind: 'number_in_use' };
  }
}

function intentOf(command: SetUpCommand, { keyRing, keyedHash }: SetUpDependencies): Intent {
  const { organizationId, contract, requestedBy, request } = command;
  const operationId = newOperationId();
  return {
    operationId,
    organizationId,
    contract,
    requestedBy,
    collisionKey: collisionKeyOf(request.settings.number.value),
    request: {
      settings: request.settings,
      sealedPassword: keyRing.seal(request.password, passwordContext({ organizationId, operationId })),
    },
    requestHash: keyedHash.of('request', canonicalRequest(contract, request)),
    idempotencyKey: command.idempotencyKey,
    acceptedAt: new Date(),
  };
}

function isRecent(finishedAt: Date, windowMs: number): boolean {
  return Date.now() - finishedAt.getTime() < windowMs;
}
