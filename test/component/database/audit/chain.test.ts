import { randomBytes } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { KeyedHash } from '../../../../src/crypto/secrets.js';
import { auditHead, containsHead, sealEntries, verifyChain } from '../../../../src/database/audit/chain.js';
import { recordAct } from '../../../../src/database/audit/entries.js';
import { type AuditHead, type ChainProblem, emptyHead } from '../../../../src/domain/audit-chain.js';
import { ada, asAttacker, byAda, useDatabase } from '../in-memory-database.js';

const { database } = await useDatabase();
const keyedHash = new KeyedHash(randomBytes(32));

/** Records acts and seals them. */
async function sealed(entries: number): Promise<AuditHead> {
  await database.transaction(async (transaction) => {
    for (let entry = 0; entry < entries; entry += 1) {
      await recordAct(transaction, {
        ...{
          by: byAda,
          action: 'create_key',
          organizationId: ada,
          subject: `sk_${entry}`,
          result: 'succeeded',
        },
        details: { scopes: 'read', label: 'x' },
      });
    }
  });
  while ((await sealEntries(database, keyedHash))?.more === true);
  return auditHead(database);
}

async function verified(hash = keyedHash): Promise<readonly ChainProblem[]> {
  const problems: ChainProblem[] = [];
  let head = emptyHead;
  for (;;) {
    const part = await verifyChain(database, hash, head);
    problems.push(...part.problems);
    if (part.unsealed !== null) return problems;
    head = part.head;
  }
}

describe('the chain of the audit log', () => {
  it('is whole after every act was sealed, also over many parts', async () => {
    expect(await verified()).toEqual([]);
    expect((await sealed(3)).position).toBe(3);
    expect((await sealed(1_100)).position).toBe(1_103);
    expect(await verified()).toEqual([]);
  });

  it('counts the entries that are not sealed yet', async () => {
    await recordAct(database, {
      ...{ by: 'trunkline', action: 'repair_trunk', organizationId: null, subject: null, result: 'accepted' },
    });
    expect(await verifyChain(database, keyedHash, emptyHead)).toEqual({
      ...{ head: emptyHead, problems: [], unsealed: 1 },
    });
  });

  it.each<[string, SQL]>([
    ['time', sql`at = at + interval '1 millisecond'`],
    ['id', sql`id = gen_random_uuid()`],
    ['organisation', sql`organization_id = 'org_bob000000000000000000000'`],
    ['actor', sql`actor = 'sk_other'`],
    ['address', sql`address = null`],
    ['action', sql`action = 'revoke_key'`],
    ['subject', sql`subject = 'sk_other'`],
    ['result', sql`result = 'failed'`],
    ['details', sql`details = details || '{"scopes": "read admin"}'`],
    ['hash', sql`hash = repeat('0', 64)`],
  ])('shows a changed %s, and nothing else that is not touched by it', async (_column, change) => {
    await sealed(5);
    await asAttacker(database, sql`update audit set ${change} where position = 3`);
    const problems = await verified();
    expect(problems[0]).toEqual({ kind: 'changed', position: 3 });
    expect(problems.every((problem) => problem.kind === 'changed' && problem.position <= 4)).toBe(true);
  });

  it('shows entries that are missing at the beginning and in the middle', async () => {
    await sealed(6);
    await asAttacker(database, sql`delete from audit where position in (1, 3, 4)`);
    expect(await verified()).toEqual([
      { kind: 'missing', from: 1, to: 1 },
      { kind: 'missing', from: 3, to: 4 },
    ]);
  });

  it('shows a missing entry whose place was closed by moving the others', async () => {
    await sealed(4);
    await asAttacker(database, sql`delete from audit where position = 2`);
    await asAttacker(database, sql`update audit set position = position - 1 where position = 3`);
    await asAttacker(database, sql`update audit set position = position - 1 where position = 4`);
    expect(await verified()).toContainEqual({ kind: 'changed', position: 2 });
  });

  it('shows entries that have changed places', async () => {
    await sealed(4);
    await asAttacker(database, sql`update audit set position = 0 where position = 2`);
    await asAttacker(database, sql`update audit set position = 2 where position = 3`);
    await asAttacker(database, sql`update audit set position = 3 where position = 0`);
    const problems = await verified();
    expect(problems).toContainEqual({ kind: 'changed', position: 2 });
    expect(problems).toContainEqual({ kind: 'changed', position: 3 });
  });

  it('lacks a known end after the last entries were removed, also if others follow', async () => {
    const head = await sealed(5);
    expect(await containsHead(database, head)).toBe(true);
    await asAttacker(database, sql`delete from audit where position > 3`);
    expect(await verified(), 'the rest is whole').toEqual([]);
    expect(await containsHead(database, head)).toBe(false);
    await sealed(4);
    expect(await verified()).toEqual([]);
    expect(await containsHead(database, head)).toBe(false);
  });

  it('shows an entry that was sealed in its place before the log was cut and continued', async () => {
    await sealed(3);
    await database.execute(sql`create temp table kept as select * from audit where position = 2`);
    await asAttacker(database, sql`delete from audit where position > 1`);
    await sealed(2);
    await asAttacker(database, sql`delete from audit where position = 2`);
    await asAttacker(database, sql`insert into audit select * from kept`);
    await database.execute(sql`drop table kept`);
    expect(await verified()).toEqual([{ kind: 'changed', position: 3 }]);
  });

  it('cannot be computed without the secret of the hash', async () => {
    await sealed(2);
    expect(await verified(new KeyedHash(randomBytes(32)))).toEqual([
      { kind: 'changed', position: 1 },
      { kind: 'changed', position: 2 },
    ]);
  });
});
