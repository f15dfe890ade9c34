import { describe, expect, it } from 'vitest';
import { KeyedHash, type KeyRing, openAccount } from '../../../../src/crypto/secrets.js';
import { listAudit } from '../../../../src/database/audit/entries.js';
import { checkInstallation } from '../../../../src/database/keys/installation.js';
import { custodyOf } from '../../../../src/database/secrets/custody.js';
import { findTrunkRecord } from '../../../../src/database/trunks/queries.js';
import { listRevisions } from '../../../../src/database/trunks/revisions.js';
import { AdministrationError } from '../../../../src/domain/administration.js';
import { passwordContext } from '../../../../src/domain/trunk/spec.js';
import { deploymentId } from '../../../unit/plans.js';
import { ada, type InMemoryDatabase, useDatabase } from '../in-memory-database.js';
import { aChangedTrunk, aFailedSetUp, after, anImport, before, during, everything } from './secret-rows.js';

const memory = await useDatabase();
const { database } = memory;

async function reencryptAll(keyRing: KeyRing, on: InMemoryDatabase['database'] = database) {
  const total = { resealed: 0, unreadable: 0 };
  let next: string | null = null;
  do {
    const batch = await custodyOf(on, keyRing).reencrypt(next);
    total.resealed += batch.resealed;
    total.unreadable += batch.unreadable;
    next = batch.next;
  } while (next !== null);
  return total;
}

const ciphertexts = async (prefix: string) =>
  Object.values(await everything(database)).flatMap(
    (text) => text.match(new RegExp(`${prefix}[\\w.-]+`, 'g')) ?? [],
  );

const canary = (keyRing: KeyRing) =>
  checkInstallation(database, { deploymentId, keyRing, keyedHash: new KeyedHash(Buffer.alloc(32, 7)) });

/** Stores a secret in every place that can hold one. */
async function secretsEverywhere() {
  await canary(before);
  const trunk = await aChangedTrunk(database, '+15551234567');
  await aFailedSetUp(database, '+15557654321');
  await anImport(database, '+15550001111');
  return trunk;
}

describe('the re-encryption', () => {
  it('after the re-encryption no ciphertext of the old key is left in any table', async () => {
    await secretsEverywhere();
    const old = (await ciphertexts('s2\\.k1\\.')).length;
    expect(old).toBeGreaterThanOrEqual(10);
    expect(await reencryptAll(during)).toEqual({ resealed: old, unreadable: 0 });
    expect(await ciphertexts('s2\\.k1\\.')).toEqual([]);
    expect(await ciphertexts('s2\\.k2\\.')).toHaveLength(old);
  });

  it('after the re-encryption everything opens with the new key alone, also at a start', async () => {
    const { id } = await secretsEverywhere();
    await expect(canary(after)).rejects.toThrow('TRUNKLINE_ENCRYPTION_KEYS');
    await reencryptAll(during);
    await canary(after);
    const row = (await findTrunkRecord(database, id))?.row;
    if (row?.carrier == null) throw new Error('The trunk has gone.');
    expect(after.open(row.sealedPassword, passwordContext(row)).reveal()).toBe('second');
    expect(openAccount(after, row.carrier.plan, row).token.reveal()).toBe('token-+15551234567');
  });

  it('the beginning and the end of a re-encryption are in the audit log, with the new key', async () => {
    await secretsEverywhere();
    await reencryptAll(during);
    const everyone = { organizationId: null, key: null, subject: null, since: null, until: null };
    const filter = { ...everyone, action: 'reencrypt_secrets' } as const;
    const { entries } = await listAudit(database, filter, { after: null, limit: 9 });
    const act = { actor: { kind: 'administration' }, organizationId: null, details: { key: 'k2' } };
    expect(entries.toReversed()).toMatchObject([
      { ...act, result: 'accepted' },
      { ...act, result: 'succeeded' },
    ]);
  });

  it('equal passwords stay equal, so no revision and no running change looks like another password', async () => {
    const { id } = await secretsEverywhere();
    const changes = async () =>
      (await listRevisions(database, ada, id, { before: null, limit: 9 })).revisions.map(
        ({ passwordChanged }) => passwordChanged,
      );
    const all = (await ciphertexts('s2\\.k1\\.')).toSorted();
    const shown = await changes();
    await reencryptAll(during);
    expect(await changes()).toEqual(shown);
    const distinct = new Set(all).size;
    expect(new Set(await ciphertexts('s2\\.k2\\.')).size).toBe(distinct);
    expect(distinct).toBeLessThan(all.length);
  });

  it('a re-encryption whose connection is lost between two batches is completed by the next one', async () => {
    for (let line = 0; line < 250; line += 1) await aFailedSetUp(database, `+1555000${1000 + line}`);
    const lost = memory.connect();
    const custody = custodyOf(lost.database, during);
    let next: string | null = null;
    do {
      next = (await custody.reencrypt(next)).next;
    } while ((await ciphertexts('s2\\.k2\\.')).length === 0);
    lost.cut();
    await expect(custody.reencrypt(next)).rejects.toThrow();
    expect((await ciphertexts('s2\\.k2\\.')).length).toBe(200);
    expect(await reencryptAll(during)).toEqual({ resealed: 50, unreadable: 0 });
    expect(await reencryptAll(during)).toEqual({ resealed: 0, unreadable: 0 });
  });

  it('a secret that no key opens stays as it is, and is counted', async () => {
    await aFailedSetUp(database, '+15557654321');
    expect(await reencryptAll(after)).toEqual({ resealed: 0, unreadable: 1 });
    expect(await reencryptAll(during)).toEqual({ resealed: 1, unreadable: 0 });
  });

  it('a position that no batch has returned is refused', async () => {
    await expect(custodyOf(database, during).reencrypt('[1')).rejects.toThrow(AdministrationError);
  });
});
