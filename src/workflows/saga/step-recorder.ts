import type { FailureCode } from '../../domain/failures.js';
import type { OperationFailure } from '../../domain/operation/operation.js';
import { attemptsAt, type StepEvent, type StepLog, type StepPlace } from '../../domain/operation/step-log.js';
import type { PartName } from '../../domain/parts/trunk-parts.js';
import type { StepResult } from '../../domain/step/step.js';

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

  /** Makes an attempt at a step, and logs its start and its outcome. A result with `skipped` counts as a failed attempt. */
  async attempt<Result extends Pick<StepResult, 'attempt' | 'skipped'>>(
    place: StepPlace,
    run: () => Promise<Result>,
  ): Promise<Result> {
    const before = this.#begin(place);
    try {
      const result = await run();
      const attempts = before + result.attempt;
      if (result.skipped === undefined) this.#note(place, 'succeeded', attempts);
      else this.#note(place, 'attempt_failed', attempts, result.skipped);
      return result;
    } catch (error) {
      const failure = this.#read(error, place.step);
      this.#note(place, 'attempt_failed', before + failure.attempts, failure.code);
      throw error;
    }
  }

  /** Logs that the compensation begins, and why. */
  compensationBegins({ step, code }: OperationFailure): void {
    this.#log.push({ at: this.#now(), event: 'compensation_begun', step, code });
  }

  /** Logs that a step was skipped. A repeated call changes nothing. */
  skipped(place: StepPlace): void {
    if (this.#last(place)?.event === 'skipped') return;
    this.#note(place, 'skipped', attemptsAt(this.#log, place));
  }

  /** Logs the start. @returns the number of attempts before this one. The second pass over a removed part continues the count of the first. */
  #begin(place: StepPlace): number {
    const last = this.#last(place);
    const before = (last?.attempts ?? 0) - (last?.event === 'succeeded' ? 1 : 0);
    this.#note(place, 'started', before);
    return before;
  }

  #note(place: StepPlace, event: StepEvent['event'], attempts: number, code?: FailureCode): void {
    this.#log.push({ at: this.#now(), ...place, event, attempts, ...(code === undefined ? {} : { code }) });
  }

  #last({ phase, step }: StepPlace): StepEvent | undefined {
    return this.#log.findLast(
      (event): event is StepEvent => 'phase' in event && event.phase === phase && event.step === step,
    );
  }
}
