import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { KeyedHash } from '../../../../src/crypto/secrets.js';
import { containsHead } from '../../../../src/database/audit/chain.js';
import { recordAct } from '../../../../src/database/audit/entries.js';
import type { AuditHead } from '../../../../src/domain/audit-chain.js';
import { AuditSealer } from '../../../../src/operations/audit/sealer.js';
import { ada, asAttacker, byAda, useDatabase } from '../../database/in-memory-database.js';

const { database } = await useDatabase();
const keyedHash = new KeyedHash(randomBytes(32));

/** A sealer, with what it keeps and what it logs. */
function aSealer(kept: AuditHead | null = null) {
  const lines: string[] = [];
  const state = { kept, lines };
  const sealer = new AuditSealer({
    database,
    keyedHash,
    kept: {
      read: async () => state.kept,
      keep: async (head) => {
        state.kept = head;
      },
    },
    logger: pino({}, { write: (line: string) => void lines.push(line) }),
  });
  return { sealer, state };
}

const anAct = () =>
  recordAct(database, {
    ...{ by: byAda, action: 'export_trunks', organizationId: ada, subject: null, result: 'succeeded' },
  });

it('the end of the chain is kept outside the database, and logged', async () => {
  const { sealer, state } = aSealer();
  await anAct();
  await sealer.seal();
  expect(state.kept).toMatchObject({ position: 1 });
  expect(state.lines.join()).toContain(state.kept?.hash);
  await anAct();
  await sealer.seal();
  expect(state.kept).toMatchObject({ position: 2 });
});

it('a removal of the last entries is reported, and the lost end stays kept', async () => {
  const { sealer, state } = aSealer();
  await anAct();
  await anAct();
  await sealer.seal();
  const lost = state.kept;
  await asAttacker(database, sql`delete from audit where position = 2`);

  const next = aSealer(lost);
  await anAct();
  await next.sealer.seal();
  expect(next.state.lines.join()).toContain('the audit log lacks entries that it had before');
  expect(next.state.kept).toEqual(lost);
  expect(lost !== null && (await containsHead(database, lost))).toBe(false);
});

it('several processes that seal at the same time seal every entry once', async () => {
  for (let entry = 0; entry < 5; entry += 1) await anAct();
  await Promise.all([aSealer().sealer.seal(), aSealer().sealer.seal(), aSealer().sealer.seal()]);
  const { rows } = (await database.execute(sql`select position from audit order by position`)) as {
    rows: { position: string }[];
  };
  expect(rows.map(({ position }) => Number(position))).toEqual([1, 2, 3, 4, 5]);
});
