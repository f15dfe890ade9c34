import type { OperationId } from '../ids.js';
import type { OperationState } from '../operation/operation.js';
import type { CollisionKey, TrunkNumber } from '../trunk/number.js';
import type { TrunkObjects } from '../trunk/trunk.js';

/** A trunk's record, as much of it as a comparison needs beside the trunk's wishes. */
export interface TrunkRecord extends TrunkObjects {
  readonly trunkId: number;
  /** The set-up that made the trunk; its tag is on all three objects. */
  readonly operationId: OperationId;
  readonly acceptedAt: Date;
  readonly updatedAt: Date;
  readonly collisionKey: CollisionKey;
  readonly number: TrunkNumber;
}

/** An operation that has not ended. */
export interface UnfinishedOperation {
  readonly id: OperationId;
  /** What it does, in the database's word. */
  readonly kind: string;
  readonly state: OperationState;
  readonly collisionKey: CollisionKey;
  /** The trunk that it works on; null for one that makes a trunk. */
  readonly trunkId: number | null;
  readonly acceptedAt: Date;
}

/** What the database says, read after LiveKit. */
export interface Records<Record extends TrunkRecord = TrunkRecord> {
  readonly trunks: readonly Record[];
  readonly unfinished: readonly UnfinishedOperation[];
  /** Where the operations stand that tags name but that have no trunk; one that is not here is unknown. */
  readonly statuses: ReadonlyMap<OperationId, OperationState>;
}
