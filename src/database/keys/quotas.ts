import { eq, sql } from 'drizzle-orm';
import type { Actor } from '../../domain/administration.js';
import { type QuotaChanges, type Quotas, quotaNames } from '../../domain/quotas.js';
import type { OrganizationId } from '../../domain/values.js';
import { recordAct } from '../audit/entries.js';
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

/**
 * Sets quotas of an organization, and records it in the same transaction.
 * @param by the operator who sets them.
 * @returns all quotas that it has of its own; null when there is no such organization.
 */
export function setQuotas(
  database: Database,
  id: OrganizationId,
  changes: QuotaChanges,
  by: Actor,
): Promise<Partial<Quotas> | null> {
  const given = Object.entries(changes).filter(([, most]) => most !== undefined);
  const own = given.filter(([, most]) => most !== 'usual');
  const usual = quotaNames.filter((name) => changes[name] === 'usual');
  return database.transaction(async (transaction) => {
    const [row] = await transaction
      .update(organizations)
      .set({
        quotas: sql`(${organizations.quotas} || ${JSON.stringify(Object.fromEntries(own))}::text::jsonb)
          - ${textsIn(JSON.stringify(usual))}`,
      })
      .where(eq(organizations.id, id))
      .returning({ quotas: organizations.quotas });
    if (row === undefined) return null;
    const details = Object.fromEntries(given.map(([name, most]) => [name, String(most ?? 'off')]));
    const act = { by, action: 'change_quotas', result: 'succeeded', details } as const;
    await recordAct(transaction, { ...act, organizationId: id, subject: id });
    return row.quotas;
  });
}
