import type { Intent } from '../database/intents.js';
import { type OperationRow, type OperationWithTrunk, requestOf } from '../database/operation-rows.js';
import { mayRetry } from '../database/steering-rows.js';
import type { Preparation } from '../database/trunk-operations.js';
import { findTrunk, type TrunkRow } from '../database/trunk-rows.js';
import { type KeyRing, UnreadableSecretError } from '../security/key-ring.js';
import { newOperationId } from '../security/random-ids.js';
import type { Unfinished } from '../trunks/answers.js';
import { passwordContext } from '../trunks/plan.js';
import type { SealedSecret } from '../trunks/secret.js';
import type { RetryAnswer, RetryOperation, SteeringCommand } from '../trunks/steering.js';
import { type BeginSetUp, beginSetUp } from './begin-set-up.js';
import { type Followed, followedOperation } from './followed-operation.js';
import { type OperateDependencies, operateOnTrunk } from './operate-on-trunk.js';
import { orUnavailable, temporalUnavailable } from './unavailable.js';
import { deadlineAfter, joinOperation } from './wait-for-end.js';

/** What a retry works with. */
export interface RetryDependencies extends BeginSetUp, OperateDependencies, Followed {
  readonly keyRing: KeyRing;
}

/** The new operation, as soon as its caller waits no longer. */
type Begun = { readonly kind: 'ended'; readonly operationId: OperationRow['id'] } | Unfinished;

/**
 * The use case behind a retry: what a failed operation was to do is begun again as an operation of its own, under the
 * same locks and in the same turn as any other.
 */
export function retryOperationWith(dependencies: RetryDependencies): RetryOperation {
  const { database, reachability, answerWaitMs } = dependencies;
  return async function retry(command): Promise<RetryAnswer> {
    if (!reachability.reachable) return temporalUnavailable;
    const start = await orUnavailable(mayRetry(database, command));
    switch (start.kind) {
      case 'ready': {
        const { operation } = start;
        const begun =
          operation.trunkId === null
            ? await setUpAgain(dependencies, operation, command)
            : await changeAgain(dependencies, { ...operation, trunkId: operation.trunkId }, command);
        // The same request came twice at once, and the other one was first.
        if (begun.kind === 'key_known') return retry(command);
        return 'operationId' in begun ? follow(command, begun.operationId) : begun;
      }
      case 'repeated':
        await joinOperation(dependencies, start.operationId, {
          deadline: deadlineAfter(answerWaitMs, command.waitMs),
          answerOf: () => null,
        });
        return follow(command, start.operationId);
      default:
        return start;
    }
  };

  async function follow(
    { organizationId }: SteeringCommand,
    operationId: OperationRow['id'],
  ): Promise<RetryAnswer> {
    const operation = await followedOperation(dependencies, organizationId, operationId);
    return operation === null ? { kind: 'not_found' } : { kind: 'followed', operation };
  }
}

/** Why nothing was begun. */
type Refused = Exclude<RetryAnswer, { kind: 'followed' | 'unfinished' }> | { readonly kind: 'key_known' };

async function setUpAgain(
  dependencies: RetryDependencies,
  failed: OperationRow,
  { requestedBy, idempotencyKey, waitMs }: SteeringCommand,
): Promise<Begun | Refused> {
  const intent = intentAgain(dependencies.keyRing, failed, { requestedBy, idempotencyKey });
  if (intent === null) return { kind: 'not_retryable' };
  return beginSetUp<Begun | Refused>(dependencies, {
    intentOf: () => ({ ...intent, acceptedAt: new Date() }),
    deadline: deadlineAfter(dependencies.answerWaitMs, waitMs),
    answerOf: ended,
    notAccepted: ({ kind }) => (kind === 'key_known' ? { kind } : { kind: 'superseded' }),
  });
}

/**
 * What the failed set-up wanted, for a new one. Its password is bound to the operation that it came with, so it is
 * sealed anew; null when no key opens it any more.
 */
function intentAgain(
  keyRing: KeyRing,
  failed: OperationRow,
  again: Pick<Intent, 'requestedBy' | 'idempotencyKey'>,
): Omit<Intent, 'acceptedAt'> | null {
  const { organizationId, collisionKey, requestHash } = failed;
  const operationId = newOperationId();
  const request = requestOf(failed);
  if (requestHash === null) throw new Error(`Operation ${failed.id} was begun without a request.`);
  let sealedPassword: SealedSecret;
  try {
    const password = keyRing.open(
      request.sealedPassword,
      passwordContext({ organizationId, operationId: failed.id }),
    );
    sealedPassword = keyRing.seal(password, passwordContext({ organizationId, operationId }));
  } catch (cause) {
    if (cause instanceof UnreadableSecretError) return null;
    throw cause;
  }
  return {
    operationId,
    organizationId,
    contract: failed.contract,
    collisionKey,
    request: { ...request, sealedPassword },
    requestHash,
    ...again,
    retryOf: failed.id,
  };
}

/** A change keeps the whole trunk that it was to lead to; its password is bound to the trunk's set-up. */
async function changeAgain(
  dependencies: RetryDependencies,
  failed: OperationRow & { readonly trunkId: number },
  { organizationId, requestedBy, idempotencyKey, waitMs }: SteeringCommand,
): Promise<Begun | Refused> {
  const trunk = await findTrunk(dependencies.database, organizationId, failed.trunkId);
  if (trunk === null) return { kind: 'superseded' };
  const asItWas = ({ updatedAt }: TrunkRow): Preparation =>
    updatedAt.getTime() === trunk.updatedAt.getTime()
      ? { kind: 'ready', request: requestOf(failed) }
      : { kind: 'refused', refusal: 'changed_since' };
  const answer = await operateOnTrunk<Begun>(dependencies, {
    kind: 'change_trunk',
    organizationId,
    contract: failed.contract,
    requestedBy,
    target: { by: 'id', id: failed.trunkId },
    idempotencyKey,
    waitMs,
    canonical: JSON.stringify(['retry', failed.id]),
    prepare: asItWas,
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
