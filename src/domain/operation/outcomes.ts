import type { OperationId } from '../ids.js';
import type { OperationState } from './operation.js';

/** The caller's wait ended before the operation completed. The operation continues. */
export interface Unfinished {
  readonly kind: 'unfinished';
  readonly operationId: OperationId;
  readonly state: OperationState;
}

/**
 * Something that every operation needs cannot be reached or has no capacity left. If it is the database, the outcome is ambiguous:
 * the request may have been stored.
 */
export interface Unavailable {
  readonly kind: 'unavailable';
  readonly component: 'temporal' | 'database' | 'capacity';
  readonly retryAfterSeconds: number;
}

/** The reason why an operation on a trunk was not started. */
export type NotBegun =
  /** There is no such trunk, or another organisation owns it. */
  | { readonly kind: 'not_found' }
  /** Another operation works on the trunk. */
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  /** The idempotency key belongs to another request. */
  | { readonly kind: 'idempotency_key_reused' }
  | Unavailable;
