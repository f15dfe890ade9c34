import type { FailureCode } from '../failures.js';
import type { PartName } from '../parts/trunk-parts.js';

/** Which step it is: one of an operation itself, or one of its undo. */
export interface StepPlace {
  readonly phase: 'forward' | 'compensation';
  readonly step: PartName;
}

/** Something that happened to a step. */
export interface StepEvent extends StepPlace {
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /**
   * `skipped`: the step was given up, by an operator or because nobody can finish it. After `attempt_failed` it is repeated, or
   * the undo begins.
   */
  readonly event: 'started' | 'attempt_failed' | 'succeeded' | 'skipped';
  /** How often the step was tried until then. */
  readonly attempts: number;
  /** Why the attempt failed; only with `attempt_failed`. */
  readonly code?: FailureCode;
}

/** The operation turned to its undo, because a step was given up. */
export interface CompensationBegun {
  readonly at: number;
  readonly event: 'compensation_begun';
  readonly step: PartName;
  readonly code: FailureCode;
}

/**
 * All that has happened to the steps of an operation, in order. It only ever grows, so that a place in it says what
 * somebody has seen.
 */
export type StepLog = readonly (StepEvent | CompensationBegun)[];

/** One step as its events tell it. */
export interface LoggedStep extends StepPlace {
  readonly startedAt: number;
  /** When it succeeded, was skipped, or had its last failed attempt; null while an attempt is under way. */
  readonly endedAt: number | null;
  readonly attempts: number;
  readonly last: StepEvent['event'];
  /** Why the last failed attempt failed; null when none has. */
  readonly code: FailureCode | null;
}

/** Sums the events up, step by step, in the order in which they began. */
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

/** How often a step was tried, as far as a log tells. */
export function attemptsAt(log: StepLog, { phase, step }: StepPlace): number {
  const last = log.findLast((event) => 'phase' in event && event.phase === phase && event.step === step);
  return last !== undefined && 'attempts' in last ? last.attempts : 0;
}

/**
 * Adds the success of the step that completes the operation: what writes the log down is that step itself.
 * @param log what happened until then; empty for a run that kept no log, which stays empty.
 * @param attempt which attempt of those that were not counted yet has succeeded.
 */
export function completedWith(log: StepLog, place: StepPlace, attempt: number, now: Date): StepLog {
  if (log.length === 0) return log;
  // Another machine's clock may be behind; a log goes forwards.
  const at = Math.max(now.getTime(), log.at(-1)?.at ?? 0);
  return [...log, { ...place, at, event: 'succeeded', attempts: attemptsAt(log, place) + attempt }];
}
