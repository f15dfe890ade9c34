import { and, eq, gt, inArray, ne, notInArray, type SQL, sql } from 'drizzle-orm';
import { union } from 'drizzle-orm/pg-core';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import type { CollisionKey } from '../../domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import { type Database, inChunks, textsIn } from '../database.js';
import { numberHolds, numberReservations, operations } from '../schema.js';

/** Thrown inside a transaction to roll it back, because another operation holds the number that it needs. */
export class NumberHeld extends Error {}

/** Who asks for numbers, and when the holds began that still count. */
export interface Taker {
  readonly organizationId: OrganizationId;
  /** Numbers that others have released since then are kept for them. */
  readonly heldSince: Date;
}

/** Later than every hold. */
const never = new Date('9999-12-31');

/** Returns when the holds began that still count. @param holdMs how long a number is kept, in milliseconds; 0 keeps none */
export function heldSince(now: Date, holdMs: number): Date {
  return holdMs === 0 ? never : new Date(now.getTime() - holdMs);
}

/** Tells in SQL whether numbers are kept for a former owner, whoever that is. */
export function isKeptForOthers(numbers: SQL, organizationId: SQL, heldSince: SQL): SQL<boolean> {
  return sql<boolean>`exists (select from ${numberHolds} where collision_key = any(${numbers})
    and organization_id <> ${organizationId} and released_at > ${heldSince})`;
}

/** Reserves numbers for an operation. @throws {NumberHeld} when somebody holds one of them, or it is kept for its former owner. */
export async function reserveNumbers(
  database: Database,
  numbers: readonly CollisionKey[],
  operationId: OperationId,
  { organizationId, heldSince }: Taker,
): Promise<void> {
  if (numbers.length === 0) return;
  // In one order for everybody, so that no two transactions wait for each other.
  const requested = textsIn(JSON.stringify(numbers.toSorted()));
  const kept = isKeptForOthers(
    requested,
    sql`${organizationId}`,
    sql`${heldSince.toISOString()}::timestamptz`,
  );
  const reserved = await database
    .with(
      database.$with('reserved', {}).as(sql`
        insert into ${numberReservations} (collision_key, operation_id)
        select number, ${operationId} from unnest(${requested}) as number where not ${kept}
        on conflict (collision_key) do nothing returning true`),
    )
    .select({ count: sql<number>`count(*)::int` })
    .from(sql`reserved`);
  if ((reserved[0]?.count ?? 0) < numbers.length) throw new NumberHeld();
  // The insert may have waited for a transaction that released a number, whose hold it did not see.
  const [now] = await database.select({ kept }).from(sql`(select 1) as request`);
  if (now?.kept === true) throw new NumberHeld();
}

/** Deletes the reservations that an operation holds: everybody can reserve these numbers again. */
export async function deleteReservationsOf(database: Database, operationId: OperationId): Promise<void> {
  await database.delete(numberReservations).where(eq(numberReservations.operationId, operationId));
}

/** Deletes the reservation of a number, and all others of the operation that holds it, and notes who had them. */
export async function deleteReservationsWith(
  database: Database,
  number: CollisionKey,
  formerOwner: OrganizationId,
  now: Date,
): Promise<void> {
  const holder = sql`select operation_id from ${numberReservations} where collision_key = ${number}`;
  await releaseReservations(database, sql`operation_id in (${holder})`, formerOwner, now);
}

/** Transfers the reservations of a change to the trunk's set-up, and deletes those that the trunk needs no longer. */
export async function replaceReservations(
  database: Database,
  changeId: OperationId,
  { operationId: setUpId, organizationId }: Pick<TrunkSpec, 'operationId' | 'organizationId'>,
  numbers: readonly CollisionKey[],
  now: Date,
): Promise<void> {
  const isUnused = and(
    eq(numberReservations.operationId, setUpId),
    notInArray(numberReservations.collisionKey, [...numbers]),
  );
  await releaseReservations(database, sql`${isUnused}`, organizationId, now);
  await database
    .update(numberReservations)
    .set({ operationId: setUpId })
    .where(eq(numberReservations.operationId, changeId));
}

/** Deletes reservations, and notes who had the numbers and until when. */
async function releaseReservations(
  database: Database,
  condition: SQL,
  formerOwner: OrganizationId,
  now: Date,
): Promise<void> {
  const released = database
    .$with('released', {})
    .as(sql`delete from ${numberReservations} where ${condition} returning collision_key`);
  const held = database.$with('held', {}).as(sql`
    insert into ${numberHolds} (collision_key, organization_id, released_at)
    select collision_key, ${formerOwner}, ${now.toISOString()}::timestamptz from released
    on conflict (collision_key) do update
    set organization_id = excluded.organization_id, released_at = excluded.released_at`);
  await database.with(released, held).select({ done: sql`true` }).from(sql`(select 1) as request`);
}

/**
 * Finds out who holds numbers, or for whom they are kept.
 * @param taker null asks only who holds them.
 * @returns the owner of each number that the taker cannot reserve.
 */
export async function ownersOfNumbers(
  database: Database,
  numbers: readonly CollisionKey[],
  taker: Taker | null,
): Promise<Map<CollisionKey, OrganizationId>> {
  const owners = new Map<CollisionKey, OrganizationId>();
  for (const chunk of inChunks(numbers)) {
    const reserved = database
      .select({ number: numberReservations.collisionKey, owner: operations.organizationId })
      .from(numberReservations)
      .innerJoin(operations, eq(operations.id, numberReservations.operationId))
      .where(inArray(numberReservations.collisionKey, chunk));
    const keptForOthers = ({ organizationId, heldSince }: Taker) =>
      database
        .select({ number: numberHolds.collisionKey, owner: numberHolds.organizationId })
        .from(numberHolds)
        .where(
          and(
            inArray(numberHolds.collisionKey, chunk),
            ne(numberHolds.organizationId, organizationId),
            gt(numberHolds.releasedAt, heldSince),
          ),
        );
    const found = await (taker === null ? reserved : union(reserved, keptForOthers(taker)));
    for (const { number, owner } of found) owners.set(number, owner);
  }
  return owners;
}

/** Ends the hold of a number: everybody can reserve it. */
export async function forgetHold(database: Database, number: CollisionKey): Promise<void> {
  await database.delete(numberHolds).where(eq(numberHolds.collisionKey, number));
}
