import { eq, sql } from 'drizzle-orm';
import { type QuotaChanges, type Quotas, quotaNames } from '../../domain/quotas.js';
import type { OrganizationId } from '../../domain/values.js';
import { type Database, textsIn } from '../database.js';
import { organizations } from '../schema.js';

/** Reads the quotas that an operator has set for an organization. @returns null when there is no such organization. */
export async function ownQuotas(database: Database, id: OrganizationId): Promise<Partial<Quotas> | null> {
  const [row] = await database
    .select({ quotas: organizations.quotas })
    .from(organizations)
    .where(eq(organizations.id, id));
  return row?.quotas ?? null;
}

/** Sets quotas of an organization, and returns all that it has of its own; null when there is no such organization. */
export async function setQuotas(
  database: Database,
  id: OrganizationId,
  changes: QuotaChanges,
): Promise<Partial<Quotas> | null> {
  const own = Object.entries(changes).filter(([, most]) => most !== 'usual' && most !== undefined);
  const usual = quotaNames.filter((name) => changes[name] === 'usual');
  const [row] = await database
    .update(organizations)
    .set({
      quotas: sql`(${organizations.quotas} || ${JSON.stringify(Object.fromEntries(own))}::text::jsonb)
        - ${textsIn(JSON.stringify(usual))}`,
    })
    .where(eq(organizations.id, id))
    .returning({ quotas: organizations.quotas });
  return row?.quotas ?? null;
}
