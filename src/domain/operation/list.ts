import type { OperationId } from '../ids.js';
import type { OperationKind, OperationState } from './operation.js';
import type { OperationView } from './view.js';

/** Which operations are wanted; null is any. */
export interface OperationFilter {
  readonly state: OperationState | null;
  readonly kind: OperationKind | null;
  /** Those that work on this trunk, and the set-up that made it. */
  readonly trunkId: number | null;
}

/** An operation's place in the list, which stays where it is when newer ones are added. */
export interface OperationPlace {
  readonly acceptedAt: Date;
  readonly id: OperationId;
}

/** Which part of the list is wanted: so many at most, from behind a place on; null begins with the newest. */
export interface OperationPart {
  readonly after: OperationPlace | null;
  readonly limit: number;
}

/** Some of an organisation's operations, newest first, and the place behind which there are more; null at the end. */
export interface OperationPage {
  readonly operations: readonly OperationView[];
  readonly next: OperationPlace | null;
}
