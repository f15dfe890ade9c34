import type { FailureCode } from '../../domain/failures.js';
import type { RemovedObjects } from '../../domain/operation/operation.js';
import type { Part, PartGraph, Scope } from '../../domain/parts/graph.js';

/** What is known of a failed attempt. */
export interface AttemptFailure {
  readonly code: FailureCode;
  /** Another attempt may succeed. */
  readonly transient: boolean;
  /** The attempt may have been carried out although it failed. */
  readonly ambiguous: boolean;
}

/** One step, in the two ways in which it is tried. */
export interface Attempts<Result = unknown> {
  /** One quick attempt. */
  quick(): Promise<Result>;
  /** Attempts that survive crashes; each checks what exists before it makes anything. */
  durable(): Promise<Result>;
}

/** What a walk has learnt on its way. */
export interface Progress {
  /** A request may still be carried out, although its caller was told that it failed. */
  ambiguous: boolean;
  /** What each part has yielded that was made: its id in LiveKit, an address, the id of the record. */
  readonly made: Made;
}

/** What parts have yielded, by their names. */
export type Made = Record<string, string>;

/** A step that is not tried again, with what is known of its last attempt. */
export class StepFailed<Name extends string = string> extends Error {
  constructor(
    readonly step: Name,
    readonly failure: AttemptFailure,
    options: { readonly cause: unknown },
  ) {
    super(`The step "${step}" failed.`, options);
  }
}

/** How a walk reaches the world: Temporal is behind it, or a test. */
export interface ForwardPorts<Name extends string> {
  /** How a part is made or changed. It is asked when the part's level begins, so it may use what the levels before have yielded. */
  attemptsAt(part: Part<Name>, made: Made): Attempts<string | null>;
  readFailure(error: unknown, part: Part<Name>): AttemptFailure;
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
 * Walks forward: level by level, the parts of one level side by side.
 * @param progress notes what was made and whether an outcome is ambiguous, also when the walk fails.
 * @throws {StepFailed} for the step that failed for good; nothing of a later level was begun.
 */
export async function walkForward<Name extends string>(
  levels: readonly (readonly Part<Name>[])[],
  ports: ForwardPorts<Name>,
  progress: Progress,
): Promise<void> {
  for (const level of levels) await walkLevel(level, ports, progress);
}

/**
 * Tries the parts of a level quickly. Once all have settled, it repeats those that failed transiently, durably and in their fixed order.
 * No other command may be issued before the last sibling has settled: results of local activities arrive one by one when they are new
 * and all at once when they are replayed, so a command in between would stand at another place of the history.
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
      if (yielded !== null) progress.made[part.name] = yielded;
      return { ok: true };
    } catch (cause) {
      const failure = ports.readFailure(cause, part);
      progress.ambiguous ||= failure.ambiguous;
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
        // That no time was left for another attempt is not why the step failed.
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
 * Walks backward: each part is worked on as soon as the work on everything that needs it is done, and beside everything else.
 * @param parts in backward order, see `PartGraph.backwards`; dependents that are not among them count as done.
 * @param work must resolve in the end: a part whose work hangs keeps what it needs waiting, and nothing else.
 */
async function walkBackward<Name extends string>(
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

/** How the compensation of a set-up reaches the world. */
export interface CompensationPorts<Name extends string> {
  /**
   * Removes a part; only ever resolves.
   * @param id what the part has yielded; null when that is not known, or in the second pass.
   * @param removed how many objects were removed before, by the name of the part.
   * @returns how many objects were found.
   */
  remove(part: Part<Name>, id: string | null, removed: RemovedObjects): Promise<number>;
}

/**
 * Compensates a set-up: removes all parts, whatever was seen to be made, because a crash or a cancellation can hide what was.
 *
 * LiveKit can carry out a request after it reported its failure. So its objects are removed in two passes, the second when the first is
 * complete, and before what they depend on goes: nothing that came late may outlive the reservation of the number.
 * @param failed the step that failed; null when that is not known.
 * @returns how many objects were removed from LiveKit.
 */
export async function walkCompensation<Name extends string>(
  graph: PartGraph<Name>,
  scope: Scope,
  { made, ambiguous }: Readonly<Progress>,
  failed: Name | null,
  ports: CompensationPorts<Name>,
): Promise<RemovedObjects> {
  // A carrier that has certainly done nothing is not asked to remove anything, so that it can refuse nothing.
  const untouched = failed !== null && graph.part(failed).at === 'carrier' && !ambiguous && isEmpty(made);
  const parts = graph.backwards(untouched ? { atCarrier: false } : scope);
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
 * Compensates a change: restores all objects side by side, because their ids have stayed, then releases the number that the trunk was
 * to get. @param restore only ever resolves.
 */
export async function walkRestoration<Name extends string>(
  { objects, reservation }: PartGraph<Name>,
  restore: (part: Part<Name>) => Promise<unknown>,
): Promise<void> {
  await Promise.all(objects.map(restore));
  await restore(reservation);
}

/** How a tear-down reaches the world. */
export interface TearDownPorts<Name extends string> {
  /** `quick` rejects when it failed; `durable` only ever resolves. */
  attemptsAt(part: Part<Name>): Attempts;
  /** Runs what has no end of its own until it is done, where the operator sees it. */
  untilDone(work: () => Promise<unknown>): Promise<unknown>;
}

/**
 * Tears down a trunk: its parts in the order in which they are removed, then the record, which says what must go and frees the number
 * with the operation's end.
 */
export async function walkTearDown<Name extends string>(
  graph: PartGraph<Name>,
  scope: Scope,
  ports: TearDownPorts<Name>,
): Promise<void> {
  await removeQuicklyThenDurably(
    graph.backwards(scope).filter((part) => part !== graph.reservation),
    ports,
  );
  await removeQuicklyThenDurably([graph.commit], ports);
}

/**
 * Tries the parts quickly as far as that goes, then does the rest durably. A part that is stuck keeps only what it needs. What is at a
 * carrier has its quick attempts to itself, because they take seconds while the others take milliseconds.
 */
async function removeQuicklyThenDurably<Name extends string>(
  parts: readonly Part<Name>[],
  ports: TearDownPorts<Name>,
): Promise<void> {
  let left = parts;
  const failed = new Set<Name>();
  for (;;) {
    const ready = left.filter((part) => !failed.has(part.name) && dependentsOf(part, left).length === 0);
    if (ready.length === 0) break;
    const remote = ready.filter(({ at }) => at === 'carrier');
    const round = remote.length > 0 ? remote : ready;
    // Nothing durable is begun before the quick attempts have settled: see `walkLevel`.
    const results = await Promise.allSettled(round.map((part) => ports.attemptsAt(part).quick()));
    for (const [index, { name }] of round.entries()) {
      if (results[index]?.status === 'rejected') failed.add(name);
    }
    left = left.filter((part) => !round.includes(part) || failed.has(part.name));
  }
  if (left.length === 0) return;
  await ports.untilDone(() => walkBackward(left, (part) => ports.attemptsAt(part).durable()));
}

function dependentsOf<Name extends string>(
  { name }: Part<Name>,
  among: readonly Part<Name>[],
): readonly Part<Name>[] {
  return among.filter(({ needs }) => needs.includes(name));
}

/** Whether some part of a group needs this one, directly or through others, and it is not of the group itself. */
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
