import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { KeyedHash } from '../../../../src/crypto/secrets.js';
import { administrationOf, KeyHolders } from '../../../../src/database/keys/api-keys.js';
import { apiKeys } from '../../../../src/database/schema.js';
import { type Administration, AdministrationError } from '../../../../src/domain/administration.js';
import { type OrganizationId, Secret } from '../../../../src/domain/values.js';
import { ada, bob, useDatabase } from '../in-memory-database.js';

const keyedHash = new KeyedHash(randomBytes(32));
const memory = await useDatabase();
let administration: Administration;

beforeAll(async () => {
  administration = administrationOf(memory.database, keyedHash, () => Promise.resolve());
});

const newKey = (organizationId: OrganizationId | null = ada) =>
  administration.createKey({ organizationId, label: 'test' });
const holderOf = (secret: string, publicId: string | null = null, hash = keyedHash) =>
  new KeyHolders(memory.database, hash).find(new Secret(secret), publicId);

describe('a key', () => {
  it('a key is found by its secret alone, as a bearer token', async () => {
    const { secret, publicId } = await newKey();
    expect(await holderOf(secret)).toEqual({
      publicId,
      operator: false,
      organization: { id: ada, agentName: 'front desk' },
    });
  });

  it('a key is found by its public id and its secret', async () => {
    const { secret, publicId } = await newKey(bob);
    expect(await holderOf(secret, publicId)).toEqual({
      publicId,
      operator: false,
      organization: { id: bob, agentName: null },
    });
  });

  it('no key is found by the public id of one key and the secret of another', async () => {
    const [one, other] = [await newKey(), await newKey()];
    expect(await holderOf(one.secret, other.publicId)).toBeNull();
    expect(await holderOf(one.secret, '')).toBeNull();
  });

  it('a key is not found by its public id, by another secret or in another case', async () => {
    const { secret, publicId } = await newKey();
    for (const wrong of [publicId, `${secret}x`, secret.slice(0, -1), secret.toUpperCase(), '']) {
      expect(await holderOf(wrong)).toBeNull();
      expect(await holderOf(wrong, publicId)).toBeNull();
    }
  });

  it('a key is not found with another hash secret', async () => {
    const { secret } = await newKey();
    expect(await holderOf(secret, null, new KeyedHash(randomBytes(32)))).toBeNull();
  });

  it('a key without an organisation is found without one', async () => {
    const { secret, publicId } = await newKey(null);
    expect(await holderOf(secret)).toEqual({ publicId, operator: false, organization: null });
  });

  it('an operator key belongs to no organisation, and is marked as one', async () => {
    const spec = { label: 'operator', operator: true };
    const key = await administration.createKey({ ...spec, organizationId: null });

    expect(key.operator).toBe(true);
    expect(await holderOf(key.secret)).toEqual({
      publicId: key.publicId,
      operator: true,
      organization: null,
    });
    await expect(administration.createKey({ ...spec, organizationId: ada })).rejects.toThrow(
      'The key of an operator belongs to no organisation.',
    );
  });

  it('a key is stored as a hash, and its secret is shown once', async () => {
    const { secret, ...summary } = await newKey();
    expect(secret).toMatch(/^s3cr3t_/);
    expect(JSON.stringify(await memory.database.select().from(apiKeys))).not.toContain(secret.slice(7));
    expect(await administration.listKeys()).toEqual([summary]);
  });

  it('a key cannot be created for an unknown organisation', async () => {
    await expect(newKey('org_nobody' as OrganizationId)).rejects.toThrow(AdministrationError);
    await expect(newKey('org_nobody' as OrganizationId)).rejects.toThrow(
      'There is no organisation "org_nobody".',
    );
  });
});

describe('a key that is revoked', () => {
  it('a revoked key is not found in either style, while others are', async () => {
    const [revoked, other] = [await newKey(), await newKey()];
    const { revokedAt } = await administration.revokeKey(revoked.publicId);
    expect(revokedAt).not.toBeNull();
    expect(await holderOf(revoked.secret)).toBeNull();
    expect(await holderOf(revoked.secret, revoked.publicId)).toBeNull();
    expect(await holderOf(other.secret)).not.toBeNull();
  });

  it('a second revocation keeps the moment of the first', async () => {
    const { publicId } = await newKey();
    const first = await administration.revokeKey(publicId);
    expect(await administration.revokeKey(publicId)).toEqual(first);
  });

  it('a revoked key is still listed', async () => {
    const { publicId } = await newKey();
    const revoked = await administration.revokeKey(publicId);
    expect(await administration.listKeys()).toEqual([revoked]);
  });

  it('an unknown key cannot be revoked', async () => {
    await expect(administration.revokeKey('sk_nobody')).rejects.toThrow('There is no key "sk_nobody".');
  });
});

describe('an organisation', () => {
  it('an organisation is created with its name and its agent, and listed', async () => {
    const made = await administration.createOrganization({ name: 'Carol', agentName: 'night shift' });
    expect(made).toMatchObject({ name: 'Carol', agentName: 'night shift' });
    expect(made.id).toMatch(/^org_[0-9a-f]{24}$/);
    expect(await administration.listOrganizations()).toContainEqual(made);
  });

  it('an organisation may have the same name as another', async () => {
    const spec = { name: 'Carol', agentName: null };
    const [one, other] = [
      await administration.createOrganization(spec),
      await administration.createOrganization(spec),
    ];
    expect(one.id).not.toBe(other.id);
  });
});

describe('a key that the gateway remembers', () => {
  const holders = new KeyHolders(memory.database, keyedHash);

  it('a key that is revoked through the same process is refused at once', async () => {
    const inProcess = administrationOf(memory.database, keyedHash, () => Promise.resolve(), holders);
    const { secret, publicId } = await newKey();
    expect(await holders.find(new Secret(secret), null)).toMatchObject({ publicId });
    await inProcess.revokeKey(publicId);
    expect(await holders.find(new Secret(secret), null)).toBeNull();
  });

  it('a key that is revoked elsewhere is refused after a second', async () => {
    const { secret, publicId } = await newKey();
    expect(await holders.find(new Secret(secret), null)).toMatchObject({ publicId });
    await administration.revokeKey(publicId);
    await expect.poll(() => holders.find(new Secret(secret), null), { timeout: 5_000 }).toBeNull();
  });

  it('a key that is used often is read once', async () => {
    const { secret } = await newKey();
    const before = memory.statements.length;
    await Promise.all(Array.from({ length: 20 }, () => holders.find(new Secret(secret), null)));
    expect(memory.statements.length - before).toBe(1);
  });
});
