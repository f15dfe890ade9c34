import type { FailureCode } from '../failures.js';
import type { OperationId, OrganizationId } from '../ids.js';
import type { Unavailable, Unfinished } from '../outcomes.js';
import type { Secret } from '../secret.js';
import type { TrunkNotes } from '../trunk/notes.js';
import type { Trunk, TrunkSettings } from '../trunk/trunk.js';

/** The published contract through which a request came. */
export const contracts = ['autocalls', 'zudu'] as const;
export type Contract = (typeof contracts)[number];

/**
 * The steps of a set-up, in the order in which an operator reads them. `carrier` and `route` are taken only where the number
 * is connected at its carrier: the first makes the connection there, the other lets the calls come in through it.
 */
export const setUpSteps = ['carrier', 'inbound', 'outbound', 'rule', 'route', 'record'] as const;
export type SetUpStep = (typeof setUpSteps)[number];

/** The steps of a set-up that has nothing to do with a carrier. */
export const plainSetUpSteps = [
  'inbound',
  'outbound',
  'rule',
  'record',
] as const satisfies readonly SetUpStep[];

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

/** The parts of an undo that an operator can push on, in the order of the undo. */
export const compensatedParts = ['route', 'rule', 'inbound', 'outbound', 'carrier', 'number'] as const;
export type CompensatedPart = (typeof compensatedParts)[number];

/** A part of an undo that was given up, by an operator or by Trunkline itself, so that the number could be freed without it. */
export interface SkippedPart {
  readonly part: CompensatedPart;
  readonly by: string;
  readonly reason: string;
}

/** Why a set-up was taken back: the step that failed, the cause, and what the undo removed. */
export interface SetUpFailure {
  readonly step: SetUpStep;
  readonly code: FailureCode;
  /** Numbers of objects that the undo removed from LiveKit, by kind. */
  readonly removed: { readonly inbound: number; readonly outbound: number; readonly rule: number };
  /** What was given up; absent when that is nothing. */
  readonly skipped?: readonly SkippedPart[];
}

/** An undo that has not begun, or has found nothing. */
export const nothingRemoved = { inbound: 0, outbound: 0, rule: 0 } as const;

/**
 * The life of an operation. `running`: accepted, its number is reserved. `undoing`: a step failed and everything
 * is being taken back. The last two are final; `failed` means that nothing is left and the number is free.
 */
export const operationStates = ['running', 'compensating', 'succeeded', 'failed'] as const;
export type OperationState = (typeof operationStates)[number];

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
  | { readonly kind: 'failed'; readonly operationId: OperationId; readonly failure: SetUpFailure }
  | Unavailable;

/** The use case behind both create endpoints. */
export type SetUpTrunk = (command: SetUpCommand) => Promise<SetUpAnswer>;
