import { ApplicationFailure, CancellationScope, defineUpdate, setHandler } from '@temporalio/workflow';
import { compensatedParts, type OperationFailure, type SkippedPart } from '../domain/operation/operation.js';
import type { StepPlace } from '../domain/operation/step-log.js';
import type { PartName } from '../domain/parts/trunk-parts.js';
import { type CompensationResolution, refusalOf } from './compensation-resolution.js';
import { GivenUp } from './given-up.js';
import type { StepRecorder } from './step-recorder.js';

/** How an operator resolves an undo that does not come to an end; refused when it makes no sense. */
const resolveCompensation = defineUpdate<void, [CompensationResolution]>('resolveCompensation');

/** Makes the undo of this workflow, or what it does at a carrier, work that an operator can resolve. */
export function undoThatOperatorsResolve(): ResolvableUndo {
  const compensation = new ResolvableUndo();
  setHandler(resolveCompensation, (resolution) => compensation.resolve(resolution), {
    validator: (resolution) => {
      const refusal = refusalOf(resolution, compensation.pending);
      if (refusal !== null) throw ApplicationFailure.nonRetryable(refusal, 'ResolutionRefused');
    },
  });
  return compensation;
}

/**
 * Lets an operator push on the parts of an undo. Each part runs in a scope of its own: a resolution cancels the
 * activity that is pending there, waits for an attempt that is under way, and then begins anew or goes on without.
 */
export class ResolvableUndo {
  readonly #scopes = new Map<PartName, CancellationScope>();
  readonly #resolutions = new Map<PartName, CompensationResolution>();
  readonly #skipped = new Map<PartName, SkippedPart>();

  /** The parts that are being undone right now. */
  get pending(): ReadonlySet<PartName> {
    return new Set(compensatedParts.filter((part) => this.#scopes.has(part)));
  }

  /** What was given up, in the order of the undo. */
  get skipped(): readonly SkippedPart[] {
    return compensatedParts.flatMap((part) => this.#skipped.get(part) ?? []);
  }

  /** Why what is undone has failed, with what was given up. */
  failureOf(failure: OperationFailure): OperationFailure {
    return this.#skipped.size === 0 ? failure : { ...failure, skipped: this.skipped };
  }

  /** Carries out a resolution that `refusalOf` has nothing against. */
  resolve(resolution: CompensationResolution): void {
    const { part, by, reason } = resolution;
    if (resolution.action === 'skip') this.#skipped.set(part, { part, by, reason });
    this.#resolutions.set(part, resolution);
    this.#scopes.get(part)?.cancel();
  }

  /**
   * Runs a part until it succeeds or is skipped; a skipped one is never run again. One that is {@link GivenUp} is skipped as if
   * an operator had seen it. The log keeps its attempts, and that it was given up.
   * @param work see {@link StepRecorder.attempt}.
   */
  async record<Result>(
    recorder: StepRecorder,
    place: StepPlace & { readonly step: PartName },
    work: (note: (attempt: number) => void) => Promise<Result>,
    whenSkipped: Result,
  ): Promise<Result> {
    const part = place.step;
    const result = await this.#run(part, () => recorder.attempt(place, work), whenSkipped).catch((error) => {
      if (!(error instanceof GivenUp)) throw error;
      this.#skipped.set(part, { part, by: 'Trunkline', reason: error.message });
      return whenSkipped;
    });
    if (this.#skipped.has(part)) recorder.skipped(place);
    return result;
  }

  async #run<Result>(part: PartName, attempt: () => Promise<Result>, whenSkipped: Result): Promise<Result> {
    for (;;) {
      if (this.#skipped.has(part)) return whenSkipped;
      const scope = new CancellationScope();
      this.#scopes.set(part, scope);
      try {
        return await scope.run(attempt);
      } catch (error) {
        // The pending activity was cancelled, or its last attempt failed meanwhile; without a resolution it is a defect.
        if (!this.#resolutions.delete(part)) throw error;
      } finally {
        this.#scopes.delete(part);
      }
    }
  }
}
