import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type EncryptionKey, KeyedHash, KeyRing } from '../../../../src/crypto/secrets.js';
import { checkInstallation, WrongInstallationError } from '../../../../src/database/keys/installation.js';
import { installation } from '../../../../src/database/schema.js';
import type { DeploymentId } from '../../../../src/domain/values.js';
import { useDatabase } from '../in-memory-database.js';

const newKey = (id: string): EncryptionKey => ({ id, material: randomBytes(32) });
const first = newKey('k1');
const own = {
  deploymentId: 'demo1' as DeploymentId,
  keyRing: new KeyRing([first]),
  keyedHash: new KeyedHash(randomBytes(32)),
};

const memory = await useDatabase();

const check = (changes: Partial<typeof own> = {}) =>
  checkInstallation(memory.database, { ...own, ...changes });

describe('an installation', () => {
  it('the first start on an empty database defines the installation', async () => {
    await expect(check()).resolves.toBeUndefined();
    await expect(check()).resolves.toBeUndefined();
  });

  it('several concurrent first starts define one installation', async () => {
    await expect(Promise.all([check(), check(), check()])).resolves.toHaveLength(3);
  });

  it('a start with another deployment id fails, and the message names the variable and the right id', async () => {
    await check();
    const attempt = check({ deploymentId: 'other1' as DeploymentId });
    await expect(attempt).rejects.toThrow(WrongInstallationError);
    await expect(attempt).rejects.toThrow(/TRUNKLINE_DEPLOYMENT_ID is "other1".*"demo1"/);
  });

  it('a start with another hash secret fails, and the message names the variable', async () => {
    await check();
    await expect(check({ keyedHash: new KeyedHash(randomBytes(32)) })).rejects.toThrow(
      /TRUNKLINE_KEY_HASH_SECRET/,
    );
  });

  it.each([
    ['under another id', newKey('k2')],
    ['under the same id', newKey('k1')],
  ])(
    'a start with another encryption key %s fails, and the message names the variable',
    async (_what, key) => {
      await check();
      await expect(check({ keyRing: new KeyRing([key]) })).rejects.toThrow(/TRUNKLINE_ENCRYPTION_KEYS/);
    },
  );

  it('a start accepts a new encryption key in front of the old one', async () => {
    await check();
    await expect(check({ keyRing: new KeyRing([newKey('k2'), first]) })).resolves.toBeUndefined();
  });

  it('a failed start changes nothing', async () => {
    await check();
    const before = await memory.database.select().from(installation);
    await check({ keyRing: new KeyRing([newKey('k2')]) }).catch(() => undefined);
    expect(await memory.database.select().from(installation)).toEqual(before);
  });
});
