import type { OperationId } from '../ids.js';
import type { OperationKind, OperationState } from './operation.js';
import type { OperationView } from './view.js';

/** Selects operations; null selects any. */
export interface OperationFilter {
  readonly state: OperationState | null;
  readonly kind: OperationKind | null;
  /** The operations that work on this trunk, and the set-up that created it. */
  readonly trunkId: number | null;
}

/** The position of an operation in the list. It stays the same when newer operations are added. */
export interface OperationPlace {
  readonly acceptedAt: Date;
  readonly id: OperationId;
}

/** Selects a part of the list. */
export interface OperationPart {
  /** The position behind which the part begins; null begins with the newest operation. */
  readonly after: OperationPlace | null;
  /** The largest number of operations. */
  readonly limit: number;
}

/** Some operations of an organisation, newest first. `next` is the position behind which there are more; null at the end. */
export interface OperationPage {
  readonly operations: readonly OperationView[];
  readonly next: OperationPlace | null;
}
