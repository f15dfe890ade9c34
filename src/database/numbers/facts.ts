import { desc, eq, sql } from 'drizzle-orm';
import type { NumberFacts } from '../../domain/trunk/numbers/number-owners.js';
import type { CollisionKey } from '../../domain/trunk/trunk.js';
import type { Database } from '../database.js';
import { numberHolds, numberProofs, numberRanges, numberReservations, operations } from '../schema.js';

/** Reads everything that is known about who may take a number. */
export async function numberFacts(database: Database, number: CollisionKey): Promise<NumberFacts> {
  const [[holder], [range], [proof], [formerOwner]] = await Promise.all([
    database
      .select({ organizationId: operations.organizationId })
      .from(numberReservations)
      .innerJoin(operations, eq(operations.id, numberReservations.operationId))
      .where(eq(numberReservations.collisionKey, number)),
    database
      .select()
      .from(numberRanges)
      .where(sql`starts_with(${number}, ${numberRanges.prefix})`)
      .orderBy(desc(sql`length(${numberRanges.prefix})`))
      .limit(1),
    database
      .select({
        organizationId: numberProofs.organizationId,
        proof: numberProofs.proof,
        provenAt: numberProofs.provenAt,
      })
      .from(numberProofs)
      .where(eq(numberProofs.collisionKey, number)),
    database
      .select({ organizationId: numberHolds.organizationId, releasedAt: numberHolds.releasedAt })
      .from(numberHolds)
      .where(eq(numberHolds.collisionKey, number)),
  ]);
  return {
    number,
    inUseBy: holder?.organizationId ?? null,
    range: range ?? null,
    proof: proof ?? null,
    formerOwner: formerOwner ?? null,
  };
}
