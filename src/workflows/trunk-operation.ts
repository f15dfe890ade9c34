import type { DeploymentId, OperationId } from '../domain/values.js';

/** The input of an operation on an existing trunk. Everything else is in the database. */
export interface TrunkOperationInput {
  readonly operationId: OperationId;
  readonly trunkId: number;
  readonly deploymentId: DeploymentId;
  /** The prefix of the names of all rooms that calls to the trunk open. */
  readonly roomPrefix: string;
  /** Another run may have worked on this operation before. */
  readonly recover: boolean;
  /** Trunkline has connected the number at its carrier. */
  readonly atCarrier?: true;
  /** How long all forward steps may take together, in milliseconds. */
  readonly budgetMs: number;
  /** How long work without a time limit may take before it is shown as stuck, in milliseconds. */
  readonly stuckAfterMs: number;
}

/** The result of a completed operation on a trunk, for the operator. */
export interface TrunkOperationResult {
  readonly operationId: string;
  readonly state: 'succeeded';
}
