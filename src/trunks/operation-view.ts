import type { OperationId } from './ids.js';
import type { OperationKind, OperationOrigin } from './operation.js';
import type { OperationState, SetUpFailure, SetUpStep } from './set-up.js';
import type { TrunkObjects } from './trunk.js';

/** How far a step of an operation is. `undone`: what it had made was removed again. */
export const operationStepStates = ['pending', 'running', 'succeeded', 'failed', 'undone'] as const;
export type OperationStepState = (typeof operationStepStates)[number];

/** One step of an operation, for people who want to know where the time went. */
export interface OperationStepView {
  readonly name: SetUpStep;
  readonly state: OperationStepState;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** How often the step was tried; null while nobody has counted. */
  readonly attempts: number | null;
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
  readonly steps: readonly OperationStepView[];
  /** Why it was taken back; known from the first failed step on. */
  readonly failure: SetUpFailure | null;
  /** What it made; null unless it succeeded. */
  readonly trunk: ({ readonly id: number } & TrunkObjects) | null;
}
