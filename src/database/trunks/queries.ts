import { setImmediate as nextTick } from 'node:timers/promises';
import { and, asc, count, desc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { TrunkRecord } from '../../domain/reconcile/both-sides.js';
import {
  type CollisionKey,
  calledPartOf,
  type Trunk,
  type TrunkPage,
  type TrunkPart,
  type TrunkPlace,
} from '../../domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import { type Database, inChunks } from '../database.js';
import { operations, trunks } from '../schema.js';
import { type TrunkRow, trunkOf } from './records.js';

const trunksPerPage = 100;

/** Finds an organisation's own trunk. @returns null when it does not exist, or another tenant owns it. */
export async function findTrunk(
  database: Database,
  organizationId: OrganizationId,
  id: number,
): Promise<Trunk | null> {
  const [row] = await database
    .select()
    .from(trunks)
    .where(and(eq(trunks.id, id), eq(trunks.organizationId, organizationId)));
  return row === undefined ? null : trunkOf(row);
}

/** Finds an organisation's own trunk by its number. @returns null as {@link findTrunk} does. */
export async function findTrunkByNumber(
  database: Database,
  organizationId: OrganizationId,
  number: CollisionKey,
): Promise<Trunk | null> {
  const [row] = await database
    .select()
    .from(trunks)
    .where(and(eq(trunks.collisionKey, number), eq(trunks.organizationId, organizationId)));
  return row === undefined ? null : trunkOf(row);
}

/**
 * Lists an organisation's own trunks, oldest first.
 * @param part the page by offset and limit; null lists all of them.
 */
export async function listTrunks(
  database: Database,
  organizationId: OrganizationId,
  part: { readonly offset: number; readonly limit: number } | null,
): Promise<TrunkPage> {
  if (part === null) {
    const all = await readAll(database, organizationId);
    return { trunks: all, total: all.length };
  }
  const own = eq(trunks.organizationId, organizationId);
  const rows = await database
    .select()
    .from(trunks)
    .where(own)
    .orderBy(asc(trunks.createdAt), asc(trunks.id))
    .limit(part.limit)
    .offset(part.offset);
  const [counted] = await database.select({ total: count() }).from(trunks).where(own);
  return { trunks: rows.map(trunkOf), total: counted?.total ?? 0 };
}

/**
 * Lists an organisation's own trunks after a position, oldest first. Every page of a long list costs the same.
 * @param page `after`: the position of the last trunk of the previous page; null begins with the oldest.
 */
export async function listTrunksAfter(
  database: Database,
  organizationId: OrganizationId,
  { after, limit }: { readonly after: TrunkPlace | null; readonly limit: number },
): Promise<TrunkPart> {
  const rows = await database
    .select()
    .from(trunks)
    .where(and(eq(trunks.organizationId, organizationId), after === null ? undefined : isAfter(after)))
    .orderBy(asc(trunks.createdAt), asc(trunks.id))
    .limit(limit + 1);
  return { trunks: rows.slice(0, limit).map(trunkOf), more: rows.length > limit };
}

/** Compares the columns as one row, because only that comparison is answered from the index. */
function isAfter({ createdAt, id }: TrunkPlace): SQL {
  return sql`(${trunks.createdAt}, ${trunks.id}) > (${createdAt.toISOString()}::timestamptz, ${id})`;
}

/** Reads page by page: one query for many rows would block all other requests of the embedded database. */
async function readAll(database: Database, organizationId: OrganizationId): Promise<Trunk[]> {
  const all: Trunk[] = [];
  for (;;) {
    const after = all.at(-1) ?? null;
    const { trunks: page, more } = await listTrunksAfter(database, organizationId, {
      after,
      limit: trunksPerPage,
    });
    all.push(...page);
    if (!more) return all;
    await nextTick();
  }
}

/** A trunk's record together with its row, from which the spec of its objects is made. */
export interface FullTrunkRecord extends TrunkRecord {
  readonly row: TrunkRow;
}

const recordsPerPage = 500;

/** Reads the records of all organisations in pages, ordered by trunk id. */
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

/** The number of recent trunks that are read at most. */
const mostRecent = 1_000;

/** Reads the records of the trunks that were set up since a moment, newest first. */
export async function recordsSince(database: Database, since: Date): Promise<FullTrunkRecord[]> {
  const rows = await database
    .select({ row: trunks, acceptedAt: operations.acceptedAt })
    .from(trunks)
    .innerJoin(operations, eq(operations.id, trunks.operationId))
    .where(gt(operations.finishedAt, since))
    .orderBy(desc(operations.finishedAt))
    .limit(mostRecent);
  return rows.map(recordOf);
}

/** Reads one trunk's record. @returns null when there is none any more. */
export async function findTrunkRecord(database: Database, trunkId: number): Promise<FullTrunkRecord | null> {
  const [row] = await database
    .select({ row: trunks, acceptedAt: operations.acceptedAt })
    .from(trunks)
    .innerJoin(operations, eq(operations.id, trunks.operationId))
    .where(eq(trunks.id, trunkId));
  return row === undefined ? null : recordOf(row);
}

function recordOf({ row, acceptedAt }: { row: TrunkRow; acceptedAt: Date }): FullTrunkRecord {
  return {
    trunkId: row.id,
    operationId: row.operationId,
    acceptedAt,
    updatedAt: row.updatedAt,
    collisionKey: row.collisionKey,
    ...calledPartOf(trunkOf(row)),
    inboundTrunkId: row.inboundTrunkId,
    outboundTrunkId: row.outboundTrunkId,
    dispatchRuleId: row.dispatchRuleId,
    row,
  };
}

/** Returns those of the set-ups that have a trunk. */
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
