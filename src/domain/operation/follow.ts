import type { OperationId, OrganizationId } from '../ids.js';
import type { OperationView } from './view.js';

/** Somebody who wants to be told how an operation goes on. */
export interface Follower {
  /** The operation as it is now; shown again and again, also when nothing has changed. */
  show(operation: OperationView): void;
  /** Nobody will show anything any more: the process is about to stop. */
  leave(): void;
}

/** What became of the wish to follow an operation. */
export type FollowAnswer =
  /** There is no such operation, or it is somebody else's. */
  | { readonly kind: 'not_found' }
  /** As many follow operations as this process can bear. */
  | { readonly kind: 'too_many'; readonly retryAfterSeconds: number }
  /** The operation as it is now; `stop` must be called when nobody wants to know any more. */
  | { readonly kind: 'following'; readonly operation: OperationView; stop(): void };

/** Follows an operation until its end or until it is stopped. */
export type FollowOperation = (
  organizationId: OrganizationId,
  operationId: OperationId,
  follower: Follower,
) => Promise<FollowAnswer>;
