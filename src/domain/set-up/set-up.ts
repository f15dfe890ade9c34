import type { OperationId, OrganizationId } from '../ids.js';
import type { Contract, OperationFailure } from '../operation/operation.js';
import type { Unavailable, Unfinished } from '../operation/outcomes.js';
import type { Secret } from '../secret.js';
import type { TrunkNotes } from '../trunk/notes.js';
import type { Trunk, TrunkSettings } from '../trunk/trunk.js';

/** What a caller asks for, checked and canonical. */
export interface SetUpRequest {
  readonly settings: TrunkSettings;
  readonly password: Secret;
  /** Absent where there are none, as in every request of a contract that has no fields for them. */
  readonly notes?: TrunkNotes;
}

/** One call for a set-up, of whatever kind of wish. */
export interface SetUpCommand<Requested = SetUpRequest> {
  readonly organizationId: OrganizationId;
  readonly contract: Contract;
  /** The public id of the API key that the caller showed. */
  readonly requestedBy: string;
  readonly request: Requested;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
  /** For how long after its success the same request is answered again as it was; 0 answers `already_exists`. */
  readonly replayForMs: number;
  /** The longest that the caller wants to wait for the end, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** What a caller of a set-up is told; every contract has words for each of these. */
export type SetUpAnswer =
  | { readonly kind: 'created'; readonly operationId: OperationId; readonly trunk: Trunk }
  /** The caller's own trunk has this number, username and address; `trunk` is null while it is being set up. */
  | { readonly kind: 'already_exists'; readonly trunk: Trunk | null }
  /** Somebody holds the number; who, is nobody's business. */
  | { readonly kind: 'number_in_use' }
  /** The idempotency key belongs to another request. */
  | { readonly kind: 'idempotency_key_reused' }
  | Unfinished
  | { readonly kind: 'failed'; readonly operationId: OperationId; readonly failure: OperationFailure }
  | Unavailable;

/** The use case behind both create endpoints. */
export type SetUpTrunk = (command: SetUpCommand) => Promise<SetUpAnswer>;
