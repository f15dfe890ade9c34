import type { FailureCode } from '../failures.js';
import type { OperationId } from '../ids.js';
import type { PartName } from '../parts/trunk-parts.js';
import type { TrunkObjects } from '../trunk/trunk.js';
import type { OperationFailure, OperationKind, OperationOrigin, OperationState } from './operation.js';
import type { StepLog } from './step-log.js';

/**
 * How far a step of an operation is. `undone`: what it had made or changed was taken back again. `skipped`: it was given up,
 * and the operation went on without it.
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

/** How far a part of an undo is. `skipped`: it was given up, by an operator or by Trunkline itself. */
export const compensationStepStates = ['running', 'succeeded', 'skipped'] as const;
export type CompensationStepState = (typeof compensationStepStates)[number];

/** When a step ran, and how often it was tried. */
interface Timing {
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** How often the step was tried; null while nobody has counted. */
  readonly attempts: number | null;
}

/** One step of an operation. */
export interface StepView extends Timing {
  readonly name: PartName;
  readonly state: OperationStepState;
  /** Why its last attempt failed, unless a later one has succeeded. */
  readonly error: FailureCode | null;
}

/** One part of the undo of an operation. */
export interface CompensationView extends Timing {
  readonly name: PartName;
  readonly state: CompensationStepState;
  /** Why its last attempt failed, unless a later one has succeeded. */
  readonly error: FailureCode | null;
}

/** An operation as its owner may see it, at any time from its acceptance on. */
export interface OperationView {
  readonly id: OperationId;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly contract: OperationOrigin;
  readonly createdAt: Date;
  /** When it reached a final state; null before. */
  readonly finishedAt: Date | null;
  /** When its owner first wanted it cancelled; null when nobody has. */
  readonly cancelRequestedAt: Date | null;
  /** The failed operation that it tries again. */
  readonly retryOf: OperationId | null;
  readonly steps: readonly StepView[];
  /** What was taken back; empty while nothing is. */
  readonly compensation: readonly CompensationView[];
  /** Why it was taken back; known from the first failed step on. */
  readonly failure: OperationFailure | null;
  /** The trunk that it works on; null for a set-up that has not succeeded. */
  readonly trunkId: number | null;
  /** The trunk as it left it, or found it where it was taken down; null unless it succeeded. */
  readonly trunk: ({ readonly id: number } & TrunkObjects) | null;
  readonly log: StepLog;
}
