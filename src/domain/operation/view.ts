import type { FailureCode } from '../failures.js';
import type { OperationId } from '../ids.js';
import type { PartName } from '../parts/trunk-parts.js';
import type { TrunkObjects } from '../trunk/trunk.js';
import type { OperationFailure, OperationKind, OperationOrigin, OperationState } from './operation.js';
import type { StepLog } from './step-log.js';

/**
 * The state of a step of an operation. `compensated`: the compensation removed or restored the part of this step. `skipped`: an
 * operator or Trunkline skipped the step, and the operation continued without it.
 */
export const operationStepStates = [
  'pending',
  'running',
  'succeeded',
  'failed',
  'compensated',
  'skipped',
] as const;
export type OperationStepState = (typeof operationStepStates)[number];

/** The state of a part in a compensation. `skipped`: an operator or Trunkline skipped it. */
export const compensationStepStates = ['running', 'succeeded', 'skipped'] as const;
export type CompensationStepState = (typeof compensationStepStates)[number];

/** When a step ran, and how often it was tried. */
interface Timing {
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** The number of attempts; null while the log does not contain it. */
  readonly attempts: number | null;
}

/** One step of an operation. */
export interface StepView extends Timing {
  readonly name: PartName;
  readonly state: OperationStepState;
  /** Why the last attempt failed; null when a later attempt succeeded. */
  readonly error: FailureCode | null;
}

/** One part in the compensation of an operation. */
export interface CompensationView extends Timing {
  readonly name: PartName;
  readonly state: CompensationStepState;
  /** Why the last attempt failed; null when a later attempt succeeded. */
  readonly error: FailureCode | null;
}

/** An operation as its owner may see it, at any time after its acceptance. */
export interface OperationView {
  readonly id: OperationId;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly contract: OperationOrigin;
  readonly createdAt: Date;
  /** When it reached a final state; null before. */
  readonly finishedAt: Date | null;
  /** When its owner first requested the cancellation; null without such a request. */
  readonly cancelRequestedAt: Date | null;
  /** The failed operation that this one retries; null when it is not a retry. */
  readonly retryOf: OperationId | null;
  readonly steps: readonly StepView[];
  /** The parts that the compensation has reached; empty without a compensation. */
  readonly compensation: readonly CompensationView[];
  /** Why the operation failed; known as soon as its compensation begins. */
  readonly failure: OperationFailure | null;
  /** The trunk that the operation works on; null for a set-up that has not succeeded. */
  readonly trunkId: number | null;
  /** The trunk after the operation, or before it for a tear-down; null unless the operation succeeded. */
  readonly trunk: ({ readonly id: number } & TrunkObjects) | null;
  readonly log: StepLog;
}
