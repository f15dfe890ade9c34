import { and, eq, isNull, sql } from 'drizzle-orm';
import type { OperationId, OrganizationId } from '../../domain/ids.js';
import {
  nothingRemoved,
  type OperationFailure,
  type OperationState,
} from '../../domain/operation/operation.js';
import type { StepLog } from '../../domain/operation/step-log.js';
import type { TrunkObjects } from '../../domain/trunk/trunk.js';
import type { Database } from '../database.js';
import { operations, trunks } from '../schema.js';
import { type FullTrunkRecord, findTrunkRecord } from '../trunks/records.js';
import { endTrunkOperation } from './transitions.js';
import { beginTrunkOperation } from './trunk-operations.js';

/** What became of the wish to repair a trunk. */
export type RepairStart =
  | {
      readonly kind: 'begun';
      readonly organizationId: OrganizationId;
      /** The ids that the record has. */
      readonly objects: TrunkObjects;
    }
  /** An earlier run of the same repair has ended it. */
  | { readonly kind: 'ended'; readonly state: OperationState }
  /** Another operation works on the trunk's number. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'no_trunk' };

/** Begins the repair of a trunk, and takes the lock of its number. Doing it twice attaches to the first time. */
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
    // The lock should have prevented that; an operation that nobody ends would hold the number for ever.
    const failure: OperationFailure = { step: 'record', code: 'internal', removed: nothingRemoved };
    await endTrunkOperation(database, operationId, { state: 'failed', failure }, now);
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

/** Reads the record of a trunk for its repair; null when the repair has ended, or the trunk is gone. */
export async function recordUnderRepair(
  database: Database,
  operationId: OperationId,
  trunkId: number,
): Promise<FullTrunkRecord | null> {
  const repair = await findRepair(database, operationId);
  return repair?.finishedAt === null ? findTrunkRecord(database, trunkId) : null;
}

/**
 * Ends a repair: stores the ids that its objects have now, as far as they are known, and gives the number's lock
 * free, in one transaction. A repair that has ended before changes nothing.
 * @param failure why it failed; null when the trunk is whole.
 */
export function endRepair(
  database: Database,
  operationId: OperationId,
  trunkId: number,
  objects: Partial<TrunkObjects>,
  failure: OperationFailure | null,
  now: Date,
  steps: StepLog = [],
): Promise<void> {
  return database.transaction(async (transaction) => {
    const [record] = await transaction
      .select({
        inboundTrunkId: trunks.inboundTrunkId,
        outboundTrunkId: trunks.outboundTrunkId,
        dispatchRuleId: trunks.dispatchRuleId,
      })
      .from(trunks)
      .where(eq(trunks.id, trunkId))
      .for('update');
    const repaired = { ...record, ...objects };
    if (record !== undefined && JSON.stringify(repaired) !== JSON.stringify(record)) {
      await transaction
        .update(trunks)
        .set({ ...objects, updatedAt: now })
        .where(
          and(
            eq(trunks.id, trunkId),
            sql`exists (${transaction
              .select({ id: operations.id })
              .from(operations)
              .where(and(eq(operations.id, operationId), isNull(operations.finishedAt)))})`,
          ),
        );
    }
    await endTrunkOperation(
      transaction,
      operationId,
      failure === null ? { state: 'succeeded' } : { state: 'failed', failure },
      now,
      steps,
    );
  });
}
