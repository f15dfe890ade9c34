import { eq } from 'drizzle-orm';
import {
  nothingRemoved,
  type OperationFailure,
  type OperationState,
  type StepLog,
} from '../../domain/operation/operation.js';
import type { TrunkObjects } from '../../domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import { type OperationRow, operations } from '../schema.js';
import { type FullTrunkRecord, findTrunkRecord } from '../trunks/queries.js';
import { lockTrunk, updateObjects } from '../trunks/records.js';
import { completeOperation } from './operations.js';
import { beginTrunkOperation } from './trunk-operations.js';

/** The result of a request for a repair. */
export type RepairStart =
  | {
      readonly kind: 'begun';
      readonly organizationId: OrganizationId;
      /** The ids in the record. */
      readonly objects: TrunkObjects;
    }
  /** An earlier run of the same repair has completed it. */
  | { readonly kind: 'ended'; readonly state: OperationState }
  /** Another operation works on the trunk's number. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'no_trunk' };

/** Begins the repair of a trunk, and takes the lock of its number. A repeated call joins the repair that has begun. */
export async function beginRepair(
  database: Database,
  operationId: OperationId,
  trunkId: number,
  now: Date,
): Promise<RepairStart> {
  const known = await findRepair(database, operationId);
  if (known?.finishedAt === null) return begun(database, operationId, known.organizationId, trunkId, now);
  if (known !== null) return { kind: 'ended', state: known.state };
  const start = await beginTrunkOperation(database, {
    operationId,
    kind: 'repair_trunk',
    trunkId,
    organizationId: null,
    origin: 'reconciler',
    requestedBy: null,
    keyed: null,
    acceptedAt: now,
  });
  if (start.kind === 'begun' || (start.kind === 'busy' && start.operation.id === operationId)) {
    return begun(database, operationId, start.operation.organizationId, trunkId, now);
  }
  return start.kind === 'no_trunk' ? start : { kind: 'busy' };
}

async function begun(
  database: Database,
  operationId: OperationId,
  organizationId: OrganizationId,
  trunkId: number,
  now: Date,
): Promise<RepairStart> {
  const record = await findTrunkRecord(database, trunkId);
  if (record === null) {
    // The lock should prevent this. An operation that nobody completes would hold the number for ever.
    const failure: OperationFailure = { step: 'record', code: 'internal', removed: nothingRemoved };
    await completeOperation(database, operationId, { state: 'failed', failure }, now);
    return { kind: 'no_trunk' };
  }
  const { inboundTrunkId, outboundTrunkId, dispatchRuleId } = record;
  return {
    kind: 'begun',
    organizationId,
    objects: { inboundTrunkId, outboundTrunkId, dispatchRuleId },
  };
}

async function findRepair(database: Database, operationId: OperationId) {
  const [row] = await database
    .select({
      state: operations.state,
      finishedAt: operations.finishedAt,
      organizationId: operations.organizationId,
    })
    .from(operations)
    .where(eq(operations.id, operationId));
  return row ?? null;
}

/** Reads the record of a trunk for its repair. @returns null when the repair has completed, or the trunk is gone. */
export async function recordUnderRepair(
  database: Database,
  operationId: OperationId,
  trunkId: number,
): Promise<FullTrunkRecord | null> {
  const repair = await findRepair(database, operationId);
  return repair?.finishedAt === null ? findTrunkRecord(database, trunkId) : null;
}

/**
 * Completes a repair and stores the ids of the trunk's objects, in one transaction. A repair that has completed before
 * changes nothing.
 * @param objects the ids, as far as the repair knows them.
 * @param failure why it failed; null when the trunk is repaired.
 */
export function endRepair(
  database: Database,
  operationId: OperationId,
  trunkId: number,
  objects: Partial<TrunkObjects>,
  failure: OperationFailure | null,
  now: Date,
  steps: StepLog = [],
): Promise<OperationRow | null> {
  return database.transaction(async (transaction) => {
    const locked = await lockTrunk(transaction, trunkId, null);
    const completed = await completeOperation(
      transaction,
      operationId,
      failure === null ? { state: 'succeeded', trunk: null } : { state: 'failed', failure },
      now,
      steps,
    );
    if (locked !== null && completed !== null) await updateObjects(transaction, locked, objects, now);
    return completed;
  });
}
