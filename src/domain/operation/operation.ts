import { contracts } from '../set-up/set-up.js';
import type { CollisionKey } from '../trunk/number.js';

/** What an operation does to a trunk. Of all that concern one number, at most one is unfinished at any time. */
export const operationKinds = ['set_up_trunk', 'change_trunk', 'tear_down_trunk', 'repair_trunk'] as const;
export type OperationKind = (typeof operationKinds)[number];

/** An operation on a trunk that is there already. */
export type TrunkOperationKind = Exclude<OperationKind, 'set_up_trunk'>;

/** Who wanted an operation: a caller of one of the contracts or of `/v1`, or the reconciler by itself. */
export const operationOrigins = [...contracts, 'native', 'reconciler'] as const;
export type OperationOrigin = (typeof operationOrigins)[number];

/** How a caller names one of its trunks. */
export type TrunkTarget =
  | { readonly by: 'id'; readonly id: number }
  | { readonly by: 'number'; readonly number: CollisionKey };
