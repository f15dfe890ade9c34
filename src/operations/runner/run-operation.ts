import type { Logger } from 'pino';
import { type Database, isTransientDatabaseError } from '../../database/database.js';
import {
  joinWithKey,
  type KeyedRequest,
  type KeyReused,
  operationOfKey,
  type Repeated,
} from '../../database/operations/acceptance.js';
import type { OperationRow } from '../../database/schema.js';
import { inSlot, type Refused, type Slot, type Slots } from '../../domain/limits.js';
import { asReplay, type Unavailable, type Unfinished } from '../../domain/operation/operation.js';
import type { NumberRules } from '../../domain/trunk/numbers/number-rules.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import type { Admission } from './admission.js';
import {
  type Completed,
  deadlineAfter,
  joinOperation,
  type OperationCompletions,
  type Wait,
  waitForCompletion,
} from './completion.js';
import type { TemporalReachability } from './temporal-reachability.js';
import type { StartableOperation, WorkflowStarter } from './workflow-starter.js';

/** When a caller should try again after something was unreachable or busy, in seconds. */
export const retryAfterSeconds = 5;

/** The answer while Temporal cannot be reached. */
export const temporalUnavailable: Unavailable = {
  kind: 'unavailable',
  component: 'temporal',
  retryAfterSeconds,
};

/** The meaning of an idempotency key that was used before: a repeated request, or a different one. */
export type Known = Repeated<{ readonly operationId: OperationId }> | KeyReused;

/**
 * Turns a transient database error into an answer. The caller must try again, because the request may have been written.
 * @throws every other error of the work.
 */
export async function orUnavailable<T>(work: Promise<T>): Promise<T | Unavailable> {
  try {
    return await work;
  } catch (cause) {
    if (!isTransientDatabaseError(cause)) throw cause;
    return { kind: 'unavailable', component: 'database', retryAfterSeconds };
  }
}

/**
 * Answers a request that cannot be accepted now. A replay needs neither a slot nor Temporal, so a request with a known
 * idempotency key still gets its first answer.
 * @param known what the idempotency key stands for; null when the key is new.
 * @param unavailable the answer when the key is new.
 */
async function replayOr<Replay>(
  known: Promise<Replay | null>,
  unavailable: Unavailable,
): Promise<Replay | Unavailable> {
  return (await orUnavailable(known)) ?? unavailable;
}

/**
 * Accepts a request while Temporal can be reached, and only replays answers otherwise.
 * @param accept writes the request to the database.
 * @param replay reads what the idempotency key of the request stands for; null when the key is new.
 */
export function acceptOrReplay<Accepted, Replay>(
  { reachable }: { readonly reachable: boolean },
  accept: () => Promise<Accepted>,
  replay: () => Promise<Replay | null>,
): Promise<Accepted | Replay | Unavailable> {
  return reachable ? orUnavailable(accept()) : replayOr(replay(), temporalUnavailable);
}

/**
 * Accepts a request, as {@link acceptOrReplay} does, in a slot that is free again before the caller waits for anything. So the
 * requests of one organization leave connections to the database.
 */
export async function acceptInSlot<Accepted extends object, Replay extends object>(
  slots: Slots,
  organizationId: OrganizationId,
  reachability: { readonly reachable: boolean },
  accept: () => Promise<Accepted>,
  replay: () => Promise<Replay | null>,
): Promise<Accepted | Replay | Unavailable> {
  return inSlot(
    slots,
    organizationId,
    () => acceptOrReplay(reachability, accept, replay),
    capacityUnavailable,
  );
}

function capacityUnavailable({ retryAfterSeconds }: Refused): Unavailable {
  return { kind: 'unavailable', component: 'capacity', retryAfterSeconds };
}

/** The dependencies of the runner of operations. */
export interface Runner extends BackgroundCalls {
  readonly database: Database;
  readonly starter: Pick<WorkflowStarter, 'start'>;
  readonly completions: OperationCompletions;
  readonly reachability: Pick<TemporalReachability, 'reachable' | 'reportFailure'>;
  /** How long a caller waits for the completion before the answer is `unfinished`, in milliseconds. */
  readonly answerWaitMs: number;
  /** The rules about the numbers that organizations may take. */
  readonly rules: NumberRules;
}

/** The result of accepting a request for an operation. */
export type Acceptance<Answer> =
  /** The intent is written, so the operation happens, whatever becomes of this process or of its caller. */
  | {
      readonly kind: 'accepted';
      readonly operation: StartableOperation;
      readonly earlierOperations: readonly OperationId[];
    }
  /** The idempotency key was used before: for this request, or for another one. */
  | Known
  /** Another request began the same thing. That operation answers this request too, and its idempotency key from now on. */
  | { readonly kind: 'joins'; readonly operationId: OperationId }
  /** Another operation must be completed first. `otherwise` is the answer of a caller whose wait ends before. */
  | { readonly kind: 'blocked'; readonly by: OperationId; readonly otherwise: Answer }
  /** Nothing is to be begun. */
  | { readonly kind: 'answered'; readonly answer: Answer };

/** A request for one operation. */
export interface OperationRequest<Answer> extends Wait {
  /** Where the operation takes its slot. */
  readonly admission: Slots & Pick<Admission, 'closing'>;
  readonly organizationId: OrganizationId;
  /** The request under its idempotency key; null when it came without one. */
  readonly keyed: KeyedRequest | null;
  /** Writes the intent in one transaction, or says why not. It runs in the slot, and again after `blocked`. */
  readonly accept: () => Promise<Acceptance<Answer>>;
  /** Derives the caller's answer from the completed operation. */
  readonly answerOf: (completed: OperationRow) => Answer;
}

/**
 * Runs an operation: takes a slot, accepts the request, starts the workflow, waits for the completion and derives the
 * answer. A request that cannot be accepted now still gets the answer that its idempotency key stands for. A caller who
 * waits for the operation of somebody else holds no slot.
 * @returns the answer, or `unfinished` when the deadline passes first. The operation goes on then.
 */
export async function runOperation<Answer extends object>(
  runner: Runner,
  request: OperationRequest<Answer>,
): Promise<Answer | KeyReused | Unfinished | Unavailable> {
  if (!runner.reachability.reachable) return replay(runner, request, temporalUnavailable);
  for (;;) {
    const slot = await request.admission.acquire(request.organizationId);
    if (slot.kind === 'refused') return replay(runner, request, capacityUnavailable(slot));
    const answer = await runInSlot(runner, request, slot);
    if (answer !== null) return answer;
  }
}

/** @returns null when the operation that blocked this one is completed, so that it can be tried again. */
async function runInSlot<Answer extends object>(
  runner: Runner,
  request: OperationRequest<Answer>,
  slot: Slot,
): Promise<Answer | KeyReused | Unfinished | Unavailable | null> {
  // Until then the slot of an unfinished operation is held: otherwise callers who do not wait could begin any number.
  const holdUntil = deadlineAfter(runner.answerWaitMs, null);
  let outcome: Completed | Unfinished | null = null;
  try {
    const acceptance = await orUnavailable(request.accept());
    switch (acceptance.kind) {
      case 'accepted':
        outcome = await startAndWait(runner, acceptance, request);
        return answerOf(request, outcome);
      case 'repeated':
      case 'joins':
      case 'idempotency_key_reused':
        slot.release();
        return await join(runner, request, acceptance);
      case 'blocked': {
        slot.release();
        const blocking = await joinOperation(runner, acceptance.by, request);
        return blocking.kind === 'completed' ? null : acceptance.otherwise;
      }
      case 'answered':
        return acceptance.answer;
      default:
        return acceptance;
    }
  } finally {
    if (outcome?.kind === 'unfinished')
      void releaseLater(runner, request, slot, outcome.operationId, holdUntil);
    else slot.release();
  }
}

async function startAndWait(
  runner: Runner,
  { operation, earlierOperations }: Extract<Acceptance<never>, { kind: 'accepted' }>,
  wait: Wait,
): Promise<Completed | Unfinished> {
  const { database, completions, starter } = runner;
  const operationId = operation.id;
  const listener = completions.listen(operationId);
  try {
    const starting = starter.start(operation, earlierOperations, false);
    inBackground(runner, starting, { operationId }, 'starting the workflow');
    return await waitForCompletion(database, operationId, listener, { ...wait, readFirst: false });
  } finally {
    listener.stop();
  }
}

/** Releases the slot of an unfinished operation once it is completed, the time is up, or the process is about to stop. */
async function releaseLater(
  runner: Runner,
  { admission }: Pick<OperationRequest<never>, 'admission'>,
  slot: Slot,
  operationId: OperationId,
  deadline: number,
): Promise<void> {
  try {
    await joinOperation(runner, operationId, { deadline, signal: admission.closing });
  } finally {
    slot.release();
  }
}

/** Answers a request that cannot be accepted now. */
async function replay<Answer extends object>(
  runner: Runner,
  request: OperationRequest<Answer>,
  unavailable: Unavailable,
): Promise<Answer | KeyReused | Unfinished | Unavailable> {
  const known = await replayOr(operationOfKey(runner.database, request.keyed), unavailable);
  return known.kind === 'unavailable' ? known : join(runner, request, known);
}

/** Answers a request with an operation that another request began. It needs neither a slot nor Temporal. */
export async function join<Answer extends object>(
  runner: Runner,
  request: Pick<OperationRequest<Answer>, 'keyed' | 'answerOf'> & Wait,
  first: Extract<Acceptance<never>, { kind: 'joins' }> | Known,
): Promise<Answer | KeyReused | Unfinished | Unavailable> {
  const known =
    first.kind === 'joins'
      ? await orUnavailable(joinWithKey(runner.database, request.keyed, first.operationId, new Date()))
      : first;
  if (known.kind !== 'repeated') return known;
  const answer = answerOf(request, await joinOperation(runner, known.operationId, request));
  return first.kind === 'repeated' ? asReplay(answer) : answer;
}

function answerOf<Answer extends object>(
  request: Pick<OperationRequest<Answer>, 'answerOf'>,
  outcome: Completed | Unfinished,
): Answer | Unfinished {
  return outcome.kind === 'completed' ? request.answerOf(outcome.operation) : outcome;
}

/** The dependencies of a call to Temporal for which nobody waits. */
export interface BackgroundCalls {
  readonly reachability: Pick<TemporalReachability, 'reportFailure'>;
  readonly logger: Logger;
}

/**
 * Lets a call to Temporal go on without a caller that waits for it. The request is written down already, so a call that
 * fails, or whose outcome is unknown, is repeated by the dispatcher.
 * @param subject the ids that belong into the log.
 * @param what the call, as the subject of a sentence.
 */
export function inBackground(
  { reachability, logger }: BackgroundCalls,
  call: Promise<unknown>,
  subject: Readonly<Record<string, string>>,
  what: string,
): void {
  call.catch((error) => {
    reachability.reportFailure();
    logger.warn({ err: error, ...subject }, `${what} failed; the dispatcher will repeat it`);
  });
}
