import { asc, eq, gt, inArray } from 'drizzle-orm';
import type { OperationId } from '../../domain/ids.js';
import type { TrunkRecord } from '../../domain/reconcile/records.js';
import { type Database, inChunks } from '../database.js';
import { operations, trunks } from '../schema.js';
import { type TrunkRow, trunkOf } from './rows.js';

/** A trunk's record with all that its objects are made from. */
export interface FullTrunkRecord extends TrunkRecord {
  readonly row: TrunkRow;
}

const recordsPerPage = 500;

/** Reads all trunks of all organisations, page by page in the order of their ids. */
export async function readTrunkRecords(database: Database): Promise<FullTrunkRecord[]> {
  const records: FullTrunkRecord[] = [];
  let last = 0;
  for (;;) {
    const page = await database
      .select({ row: trunks, acceptedAt: operations.acceptedAt })
      .from(trunks)
      .innerJoin(operations, eq(operations.id, trunks.operationId))
      .where(gt(trunks.id, last))
      .orderBy(asc(trunks.id))
      .limit(recordsPerPage);
    records.push(...page.map(recordOf));
    const final = page.at(-1);
    if (final === undefined || page.length < recordsPerPage) return records;
    last = final.row.id;
  }
}

/** Reads one trunk's record; null when it does not exist any more. */
export async function findTrunkRecord(database: Database, trunkId: number): Promise<FullTrunkRecord | null> {
  const [row] = await database
    .select({ row: trunks, acceptedAt: operations.acceptedAt })
    .from(trunks)
    .innerJoin(operations, eq(operations.id, trunks.operationId))
    .where(eq(trunks.id, trunkId));
  return row === undefined ? null : recordOf(row);
}

function recordOf({ row, acceptedAt }: { row: TrunkRow; acceptedAt: Date }): FullTrunkRecord {
  const { number } = trunkOf(row);
  return {
    trunkId: row.id,
    operationId: row.operationId,
    acceptedAt,
    updatedAt: row.updatedAt,
    collisionKey: row.collisionKey,
    number,
    inboundTrunkId: row.inboundTrunkId,
    outboundTrunkId: row.outboundTrunkId,
    dispatchRuleId: row.dispatchRuleId,
    row,
  };
}

/** Which of these set-ups have a trunk. */
export async function setUpsWithTrunk(
  database: Database,
  ids: readonly OperationId[],
): Promise<Set<OperationId>> {
  const found = new Set<OperationId>();
  for (const chunk of inChunks(ids)) {
    const rows = await database
      .select({ id: trunks.operationId })
      .from(trunks)
      .where(inArray(trunks.operationId, chunk));
    for (const { id } of rows) found.add(id);
  }
  return found;
}
