import type { FailureCode } from '../failures.js';
import type { PartName } from '../parts/trunk-parts.js';

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
