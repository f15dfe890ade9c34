import { setImmediate as nextTick } from 'node:timers/promises';
import { and, asc, count, eq, type SQL, sql } from 'drizzle-orm';
import type { CollisionKey, Trunk, TrunkPage, TrunkPart, TrunkPlace } from '../../domain/trunk/trunk.js';
import type { OrganizationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import { trunks } from '../schema.js';
import { trunkOf } from './records.js';

const trunksPerPage = 500;

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
