import { asc, count, desc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import type { KeyedHash } from '../../crypto/secrets.js';
import { type AuditHead, type ChainProblem, emptyHead, type VerifiedPart } from '../../domain/audit-chain.js';
import type { Database } from '../database.js';
import { audit } from '../schema.js';

type AuditRow = typeof audit.$inferSelect;

/** One transaction seals, and one part of a verification reads, at most this many entries. */
const entriesAtOnce = 500;

/** The key of the lock on the end of the chain. Every process must use the same number. */
const sealLockKey = 7_465_183;

const hashPurpose = 'audit';

/**
 * Computes the hash of an entry from the whole row, its place and the entry before it. Who can write the database but does not have the
 * secret of the hash cannot compute it.
 */
function hashOf(keyedHash: KeyedHash, previous: string, position: number, row: AuditRow): string {
  const { at, id, organizationId, actor, address, action, subject, result, details } = row;
  const facts = Object.entries(details).sort(([one], [other]) => (one < other ? -1 : 1));
  const content = [
    previous,
    position,
    at,
    id,
    organizationId,
    actor,
    address,
    action,
    subject,
    result,
    facts,
  ];
  return keyedHash.of(hashPurpose, JSON.stringify(content));
}

/** Reads the end of the chain. */
export async function auditHead(database: Database): Promise<AuditHead> {
  const [last] = await database
    .select({ position: audit.position, hash: audit.hash })
    .from(audit)
    .where(isNotNull(audit.position))
    .orderBy(desc(audit.position))
    .limit(1);
  return headOf(last) ?? emptyHead;
}

function headOf(row: Pick<AuditRow, 'position' | 'hash'> | undefined): AuditHead | null {
  return row === undefined || row.position === null || row.hash === null
    ? null
    : { position: row.position, hash: row.hash };
}

/** Tells whether the chain still contains an end that it had before. */
export async function containsHead(database: Database, { position, hash }: AuditHead): Promise<boolean> {
  if (position === emptyHead.position) return true;
  const [row] = await database.select({ hash: audit.hash }).from(audit).where(eq(audit.position, position));
  return row?.hash === hash;
}

/** Tells whether entries wait for their seal. */
export async function hasUnsealed(database: Database): Promise<boolean> {
  const [row] = await database.select({ id: audit.id }).from(audit).where(isNull(audit.position)).limit(1);
  return row !== undefined;
}

/**
 * Appends entries that are not sealed yet to the chain, oldest first. One process seals at a time, and nothing else waits for it: acts
 * take no lock for the chain.
 * @returns whether more entries wait. Null when another process is sealing.
 */
export function sealEntries(
  database: Database,
  keyedHash: KeyedHash,
): Promise<{ readonly more: boolean } | null> {
  return database.transaction(async (transaction) => {
    const [lock] = await transaction
      .select({ isMine: sql<boolean>`pg_try_advisory_xact_lock(${sql.raw(String(sealLockKey))})` })
      .from(sql`(select 1) as request`);
    if (lock?.isMine !== true) return null;
    let { position, hash } = await auditHead(transaction);
    const unsealed = await transaction
      .select()
      .from(audit)
      .where(isNull(audit.position))
      .orderBy(asc(audit.at), asc(audit.id))
      .limit(entriesAtOnce);
    const seals = unsealed.map((row) => {
      position += 1;
      hash = hashOf(keyedHash, hash, position, row);
      return { at: row.at, id: row.id, position, hash };
    });
    if (seals.length > 0) {
      await transaction.execute(sql`
        update ${audit} set position = seal.position, hash = seal.hash
        from jsonb_to_recordset(${JSON.stringify(seals)}::text::jsonb)
          as seal (at timestamptz, id uuid, position bigint, hash text)
        where ${audit.at} = seal.at and ${audit.id} = seal.id`);
    }
    return { more: unsealed.length === entriesAtOnce };
  });
}

/**
 * Verifies the next entries of the chain. A changed entry does not hide others: each is checked with the hash that is stored before it.
 * @param after the last entry that was verified, as stored; {@link emptyHead} begins.
 */
export async function verifyChain(
  database: Database,
  keyedHash: KeyedHash,
  after: AuditHead,
): Promise<VerifiedPart> {
  const rows = await database
    .select()
    .from(audit)
    .where(gt(audit.position, after.position))
    .orderBy(asc(audit.position))
    .limit(entriesAtOnce);
  const problems: ChainProblem[] = [];
  let head = after;
  for (const row of rows) {
    const next = headOf(row);
    if (next === null) continue;
    const { position, hash } = next;
    const isNext = position === head.position + 1;
    if (!isNext) problems.push({ kind: 'missing', from: head.position + 1, to: position - 1 });
    // Without the entry before it, the hash of an entry cannot be checked.
    else if (hashOf(keyedHash, head.hash, position, row) !== hash)
      problems.push({ kind: 'changed', position });
    head = next;
  }
  const isLast = rows.length < entriesAtOnce;
  return { head, problems, unsealed: isLast ? await countUnsealed(database) : null };
}

async function countUnsealed(database: Database): Promise<number> {
  const [row] = await database.select({ entries: count() }).from(audit).where(isNull(audit.position));
  return row?.entries ?? 0;
}
