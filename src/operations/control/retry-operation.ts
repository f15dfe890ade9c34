import { type KeyRing, UnreadableSecretError } from '../../crypto/key-ring.js';
import { newOperationId } from '../../crypto/random-ids.js';
import type { Database } from '../../database/database.js';
import { keyedRequest, operationOfKey, type Repeated } from '../../database/idempotency-keys.js';
import type { Intent } from '../../database/intents.js';
import { type OperationRow, type OperationWithTrunk, requestOf } from '../../database/operation-rows.js';
import type { StoredRequest } from '../../database/schema.js';
import { isSuperseded, mayRetry } from '../../database/steering-rows.js';
import type { Preparation } from '../../database/trunk-operations.js';
import type { TrunkRow } from '../../database/trunk-rows.js';
import { plainFingerprint } from '../../domain/fingerprint.js';
import type { OperationId } from '../../domain/ids.js';
import type { ControlCommand, RetryAnswer, RetryOperation } from '../../domain/operation/control.js';
import type { Unfinished } from '../../domain/outcomes.js';
import { type Followed, followedAnswer } from '../follow/followed-operation.js';
import type { AdmissionControl } from '../runner/admission.js';
import { deadlineAfter, joinOperation } from '../runner/completion.js';
import { type OperateDependencies, operateOnTrunk } from '../runner/run-on-trunk.js';
import { beginOrReplay } from '../runner/unavailable.js';
import { type BeginSetUp, beginSetUp } from '../set-up/begin-set-up.js';
import { sealAgain } from '../set-up/set-up-request.js';

/** What a retry works with. */
export interface RetryDependencies extends BeginSetUp, OperateDependencies, Followed {
  readonly admission: AdmissionControl;
  readonly keyRing: KeyRing;
}

/** The new operation, as soon as its caller waits no longer. */
type Begun = { readonly kind: 'ended'; readonly operationId: OperationId } | Unfinished;

/**
 * The use case behind a retry: what a failed operation was to do is begun again as an operation of its own, under the
 * same locks and in the same turn as any other.
 */
export function retryOperationWith(dependencies: RetryDependencies): RetryOperation {
  const { database, reachability, answerWaitMs } = dependencies;
  return async (command): Promise<RetryAnswer> => {
    const { organizationId, operationId } = command;
    const keyed = keyedRequest(command, () => plainFingerprint('retry', operationId));
    const start = await beginOrReplay(
      reachability,
      () => mayRetry(database, { organizationId, operationId, keyed }),
      () => operationOfKey(database, keyed),
    );
    switch (start.kind) {
      case 'ready': {
        const { operation } = start;
        const begun =
          operation.trunkId === null
            ? await setUpAgain(dependencies, operation, { ...command, keyed })
            : await changeAgain(
                dependencies,
                { ...operation, trunkId: operation.trunkId },
                { ...command, keyed },
              );
        // The same request came twice at once, and the other one was first.
        if (begun.kind === 'repeated') return join(command, begun.operationId);
        return 'operationId' in begun ? follow(command, begun.operationId) : begun;
      }
      case 'repeated':
        return join(command, start.operationId);
      default:
        return start;
    }
  };

  async function join(command: ControlCommand, operationId: OperationId): Promise<RetryAnswer> {
    await joinOperation(dependencies, operationId, {
      deadline: deadlineAfter(answerWaitMs, command.waitMs),
      answerOf: () => null,
    });
    return follow(command, operationId);
  }

  function follow({ organizationId }: ControlCommand, operationId: OperationId): Promise<RetryAnswer> {
    return followedAnswer(dependencies, organizationId, operationId);
  }
}

/** Why nothing was begun. */
type Refused =
  | Exclude<RetryAnswer, { kind: 'followed' | 'unfinished' }>
  | Repeated<{ readonly operationId: OperationId }>;

/** What a retry asks for, beside which operation. */
type Again = Pick<ControlCommand, 'organizationId' | 'requestedBy' | 'waitMs'> & Pick<Intent, 'keyed'>;

async function setUpAgain(
  dependencies: RetryDependencies,
  failed: OperationRow,
  { requestedBy, keyed, waitMs }: Again,
): Promise<Begun | Refused> {
  const intent = intentAgain(dependencies.keyRing, failed, { requestedBy, keyed });
  if (intent === null) return { kind: 'not_retryable' };
  return beginSetUp<Begun | Refused>(dependencies, {
    intentOf: () => ({ ...intent, acceptedAt: new Date() }),
    deadline: deadlineAfter(dependencies.answerWaitMs, waitMs),
    answerOf: ended,
    notAccepted: (acceptance) =>
      acceptance.kind === 'repeated' || acceptance.kind === 'idempotency_key_reused'
        ? acceptance
        : { kind: 'superseded' },
  });
}

/**
 * What the failed set-up wanted, for a new one. Its password is bound to the operation that it came with, so it is
 * sealed anew; null when no key opens it any more.
 */
function intentAgain(
  keyRing: KeyRing,
  failed: OperationRow,
  again: Pick<Intent, 'requestedBy' | 'keyed'>,
): Omit<Intent, 'acceptedAt'> | null {
  const { organizationId, collisionKey, requestHash } = failed;
  const operationId = newOperationId();
  if (requestHash === null) throw new Error(`Operation ${failed.id} was begun without a request.`);
  let request: StoredRequest;
  try {
    const owner = { organizationId, operationId: failed.id };
    request = sealAgain(keyRing, requestOf(failed), owner, operationId);
  } catch (cause) {
    if (cause instanceof UnreadableSecretError) return null;
    throw cause;
  }
  return {
    operationId,
    organizationId,
    contract: failed.contract,
    collisionKey,
    request,
    requestHash,
    ...again,
    retryOf: failed.id,
  };
}

/** A change keeps the whole trunk that it was to lead to; its password is bound to the trunk's set-up. */
async function changeAgain(
  dependencies: RetryDependencies,
  failed: OperationRow & { readonly trunkId: number },
  { organizationId, requestedBy, keyed, waitMs }: Again,
): Promise<Begun | Refused> {
  // Judged again under the lock: what has become of the trunk since the first look would be overwritten.
  const unlessSuperseded = async (_trunk: TrunkRow, database: Database): Promise<Preparation> =>
    (await isSuperseded(database, failed))
      ? { kind: 'refused', refusal: 'changed_since' }
      : { kind: 'ready', request: requestOf(failed) };
  const answer = await operateOnTrunk<Begun>(dependencies, {
    kind: 'change_trunk',
    organizationId,
    contract: failed.contract,
    requestedBy,
    target: { by: 'id', id: failed.trunkId },
    keyed,
    waitMs,
    prepare: unlessSuperseded,
    joinsItsKind: false,
    retryOf: failed.id,
    answerOf: ended,
  });
  switch (answer.kind) {
    case 'not_found':
    case 'refused':
    case 'number_held':
      return { kind: 'superseded' };
    default:
      return answer;
  }
}

function ended({ operation }: OperationWithTrunk): Begun {
  return { kind: 'ended', operationId: operation.id };
}
