import type { FailureCode } from '../../domain/failures.js';
import {
  nothingRemoved,
  type OperationFailure,
  type OperationState,
  type RemovedObjects,
  type StepName,
} from '../../domain/operation/operation.js';
import type { Part, PartGraph, Scope } from '../../domain/parts/graph.js';

/** The facts about a failed attempt. */
export interface AttemptFailure {
  readonly code: FailureCode;
  /** Another attempt may succeed. */
  readonly transient: boolean;
  /** The attempt may have been carried out although it failed. */
  readonly ambiguous: boolean;
  /** Nothing of the part can exist: LiveKit refused the very first attempt before it read the request. */
  readonly untouched?: true;
}

/** The two ways to try one step. */
export interface Attempts<Result = unknown> {
  /** One quick attempt. */
  quick(): Promise<Result>;
  /** Attempts that survive crashes. Each checks what exists before it creates anything. */
  durable(): Promise<Result>;
}

/** The results of a walk until now. */
export interface Progress {
  /** A request that failed for its caller may still be carried out. */
  ambiguous: boolean;
  /** Nothing can have been made in LiveKit until now. Without it, that is not known. */
  untouched?: boolean;
  /** The outputs of the parts that were made: an id in LiveKit, an address, the id of the record. */
  readonly made: Made;
}

/** The outputs of parts, by their names. */
export type Made = Record<string, string>;

/** The error of a step that is not tried again. It contains the facts about the last attempt. */
export class StepFailed<Name extends string = string> extends Error {
  constructor(
    readonly step: Name,
    readonly failure: AttemptFailure,
    options: { readonly cause: unknown },
  ) {
    super(`The step "${step}" failed.`, options);
  }
}

/** The actions of a forward walk. Temporal implements them, or a test. */
export interface ForwardPorts<Name extends string> {
  /** Returns the attempts that make or change a part. It is called when the level of the part begins, with the outputs of the earlier levels. */
  attemptsAt(part: Part<Name>, made: Made): Attempts<string | null>;
  readFailure(error: unknown, part: Pick<Part, 'at'>): AttemptFailure;
}

type Outcome<Name extends string> =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly part: Part<Name>;
      readonly failure: AttemptFailure;
      readonly cause: unknown;
    };

/**
 * Walks forward level by level, with the parts of one level side by side.
 * @param progress collects the outputs and whether an outcome is ambiguous, even if the walk fails.
 * @throws {StepFailed} for the step that failed for good. No step of a later level was begun then.
 */
export async function walkForward<Name extends string>(
  levels: readonly (readonly Part<Name>[])[],
  ports: ForwardPorts<Name>,
  progress: Progress,
): Promise<void> {
  for (const level of levels) await walkLevel(level, ports, progress);
}

/**
 * Makes the quick attempts at the parts of a level. Once all have settled, it repeats the transient failures durably, in their fixed
 * order. It must not issue another command before the last quick attempt has settled. New results of local activities arrive one by
 * one, but a replay delivers them all at once. A command in between would be at another place of the history.
 */
async function walkLevel<Name extends string>(
  level: readonly Part<Name>[],
  ports: ForwardPorts<Name>,
  progress: Progress,
): Promise<void> {
  const steps = level.map((part) => ({ part, attempts: ports.attemptsAt(part, progress.made) }));
  const attempt = async (part: Part<Name>, run: () => Promise<string | null>): Promise<Outcome<Name>> => {
    try {
      const yielded = await run();
      if (part.at === 'livekit') progress.untouched = false;
      if (yielded !== null) progress.made[part.name] = yielded;
      return { ok: true };
    } catch (cause) {
      const failure = ports.readFailure(cause, part);
      progress.ambiguous ||= failure.ambiguous;
      if (part.at === 'livekit' && failure.untouched !== true) progress.untouched = false;
      return { ok: false, part, failure, cause };
    }
  };
  const isFinal = (outcome: Outcome<Name>) => !outcome.ok && !outcome.failure.transient;
  let outcomes = await Promise.all(steps.map(({ part, attempts }) => attempt(part, attempts.quick)));
  if (!outcomes.some(isFinal)) {
    const first = outcomes;
    outcomes = await Promise.all(
      steps.map(async ({ part, attempts }, index) => {
        const outcome = first[index];
        if (outcome === undefined || outcome.ok) return { ok: true } as const;
        const again = await attempt(part, attempts.durable);
        // The lack of time for another attempt is not the cause of the failure; the first attempt has it.
        return !again.ok && again.failure.code === 'out_of_time' ? outcome : again;
      }),
    );
  }
  const failed = outcomes.find(isFinal) ?? outcomes.find((outcome) => !outcome.ok);
  if (failed !== undefined && !failed.ok) {
    throw new StepFailed(failed.part.name, failed.failure, { cause: failed.cause });
  }
}

/**
 * Walks backward. The work on a part starts as soon as the work on all its dependents is done, beside the work on other parts.
 * @param parts the parts in backward order, see `PartGraph.backwards`. Dependents that are not among them count as done.
 * @param work removes a part. It must not reject. While it is stuck, only the parts that this part needs must wait.
 */
export async function walkBackward<Name extends string>(
  parts: readonly Part<Name>[],
  work: (part: Part<Name>) => Promise<unknown>,
): Promise<void> {
  const done = new Map<string, Promise<unknown>>();
  for (const part of parts) {
    const dependents = dependentsOf(part, parts).map(({ name }) => done.get(name));
    done.set(
      part.name,
      dependents.length === 0 ? work(part) : Promise.all(dependents).then(() => work(part)),
    );
  }
  await Promise.all(done.values());
}

/** The actions of the compensation of a set-up. */
export interface CompensationPorts<Name extends string> {
  /**
   * Removes a part. It never rejects.
   * @param id the output of the part; null if that is not known, and in the second pass.
   * @param removed the numbers of objects that were removed before, by the name of the part.
   * @returns the number of objects that were removed now.
   */
  remove(part: Part<Name>, id: string | null, removed: RemovedObjects): Promise<number>;
}

/**
 * Compensates a set-up. It removes all parts, because a crash or a cancellation can hide which of them were made.
 *
 * LiveKit can carry out a request after it reported a failure. So the objects in LiveKit are removed in two passes, one after the other.
 * Only then the parts that they need are removed. No late write may outlive the reservation of the number.
 * @param progress the results of the forward walk.
 * @param failed the step that failed; null if that is not known.
 * @returns the numbers of objects that were removed from LiveKit, by part.
 */
export async function walkCompensation<Name extends string>(
  graph: PartGraph<Name>,
  scope: Scope,
  { made, ambiguous, untouched: nothingInLiveKit = false }: Readonly<Progress>,
  failed: Name | null,
  ports: CompensationPorts<Name>,
): Promise<RemovedObjects> {
  // If the carrier has certainly done nothing, it gets no request, because a refusal would block the compensation.
  const untouched = failed !== null && graph.part(failed).at === 'carrier' && !ambiguous && isEmpty(made);
  // LiveKit would refuse the removal as it refused the creation, and the number would be held until its key is repaired.
  const refused = nothingInLiveKit && failed !== null && graph.part(failed).at === 'livekit';
  const parts = graph
    .backwards(untouched ? { atCarrier: false } : scope)
    .filter(({ at }) => !refused || at !== 'livekit');
  const removed: Record<string, number> = Object.fromEntries(graph.objects.map(({ name }) => [name, 0]));
  const remove = async (part: Part<Name>, id: string | null) => {
    const found = await ports.remove(part, id, { ...removed });
    if (part.at === 'livekit') removed[part.name] = (removed[part.name] ?? 0) + found;
  };
  const objects = parts.filter(({ at }) => at === 'livekit');
  const below = parts.filter((part) => isBelow(part, objects, parts));
  const above = parts.filter((part) => !below.includes(part));
  await walkBackward(above, (part) => remove(part, made[part.name] ?? null));
  await walkBackward(objects, (part) => remove(part, null));
  await walkBackward(below, (part) => remove(part, made[part.name] ?? null));
  return removed;
}

/**
 * Compensates a change. It restores all objects side by side, because their ids have stayed. Then it releases the number that the trunk
 * would have got.
 * @param restore restores a part. It never rejects.
 */
export async function walkRestoration<Name extends string>(
  { objects, reservation }: PartGraph<Name>,
  restore: (part: Part<Name>) => Promise<unknown>,
): Promise<void> {
  await Promise.all(objects.map(restore));
  await restore(reservation);
}

export function dependentsOf<Name extends string>(
  { name }: Part<Name>,
  among: readonly Part<Name>[],
): readonly Part<Name>[] {
  return among.filter(({ needs }) => needs.includes(name));
}

/** Tells whether a part of the group needs this one, directly or indirectly. It is false for parts of the group itself. */
function isBelow<Name extends string>(
  part: Part<Name>,
  group: readonly Part<Name>[],
  parts: readonly Part<Name>[],
): boolean {
  if (group.includes(part)) return false;
  return dependentsOf(part, parts).some(
    (dependent) => group.includes(dependent) || isBelow(dependent, group, parts),
  );
}

function isEmpty(made: Made): boolean {
  return Object.keys(made).length === 0;
}

/** The actions that a saga needs. Temporal implements them, or a test. */
export interface SagaPorts<Name extends string> extends ForwardPorts<Name> {
  /** The parts to make or change, level by level. */
  readonly levels: readonly (readonly Part<Name>[])[];
  /** Runs the compensation so that no cancellation interrupts it. */
  shielded<Result>(compensation: () => Promise<Result>): Promise<Result>;
  /**
   * Records why the operation compensates.
   * @returns false if the operation had been committed, so that nothing may be compensated.
   */
  beginCompensation(failure: OperationFailure): Promise<boolean>;
  /**
   * Removes or restores all parts and releases the number. It never rejects.
   * @param failed the step that failed; null if that is not known.
   */
  compensate(progress: Readonly<Progress>, failed: Name | null): Promise<RemovedObjects>;
}

/** The outcome of a saga. `ambiguous` means that a request may still be carried out, so a later check is necessary. */
export type SagaOutcome = { readonly ambiguous: boolean } & (
  | { readonly kind: 'succeeded'; readonly made: Made }
  | { readonly kind: 'compensated'; readonly failure: OperationFailure }
);

/** Returns the first step of a walk and its place. It stands for a failure whose step is unknown. @throws {Error} without any step. */
export function firstStepOf(
  levels: readonly (readonly Part[])[],
): Pick<Part, 'at'> & { readonly step: StepName } {
  const [first] = levels.flat();
  if (first === undefined) throw new Error('A walk needs a step.');
  return { step: first.name as StepName, at: first.at };
}

function succeeded({ ambiguous, made }: Readonly<Progress>): SagaOutcome {
  return { kind: 'succeeded', ambiguous, made };
}

/**
 * Walks forward to the commit. If a step fails, it compensates, so that nothing of the operation is left.
 * @param isFirstRun no earlier run can have made anything.
 */
export async function runSaga<Name extends string>(
  ports: SagaPorts<Name>,
  isFirstRun = true,
): Promise<SagaOutcome> {
  const progress: Progress = { ambiguous: false, untouched: isFirstRun, made: {} };
  try {
    await walkForward(ports.levels, ports, progress);
    return succeeded(progress);
  } catch (error) {
    if (error instanceof StepFailed) {
      return compensateSaga(ports, progress, { step: error.step, code: error.failure.code }, error.step);
    }
    const { step, at } = firstStepOf(ports.levels);
    const { code } = ports.readFailure(error, { at });
    return compensateSaga(ports, { ...progress, ambiguous: true }, { step, code }, null);
  }
}

/**
 * Continues an operation where an earlier run may have stopped.
 * @param state the state of the operation in the database; `unknown` if the operation is not there.
 */
export async function resumeSaga<Name extends string>(
  ports: SagaPorts<Name>,
  state: OperationState | 'unknown',
): Promise<SagaOutcome> {
  switch (state) {
    case 'running':
      return runSaga(ports, false);
    case 'succeeded':
      return { kind: 'succeeded', ambiguous: true, made: {} };
    case 'compensating':
    case 'failed':
    case 'unknown':
      return compensateSaga(
        ports,
        { ambiguous: true, made: {} },
        { step: firstStepOf(ports.levels).step, code: 'internal' },
        null,
      );
  }
}

function compensateSaga<Name extends string>(
  ports: SagaPorts<Name>,
  progress: Readonly<Progress>,
  cause: Pick<OperationFailure, 'step' | 'code'>,
  failed: Name | null,
): Promise<SagaOutcome> {
  const failure = { ...cause, removed: nothingRemoved };
  return ports.shielded(async (): Promise<SagaOutcome> => {
    if (!(await ports.beginCompensation(failure))) return succeeded(progress);
    const removed = await ports.compensate(progress, failed);
    return { kind: 'compensated', failure: { ...failure, removed }, ambiguous: progress.ambiguous };
  });
}
