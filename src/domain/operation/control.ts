import type { Actor } from '../administration.js';
import type { QuotaExceeded } from '../quotas.js';
import type { NotOwned } from '../trunk/numbers/number-rules.js';
import type { OperationId, OrganizationId } from '../values.js';
import type { Unavailable } from './operation.js';
import type { OperationView } from './view.js';

/** One request to cancel or to retry an operation. */
export interface ControlCommand {
  readonly organizationId: OrganizationId;
  readonly requestedBy: Actor;
  readonly operationId: OperationId;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
  /** How long the caller waits for the completion at most, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** The answers that a cancellation and a retry have in common. */
export type ControlAnswer =
  /** There is no such operation, or another organisation owns it. */
  | { readonly kind: 'not_found' }
  /** The idempotency key belongs to another request. */
  | { readonly kind: 'idempotency_key_reused' }
  | Unavailable
  /** The operation at the end of the wait. It may have completed, and it may continue. */
  | { readonly kind: 'followed'; readonly operation: OperationView };

/** The answer to a cancellation. */
export type CancelAnswer =
  | ControlAnswer
  | { readonly kind: 'finished' }
  /** An operation of this kind is retried until done. */
  | { readonly kind: 'not_cancellable' };

/** The answer to a retry. The operation that is followed is the new one. */
export type RetryAnswer =
  | ControlAnswer
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'succeeded' }
  /** A newer operation on that number has succeeded, or holds the number. */
  | { readonly kind: 'superseded' }
  /** Only Trunkline retries operations of this kind, or the password cannot be read any more. */
  | { readonly kind: 'not_retryable' }
  /** Another operation works on the trunk. */
  | { readonly kind: 'busy'; readonly operationId: OperationId; readonly retryAfterSeconds: number }
  | QuotaExceeded
  | NotOwned;

/** Cancels an operation, which then compensates. */
export type CancelOperation = (command: ControlCommand) => Promise<CancelAnswer>;

/** Retries a failed operation with the same input, as a new operation. */
export type RetryOperation = (command: ControlCommand) => Promise<RetryAnswer>;
