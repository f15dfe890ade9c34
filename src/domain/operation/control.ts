import type { OperationId, OrganizationId } from '../ids.js';
import type { Unavailable } from './outcomes.js';
import type { OperationView } from './view.js';

/** One call to cancel an operation, or to try it again. */
export interface ControlCommand {
  readonly organizationId: OrganizationId;
  /** The public id of the API key that the caller showed. */
  readonly requestedBy: string;
  readonly operationId: OperationId;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
  /** The longest that the caller wants to wait for the end, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** What every caller who steers an operation can be told. */
export type ControlAnswer =
  /** There is no such operation, or it is somebody else's. */
  | { readonly kind: 'not_found' }
  /** The idempotency key belongs to another request. */
  | { readonly kind: 'idempotency_key_reused' }
  | Unavailable
  /** The operation as it is at the end of the wait; it may have ended, and it may go on. */
  | { readonly kind: 'followed'; readonly operation: OperationView };

/** What the caller of a cancellation is told. */
export type CancelAnswer =
  | ControlAnswer
  | { readonly kind: 'finished' }
  /** It is of a kind that goes on until it is done. */
  | { readonly kind: 'not_cancellable' };

/** What the caller of a retry is told; what is followed is the new operation. */
export type RetryAnswer =
  | ControlAnswer
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'succeeded' }
  /** A newer operation of that number has succeeded, or holds it. */
  | { readonly kind: 'superseded' }
  /** It is of a kind that nobody but Trunkline tries again, or its password cannot be read any more. */
  | { readonly kind: 'not_retryable' }
  /** Another operation still works on the trunk. */
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number };

/** Cancels an operation, which then takes everything back. */
export type CancelOperation = (command: ControlCommand) => Promise<CancelAnswer>;

/** Tries a failed operation again, with the same input, as a new one. */
export type RetryOperation = (command: ControlCommand) => Promise<RetryAnswer>;
