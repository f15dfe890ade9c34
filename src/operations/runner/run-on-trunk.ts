import type { KeyedHash } from '../../crypto/keyed-hash.js';
import { newOperationId } from '../../crypto/random-ids.js';
import type { Database } from '../../database/database.js';
import { joinWithKey, type KeyedRequest, operationOfKey } from '../../database/idempotency-keys.js';
import type { OperationRow, OperationWithTrunk } from '../../database/operation-rows.js';
import {
  beginTrunkOperation,
  type Refusal,
  type TrunkOperationRequest,
  type TrunkOperationStart,
} from '../../database/trunk-operations.js';
import { findTrunk, findTrunkByNumber } from '../../database/trunk-rows.js';
import type { OperationId, OrganizationId } from '../../domain/ids.js';
import type { OperationOrigin, TrunkOperationKind, TrunkTarget } from '../../domain/operation/operation.js';
import type { NotBegun, Unavailable, Unfinished } from '../../domain/outcomes.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import type { AdmissionControl } from './admission.js';
import { deadlineAfter, joinOperation } from './completion.js';
import {
  type BackgroundStart,
  inSlot,
  type Slot,
  type SlotDependencies,
  startInBackground,
} from './run-operation.js';
import { orUnavailable, replayOr, retryAfterSeconds, temporalUnavailable } from './unavailable.js';

/** What every use case on a trunk that is there works with. */
export interface OperateDependencies extends BackgroundStart, SlotDependencies {
  readonly keyedHash: KeyedHash;
  readonly admission: Pick<AdmissionControl, 'change' | 'tear_down'>;
}

/** What somebody wants done to one of its trunks. */
export interface TrunkOperationOrder<Answer> {
  readonly kind: Exclude<TrunkOperationKind, 'repair_trunk'>;
  readonly organizationId: OrganizationId;
  readonly contract: OperationOrigin;
  readonly requestedBy: string;
  readonly target: TrunkTarget;
  /** The request by its idempotency key; null when it came without one. */
  readonly keyed: KeyedRequest | null;
  /** See the command of a set-up. */
  readonly waitMs: number | null;
  /** See the wish of a trunk operation. */
  readonly prepare: NonNullable<TrunkOperationRequest['prepare']>;
  /** Another order of the same kind is this one as well: whoever comes second waits for the first one's end. */
  readonly joinsItsKind: boolean;
  /** The failed operation that this one tries again. */
  readonly retryOf?: OperationId;
  readonly answerOf: (ended: OperationWithTrunk) => Answer;
}

/** Why an order was not begun, beyond what every order can meet. */
export type Refused =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Somebody holds the number that the trunk is to have. */
  | { readonly kind: 'number_held' };

/**
 * Carries out an operation on a trunk in its turn: the intent is written under the lock of the trunk's number, then the
 * workflow is started, then its end is waited for. From the intent on the operation happens, whatever becomes of the
 * caller. Another operation that holds the lock is waited for without a turn, as long as the caller waits.
 */
export async function operateOnTrunk<Answer extends object>(
  dependencies: OperateDependencies,
  order: TrunkOperationOrder<Answer>,
): Promise<Answer | NotBegun | Refused | Unfinished> {
  const { database, ends, admission, reachability, answerWaitMs } = dependencies;
  const { organizationId, keyed, answerOf } = order;
  const deadline = deadlineAfter(answerWaitMs, order.waitMs);
  const join = (operationId: OperationId) => joinOperation(dependencies, operationId, { deadline, answerOf });

  if (!reachability.reachable) return notAdmitted(temporalUnavailable);
  for (;;) {
    const queue = order.kind === 'change_trunk' ? admission.change : admission.tear_down;
    const answer = await inSlot(dependencies, queue, attempt, notAdmitted);
    if (answer !== null) return answer;
  }

  async function notAdmitted(why: Unavailable): Promise<Answer | NotBegun | Unfinished> {
    const known = await replayOr(operationOfKey(database, keyed), why);
    return known.kind === 'repeated' ? join(known.operationId) : known;
  }

  /** @returns null when what was in the way is over. */
  async function attempt(turn: Slot): Promise<Answer | NotBegun | Refused | Unfinished | null> {
    const operationId = newOperationId();
    const listener = ends.listen(operationId);
    try {
      const start = await orUnavailable(begin(operationId));
      switch (start.kind) {
        case 'unavailable':
        case 'not_found':
        case 'refused':
        case 'number_held':
        case 'idempotency_key_reused':
          return start;
        case 'repeated':
          turn.leave();
          return await join(start.operationId);
        case 'busy':
          turn.leave();
          return await beside(start.operation);
        case 'begun':
          startInBackground(dependencies, start.operation, []);
          return await turn.waitForCompletion(operationId, listener, { deadline, answerOf });
      }
    } finally {
      listener.stop();
    }
  }

  /** What is answered while another operation holds the lock. */
  async function beside(holder: OperationRow): Promise<Answer | NotBegun | Unfinished | null> {
    if (order.joinsItsKind && holder.kind === order.kind) {
      const joined = await orUnavailable(joinWithKey(database, keyed, holder.id, new Date()));
      return joined.kind === 'repeated' ? await join(joined.operationId) : joined;
    }
    const waited = await joinOperation(dependencies, holder.id, {
      deadline,
      answerOf: () => ({ kind: 'over' }) as const,
    });
    return waited.kind === 'over' ? null : { kind: 'busy', retryAfterSeconds };
  }

  async function begin(operationId: OperationId): Promise<Start> {
    const trunk = await find(database, organizationId, order.target);
    if (trunk === null) {
      // A repeated call must get its first answer, also when that answer was that the trunk is gone.
      return (await operationOfKey(database, keyed)) ?? { kind: 'not_found' };
    }
    const spec: TrunkOperationRequest = {
      operationId,
      kind: order.kind,
      trunkId: trunk.id,
      organizationId,
      origin: order.contract,
      requestedBy: order.requestedBy,
      keyed,
      acceptedAt: new Date(),
      prepare: order.prepare,
      ...(order.retryOf === undefined ? {} : { retryOf: order.retryOf }),
    };
    const start = await beginTrunkOperation(database, spec);
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
