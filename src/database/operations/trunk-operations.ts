import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '../../domain/administration.js';
import type { ChangeProblems } from '../../domain/change/change.js';
import type { TooManyConflicts } from '../../domain/limits.js';
import type { OperationOrigin, TrunkOperationKind } from '../../domain/operation/operation.js';
import type { QuotaExceeded } from '../../domain/quotas.js';
import { type NotOwned, type NumberRules, noNumberRules } from '../../domain/trunk/numbers/number-rules.js';
import type { BoundField } from '../../domain/trunk/spec.js';
import { type CollisionKey, collisionKeysOf, numberKeysOf } from '../../domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import { claimNumbers, OverQuota } from '../limits/usage.js';
import { problemOfClaim } from '../numbers/claims.js';
import type { OperationRow } from '../schema.js';
import { operations, type StoredRequest } from '../schema.js';
import { lockTrunk, markAsDeleting, type TrunkRow, trunkOf } from '../trunks/records.js';
import {
  insertOperation,
  type KeyedRequest,
  type KeyReused,
  onceByKey,
  operationOfKey,
  type Repeated,
} from './acceptance.js';
import { heldSince, NumberHeld, reserveNumbers } from './reservations.js';

/** The request of an operation on an existing trunk. */
export interface TrunkOperationRequest {
  readonly operationId: OperationId;
  readonly kind: TrunkOperationKind;
  readonly trunkId: number;
  /** The organisation that must own the trunk; null for the reconciler, which works for all. */
  readonly organizationId: OrganizationId | null;
  readonly origin: OperationOrigin;
  /** Null for the reconciler. */
  readonly requestedBy: Actor | null;
  /** The request's idempotency key; null when it has none. */
  readonly keyed: KeyedRequest | null;
  /** The failed operation that this one retries. */
  readonly retryOf?: OperationId;
  readonly acceptedAt: Date;
  /** The rules about the numbers that the trunk gets. Absent for an operation that leaves the number as it is. */
  readonly rules?: NumberRules;
  /** Reads the locked trunk, and returns the request to store or why the operation must not begin. */
  readonly prepare?: (trunk: TrunkRow, database: Database) => Preparation | Promise<Preparation>;
}

/** Why an operation must not begin on the trunk in its present state. */
export type Refusal =
  | 'assigned'
  | 'addresses_missing'
  | 'changed_since'
  | 'no_such_revision'
  | TooManyConflicts
  /** The request contains values that the trunk cannot have. */
  | { readonly problems: ChangeProblems }
  /** The request would disconnect the trunk from the carrier of its number. */
  | { readonly boundToCarrier: readonly BoundField[] };

/** The result of a preparation. The request is the trunk that the operation is to lead to. */
export type Preparation =
  | { readonly kind: 'ready'; readonly request: StoredRequest | null }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The result of a request for an operation on a trunk. */
export type TrunkOperationStart =
  | { readonly kind: 'begun'; readonly operation: OperationRow }
  /** Another operation works on the trunk's number. */
  | { readonly kind: 'busy'; readonly operation: OperationRow }
  | Repeated<{ readonly operationId: OperationId }>
  | KeyReused
  /** There is no such trunk, or another organisation owns it. */
  | { readonly kind: 'no_trunk' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Another operation holds the number that the trunk is to have, or it is kept for its former owner. */
  | { readonly kind: 'number_held' }
  | QuotaExceeded
  | NotOwned;

/**
 * Accepts an operation on a trunk and takes the lock of its number, or returns why it cannot. The completion of the
 * operation frees the lock.
 */
export function beginTrunkOperation(
  database: Database,
  spec: TrunkOperationRequest,
): Promise<TrunkOperationStart> {
  return onceByKey(
    () => operationOfKey(database, spec.keyed),
    () => begin(database, spec),
    'begun',
  );
}

async function begin(database: Database, spec: TrunkOperationRequest): Promise<TrunkOperationStart> {
  for (;;) {
    try {
      const start = await tryToBegin(database, spec);
      if (start !== null) return start;
    } catch (cause) {
      if (cause instanceof NumberHeld) return { kind: 'number_held' };
      if (cause instanceof OverQuota) return cause.answer;
      throw cause;
    }
  }
}

/** Reserves for the operation what the trunk is to answer to and does not yet. The trunk keeps its present number, too. */
async function reserveNewNumbers(
  database: Database,
  { id, organizationId, request, acceptedAt }: OperationRow,
  present: TrunkRow,
  { quotas, holdMs }: NumberRules,
): Promise<void> {
  if (request === null) return;
  const held = collisionKeysOf(trunkOf(present));
  const desired = collisionKeysOf(request.settings);
  const taker = { organizationId, heldSince: heldSince(acceptedAt, holdMs) };
  const added = desired.filter((number) => !held.includes(number));
  await reserveNumbers(database, added, id, taker);
  const numbers = numberKeysOf(request.settings).filter((number) => added.includes(number));
  if (numbers.length > 0) await claimNumbers(database, organizationId, numbers, quotas, acceptedAt);
}

/** Returns why the owner of a trunk may not have what a change adds to it; null if it may. */
function problemOfOwner(
  database: Database,
  trunk: TrunkRow,
  request: StoredRequest | null,
  rules: NumberRules,
): Promise<NotOwned | null> | null {
  if (request === null) return null;
  return problemOfClaim(database, trunk.organizationId, request.settings, rules, false, trunkOf(trunk));
}

/** Returns whether an unfinished operation works on a number. */
export async function isLocked(database: Database, number: CollisionKey): Promise<boolean> {
  const [row] = await database
    .select({ id: operations.id })
    .from(operations)
    .where(and(eq(operations.collisionKey, number), isNull(operations.finishedAt)));
  return row !== undefined;
}

/** @returns null when the operation that was in the way has completed meanwhile: try again. */
function tryToBegin(database: Database, spec: TrunkOperationRequest): Promise<TrunkOperationStart | null> {
  return database.transaction(async (transaction): Promise<TrunkOperationStart | null> => {
    const trunk = await lockTrunk(transaction, spec.trunkId, spec.organizationId);
    if (trunk === null) return { kind: 'no_trunk' };
    const prepared = (await spec.prepare?.(trunk, transaction)) ?? { kind: 'ready', request: null };
    if (prepared.kind === 'refused') return prepared;
    const notOwned = await problemOfOwner(transaction, trunk, prepared.request, spec.rules ?? noNumberRules);
    if (notOwned !== null) return notOwned;
    const operation = await insertOperation(
      transaction,
      {
        id: spec.operationId,
        kind: spec.kind,
        organizationId: trunk.organizationId,
        contract: spec.origin,
        requestedBy: spec.requestedBy,
        collisionKey: trunk.collisionKey,
        trunkId: spec.trunkId,
        // A tear-down needs it after it has deleted the record.
        carrier: spec.kind === 'tear_down_trunk' ? trunk.carrier : null,
        request: prepared.request,
        retryOf: spec.retryOf ?? null,
        acceptedAt: spec.acceptedAt,
      },
      spec.keyed,
    );
    if (operation !== null) {
      await reserveNewNumbers(transaction, operation, trunk, spec.rules ?? noNumberRules);
      if (spec.kind === 'tear_down_trunk') {
        await markAsDeleting(transaction, trunk.id, spec.acceptedAt);
      }
      return { kind: 'begun', operation };
    }
    const [other] = await transaction
      .select()
      .from(operations)
      .where(and(eq(operations.collisionKey, trunk.collisionKey), isNull(operations.finishedAt)));
    return other === undefined ? null : { kind: 'busy', operation: other };
  });
}
