import type { Actor } from '../administration.js';
import type { NotBegun, RequestOrigin, TrunkTarget, Unfinished } from '../operation/operation.js';
import type { Trunk } from '../trunk/trunk.js';
import type { OperationId, OrganizationId } from '../values.js';

/** One request to tear a trunk down. */
export interface TearDownCommand {
  readonly organizationId: OrganizationId;
  readonly contract: RequestOrigin;
  readonly requestedBy: Actor;
  readonly target: TrunkTarget;
  /** Refuses the tear-down while an agent is assigned to the trunk, for inbound or for outbound calls. */
  readonly onlyIfUnassigned: boolean;
  /** Tells whether the trunk is as the caller has seen it; absent if the caller names no version. */
  readonly isExpected?: (trunk: Trunk) => boolean;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
  /** How long the caller waits for the completion at most, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** The answer to a tear-down. It never fails, because it is retried until done. */
export type TearDownAnswer =
  | NotBegun
  /** An agent is assigned to the trunk, and the caller asked to keep the trunk in that case. */
  | { readonly kind: 'assigned' }
  /** The trunk is not as the caller has seen it. */
  | { readonly kind: 'changed_since' }
  | Unfinished
  /** Nothing of the trunk is left; a list has confirmed that. `trunk` is the trunk before its tear-down. */
  | {
      readonly kind: 'torn_down';
      readonly operationId: OperationId;
      readonly trunk: Trunk;
      /** The account at the carrier could not be used any more, so objects of the trunk may remain there. */
      readonly leftAtCarrier: boolean;
    };

/** The use case behind every endpoint that deletes a trunk. */
export type TearDownTrunk = (command: TearDownCommand) => Promise<TearDownAnswer>;
