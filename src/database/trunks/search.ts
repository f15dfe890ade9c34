import {
  and,
  asc,
  desc,
  eq,
  exists,
  gte,
  ilike,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import {
  type FoundTrunks,
  positionOf,
  type TrunkFilter,
  type TrunkPosition,
  type TrunkSearch,
  type TrunkSort,
} from '../../domain/trunk/search.js';
import type { CollisionKey, HealthState } from '../../domain/trunk/trunk.js';
import type { Database } from '../database.js';
import { numberReservations, trunkHealth, trunks } from '../schema.js';
import { trunkOf } from './records.js';

/** Lists the trunks that a filter selects, in an order. The oldest first, without a filter, is answered from an index. */
export async function searchTrunks(
  database: Database,
  { filter, order, after, limit }: TrunkSearch,
): Promise<FoundTrunks> {
  const sorted = order.descending ? desc : asc;
  const rows = await database
    .select()
    .from(trunks)
    .where(and(...conditionsOf(database, filter), after === null ? undefined : isBehind(after, order)))
    .orderBy(sorted(sortColumns[order.field].column), sorted(trunks.id))
    .limit(limit + 1);
  const found = rows.slice(0, limit).map(trunkOf);
  const last = rows.length > limit ? found.at(-1) : undefined;
  return { trunks: found, next: last === undefined ? null : positionOf(last, order) };
}

const asTime = (value: string) => sql`${new Date(Number(value)).toISOString()}::timestamptz`;
const asText = (value: string) => sql`${value}::text`;

const sortColumns = {
  created_at: { column: trunks.createdAt, value: asTime },
  updated_at: { column: trunks.updatedAt, value: asTime },
  phone_number: { column: trunks.phoneNumber, value: asText },
  nickname: { column: sql`coalesce(${trunks.nickname}, '')`, value: asText },
} as const;

/** Compares the columns as one row, because only that comparison is answered from the index. */
function isBehind({ value, id }: TrunkPosition, { field, descending }: TrunkSort): SQL {
  const { column, value: typed } = sortColumns[field];
  const position = sql`(${typed(value)}, ${id})`;
  return descending
    ? sql`(${column}, ${trunks.id}) < ${position}`
    : sql`(${column}, ${trunks.id}) > ${position}`;
}

/** Finds a trunk by any of its numbers, in any form that it answers to. */
function hasNumber(database: Database, number: CollisionKey): SQL {
  const holder = database
    .select({ operationId: numberReservations.operationId })
    .from(numberReservations)
    .where(eq(numberReservations.collisionKey, number));
  return inArray(trunks.operationId, holder);
}

function conditionsOf(database: Database, filter: TrunkFilter): (SQL | undefined)[] {
  const { organizationId, number, nickname, status, health, created, updated } = filter;
  const { text, operationId, liveKitId } = filter;
  const isStatus = { active: isNull(trunks.deletingSince), deleting: isNotNull(trunks.deletingSince) };
  return [
    organizationId === null ? undefined : eq(trunks.organizationId, organizationId),
    number === null ? undefined : hasNumber(database, number),
    nickname === null ? undefined : eq(trunks.nickname, nickname),
    status === null ? undefined : isStatus[status],
    health === null ? undefined : hasHealth(database, health),
    created.from === null ? undefined : gte(trunks.createdAt, created.from),
    created.before === null ? undefined : lt(trunks.createdAt, created.before),
    updated.from === null ? undefined : gte(trunks.updatedAt, updated.from),
    updated.before === null ? undefined : lt(trunks.updatedAt, updated.before),
    text === null ? undefined : contains(text),
    operationId === null ? undefined : eq(trunks.operationId, operationId),
    liveKitId === null
      ? undefined
      : or(
          eq(trunks.inboundTrunkId, liveKitId),
          eq(trunks.outboundTrunkId, liveKitId),
          eq(trunks.dispatchRuleId, liveKitId),
        ),
  ];
}

/** Most trunks may have no row, because nothing is known about them. */
function hasHealth(database: Database, state: HealthState): SQL {
  const own = eq(trunkHealth.trunkId, trunks.id);
  const stored = (condition: SQL) =>
    exists(database.select({ one: sql`1` }).from(trunkHealth).where(and(own, condition)));
  return state === 'unknown'
    ? not(stored(ne(trunkHealth.state, 'unknown')))
    : stored(eq(trunkHealth.state, state));
}

/** A number is found as well when the text writes its digits in groups. */
function contains(text: string): SQL | undefined {
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const digits = /^[+\d\s().-]+$/.test(text) ? text.replaceAll(/\D/g, '') : '';
  return or(
    ilike(trunks.phoneNumber, pattern),
    ilike(trunks.nickname, pattern),
    ilike(trunks.username, pattern),
    ilike(trunks.outboundAddress, pattern),
    ilike(trunks.agentName, pattern),
    digits === '' ? undefined : ilike(trunks.phoneNumber, `%${digits}%`),
  );
}
