import type { OperationId, OrganizationId } from '../ids.js';
import type { OperationView } from './view.js';

/** A reader who follows the progress of an operation. */
export interface Follower {
  /** Receives the operation as it is now. It is called repeatedly, also when nothing has changed. */
  show(operation: OperationView): void;
  /** Says that no further call will come, because the process is about to stop. */
  leave(): void;
}

/** The answer to a request to follow an operation. */
export type FollowAnswer =
  /** There is no such operation, or another organisation owns it. */
  | { readonly kind: 'not_found' }
  /** This process has as many followers as it can serve. */
  | { readonly kind: 'too_many'; readonly retryAfterSeconds: number }
  /** The operation as it is now. `stop` must be called when the follower leaves. */
  | { readonly kind: 'following'; readonly operation: OperationView; stop(): void };

/** Follows an operation until it completes or until `stop` is called. */
export type FollowOperation = (
  organizationId: OrganizationId,
  operationId: OperationId,
  follower: Follower,
) => Promise<FollowAnswer>;
