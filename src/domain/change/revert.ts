import type { OrganizationId } from '../ids.js';
import type { TrunkSettings } from '../trunk/trunk.js';
import type { ChangeAnswer, ChangeProblems } from './change.js';

/** One request to return a trunk to one of its revisions. */
export interface RevertCommand {
  readonly organizationId: OrganizationId;
  /** The public id of the caller's API key. */
  readonly requestedBy: string;
  readonly trunkId: number;
  readonly revision: number;
  /** Names the fields of a revision that are no longer valid. */
  readonly problemsOf: (requested: TrunkSettings, present: TrunkSettings) => ChangeProblems;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
  /** How long the caller waits for the completion at most, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** The answer to a revert, which is a change like any other. */
export type RevertAnswer =
  | Exclude<ChangeAnswer, { kind: 'addresses_missing' | 'already_exists' }>
  /** The caller owns the trunk, but the trunk has no such revision. */
  | { readonly kind: 'revision_not_found' };

/** The use case behind the endpoint that reverts a trunk to a revision. */
export type RevertTrunk = (command: RevertCommand) => Promise<RevertAnswer>;
