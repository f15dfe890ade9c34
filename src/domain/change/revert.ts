import type { OrganizationId } from '../ids.js';
import type { TrunkSettings } from '../trunk/trunk.js';
import type { ChangeAnswer, ChangeProblems } from './change.js';

/** One call to make a trunk what it was in one of its revisions. */
export interface RevertCommand {
  readonly organizationId: OrganizationId;
  /** The public id of the API key that the caller showed. */
  readonly requestedBy: string;
  readonly trunkId: number;
  readonly revision: number;
  /** Tells what of a revision the trunk cannot take any more. */
  readonly problemsOf: (requested: TrunkSettings, present: TrunkSettings) => ChangeProblems;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
  /** See the command of a set-up. */
  readonly waitMs: number | null;
}

/** What the caller is told: going back is a change like any other. */
export type RevertAnswer =
  | Exclude<ChangeAnswer, { kind: 'addresses_missing' | 'already_exists' }>
  /** The trunk is the caller's own, but has no such revision. */
  | { readonly kind: 'revision_not_found' };

/** The use case behind the endpoint that takes a trunk back to a revision. */
export type RevertTrunk = (command: RevertCommand) => Promise<RevertAnswer>;
