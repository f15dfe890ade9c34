import type { Actor } from '../administration.js';
import type { TooManyConflicts } from '../limits.js';
import type { OperationFailure, RequestOrigin, Unavailable, Unfinished } from '../operation/operation.js';
import type { QuotaExceeded } from '../quotas.js';
import type { NotOwned } from '../trunk/numbers/number-rules.js';
import type { CarrierAccount } from '../trunk/spec.js';
import type { CarrierName, E164, Trunk, TrunkNotes, TrunkSettings } from '../trunk/trunk.js';
import type { OperationId, OrganizationId, Secret } from '../values.js';

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
  readonly contract: RequestOrigin;
  readonly requestedBy: Actor;
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
  /** The number is held, or kept for its former owner. The answer does not say which, or for whom. */
  | { readonly kind: 'number_in_use' }
  | QuotaExceeded
  | NotOwned
  | TooManyConflicts
  /** The idempotency key belongs to another request. */
  | { readonly kind: 'idempotency_key_reused' }
  | Unfinished
  | { readonly kind: 'failed'; readonly operationId: OperationId; readonly failure: OperationFailure }
  | Unavailable;

/** The use case behind every endpoint that sets up a trunk. */
export type SetUpTrunk = (command: SetUpCommand) => Promise<SetUpAnswer>;

/** A number at a carrier, with the account that owns it, and the trunk to set up for it. */
export interface NumberImport {
  readonly number: E164;
  readonly carrier: CarrierName;
  readonly account: CarrierAccount;
  readonly nickname: string | null;
  readonly agentName: string | null;
  readonly outboundAgentId: string | null;
}

/** One request to import a number, which is set up like any other trunk. */
export type ImportNumberCommand = SetUpCommand<NumberImport>;

/** The answer to the import of a number. */
export type ImportNumberAnswer =
  | SetUpAnswer
  /** The operator has not enabled this carrier. */
  | { readonly kind: 'carrier_not_enabled' }
  /** The operator has not configured the host to which carriers send calls. */
  | { readonly kind: 'inbound_host_missing' };

/** The use case behind the endpoint that imports a number. */
export type ImportNumber = (command: ImportNumberCommand) => Promise<ImportNumberAnswer>;
