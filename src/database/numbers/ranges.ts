import { asc, eq } from 'drizzle-orm';
import type { NumberRange } from '../../domain/trunk/numbers/number-owners.js';
import type { Proof } from '../../domain/trunk/numbers/number-rules.js';
import type { CollisionKey } from '../../domain/trunk/trunk.js';
import type { OrganizationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import { numberProofs, numberRanges } from '../schema.js';

/** Assigns a range to an organization, also if it was assigned to another one. */
export async function assignRange(
  database: Database,
  prefix: string,
  organizationId: OrganizationId,
): Promise<NumberRange> {
  const values = { prefix, organizationId, assignedAt: new Date() };
  await database
    .insert(numberRanges)
    .values(values)
    .onConflictDoUpdate({ target: numberRanges.prefix, set: values });
  return values;
}

/** Takes the assignment of a range back. @returns null when it was assigned to nobody. */
export async function unassignRange(database: Database, prefix: string): Promise<NumberRange | null> {
  const [row] = await database.delete(numberRanges).where(eq(numberRanges.prefix, prefix)).returning();
  return row ?? null;
}

/** Lists the ranges of an organization, or of all. */
export function listRanges(database: Database, owner: OrganizationId | null): Promise<NumberRange[]> {
  return database
    .select()
    .from(numberRanges)
    .where(owner === null ? undefined : eq(numberRanges.organizationId, owner))
    .orderBy(asc(numberRanges.prefix));
}

/**
 * Records that a number was proven to belong to an organization. A newer proof replaces an older one, because numbers are ported.
 * Whoever proves a number by another way, for example a test call, calls this.
 */
export async function recordProof(
  database: Database,
  collisionKey: CollisionKey,
  organizationId: OrganizationId,
  proof: Proof,
): Promise<void> {
  const values = { collisionKey, organizationId, proof, provenAt: new Date() };
  await database
    .insert(numberProofs)
    .values(values)
    .onConflictDoUpdate({ target: numberProofs.collisionKey, set: values });
}

/** Forgets the proof of a number. */
export async function forgetProof(database: Database, collisionKey: CollisionKey): Promise<void> {
  await database.delete(numberProofs).where(eq(numberProofs.collisionKey, collisionKey));
}
