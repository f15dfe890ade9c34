import { ApplicationFailure, CancellationScope, defineUpdate, setHandler } from '@temporalio/workflow';
import { type FailureCode, failures } from '../../domain/failures.js';
import {
  attemptsAt,
  type EndedAttempts,
  type OperationFailure,
  type SkippedPart,
  type StepEvent,
  type StepLog,
  type StepPlace,
  type StepResult,
} from '../../domain/operation/operation.js';
import { longestDecisionText, type Resolution, refusalWhile } from '../../domain/operation/resolve.js';
import type { PartGraph, PartName } from '../../domain/parts/graph.js';
import { resolveCompensationUpdate } from '../names.js';

/**
 * Checks whether a resolution can be carried out. It comes from a command line or the Temporal UI, so its shape is checked as well.
 * @param parts every part that can be named.
 * @param pending the parts that are in progress.
 * @returns the reason for the operator why it cannot be carried out; null if it can.
 */
export function refusalOf(
  resolution: unknown,
  parts: readonly PartName[],
  pending: ReadonlySet<PartName>,
): string | null {
  if (typeof resolution !== 'object' || resolution === null) {
    return 'Send an object {"part", "action", "by", "reason"}.';
  }
  const { part, action, by, reason } = { ...resolution } as Readonly<Record<string, unknown>>;
  const known = parts.find((candidate) => candidate === part);
  if (known === undefined) return `"part" must be one of ${parts.join(', ')}.`;
  if (action !== 'retry' && action !== 'skip') return '"action" must be retry or skip.';
  if (!isText(by)) return `"by" must say who decides, in 1 to ${longestDecisionText} characters.`;
  if (!isText(reason)) return `"reason" must say why, in 1 to ${longestDecisionText} characters.`;
  return refusalWhile([...pending], { part: known, action });
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longestDecisionText;
}

/** The facts about a failure that the log keeps. */
export interface LoggedFailure {
  readonly code: FailureCode;
  /** The number of attempts that failed. Temporal repeats an activity by itself and reports only the last failure. */
  readonly attempts: number;
}

/**
 * Keeps the log of a run's steps. It reads the workflow's clock, so a replay produces the same log. No command of the workflow may
 * depend on the log.
 */
export class StepRecorder {
  readonly #now: () => number;
  readonly #read: (error: unknown, step: PartName) => LoggedFailure;
  readonly #log: StepLog[number][] = [];

  constructor(now: () => number, read: (error: unknown, step: PartName) => LoggedFailure) {
    this.#now = now;
    this.#read = read;
  }

  /** All events until now. */
  get log(): StepLog {
    return [...this.#log];
  }

  /**
   * Makes an attempt at a step, and logs its start and its outcome. A result with `skipped` counts as a failed attempt.
   * @param endedAfter returns the attempts after which an operator cancelled this one; null if none did.
   */
  async attempt<Result extends Pick<StepResult, 'attempt' | 'skipped'>>(
    place: StepPlace,
    run: () => Promise<Result>,
    endedAfter: () => EndedAttempts | null = () => null,
  ): Promise<Result> {
    const before = this.#begin(place);
    try {
      const result = await run();
      const attempts = before + result.attempt;
      if (result.skipped === undefined) this.#note(place, 'succeeded', attempts);
      else this.#note(place, 'attempt_failed', attempts, { code: result.skipped });
      return result;
    } catch (error) {
      const failure = this.#read(error, place.step);
      const ended = failure.code === 'cancelled' ? endedAfter() : null;
      const { attempts, code } = ended ?? failure;
      this.#note(place, 'attempt_failed', before + attempts, code === null ? {} : { code });
      throw error;
    }
  }

  /** Logs that the compensation begins, and why. */
  compensationBegins({ step, code }: OperationFailure): void {
    this.#log.push({ at: this.#now(), event: 'compensation_begun', step, code });
  }

  /** Logs that a step was skipped, by whom and why. A repeated call changes nothing. */
  skipped(place: StepPlace, { by, reason }: Pick<SkippedPart, 'by' | 'reason'>): void {
    if (this.#last(place)?.event === 'skipped') return;
    this.#note(place, 'skipped', attemptsAt(this.#log, place), { by, reason });
  }

  /** Logs the start. @returns the number of attempts before this one. The second pass over a removed part continues the count of the first. */
  #begin(place: StepPlace): number {
    const last = this.#last(place);
    const before = (last?.attempts ?? 0) - (last?.event === 'succeeded' ? 1 : 0);
    this.#note(place, 'started', before);
    return before;
  }

  #note(
    place: StepPlace,
    event: StepEvent['event'],
    attempts: number,
    facts: Pick<StepEvent, 'code' | 'by' | 'reason'> = {},
  ): void {
    this.#log.push({ at: this.#now(), ...place, event, attempts, ...facts });
  }

  #last({ phase, step }: StepPlace): StepEvent | undefined {
    return this.#log.findLast(
      (event): event is StepEvent => 'phase' in event && event.phase === phase && event.step === step,
    );
  }
}

const resolveCompensation = defineUpdate<void, [Resolution]>(resolveCompensationUpdate);

/** A part in progress. */
interface Pending {
  readonly place: StepPlace;
  readonly scope: CancellationScope;
  /** The attempts after which a resolution cancelled it; null if none did. */
  endedAfter: EndedAttempts | null;
}

/**
 * Lets an operator retry or skip the parts of a compensation, and the carrier parts of a tear-down. Each part runs in its own scope. A
 * resolution cancels the pending activity and waits for an attempt that still runs. Then it retries the part or continues without it.
 */
export class OperatorControl {
  readonly #order: readonly PartName[];
  readonly #attemptsAt: (place: StepPlace) => Promise<EndedAttempts>;
  readonly #pending = new Map<PartName, Pending>();
  readonly #resolutions = new Map<PartName, Resolution>();
  readonly #skipped = new Map<PartName, SkippedPart>();

  /** @param attemptsAt returns the attempts at a step that is in progress. Temporal tells a workflow only how a step has ended. */
  constructor(graph: PartGraph<PartName>, attemptsAt: (place: StepPlace) => Promise<EndedAttempts>) {
    this.#attemptsAt = attemptsAt;
    this.#order = graph.backwards({ atCarrier: true }).map(({ name }) => name);
    setHandler(resolveCompensation, (resolution) => this.resolve(resolution), {
      validator: (resolution) => {
        const refusal = refusalOf(resolution, this.#order, this.pending);
        if (refusal !== null) throw ApplicationFailure.nonRetryable(refusal, 'ResolutionRefused');
      },
    });
  }

  /** The parts in progress that an operator can retry or skip. */
  get pending(): ReadonlySet<PartName> {
    return new Set(this.#order.filter((part) => this.#pending.has(part)));
  }

  /** The skipped parts, in the order in which parts are removed. */
  get skipped(): readonly SkippedPart[] {
    return this.#order.flatMap((part) => this.#skipped.get(part) ?? []);
  }

  /** Adds the skipped parts to a failure. */
  failureOf(failure: OperationFailure): OperationFailure {
    return this.#skipped.size === 0 ? failure : { ...failure, skipped: this.skipped };
  }

  /** Carries out a resolution. The caller must have checked it with `refusalOf`. */
  resolve({ part, action, by, reason }: Resolution): void {
    if (action === 'skip') this.#skipped.set(part, { part, by, reason });
    this.#resolutions.set(part, { part, action, by, reason });
    const pending = this.#pending.get(part);
    if (pending !== undefined) void this.#cancel(pending);
  }

  /** Cancels a pending activity. Its attempts are read before, because Temporal forgets them with it. */
  async #cancel(pending: Pending): Promise<void> {
    pending.endedAfter = await this.#attemptsAt(pending.place);
    pending.scope.cancel();
  }

  /**
   * Works on a part until it is done or skipped, and logs the outcome. Later calls do not work on a skipped part. If the result says that
   * nobody can finish the part, Trunkline itself skips it.
   * @returns the result; null for a skipped part.
   */
  async run(
    recorder: StepRecorder,
    place: StepPlace,
    attempt: () => Promise<StepResult>,
  ): Promise<StepResult | null> {
    const part = place.step;
    const result = await this.#untilResolved(place, (pending) =>
      recorder.attempt(place, attempt, () => pending.endedAfter),
    );
    if (result?.skipped !== undefined) {
      this.#skipped.set(part, { part, by: 'Trunkline', reason: failures[result.skipped].meaning });
    }
    const skipped = this.#skipped.get(part);
    if (skipped === undefined) return result;
    recorder.skipped(place, skipped);
    return null;
  }

  async #untilResolved(
    place: StepPlace,
    attempt: (pending: Pending) => Promise<StepResult>,
  ): Promise<StepResult | null> {
    const part = place.step;
    for (;;) {
      if (this.#skipped.has(part)) return null;
      const pending: Pending = { place, scope: new CancellationScope(), endedAfter: null };
      this.#pending.set(part, pending);
      try {
        return await pending.scope.run(() => attempt(pending));
      } catch (error) {
        // A resolution cancelled the pending activity, or its last attempt failed meanwhile. Without a resolution the error is a defect.
        if (!this.#resolutions.delete(part)) throw error;
      } finally {
        this.#pending.delete(part);
      }
    }
  }
}
