import type { DeploymentId, OperationId } from '../domain/ids.js';

/** What the workflow of an operation on an existing trunk is given; everything else is in the database. */
export interface TrunkOperationInput {
  readonly operationId: OperationId;
  readonly trunkId: number;
  readonly deploymentId: DeploymentId;
  /** Begins the name of every room that a call to the trunk opens. */
  readonly roomPrefix: string;
  /** Another run may have worked on this operation before. */
  readonly recover: boolean;
  /** Trunkline has connected the number at its carrier. */
  readonly atCarrier?: true;
  /** All forward steps together may take this long, in milliseconds. */
  readonly budgetMs: number;
  /** Work without an end of its own that takes longer than this is shown as stuck, in milliseconds. */
  readonly stuckAfterMs: number;
}

/** What a completed operation on a trunk shows the operator. */
export interface TrunkOperationResult {
  readonly operationId: string;
  readonly state: 'succeeded';
}
