import { ApplicationFailure, CancellationScope, defineUpdate, setHandler } from '@temporalio/workflow';
import { failures } from '../../domain/failures.js';
import type { OperationFailure, SkippedPart } from '../../domain/operation/operation.js';
import type { StepPlace } from '../../domain/operation/step-log.js';
import type { PartGraph } from '../../domain/parts/graph.js';
import type { PartName } from '../../domain/parts/trunk-parts.js';
import type { StepResult } from '../../domain/step/step.js';
import { resolveCompensationUpdate } from '../names.js';
import { type CompensationResolution, refusalOf } from './resolution.js';
import type { StepRecorder } from './step-recorder.js';

const resolveCompensation = defineUpdate<void, [CompensationResolution]>(resolveCompensationUpdate);

/**
 * Lets an operator retry or skip the parts of a compensation, and the carrier parts of a tear-down. Each part runs in its own scope. A
 * resolution cancels the pending activity and waits for an attempt that still runs. Then it retries the part or continues without it.
 */
export class OperatorControl {
  readonly #order: readonly PartName[];
  readonly #scopes = new Map<PartName, CancellationScope>();
  readonly #resolutions = new Map<PartName, CompensationResolution>();
  readonly #skipped = new Map<PartName, SkippedPart>();

  constructor(graph: PartGraph<PartName>) {
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
    return new Set(this.#order.filter((part) => this.#scopes.has(part)));
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
  resolve({ part, action, by, reason }: CompensationResolution): void {
    if (action === 'skip') this.#skipped.set(part, { part, by, reason });
    this.#resolutions.set(part, { part, action, by, reason });
    this.#scopes.get(part)?.cancel();
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
    const result = await this.#untilResolved(part, () => recorder.attempt(place, attempt));
    if (result?.skipped !== undefined) {
      this.#skipped.set(part, { part, by: 'Trunkline', reason: failures[result.skipped].meaning });
    }
    if (!this.#skipped.has(part)) return result;
    recorder.skipped(place);
    return null;
  }

  async #untilResolved(part: PartName, attempt: () => Promise<StepResult>): Promise<StepResult | null> {
    for (;;) {
      if (this.#skipped.has(part)) return null;
      const scope = new CancellationScope();
      this.#scopes.set(part, scope);
      try {
        return await scope.run(attempt);
      } catch (error) {
        // A resolution cancelled the pending activity, or its last attempt failed meanwhile. Without a resolution the error is a defect.
        if (!this.#resolutions.delete(part)) throw error;
      } finally {
        this.#scopes.delete(part);
      }
    }
  }
}
