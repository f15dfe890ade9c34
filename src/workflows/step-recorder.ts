import type { FailureCode } from '../domain/failures.js';
import type { OperationFailure } from '../domain/operation/operation.js';
import { attemptsAt, type StepEvent, type StepLog, type StepPlace } from '../domain/operation/step-log.js';
import type { PartName } from '../domain/parts/trunk-parts.js';

/** What a log keeps of a failure. */
export interface ReadFailure {
  readonly code: FailureCode;
  /** How many attempts it stands for: Temporal may have repeated some by itself. */
  readonly attempts: number;
}

/**
 * Keeps the log of a run's steps. The clock is the workflow's, so the same log is kept again on replay; nothing that
 * the workflow does may depend on it.
 */
export class StepRecorder {
  readonly #now: () => number;
  readonly #read: (error: unknown, step: PartName) => ReadFailure;
  readonly #log: StepLog[number][] = [];

  constructor(now: () => number, read: (error: unknown, step: PartName) => ReadFailure) {
    this.#now = now;
    this.#read = read;
  }

  /** All that has happened until now. */
  get log(): StepLog {
    return [...this.#log];
  }

  /**
   * Makes a try at a step, and notes its beginning and how it ends.
   * @param run can tell which attempt has succeeded, when it was not the first.
   */
  async attempt<Result>(
    place: StepPlace,
    run: (note: (attempt: number) => void) => Promise<Result>,
  ): Promise<Result> {
    const before = this.#begin(place);
    let attempts = 1;
    try {
      const result = await run((attempt) => {
        attempts = attempt;
      });
      this.#note(place, 'succeeded', before + attempts);
      return result;
    } catch (error) {
      const failure = this.#read(error, place.step);
      this.#note(place, 'attempt_failed', before + failure.attempts, failure.code);
      throw error;
    }
  }

  /** Notes that the operation turns to its undo. */
  compensationBegins({ step, code }: OperationFailure): void {
    this.#log.push({ at: this.#now(), event: 'compensation_begun', step, code });
  }

  /** Notes that a step was given up, by an operator or because nobody can finish it; once is enough. */
  skipped(place: StepPlace): void {
    if (this.#last(place)?.event === 'skipped') return;
    this.#note(place, 'skipped', attemptsAt(this.#log, place));
  }

  /** @returns how many attempts were made before this try; a second look at what was done counts with the first. */
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
