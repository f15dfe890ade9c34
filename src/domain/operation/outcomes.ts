import type { OperationId } from '../ids.js';
import type { OperationState } from './operation.js';

/** The wait ended before the operation did; it goes on. */
export interface Unfinished {
  readonly kind: 'unfinished';
  readonly operationId: OperationId;
  readonly state: OperationState;
}

/**
 * A part that every operation needs cannot be reached, or has too much to do. Where it is the database, the request
 * may have been written down all the same.
 */
export interface Unavailable {
  readonly kind: 'unavailable';
  readonly component: 'temporal' | 'database' | 'capacity';
  readonly retryAfterSeconds: number;
}

/** Why an operation on a trunk was not begun. */
export type NotBegun =
  /** There is no such trunk, or it is somebody else's. */
  | { readonly kind: 'not_found' }
  /** Another operation still works on the trunk. */
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  /** The idempotency key belongs to another request. */
  | { readonly kind: 'idempotency_key_reused' }
  | Unavailable;
