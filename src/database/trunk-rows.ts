import { setImmediate as nextTurn } from 'node:timers/promises';
import { and, asc, count, eq, type SQL, sql } from 'drizzle-orm';
import type { OrganizationId } from '../domain/ids.js';
import type { SealedSecret } from '../domain/secret.js';
import {
  type CollisionKey,
  collisionKeyOf,
  type E164,
  type Extension,
  type TrunkNumber,
} from '../domain/trunk/number.js';
import type {
  Cidr,
  InboundAuthorization,
  Trunk,
  TrunkPage,
  TrunkPart,
  TrunkPlace,
  TrunkSettings,
} from '../domain/trunk/trunk.js';
import type { Database } from './database.js';
import { type StoredTrunk, trunks } from './schema.js';

export type TrunkRow = typeof trunks.$inferSelect;

const trunksPerRead = 500;

/** Reads a row back as the domain's trunk. @throws {Error} for a row that the table's checks should have refused. */
export function trunkOf(row: TrunkRow): Trunk {
  return {
    id: row.id,
    organizationId: row.organizationId,
    operationId: row.operationId,
    number: numberOf(row),
    nickname: row.nickname,
    username: row.username,
    outboundAddress: row.outboundAddress,
    callingFormat: row.callingFormat,
    inboundAuthorization: authorizationOf(row),
    outboundProxy: row.outboundProxy,
    countryCode: row.countryCode,
    agentName: row.agentName,
    inboundTrunkId: row.inboundTrunkId,
    outboundTrunkId: row.outboundTrunkId,
    dispatchRuleId: row.dispatchRuleId,
    notes: row.notes,
    ...(row.carrier === null
      ? {}
      : { carrier: { name: row.carrier.plan.name, capabilities: row.carrier.connection.capabilities } }),
    ...(row.deletingSince === null ? {} : { deletingSince: row.deletingSince }),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** The columns of a row that say what its owner has decided. */
export function columnsOf(settings: TrunkSettings, sealedPassword: SealedSecret) {
  return {
    collisionKey: collisionKeyOf(settings.number.value),
    numberKind: settings.number.kind,
    phoneNumber: settings.number.value,
    nickname: settings.nickname,
    username: settings.username,
    sealedPassword,
    outboundAddress: settings.outboundAddress,
    callingFormat: settings.callingFormat,
    inboundDigest: settings.inboundAuthorization.digest,
    allowedAddresses: settings.inboundAuthorization.allowed,
    outboundProxy: settings.outboundProxy,
    countryCode: settings.countryCode,
    agentName: settings.agentName,
  } satisfies Partial<typeof trunks.$inferInsert>;
}

/** Writes a trunk down as it is now. */
export function storedTrunk({ deletingSince: _, ...trunk }: Trunk): StoredTrunk {
  return { ...trunk, createdAt: trunk.createdAt.toISOString(), updatedAt: trunk.updatedAt.toISOString() };
}

/** Reads a trunk back as it was written down. */
export function trunkFrom(stored: StoredTrunk): Trunk {
  return { ...stored, createdAt: new Date(stored.createdAt), updatedAt: new Date(stored.updatedAt) };
}

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

function numberOf(row: TrunkRow): TrunkNumber {
  return row.numberKind === 'number'
    ? { kind: 'number', value: row.phoneNumber as E164 }
    : { kind: 'extension', value: row.phoneNumber as Extension };
}

function authorizationOf(row: TrunkRow): InboundAuthorization {
  if (row.inboundDigest) return { digest: true, allowed: row.allowedAddresses };
  const [first, ...others] = row.allowedAddresses;
  if (first === undefined) throw new Error(`Trunk ${row.id} has neither digest nor addresses.`);
  const allowed: readonly [Cidr, ...Cidr[]] = [first, ...others];
  return { digest: false, allowed };
}
