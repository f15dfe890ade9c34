import type { Database } from '../database/database.js';
import type { OperationWithTrunk } from '../database/operation-rows.js';
import {
  beginTrunkOperation,
  findByKey,
  type Refusal,
  type TrunkOperationStart,
  type TrunkOperationWish,
} from '../database/trunk-operations.js';
import { findTrunk, findTrunkByNumber } from '../database/trunk-rows.js';
import type { KeyedHash } from '../security/keyed-hash.js';
import { newOperationId } from '../security/random-ids.js';
import type { NotBegun, Unfinished } from '../trunks/answers.js';
import type { OperationId, OrganizationId } from '../trunks/ids.js';
import type { OperationOrigin, TrunkOperationKind, TrunkTarget } from '../trunks/operation.js';
import type { Trunk } from '../trunks/trunk.js';
import { type BackgroundStart, startInBackground } from './background-start.js';
import type { OperationEnds } from './operation-ends.js';
import { orUnavailable, retryAfterSeconds, temporalUnavailable } from './unavailable.js';
import { deadlineAfter, joinOperation, waitForOperation } from './wait-for-end.js';

/** What every use case on a trunk that is there works with. */
export interface OperateDependencies extends BackgroundStart {
  readonly database: Database;
  readonly keyedHash: KeyedHash;
  readonly ends: OperationEnds;
  /** How long a caller waits for the end before it is told `unfinished`, in milliseconds. */
  readonly answerWaitMs: number;
}

/** What somebody wants done to one of its trunks. */
export interface TrunkOperationOrder<Answer> {
  readonly kind: TrunkOperationKind;
  readonly organizationId: OrganizationId;
  readonly contract: OperationOrigin;
  readonly requestedBy: string;
  readonly target: TrunkTarget;
  readonly idempotencyKey: string | null;
  /** See the command of a set-up. */
  readonly waitMs: number | null;
  /** One text for one wish: two orders are the same exactly when this is. */
  readonly canonical: string;
  /** See the wish of a trunk operation. */
  readonly prepare: NonNullable<TrunkOperationWish['prepare']>;
  /** Another order of the same kind is this one as well: whoever comes second waits for the first one's end. */
  readonly joinsItsKind: boolean;
  readonly answerOf: (ended: OperationWithTrunk) => Answer;
}

/** Why an order was not begun, beyond what every order can meet. */
export type Refused =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Somebody holds the number that the trunk is to have. */
  | { readonly kind: 'number_held' };

/**
 * Carries out an operation on a trunk: the intent is written under the lock of the trunk's number, then the workflow
 * is started, then its end is waited for. From the intent on the operation happens, whatever becomes of the caller.
 * Another operation that holds the lock is waited for, as long as the caller waits.
 */
export async function operateOnTrunk<Answer>(
  dependencies: OperateDependencies,
  order: TrunkOperationOrder<Answer>,
): Promise<Answer | NotBegun | Refused | Unfinished> {
  const { database, keyedHash, ends, reachability, answerWaitMs } = dependencies;
  const { organizationId, idempotencyKey, answerOf } = order;
  const deadline = deadlineAfter(answerWaitMs, order.waitMs);
  const requestHash = keyedHash.of('request', order.canonical);

  if (!reachability.reachable) return temporalUnavailable;
  for (;;) {
    const operationId = newOperationId();
    const listener = ends.listen(operationId);
    try {
      const start = await orUnavailable(begin(operationId));
      switch (start.kind) {
        case 'unavailable':
        case 'not_found':
        case 'refused':
        case 'number_held':
          return start;
        case 'key_known':
          return start.operation.requestHash === requestHash
            ? await joinOperation(dependencies, start.operation.id, { deadline, answerOf })
            : { kind: 'idempotency_key_reused' };
        case 'busy': {
          const { operation } = start;
          if (order.joinsItsKind && operation.kind === order.kind) {
            return await joinOperation(dependencies, operation.id, { deadline, answerOf });
          }
          const waited = await joinOperation(dependencies, operation.id, {
            deadline,
            answerOf: () => ({ kind: 'over' }) as const,
          });
          if (waited.kind === 'over') continue;
          return { kind: 'busy', retryAfterSeconds };
        }
        case 'begun':
          startInBackground(dependencies, start.operation, []);
          return await waitForOperation(database, operationId, listener, {
            deadline,
            lookAtOnce: false,
            answerOf,
          });
      }
    } finally {
      listener.stop();
    }
  }

  async function begin(operationId: OperationId): Promise<Start> {
    const trunk = await find(database, organizationId, order.target);
    if (trunk === null) {
      // A repeated call must get its first answer, also when that answer was that the trunk is gone.
      const known = await findByKey(database, { organizationId, idempotencyKey });
      return known === null ? { kind: 'not_found' } : { kind: 'key_known', operation: known };
    }
    const wish: TrunkOperationWish = {
      operationId,
      kind: order.kind,
      trunkId: trunk.id,
      organizationId,
      origin: order.contract,
      requestedBy: order.requestedBy,
      requestHash,
      idempotencyKey,
      acceptedAt: new Date(),
      prepare: order.prepare,
    };
    const start = await beginTrunkOperation(database, wish);
    return start.kind === 'no_trunk' ? { kind: 'not_found' } : start;
  }
}

type Start = Exclude<TrunkOperationStart, { kind: 'no_trunk' }> | { readonly kind: 'not_found' };

function find(
  database: Database,
  organizationId: OrganizationId,
  target: TrunkTarget,
): Promise<Trunk | null> {
  return target.by === 'id'
    ? findTrunk(database, organizationId, target.id)
    : findTrunkByNumber(database, organizationId, target.number);
}
