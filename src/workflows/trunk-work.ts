import type { DeploymentId, OperationId } from '../domain/ids.js';

/** What the workflow of an operation on a trunk is given; everything else is in the database. */
export interface TrunkWorkInput {
  readonly operationId: OperationId;
  readonly trunkId: number;
  readonly deploymentId: DeploymentId;
  /** Begins the name of every room that a call to this trunk opens. */
  readonly roomPrefix: string;
  /** True when another run may have worked on this operation before. */
  readonly recover: boolean;
  /** The trunk's number was connected at its carrier by Trunkline, and that is to be taken back. */
  readonly atCarrier?: true;
  /** All forward steps together may take this long, in milliseconds. */
  readonly budgetMs: number;
  /** Work without an end that takes longer than this, in milliseconds, is shown as stuck. */
  readonly stuckAfterMs: number;
}
