import { setImmediate as nextTurn } from 'node:timers/promises';
import { and, asc, count, eq, type SQL, sql } from 'drizzle-orm';
import type { OrganizationId } from '../../domain/ids.js';
import type { CollisionKey } from '../../domain/trunk/number.js';
import type { Trunk, TrunkPage, TrunkPart, TrunkPlace } from '../../domain/trunk/trunk.js';
import type { Database } from '../database.js';
import { trunks } from '../schema.js';
import { trunkOf } from './rows.js';

const trunksPerRead = 500;

/** An organisation's own trunk; null for one that does not exist and for somebody else's alike. */
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

/** The same by the number that the trunk answers to. */
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

/** An organisation's own trunks, oldest first: all of them, or a part. */
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

/** The same from behind a place on, which costs as much at the end of a long list as at its beginning. */
export async function listTrunksAfter(
  database: Database,
  organizationId: OrganizationId,
  { after, limit }: { readonly after: TrunkPlace | null; readonly limit: number },
): Promise<TrunkPart> {
  const rows = await database
    .select()
    .from(trunks)
    .where(and(eq(trunks.organizationId, organizationId), after === null ? undefined : isBehind(after)))
    .orderBy(asc(trunks.createdAt), asc(trunks.id))
    .limit(limit + 1);
  return { trunks: rows.slice(0, limit).map(trunkOf), more: rows.length > limit };
}

/** A comparison of rows, unlike one column by column, is answered out of the index. */
function isBehind({ createdAt, id }: TrunkPlace): SQL {
  return sql`(${trunks.createdAt}, ${trunks.id}) > (${createdAt.toISOString()}::timestamptz, ${id})`;
}

/** Reads page by page: the embedded database, and the reading of many rows, would hold up everybody else for long. */
async function readAll(database: Database, organizationId: OrganizationId): Promise<Trunk[]> {
  const all: Trunk[] = [];
  for (;;) {
    const after = all.at(-1) ?? null;
    const { trunks: page, more } = await listTrunksAfter(database, organizationId, {
      after,
      limit: trunksPerRead,
    });
    all.push(...page);
    if (!more) return all;
    await nextTurn();
  }
}
