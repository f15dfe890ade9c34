import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import {
  type Act,
  type AuditActor,
  type AuditEntry,
  type AuditFilter,
  type AuditPage,
  type AuditPlace,
  actorKinds,
} from '../../domain/audit.js';
import type { Database } from '../database.js';
import { apiKeys, audit } from '../schema.js';

/** Records an act. Call it in the transaction that carries out the act: either both are stored, or neither is. */
export async function recordAct(
  database: Pick<Database, 'insert'>,
  { by, organizationId, action, subject, result, details }: Act,
): Promise<void> {
  await database
    .insert(audit)
    .values({ ...whoIs(by), organizationId, action, subject, result, ...(details && { details }) });
}

function whoIs(by: AuditActor): Pick<typeof audit.$inferSelect, 'actor' | 'address'> {
  if (typeof by === 'string') return { actor: by, address: null };
  return { actor: 'keyId' in by ? by.keyId : by.kind, address: by.address };
}

/** Lists entries, newest first. @param part `after`: the last entry of the part before; null begins with the newest. */
export async function listAudit(
  database: Database,
  filter: AuditFilter,
  { after, limit }: { readonly after: AuditPlace | null; readonly limit: number },
): Promise<AuditPage> {
  const found = await database
    .select({ entry: audit, owner: apiKeys.organizationId, key: apiKeys.publicId })
    .from(audit)
    .leftJoin(apiKeys, eq(apiKeys.publicId, audit.actor))
    .where(and(...conditionsOf(filter), after === null ? undefined : isBefore(after)))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1)?.entry;
  return {
    entries: rows.map(({ entry, owner, key }) => entryOf(entry, key !== null && owner === null)),
    next: found.length > limit && last !== undefined ? { at: last.at, id: last.id } : null,
  };
}

function conditionsOf({ organizationId, action, key, subject, since, until }: AuditFilter) {
  return [
    organizationId === null ? undefined : eq(audit.organizationId, organizationId),
    action === null ? undefined : eq(audit.action, action),
    key === null ? undefined : eq(audit.actor, key),
    subject === null ? undefined : eq(audit.subject, subject),
    since === null ? undefined : gte(audit.at, since),
    until === null ? undefined : lt(audit.at, until),
  ];
}

function isBefore({ at, id }: AuditPlace): SQL {
  return sql`(${audit.at}, ${audit.id}) < (${at.toISOString()}::timestamptz, ${id}::uuid)`;
}

/** @param ofOperator whether the actor is a key without organisation. */
function entryOf(row: typeof audit.$inferSelect, ofOperator: boolean): AuditEntry {
  const { actor, address, hash: _hash, ...entry } = row;
  const kind = actorKinds.find((each) => each === actor) ?? (ofOperator ? 'operator' : 'key');
  return { ...entry, actor: { kind, key: kind === 'key' || kind === 'operator' ? actor : null, address } };
}
