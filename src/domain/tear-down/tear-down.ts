import type { OperationId, OrganizationId } from '../ids.js';
import type { Contract, TrunkTarget } from '../operation/operation.js';
import type { NotBegun, Unfinished } from '../operation/outcomes.js';
import type { Trunk } from '../trunk/trunk.js';

/** One call to take a trunk down. */
export interface TearDownCommand {
  readonly organizationId: OrganizationId;
  readonly contract: Contract;
  /** The public id of the API key that the caller showed. */
  readonly requestedBy: string;
  readonly target: TrunkTarget;
  /** Refuse while an agent is assigned to the trunk, for calls to its number or from it. */
  readonly onlyIfUnassigned: boolean;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
  /** The longest that the caller wants to wait for the end, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** What the caller of a tear-down is told. There is no failure: it goes on until it is done. */
export type TearDownAnswer =
  | NotBegun
  /** An agent is assigned to the trunk, and the caller wanted to keep it then. */
  | { readonly kind: 'assigned' }
  | Unfinished
  /** Nothing of it is left, which a list has shown; `trunk` is how it was. */
  | {
      readonly kind: 'torn_down';
      readonly operationId: OperationId;
      readonly trunk: Trunk;
      /** The account at the carrier could not be used any more, so something of it may still stand there. */
      readonly leftAtCarrier: boolean;
    };

/** The use case behind both delete endpoints. */
export type TearDownTrunk = (command: TearDownCommand) => Promise<TearDownAnswer>;
