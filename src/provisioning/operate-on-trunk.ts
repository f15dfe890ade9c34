import type { Logger } from 'pino';
import type { Database } from '../database/database.js';
import type { OperationWithTrunk } from '../database/operation-rows.js';
import { isTransientDatabaseError } from '../database/problem.js';
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
import type { NotBegun, Unavailable, Unfinished } from '../trunks/answers.js';
import type { OperationId, OrganizationId } from '../trunks/ids.js';
import type { OperationOrigin, TrunkOperationKind, TrunkTarget } from '../trunks/operation.js';
import type { Trunk } from '../trunks/trunk.js';
import type { OperationEnds } from './operation-ends.js';
import type { TemporalReachability } from './temporal-reachability.js';
import { waitForOperation } from './wait-for-end.js';
import type { WorkflowStarter } from './workflow-starter.js';

/** What every use case on a trunk that is there works with. */
export interface OperateDependencies {
  readonly database: Database;
  readonly keyedHash: KeyedHash;
  readonly starter: WorkflowStarter;
  readonly ends: OperationEnds;
  readonly reachability: TemporalReachability;
  readonly logger: Logger;
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

const retryAfterSeconds = 5;

/**
 * Carries out an operation on a trunk: the intent is written under the lock of the trunk's number, then the workflow
 * is started, then its end is waited for. From the intent on the operation happens, whatever becomes of the caller.
 * Another operation that holds the lock is waited for, as long as the caller waits.
 */
export async function operateOnTrunk<Answer>(
  dependencies: OperateDependencies,
  order: TrunkOperationOrder<Answer>,
): Promise<Answer | NotBegun | Refused | Unfinished> {
  const { database, keyedHash, starter, ends, reachability, logger, answerWaitMs } = dependencies;
  const { organizationId, idempotencyKey } = order;
  const deadline = performance.now() + answerWaitMs;
  const requestHash = keyedHash.of('request', order.canonical);

  if (!reachability.reachable) return { kind: 'unavailable', component: 'temporal', retryAfterSeconds };
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
            ? await ended(start.operation.id, order.answerOf)
            : { kind: 'idempotency_key_reused' };
        case 'busy': {
          const { operation } = start;
          if (order.joinsItsKind && operation.kind === order.kind) {
            return await ended(operation.id, order.answerOf);
          }
          const waited = await ended(operation.id, () => ({ kind: 'over' }) as const);
          if (waited.kind === 'over') continue;
          return { kind: 'busy', retryAfterSeconds };
        }
        case 'begun':
          starter.start(start.operation, [], false).catch((error) => {
            reachability.doubt();
            logger.warn(
              { err: error, operationId },
              'the workflow could not be started; the dispatcher will',
            );
          });
          return await waitForOperation(database, operationId, listener, {
            deadline,
            lookAtOnce: false,
            answerOf: order.answerOf,
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

  /** Waits for an operation that somebody else began. */
  async function ended<Told>(
    operationId: OperationId,
    answerOf: (operation: OperationWithTrunk) => Told,
  ): Promise<Told | Unfinished> {
    const listener = ends.listen(operationId);
    try {
      return await waitForOperation(database, operationId, listener, {
        deadline,
        lookAtOnce: true,
        answerOf,
      });
    } finally {
      listener.stop();
    }
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

/** A database that cannot be reached leaves it unknown whether the intent was written. */
async function orUnavailable<T>(work: Promise<T>): Promise<T | Unavailable> {
  try {
    return await work;
  } catch (cause) {
    if (!isTransientDatabaseError(cause)) throw cause;
    return { kind: 'unavailable', component: 'database', retryAfterSeconds };
  }
}
