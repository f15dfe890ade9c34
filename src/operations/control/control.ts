import { setTimeout as pause } from 'node:timers/promises';
import { type KeyRing, newOperationId, UnreadableSecretError } from '../../crypto/secrets.js';
import type { Database } from '../../database/database.js';
import { controlOfKey, keyedRequest, operationOfKey } from '../../database/operations/acceptance.js';
import { isSuperseded, mayRetry, requestCancellation } from '../../database/operations/control.js';
import { requestOf } from '../../database/operations/operations.js';
import type { Intent } from '../../database/operations/set-up.js';
import type { Preparation } from '../../database/operations/trunk-operations.js';
import type { OperationRow, StoredRequest } from '../../database/schema.js';
import type { TrunkRow } from '../../database/trunks/records.js';
import { plainFingerprint } from '../../domain/fingerprint.js';
import type {
  CancelOperation,
  ControlCommand,
  RetryAnswer,
  RetryOperation,
} from '../../domain/operation/control.js';
import { asReplay, isReplay, type Unfinished } from '../../domain/operation/operation.js';
import type { OperationId } from '../../domain/values.js';
import { type Following, followedAnswer, followToCompletion } from '../follow/followed-operation.js';
import type { AdmissionControl } from '../runner/admission.js';
import { deadlineAfter } from '../runner/completion.js';
import { runOnTrunk, type TrunkRunner } from '../runner/run-on-trunk.js';
import { acceptInSlot, inBackground, type Runner, runOperation } from '../runner/run-operation.js';
import type { WorkflowStarter } from '../runner/workflow-starter.js';
import { acceptSetUp, sealAgain } from '../set-up/set-up-trunk.js';

/** The dependencies of a cancellation. */
export interface CancelRunner extends Following, Omit<Runner, 'starter'> {
  readonly starter: Pick<WorkflowStarter, 'cancel'>;
  readonly admission: Pick<AdmissionControl, 'read'>;
}

/** The workflow of an operation that was accepted just now may start a moment later. */
const startPauseMs = 300;

/**
 * Creates the use case behind the cancellation of an operation. The request is written before the workflow is cancelled,
 * so that it survives this process: the dispatcher passes it on for as long as the operation runs.
 */
export function cancelOperationWith(runner: CancelRunner): CancelOperation {
  const { database, reachability, starter, admission } = runner;
  return async (command) => {
    const { organizationId, operationId, requestedBy } = command;
    const keyed = keyedRequest(command, () => plainFingerprint('cancel', operationId));
    const start = await acceptInSlot(
      admission.read,
      organizationId,
      reachability,
      () => requestCancellation(database, { organizationId, operationId, requestedBy, keyed }, new Date()),
      () => controlOfKey(database, keyed),
    );
    if (start.kind !== 'requested' && start.kind !== 'repeated') return start;
    if (start.kind === 'requested') {
      inBackground(
        runner,
        cancelOnceStarted(starter, operationId),
        { operationId },
        'cancelling the workflow',
      );
    }
    const answer = await followToCompletion(runner, command, operationId);
    return start.kind === 'repeated' ? asReplay(answer) : answer;
  };
}

async function cancelOnceStarted(
  starter: Pick<WorkflowStarter, 'cancel'>,
  operationId: OperationId,
): Promise<void> {
  if (await starter.cancel(operationId)) return;
  await pause(startPauseMs);
  await starter.cancel(operationId);
}

/** The dependencies of a retry. */
export interface RetryRunner extends TrunkRunner, Following {
  readonly admission: Pick<AdmissionControl, 'set_up' | 'change' | 'tear_down' | 'read'>;
  readonly keyRing: KeyRing;
}

/** A retry as it is begun: the new operation keeps the key of the request. */
type Retry = ControlCommand & Pick<Intent, 'keyed'>;

/** The new operation when the wait is over, or why there is none. */
type Retried =
  | { readonly kind: 'completed'; readonly operationId: OperationId }
  | Unfinished
  | Exclude<RetryAnswer, { readonly kind: 'followed' | 'unfinished' }>;

/**
 * Creates the use case behind a retry: the work of a failed operation is begun again as a new operation, under the same
 * locks and with the same admission as any other.
 */
export function retryOperationWith(runner: RetryRunner): RetryOperation {
  const { database, reachability, admission } = runner;
  return async (command): Promise<RetryAnswer> => {
    const { organizationId, operationId } = command;
    const keyed = keyedRequest(command, () => plainFingerprint('retry', operationId));
    const start = await acceptInSlot(
      admission.read,
      organizationId,
      reachability,
      () => mayRetry(database, { organizationId, operationId, keyed }),
      () => operationOfKey(database, keyed),
    );
    if (start.kind === 'repeated') {
      return asReplay(await followToCompletion(runner, command, start.operationId));
    }
    if (start.kind !== 'ready') return start;
    const retried = await retry(runner, start.operation, { ...command, keyed });
    if (retried.kind !== 'completed' && retried.kind !== 'unfinished') return retried;
    const answer = await followedAnswer(runner, organizationId, retried.operationId);
    return isReplay(retried) ? asReplay(answer) : answer;
  };
}

function retry(runner: RetryRunner, failed: OperationRow, request: Retry): Promise<Retried> | Retried {
  const { trunkId } = failed;
  return trunkId === null
    ? retrySetUp(runner, failed, request)
    : retryChange(runner, failed, trunkId, request);
}

function retrySetUp(
  runner: RetryRunner,
  failed: OperationRow,
  { requestedBy, keyed, waitMs }: Retry,
): Promise<Retried> | Retried {
  const { admission, answerWaitMs, keyRing } = runner;
  const intent = intentOfRetry(keyRing, failed, { requestedBy, keyed });
  if (intent === null) return { kind: 'not_retryable' };
  return runOperation<Retried>(runner, {
    admission: admission.set_up,
    organizationId: failed.organizationId,
    keyed,
    deadline: deadlineAfter(answerWaitMs, waitMs),
    accept: () =>
      acceptSetUp(runner, { ...intent, acceptedAt: new Date() }, (taken) => ({
        kind: 'answered',
        answer:
          taken.kind === 'number_held' || taken.kind === 'number_leaving' ? { kind: 'superseded' } : taken,
      })),
    answerOf: completed,
  });
}

/**
 * Builds the intent of a new set-up from a failed one. A password is bound to the operation with which it came, so it is
 * sealed anew.
 * @returns null when no key opens the password any more.
 */
function intentOfRetry(
  keyRing: KeyRing,
  failed: OperationRow,
  request: Pick<Intent, 'requestedBy' | 'keyed'>,
): Omit<Intent, 'acceptedAt'> | null {
  const { organizationId, contract, collisionKey, requestHash } = failed;
  const operationId = newOperationId();
  if (requestHash === null) throw new Error(`Operation ${failed.id} was begun without a request.`);
  let sealed: StoredRequest;
  try {
    sealed = sealAgain(keyRing, requestOf(failed), { organizationId, operationId: failed.id }, operationId);
  } catch (cause) {
    if (cause instanceof UnreadableSecretError) return null;
    throw cause;
  }
  return {
    ...{ operationId, organizationId, contract, collisionKey, requestHash },
    ...request,
    request: sealed,
    retryOf: failed.id,
  };
}

/** Changes the trunk to what the failed change was to make of it. The password is bound to the trunk's set-up. */
async function retryChange(
  runner: RetryRunner,
  failed: OperationRow,
  trunkId: number,
  { organizationId, requestedBy, keyed, waitMs }: Retry,
): Promise<Retried> {
  // Checked again under the lock: a change that came in between must not be overwritten.
  const unlessSuperseded = async (_trunk: TrunkRow, database: Database): Promise<Preparation> =>
    (await isSuperseded(database, failed))
      ? { kind: 'refused', refusal: 'changed_since' }
      : { kind: 'ready', request: requestOf(failed) };
  const answer = await runOnTrunk<Retried>(runner, {
    ...{ kind: 'change_trunk', organizationId, contract: failed.contract, requestedBy, keyed, waitMs },
    target: { by: 'id', id: trunkId },
    prepare: unlessSuperseded,
    joinsItsKind: false,
    retryOf: failed.id,
    answerOf: completed,
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

function completed({ id }: OperationRow): Retried {
  return { kind: 'completed', operationId: id };
}
