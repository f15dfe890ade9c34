import type { OperationId, OrganizationId } from '../ids.js';
import type { Contract, OperationFailure } from '../operation/operation.js';
import type { Unavailable, Unfinished } from '../operation/outcomes.js';
import type { Secret } from '../secret.js';
import type { TrunkNotes } from '../trunk/notes.js';
import type { Trunk, TrunkSettings } from '../trunk/trunk.js';

/** The trunk that a caller requests, checked and in canonical form. */
export interface SetUpRequest {
  readonly settings: TrunkSettings;
  readonly password: Secret;
  /** Absent when there are none, as in every request of a contract without fields for them. */
  readonly notes?: TrunkNotes;
}

/** One request for a set-up. `Requested` is its content. */
export interface SetUpCommand<Requested = SetUpRequest> {
  readonly organizationId: OrganizationId;
  readonly contract: Contract;
  /** The public id of the caller's API key. */
  readonly requestedBy: string;
  readonly request: Requested;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
  /**
   * How long after the success the same request gets the same answer again, in milliseconds. After that, or with 0, it gets
   * `already_exists`.
   */
  readonly replayForMs: number;
  /** How long the caller waits for the completion at most, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** The answer to a set-up. Every contract has its own words for each kind. */
export type SetUpAnswer =
  | { readonly kind: 'created'; readonly operationId: OperationId; readonly trunk: Trunk }
  /** The caller's own trunk has this number, username and address; `trunk` is null while it is being set up. */
  | { readonly kind: 'already_exists'; readonly trunk: Trunk | null }
  /** The number is held. The answer does not say by whom. */
  | { readonly kind: 'number_in_use' }
  /** The idempotency key belongs to another request. */
  | { readonly kind: 'idempotency_key_reused' }
  | Unfinished
  | { readonly kind: 'failed'; readonly operationId: OperationId; readonly failure: OperationFailure }
  | Unavailable;

/** The use case behind both create endpoints. */
export type SetUpTrunk = (command: SetUpCommand) => Promise<SetUpAnswer>;
