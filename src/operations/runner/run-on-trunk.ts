import { type KeyedHash, newOperationId } from '../../crypto/secrets.js';
import { type KeyedRequest, operationOfKey } from '../../database/operations/acceptance.js';
import {
  beginTrunkOperation,
  type Refusal,
  type TrunkOperationRequest,
} from '../../database/operations/trunk-operations.js';
import type { OperationRow } from '../../database/schema.js';
import { findTrunk, findTrunkByNumber } from '../../database/trunks/queries.js';
import type { Actor } from '../../domain/administration.js';
import type {
  NotBegun,
  OperationOrigin,
  TrunkOperationKind,
  TrunkTarget,
  Unfinished,
} from '../../domain/operation/operation.js';
import type { QuotaExceeded } from '../../domain/quotas.js';
import type { NotOwned } from '../../domain/trunk/numbers/number-rules.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import type { AdmissionControl } from './admission.js';
import { deadlineAfter } from './completion.js';
import { type Acceptance, type Runner, retryAfterSeconds, runOperation } from './run-operation.js';

/** The dependencies of an operation on an existing trunk. */
export interface TrunkRunner extends Runner {
  readonly keyedHash: KeyedHash;
  readonly admission: Pick<AdmissionControl, 'change' | 'tear_down'>;
}

/** A request for an operation on an existing trunk. */
export interface OnTrunk<Answer> {
  readonly kind: Exclude<TrunkOperationKind, 'repair_trunk'>;
  readonly organizationId: OrganizationId;
  readonly contract: OperationOrigin;
  readonly requestedBy: Actor;
  readonly target: TrunkTarget;
  /** The request under its idempotency key; null when it came without one. */
  readonly keyed: KeyedRequest | null;
  /** How long the caller wants to wait at most, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
  /** Decides under the trunk's lock what the trunk is to become, or why the operation must not begin. */
  readonly prepare: NonNullable<TrunkOperationRequest['prepare']>;
  /** Two requests of this kind for one trunk are the same: the second one waits for the operation of the first. */
  readonly joinsItsKind: boolean;
  /** The failed operation that this one tries again. */
  readonly retryOf?: OperationId;
  readonly answerOf: (completed: OperationRow) => Answer;
}

/** Why an operation on a trunk was not begun, beyond what every operation can meet. */
export type NotPrepared =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Somebody holds the number that the trunk is to have. */
  | { readonly kind: 'number_held' }
  | QuotaExceeded
  | NotOwned;

/**
 * Runs an operation on an existing trunk. The intent is written under the lock of the trunk's number. Another operation
 * that holds the lock is waited for without a slot, for as long as the caller waits.
 */
export function runOnTrunk<Answer extends object>(
  runner: TrunkRunner,
  request: OnTrunk<Answer>,
): Promise<Answer | NotBegun | NotPrepared | Unfinished> {
  const { admission, answerWaitMs } = runner;
  const { kind, organizationId, keyed, waitMs, answerOf } = request;
  return runOperation<Answer | NotBegun | NotPrepared>(runner, {
    admission: kind === 'change_trunk' ? admission.change : admission.tear_down,
    organizationId,
    keyed,
    deadline: deadlineAfter(answerWaitMs, waitMs),
    accept: () => accept(runner, request),
    answerOf,
  });
}

async function accept(
  { database, rules }: Pick<TrunkRunner, 'database' | 'rules'>,
  request: OnTrunk<unknown>,
): Promise<Acceptance<NotBegun | NotPrepared>> {
  const { kind, organizationId, contract, requestedBy, target, keyed, prepare, joinsItsKind, retryOf } =
    request;
  const trunk =
    target.by === 'id'
      ? await findTrunk(database, organizationId, target.id)
      : await findTrunkByNumber(database, organizationId, target.number);
  if (trunk === null) {
    // A repeated request gets its first answer, also when that was that the trunk is gone.
    return (await operationOfKey(database, keyed)) ?? notFound;
  }
  const start = await beginTrunkOperation(database, {
    operationId: newOperationId(),
    kind,
    trunkId: trunk.id,
    organizationId,
    origin: contract,
    requestedBy,
    keyed,
    acceptedAt: new Date(),
    prepare,
    rules,
    ...(retryOf === undefined ? {} : { retryOf }),
  });
  switch (start.kind) {
    case 'begun':
      return { kind: 'accepted', operation: start.operation, earlierOperations: [] };
    case 'busy': {
      const { id } = start.operation;
      if (joinsItsKind && start.operation.kind === kind) return { kind: 'joins', operationId: id };
      return { kind: 'blocked', by: id, otherwise: { kind: 'busy', operationId: id, retryAfterSeconds } };
    }
    case 'no_trunk':
      return notFound;
    case 'refused':
    case 'number_held':
    case 'quota_exceeded':
    case 'number_not_assigned':
    case 'number_not_verified':
      return { kind: 'answered', answer: start };
    case 'repeated':
    case 'idempotency_key_reused':
      return start;
  }
}

const notFound = { kind: 'answered', answer: { kind: 'not_found' } } as const;
