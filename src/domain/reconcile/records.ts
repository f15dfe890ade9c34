import type { OperationId } from '../ids.js';
import type { OperationState } from '../operation/operation.js';
import type { CollisionKey, TrunkNumber } from '../trunk/number.js';
import type { TrunkObjects } from '../trunk/trunk.js';

/** The part of a trunk's record that a comparison needs beside the specifications of its objects. */
export interface TrunkRecord extends TrunkObjects {
  readonly trunkId: number;
  /** The set-up that made the trunk; its tag is on all three objects. */
  readonly operationId: OperationId;
  readonly acceptedAt: Date;
  readonly updatedAt: Date;
  readonly collisionKey: CollisionKey;
  readonly number: TrunkNumber;
}

/** An operation that has not completed. */
export interface UnfinishedOperation {
  readonly id: OperationId;
  /** The kind of the operation, as the database stores it. */
  readonly kind: string;
  readonly state: OperationState;
  readonly collisionKey: CollisionKey;
  /** The trunk that it works on; null for a set-up. */
  readonly trunkId: number | null;
  readonly acceptedAt: Date;
}

/** The facts from the database, read after LiveKit. */
export interface Records<Record extends TrunkRecord = TrunkRecord> {
  readonly trunks: readonly Record[];
  readonly unfinished: readonly UnfinishedOperation[];
  /** The states of operations that tags name but that have no trunk. An operation that is missing here is unknown. */
  readonly statuses: ReadonlyMap<OperationId, OperationState>;
}
