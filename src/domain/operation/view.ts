import type { FailureCode } from '../failures.js';
import type { PartName } from '../parts/graph.js';
import type { CollisionKey, TrunkObjects } from '../trunk/trunk.js';
import type { OperationId, OrganizationId } from '../values.js';
import {
  type CompensationBegun,
  type LoggedStep,
  type OperationFailure,
  type OperationKind,
  type OperationOrigin,
  type OperationState,
  type StepEvent,
  type StepLog,
  type StepName,
  type StepPlace,
  stepsIn,
  stepsOf,
} from './operation.js';

/**
 * The state of a step of an operation. `compensated`: the compensation removed or restored the part of this step. `skipped`: an
 * operator or Trunkline skipped the step, and the operation continued without it.
 */
export const operationStepStates = [
  'pending',
  'running',
  'succeeded',
  'failed',
  'compensated',
  'skipped',
] as const;
export type OperationStepState = (typeof operationStepStates)[number];

/** The state of a part in a compensation. `skipped`: an operator or Trunkline skipped it. */
export const compensationStepStates = ['running', 'succeeded', 'skipped'] as const;
export type CompensationStepState = (typeof compensationStepStates)[number];

/** Who skipped a step, why and when. */
export interface Skip {
  readonly by: string | null;
  readonly reason: string | null;
  readonly at: Date;
}

/** When a step ran, how often it was tried, and who skipped it. */
interface Timing {
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** The number of attempts; null while the log does not contain it. */
  readonly attempts: number | null;
  /** Null for a step that was not skipped. */
  readonly skipped: Skip | null;
}

/** One step of an operation. */
export interface StepView extends Timing {
  readonly name: PartName;
  readonly state: OperationStepState;
  /** Why the last attempt failed; null when a later attempt succeeded. */
  readonly error: FailureCode | null;
}

/** One part in the compensation of an operation. */
export interface CompensationView extends Timing {
  readonly name: PartName;
  readonly state: CompensationStepState;
  /** Why the last attempt failed; null when a later attempt succeeded. */
  readonly error: FailureCode | null;
}

/** A step that is being tried now, or waits for its next attempt. */
export interface WaitingStep extends StepPlace {
  /** The attempts that have failed or were lost. */
  readonly attempts: number;
  /** Why the last attempt failed; null when none has, or when it was lost. */
  readonly error: FailureCode | null;
  /** When the next attempt begins; null while one runs. */
  readonly nextAttemptAt: Date | null;
}

/** The knowledge of Temporal about an operation that goes on. */
export interface Waiting {
  readonly steps: readonly WaitingStep[];
  /** The operation takes longer than its operator allows; it goes on, but somebody should check it. */
  readonly stuck: boolean;
}

/** An operation as its owner may see it, at any time after its acceptance. */
export interface OperationView {
  readonly id: OperationId;
  readonly organizationId: OrganizationId;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly contract: OperationOrigin;
  /** The number or the extension that the operation is about. */
  readonly phoneNumber: string;
  readonly createdAt: Date;
  /** When it reached a final state; null before. */
  readonly finishedAt: Date | null;
  /** When its owner first requested the cancellation; null without such a request. */
  readonly cancelRequestedAt: Date | null;
  /** The failed operation that this one retries; null when it is not a retry. */
  readonly retryOf: OperationId | null;
  readonly steps: readonly StepView[];
  /** The parts that the compensation has reached; empty without a compensation. */
  readonly compensation: readonly CompensationView[];
  /** Why the operation failed; known as soon as its compensation begins. */
  readonly failure: OperationFailure | null;
  /** The trunk that the operation works on; null for a set-up that has not succeeded. */
  readonly trunkId: number | null;
  /** The trunk after the operation, or before it for a tear-down; null unless the operation succeeded. */
  readonly trunk: ({ readonly id: number } & TrunkObjects) | null;
  readonly log: StepLog;
  readonly waiting: Waiting;
}

/** An operation that waits for nothing. */
export const waitsForNothing: Waiting = { steps: [], stuck: false };

/** Returns the steps of one phase with the attempts that Temporal has made since the log was written. */
export function withAttempts<Step extends StepView | CompensationView>(
  phase: StepPlace['phase'],
  steps: readonly Step[],
  waiting: Waiting,
): Step[] {
  return steps.map((step) => {
    const now = waiting.steps.find((each) => each.phase === phase && each.step === step.name);
    if (now === undefined || step.state !== 'running') return step;
    return { ...step, attempts: (step.attempts ?? 0) + now.attempts, error: now.error ?? step.error };
  });
}

/** The facts of an operation from which its steps are derived. */
export interface Progress extends Pick<OperationView, 'kind' | 'state' | 'failure' | 'log'> {
  /** The operation also works at a carrier. */
  readonly atCarrier?: boolean;
}

/** Returns every step of an operation, including those that have not started. */
export function stepViews(progress: Progress): StepView[] {
  const { kind, state, failure, log, atCarrier = false } = progress;
  const logged = stepsIn(log);
  const compensated = new Set(
    logged
      .filter(({ phase, last }) => phase === 'compensation' && last === 'succeeded')
      .map(({ step }) => step),
  );
  const hasFailed = state === 'compensating' || state === 'failed';
  return stepsOf(kind, { atCarrier }).map((name) => {
    const step = logged.find((candidate) => candidate.phase === 'forward' && candidate.step === name);
    const shown =
      step === undefined
        ? unloggedState(name, state, failure)
        : loggedState(step, { hasFailed, compensated: compensated.has(name) });
    const troubled = shown === 'running' || shown === 'failed' || shown === 'skipped';
    return {
      name,
      state: shown,
      ...timesOf(step, shown !== 'running'),
      error: troubled ? errorOf(name, step, progress) : null,
    };
  });
}

/** Returns the parts of a compensation that have started. */
export function compensationViews({ log }: Progress): CompensationView[] {
  return stepsIn(log).flatMap((step) => {
    if (step.phase !== 'compensation' || step.step === 'record') return [];
    const state = step.last === 'succeeded' || step.last === 'skipped' ? step.last : 'running';
    return [
      {
        name: step.step,
        state,
        ...timesOf(step, state !== 'running'),
        error: state === 'succeeded' ? null : step.code,
      },
    ];
  });
}

function unloggedState(
  name: StepName,
  state: OperationState,
  failure: OperationFailure | null,
): OperationStepState {
  if (state === 'succeeded') return 'succeeded';
  if (failure === null) return 'pending';
  if (failure.step === name) return 'failed';
  return (failure.removed[name] ?? 0) > 0 ? 'compensated' : 'pending';
}

function loggedState(
  { last }: LoggedStep,
  { hasFailed, compensated }: { readonly hasFailed: boolean; readonly compensated: boolean },
): OperationStepState {
  if (last === 'skipped') return 'skipped';
  if (last === 'succeeded') return compensated ? 'compensated' : 'succeeded';
  return hasFailed ? 'failed' : 'running';
}

function timesOf(step: LoggedStep | undefined, isOver: boolean) {
  if (step === undefined) return { startedAt: null, endedAt: null, attempts: null, skipped: null };
  const { skipped } = step;
  return {
    startedAt: new Date(step.startedAt),
    endedAt: isOver && step.endedAt !== null ? new Date(step.endedAt) : null,
    attempts: step.attempts,
    skipped:
      skipped === null
        ? null
        : { by: skipped.by ?? null, reason: skipped.reason ?? null, at: new Date(skipped.at) },
  };
}

/** The cause of the operation's failure takes precedence over that of the last attempt, which may have had too little time. */
function errorOf(name: StepName, step: LoggedStep | undefined, { failure }: Progress): FailureCode | null {
  return failure?.step === name ? failure.code : (step?.code ?? null);
}

/** One event in the feed of an operation. Its id gives its position, which never changes. */
export type OperationEvent =
  | { readonly id: string; readonly kind: 'accepted'; readonly at: Date }
  | { readonly id: string; readonly kind: 'step'; readonly at: Date; readonly step: StepEvent }
  | {
      readonly id: string;
      readonly kind: 'compensating';
      readonly at: Date;
      readonly begun: CompensationBegun;
    }
  | { readonly id: typeof lastEvent; readonly kind: 'ended'; readonly at: Date };

/** The id of the last event. It is not a number, because the log may be longer when it is read again. */
export const lastEvent = 'end';

/** The kinds of events. `waiting` is not among those of the log, so it has no id. */
export const operationEventKinds = [
  'accepted',
  'step',
  'compensating',
  'waiting',
  'ended',
] as const satisfies readonly (OperationEvent['kind'] | 'waiting')[];

/** Returns all events of an operation until now, in order. */
export function eventsOf({ createdAt, finishedAt, log }: OperationView): OperationEvent[] {
  return [
    { id: '0', kind: 'accepted', at: createdAt },
    ...log.map((event, index): OperationEvent => {
      const id = String(index + 1);
      const at = new Date(event.at);
      return event.event === 'compensation_begun'
        ? { id, kind: 'compensating', at, begun: event }
        : { id, kind: 'step', at, step: event };
    }),
    ...(finishedAt === null ? [] : [{ id: lastEvent, kind: 'ended', at: finishedAt } as const]),
  ];
}

/**
 * Returns the events that follow an event.
 * @param seen the id of the last event that the reader has received. With null, or with a text that is not an id, all are returned.
 */
export function eventsBehind(events: readonly OperationEvent[], seen: string | null): OperationEvent[] {
  if (seen === lastEvent) return [];
  const last = seen !== null && /^\d{1,9}$/.test(seen) ? Number(seen) : -1;
  return events.filter(({ id }) => id === lastEvent || Number(id) > last);
}

/** A reader who follows the progress of an operation. */
export interface Follower {
  /** The public id of the API key with which the operation is followed. */
  readonly keyId: string;
  /** Receives the operation as it is now. It is called repeatedly, also when nothing has changed. */
  show(operation: OperationView): void;
  /** Says that no further call will come, because the process is about to stop or the key is no longer accepted. */
  leave(): void;
}

/** The answer to a request to follow an operation. */
export type FollowAnswer =
  /** There is no such operation, or another organisation owns it. */
  | { readonly kind: 'not_found' }
  /** This process has as many followers as it can serve. */
  | { readonly kind: 'too_many'; readonly retryAfterSeconds: number }
  /** The operation as it is now. `stop` must be called when the follower leaves. */
  | { readonly kind: 'following'; readonly operation: OperationView; stop(): void };

/** Follows an operation until it completes or until `stop` is called. */
export type FollowOperation = (
  organizationId: OrganizationId,
  operationId: OperationId,
  follower: Follower,
) => Promise<FollowAnswer>;

/** Selects operations; null selects any. */
export interface OperationFilter {
  readonly state: OperationState | null;
  readonly kind: OperationKind | null;
  /** The operations that work on this trunk, and the set-up that created it. */
  readonly trunkId: number | null;
  /** The operations on this number. */
  readonly number: CollisionKey | null;
  /** The operations that have left a trunk with this id of LiveKit. */
  readonly liveKitId: string | null;
  /** Only compensations and tear-downs that should have completed long ago. */
  readonly stuck: boolean;
}

/** The position of an operation in the list. It stays the same when newer operations are added. */
export interface OperationPlace {
  readonly acceptedAt: Date;
  readonly id: OperationId;
}

/** Selects a part of the list. */
export interface OperationPart {
  /** The position behind which the part begins; null begins with the newest operation. */
  readonly after: OperationPlace | null;
  /** The largest number of operations. */
  readonly limit: number;
}

/** Some operations of an organisation, newest first. `next` is the position behind which there are more; null at the end. */
export interface OperationPage {
  readonly operations: readonly OperationView[];
  readonly next: OperationPlace | null;
}
