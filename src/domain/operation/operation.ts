import type { FailureCode } from '../failures.js';
import { type Part, type PartName, type Scope, trunkParts } from '../parts/graph.js';
import type { TrunkSpec } from '../trunk/spec.js';
import type { CollisionKey } from '../trunk/trunk.js';
import type { DeploymentId, OperationId } from '../values.js';

/** The kinds of operations on a trunk. Of all operations on one number, at most one is unfinished at any time. */
export const operationKinds = ['set_up_trunk', 'change_trunk', 'tear_down_trunk', 'repair_trunk'] as const;
export type OperationKind = (typeof operationKinds)[number];

/** An operation on a trunk that exists already. */
export type TrunkOperationKind = Exclude<OperationKind, 'set_up_trunk'>;

/** The published contract through which a request came. */
export const contracts = ['autocalls', 'zudu'] as const;
export type Contract = (typeof contracts)[number];

/** Who requested an operation: a caller of one of the contracts or of `/v1`, or the reconciler. */
export const operationOrigins = [...contracts, 'native', 'reconciler'] as const;
export type OperationOrigin = (typeof operationOrigins)[number];

/** Where a caller requests an operation: through one of the contracts, or `native` through `/v1`. */
export type RequestOrigin = Exclude<OperationOrigin, 'reconciler'>;

/** How a caller names one of its trunks. */
export type TrunkTarget =
  | { readonly by: 'id'; readonly id: number }
  | { readonly by: 'number'; readonly number: CollisionKey };

/**
 * The life of an operation. `running`: it is accepted and its number is reserved. `compensating`: a step failed, and what was made is
 * being removed or restored. The last two are final; after `failed` nothing is left and the number is free.
 */
export const operationStates = ['running', 'compensating', 'succeeded', 'failed'] as const;
export type OperationState = (typeof operationStates)[number];

/** The name of a step: the part that it works on. */
export type StepName = Exclude<PartName, 'number'>;

/**
 * The parts that an operation of a kind works on, in its order; they are the steps that its owner sees. The reservation of the number
 * comes with the operation itself, so it is no step. A tear-down ends with the record, because the record says what must go.
 */
export function stepsOf(kind: OperationKind, scope: Scope): readonly StepName[] {
  const forward = stepsAmong(
    trunkParts.levels(kind === 'set_up_trunk' ? scope : { atCarrier: false }).flat(),
  );
  return kind === 'tear_down_trunk' ? [...stepsAmong(trunkParts.backwards(scope)), 'record'] : forward;
}

function stepsAmong(parts: readonly Part<PartName>[]): StepName[] {
  return parts.flatMap(({ name }) => (name === 'number' ? [] : name));
}

/** Every name that a step of an operation can have. */
export const stepNames = stepsOf('set_up_trunk', { atCarrier: true });

/** The parts that a compensation removes or restores, in its order: it never meets the record. */
export const compensatedParts: readonly PartName[] = trunkParts
  .backwards({ atCarrier: true })
  .map(({ name }) => name);

/** A part that a compensation or a tear-down went on without, because an operator or Trunkline itself skipped it. */
export interface SkippedPart {
  readonly part: PartName;
  readonly by: string;
  readonly reason: string;
}

/** How many objects a compensation removed from LiveKit, by the name of the part. */
export type RemovedObjects = Readonly<Record<string, number>>;

/** Why an operation failed: the step, the cause, and what its compensation removed. */
export interface OperationFailure {
  readonly step: StepName;
  readonly code: FailureCode;
  readonly removed: RemovedObjects;
  /** Absent when nothing was skipped. */
  readonly skipped?: readonly SkippedPart[];
}

/** A compensation that has not begun, or has found nothing. */
export const nothingRemoved: RemovedObjects = Object.fromEntries(
  trunkParts.objects.map(({ name }) => [name, 0]),
);

/** Names a step: one of the operation itself, or one of its compensation. */
export interface StepPlace {
  readonly phase: 'forward' | 'compensation';
  readonly step: PartName;
}

/** Something that happened to a step. */
export interface StepEvent extends StepPlace {
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /**
   * `skipped`: an operator skipped the step, or Trunkline did because nobody can finish it. After `attempt_failed` the step is
   * repeated, or the compensation begins.
   */
  readonly event: 'started' | 'attempt_failed' | 'succeeded' | 'skipped';
  /** The number of attempts until then. */
  readonly attempts: number;
  /** Why the attempt failed; only with `attempt_failed`. */
  readonly code?: FailureCode;
  /** Who skipped the step; only with `skipped`. */
  readonly by?: string;
  /** Why the step was skipped; only with `skipped`. */
  readonly reason?: string;
}

/** The attempts at a step that Temporal repeats, until somebody ended them. */
export interface EndedAttempts {
  readonly attempts: number;
  /** Why the last failed attempt failed; null if that is not known. */
  readonly code: FailureCode | null;
}

/** The compensation began, because a step failed. */
export interface CompensationBegun {
  readonly at: number;
  readonly event: 'compensation_begun';
  readonly step: PartName;
  readonly code: FailureCode;
}

/** All events of the steps of an operation, in order. It only grows, so that a position in it says what a reader has seen. */
export type StepLog = readonly (StepEvent | CompensationBegun)[];

/** One step, summed up from its events. */
export interface LoggedStep extends StepPlace {
  readonly startedAt: number;
  /** When it succeeded, was skipped, or had its last failed attempt; null while an attempt runs. */
  readonly endedAt: number | null;
  readonly attempts: number;
  readonly last: StepEvent['event'];
  /** Why the last failed attempt failed; null when none has. */
  readonly code: FailureCode | null;
  /** The event with which it was skipped; null when it was not. */
  readonly skipped: StepEvent | null;
}

/** Sums up the events of each step. The steps are in the order in which they started. */
export function stepsIn(log: StepLog): LoggedStep[] {
  const steps = new Map<string, LoggedStep>();
  for (const event of log) {
    if (event.event === 'compensation_begun') continue;
    const key = `${event.phase} ${event.step}`;
    const before = steps.get(key);
    steps.set(key, {
      phase: event.phase,
      step: event.step,
      startedAt: before?.startedAt ?? event.at,
      endedAt: event.event === 'started' ? null : event.at,
      attempts: event.attempts,
      last: event.event,
      code: event.code ?? before?.code ?? null,
      skipped: event.event === 'skipped' ? event : null,
    });
  }
  return [...steps.values()];
}

/** Returns the number of attempts at a step, as far as the log contains them. */
export function attemptsAt(log: StepLog, { phase, step }: StepPlace): number {
  const last = log.findLast((event) => 'phase' in event && event.phase === phase && event.step === step);
  return last !== undefined && 'attempts' in last ? last.attempts : 0;
}

/**
 * Adds the success of the last step to the log of a run. That step itself stores the log, so the log cannot contain it yet.
 * @param log the events until then; an empty log, of a run that kept none, stays empty
 * @param attempt the number of the successful attempt among those that the log does not contain
 */
export function completedWith(log: StepLog, place: StepPlace, attempt: number, now: Date): StepLog {
  if (log.length === 0) return log;
  // The clock of another machine may be behind, but times in a log never decrease.
  const at = Math.max(now.getTime(), log.at(-1)?.at ?? 0);
  return [...log, { ...place, at, event: 'succeeded', attempts: attemptsAt(log, place) + attempt }];
}

/** Marks an answer as that of an earlier request with the same idempotency key. */
export function asReplay<Answer extends object>(answer: Answer): Answer {
  return { ...answer, replayed: true };
}

/** Tells whether an answer is marked by {@link asReplay}. */
export function isReplay(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'replayed' in answer;
}

/** The caller's wait ended before the operation completed. The operation continues. */
export interface Unfinished {
  readonly kind: 'unfinished';
  readonly operationId: OperationId;
  readonly state: OperationState;
}

/**
 * Something that every operation needs cannot be reached or has no capacity left. If it is the database, the outcome is ambiguous:
 * the request may have been stored.
 */
export interface Unavailable {
  readonly kind: 'unavailable';
  readonly component: 'temporal' | 'database' | 'capacity';
  readonly retryAfterSeconds: number;
}

/** The reason why an operation on a trunk was not started. */
export type NotBegun =
  /** There is no such trunk, or another organisation owns it. */
  | { readonly kind: 'not_found' }
  /** Another operation works on the trunk. */
  | { readonly kind: 'busy'; readonly operationId: OperationId; readonly retryAfterSeconds: number }
  /** The idempotency key belongs to another request. */
  | { readonly kind: 'idempotency_key_reused' }
  | Unavailable;

/** The result of an attempt at a step that succeeded or was skipped. */
export interface StepResult {
  /** The value that other parts need: an id in LiveKit, the carrier's address, or the id of the record. */
  readonly output?: string;
  /** An earlier attempt may have taken effect, or may still do so, although this one succeeded. */
  readonly ambiguous?: true;
  /** How many objects were removed. */
  readonly removed?: number;
  /** The reason why nobody can finish the step any more. The operation continues without it. */
  readonly skipped?: FailureCode;
  /** The number of the attempt, counted from 1. Temporal does not report it to a workflow. */
  readonly attempt: number;
}

/** The findings of two passes about one object of a trunk. */
export interface ObjectFindings {
  /** The id that the record names and LiveKit does not list; null if the object exists. */
  readonly missing: string | null;
  /** The object does not match the record. */
  readonly drifted: boolean;
  /** The ids of objects with the trunk's own tag that the record does not name. */
  readonly doubles: readonly string[];
}

interface AnyInput {
  /** All requests of the attempt together may take this long, in milliseconds. */
  readonly timeLimitMs: number;
  /** The log of the steps until then. Only the parts in the database get it; they store it in the same transaction. */
  readonly log?: StepLog;
}

interface InputOnTrunk extends AnyInput {
  readonly operationId: OperationId;
  readonly deploymentId: DeploymentId;
  /** Begins the name of every room that a call to the trunk opens. */
  readonly roomPrefix: string;
}

/** The inputs of the activities of steps, by verb. Everything else is in the database. */
export interface StepInputs {
  /** Creates a part in a set-up, or adopts the part that an earlier attempt created. */
  create: AnyInput & {
    readonly spec: TrunkSpec;
    /** The outputs of the parts that were made before, by name. */
    readonly made: Readonly<Record<string, string>>;
    /** An earlier attempt may have been carried out, so this one checks what exists before it creates. */
    readonly checkFirst: boolean;
    /** The process that started the workflow may have begun the part. The attempt takes that over, or checks what exists. */
    readonly begun?: boolean;
  };
  /** Removes a part in the compensation of a set-up. */
  remove: AnyInput & {
    readonly spec: TrunkSpec;
    /** The object's id; null if it is not known. It finds an object whose name somebody has changed. */
    readonly id: string | null;
    /** The numbers of objects that were removed before. Only the reservation gets them, because it ends the operation. */
    readonly removed?: RemovedObjects;
    readonly skipped?: readonly SkippedPart[];
  };
  /** Changes a part to the requested state. */
  change: InputOnTrunk & { readonly checkFirst: boolean };
  /** Restores a part to its state before a change. */
  restore: InputOnTrunk & { readonly skipped?: readonly SkippedPart[] };
  /** Removes a part in a tear-down. */
  tearDown: InputOnTrunk & {
    /** True for repeated attempts: the step is skipped if the carrier refuses the account. */
    readonly maySkip: boolean;
  };
  /** Repairs a part until it matches the record. */
  repair: InputOnTrunk & {
    readonly trunkId: number;
    readonly made: Readonly<Record<string, string>>;
    /** The findings of a reconciliation on this object. */
    readonly findings: ObjectFindings;
    readonly checkFirst: boolean;
  };
}

/** The things that a step can do to a part. */
export type StepVerb = keyof StepInputs;

/** The activities of one verb, as they are registered: `createInbound`, `removeRule`. */
type ActivityName<Verb extends StepVerb> = `${Verb}${Capitalize<PartName>}`;

/** The activities of all steps. A part has only some of the verbs; see the modules of the parts. */
export type StepActivities = {
  readonly [Verb in StepVerb as ActivityName<Verb>]: (input: StepInputs[Verb]) => Promise<StepResult>;
};

/** Returns the name of the activity of a verb and a part. */
export function activityName<Verb extends StepVerb>(verb: Verb, part: PartName): ActivityName<Verb> {
  return `${verb}${part.charAt(0).toUpperCase()}${part.slice(1)}` as ActivityName<Verb>;
}

const compensatingVerbs: ReadonlySet<StepVerb> = new Set(['remove', 'restore']);
const verbs = ['create', 'remove', 'change', 'restore', 'tearDown', 'repair'] as const satisfies StepVerb[];

/** Returns the step that an activity works on; null for an activity that is no step. */
export function placeOfActivity(name: string): StepPlace | null {
  for (const verb of verbs) {
    const part = trunkParts.parts.find((candidate) => activityName(verb, candidate.name) === name);
    if (part === undefined) continue;
    return { phase: compensatingVerbs.has(verb) ? 'compensation' : 'forward', step: part.name };
  }
  return null;
}

/**
 * Finds the activity of a verb and a part.
 * @param activities all activities of the worker, or a proxy for them.
 * @throws {Error} if the part has no such verb.
 */
export function stepActivity<Verb extends StepVerb>(
  activities: Readonly<Record<string, (...input: never[]) => Promise<unknown>>>,
  verb: Verb,
  part: PartName,
): (input: StepInputs[Verb]) => Promise<StepResult> {
  const activity = activities[activityName(verb, part)];
  if (activity === undefined) throw new Error(`The part "${part}" has no activity "${verb}".`);
  return activity as (input: StepInputs[Verb]) => Promise<StepResult>;
}
