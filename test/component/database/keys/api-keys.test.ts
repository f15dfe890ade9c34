import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { KeyedHash } from '../../../../src/crypto/secrets.js';
import { acceptedKeys, administrationOf, KeyHolders } from '../../../../src/database/keys/api-keys.js';
import { apiKeys } from '../../../../src/database/schema.js';
import {
  type Administration,
  AdministrationError,
  type ApiKeySummary,
  type Scope,
} from '../../../../src/domain/administration.js';
import { noQuotas } from '../../../../src/domain/quotas.js';
import type { Cidr } from '../../../../src/domain/trunk/trunk.js';
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
      scopes: ['read', 'provision'],
      allowedAddresses: [],
      organization: { id: ada, agentName: 'front desk', suspended: false },
    });
  });

  it('a key is found by its public id and its secret', async () => {
    const { secret, publicId } = await newKey(bob);
    expect(await holderOf(secret, publicId)).toEqual({
      publicId,
      scopes: ['read', 'provision'],
      allowedAddresses: [],
      organization: { id: bob, agentName: null, suspended: false },
    });
  });

  it('only keys that were found before are found while an address may not guess, and nothing is looked up', async () => {
    const [one, other] = [await newKey(), await newKey()];
    const holders = new KeyHolders(memory.database, keyedHash);
    await holders.find(new Secret(one.secret), null);
    const before = memory.statements.length;

    expect(await holders.find(new Secret(one.secret), null, true)).not.toBeNull();
    expect(await holders.find(new Secret(other.secret), null, true)).toBeNull();
    expect(memory.statements.length).toBe(before);
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
    expect(await holderOf(secret)).toEqual({
      publicId,
      scopes: [],
      allowedAddresses: [],
      organization: null,
    });
  });

  it('an operator key belongs to no organisation, and is marked as one', async () => {
    const spec = { label: 'operator', scopes: ['operator'] as const };
    const key = await administration.createKey({ ...spec, organizationId: null });

    expect(key.scopes).toEqual(['operator']);
    expect(await holderOf(key.secret)).toEqual({
      publicId: key.publicId,
      scopes: ['operator'],
      allowedAddresses: [],
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

describe('a key that expires', () => {
  const expiring = (inMs: number) =>
    administration.createKey({
      organizationId: ada,
      label: 'test',
      expiresAt: new Date(Date.now() + inMs).toISOString(),
    });

  it('a key is found until it expires, and not after that', async () => {
    const [fresh, stale] = [await expiring(60_000), await expiring(-1)];
    expect(await holderOf(fresh.secret)).not.toBeNull();
    expect(await holderOf(stale.secret)).toBeNull();
    expect(await holderOf(stale.secret, stale.publicId)).toBeNull();
  });

  it('a rotated key is found for the time of the overlap, beside the new one with the same rights', async () => {
    const old = await administration.createKey({
      organizationId: ada,
      label: 'office',
      scopes: ['read'],
      allowedAddresses: ['203.0.113.0/24' as Cidr],
    });
    const made = await administration.rotateKey(old.publicId, { overlapMs: 60_000 });

    const rights = {
      organizationId: ada,
      label: 'office',
      scopes: ['read'],
      allowedAddresses: ['203.0.113.0/24'],
    };
    expect(made).toMatchObject({ ...rights, expiresAt: null });
    expect(made.secret).not.toBe(old.secret);
    expect(await holderOf(old.secret)).not.toBeNull();
    expect(await holderOf(made.secret)).not.toBeNull();
    const [listed] = await administration.listKeys(ada);
    expect(Date.parse(listed?.expiresAt ?? '') - Date.now()).toBeLessThanOrEqual(60_000);
  });

  it('a key that is rotated without an overlap is not found any more, and cannot be rotated again', async () => {
    const old = await newKey();
    await administration.rotateKey(old.publicId, { overlapMs: 0 });
    expect(await holderOf(old.secret)).toBeNull();
    await expect(administration.rotateKey(old.publicId, { overlapMs: 0 })).rejects.toThrow(
      AdministrationError,
    );
  });

  it('a rotation does not prolong the old key, and the new one lives as long as the old one was meant to', async () => {
    const old = await expiring(60_000);
    const made = await administration.rotateKey(old.publicId, { overlapMs: 3_600_000 });
    const [listed] = await administration.listKeys(ada);
    expect(listed?.expiresAt).toBe(old.expiresAt);
    expect(Date.parse(made.expiresAt ?? '') - Date.now()).toBeGreaterThan(50_000);
  });

  it('a key of another organisation can neither be rotated nor revoked by an organisation, nor is it listed', async () => {
    const { publicId, secret } = await newKey(ada);
    await expect(administration.rotateKey(publicId, { overlapMs: 0 }, bob)).rejects.toThrow(
      AdministrationError,
    );
    await expect(administration.revokeKey(publicId, bob)).rejects.toThrow(AdministrationError);
    expect(await administration.listKeys(bob)).toEqual([]);
    expect(await holderOf(secret)).not.toBeNull();
  });
});

/** The administration as somebody with a key sees it. */
const administrationWith = ({ publicId }: ApiKeySummary) =>
  administrationOf(memory.database, keyedHash, () => Promise.resolve(), undefined, {
    keyId: publicId,
    address: null,
  });

describe('a key with a scope that only operators give', () => {
  const soon = new Date(Date.now() + 7 * 86_400_000).toISOString();
  const late = '2099-01-01T00:00:00.000Z';
  const lentKey = (expiresAt: string | null = soon) =>
    administration.createKey({ organizationId: ada, label: '', scopes: ['call'], expiresAt });
  const adminKey = (...more: readonly Scope[]) =>
    administration.createKey({ organizationId: ada, label: '', scopes: ['admin', ...more] });

  it('is not rotated by a key without this scope, and stays as it is', async () => {
    const [lent, admin] = [await lentKey(), await adminKey('read', 'provision')];
    const rotation = administrationWith(admin).rotateKey(lent.publicId, { overlapMs: 0 }, ada);
    await expect(rotation).rejects.toMatchObject({ reason: 'scope_missing' });
    expect(await holderOf(lent.secret)).not.toBeNull();
    expect(await administration.listKeys(ada)).toHaveLength(2);
  });

  it.each([
    ['it asks for a late end', { expiresAt: late }],
    ['it asks for nothing', {}],
  ])('is not prolonged when an organization rotates it and %s', async (_what, asked) => {
    const [lent, admin] = [await lentKey(), await adminKey('call')];
    const made = await administrationWith(admin).rotateKey(lent.publicId, { overlapMs: 0, ...asked }, ada);
    expect(made).toMatchObject({ scopes: ['call'], expiresAt: soon });
  });

  it('gets an earlier end, or any end if it had none', async () => {
    const admin = await adminKey('call');
    const rotated = async (expiresAt: string | null, asked: string) =>
      administrationWith(admin).rotateKey(
        (await lentKey(expiresAt)).publicId,
        { overlapMs: 0, expiresAt: asked },
        ada,
      );
    expect(await rotated(late, soon)).toMatchObject({ expiresAt: soon });
    expect(await rotated(null, late)).toMatchObject({ expiresAt: late });
  });

  it('is prolonged by the operator of the service', async () => {
    const lent = await lentKey();
    const made = await administration.rotateKey(lent.publicId, { overlapMs: 0, expiresAt: late });
    expect(made).toMatchObject({ scopes: ['call'], expiresAt: late });
  });

  it('is rotated as before if the organization gives all of its scopes itself', async () => {
    const [reader, admin] = [
      await administration.createKey({ organizationId: ada, label: '', scopes: ['read'], expiresAt: soon }),
      await adminKey(),
    ];
    const made = await administrationWith(admin).rotateKey(
      reader.publicId,
      { overlapMs: 0, expiresAt: late },
      ada,
    );
    expect(made).toMatchObject({ scopes: ['read'], expiresAt: late });
  });
});

describe('an acting key that is not accepted any more', () => {
  it.each([
    ['is revoked', ({ publicId }: ApiKeySummary) => administration.revokeKey(publicId)],
    ['is rotated', ({ publicId }: ApiKeySummary) => administration.rotateKey(publicId, { overlapMs: 0 })],
    ['belongs to a suspended organisation', () => administration.suspendOrganization(ada, true)],
  ])('makes and rotates no key when it %s after it was checked', async (_what, takeAway) => {
    const [admin, other] = [
      await administration.createKey({ organizationId: ada, label: '', scopes: ['admin'] }),
      await newKey(),
    ];
    await takeAway(admin);
    const before = await administration.listKeys();

    const acting = administrationWith(admin);
    const refused = { reason: 'not_accepted' };
    await expect(acting.createKey({ organizationId: ada, label: '' })).rejects.toMatchObject(refused);
    await expect(acting.rotateKey(other.publicId, { overlapMs: 0 }, ada)).rejects.toMatchObject(refused);
    expect(await administration.listKeys()).toEqual(before);
  });

  it('makes a key while it is accepted, and can be replaced by its own request', async () => {
    const admin = await administration.createKey({ organizationId: ada, label: '', scopes: ['admin'] });
    await administrationWith(admin).createKey({ organizationId: ada, label: '' });
    const made = await administrationWith(admin).rotateKey(admin.publicId, { overlapMs: 0 }, ada, noQuotas);
    expect(await holderOf(made.secret)).not.toBeNull();
  });
});

describe('the last use of a key', () => {
  const lastUse = async () => (await administration.listKeys())[0]?.lastUsedAt ?? null;
  const writes = () =>
    memory.statements.filter((statement) => statement.startsWith('update "api_keys"')).length;

  it('the last use is written at the first use, and once for all uses within a minute', async () => {
    const { secret } = await newKey();
    expect(await lastUse()).toBeNull();
    const before = writes();
    for (let use = 0; use < 5; use += 1) await holderOf(secret);
    expect(writes() - before).toBe(1);
    expect(Date.now() - Date.parse((await lastUse()) ?? '')).toBeLessThan(60_000);
  });

  it('the last use is written again when a minute has passed', async () => {
    const { secret } = await newKey();
    await holderOf(secret);
    await memory.database.update(apiKeys).set({ lastUsedAt: new Date(Date.now() - 61_000) });
    await holderOf(secret);
    expect(Date.now() - Date.parse((await lastUse()) ?? '')).toBeLessThan(30_000);
  });

  it('an attempt with a wrong public id is no use', async () => {
    const { secret } = await newKey();
    await holderOf(secret, 'sk_wrong');
    expect(await lastUse()).toBeNull();
  });
});

describe('a suspended organisation', () => {
  it('its keys are marked, until it is resumed', async () => {
    const { secret } = await newKey();
    await administration.suspendOrganization(ada, true);
    expect((await holderOf(secret))?.organization).toMatchObject({ suspended: true });
    await administration.suspendOrganization(ada, false);
    expect((await holderOf(secret))?.organization).toMatchObject({ suspended: false });
  });

  it('an unknown organisation cannot be suspended', async () => {
    await expect(administration.suspendOrganization('org_nobody' as OrganizationId, true)).rejects.toThrow(
      'There is no organisation "org_nobody".',
    );
  });
});

describe('the keys that are still accepted', () => {
  it('a revoked key, an expired key and the key of a suspended organisation are not among them', async () => {
    const past = new Date(Date.now() - 1).toISOString();
    const expired = await administration.createKey({ organizationId: ada, label: '', expiresAt: past });
    const [good, revoked, suspended, operator] = [
      await newKey(),
      await newKey(),
      await newKey(bob),
      await newKey(null),
    ];
    await administration.revokeKey(revoked.publicId);
    await administration.suspendOrganization(bob, true);

    const asked = [expired, good, revoked, suspended, operator].map(({ publicId }) => publicId);
    expect(await acceptedKeys(memory.database, [...asked, 'sk_nobody'])).toEqual(
      new Set([good.publicId, operator.publicId]),
    );
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

  it('a key that is used often is read once, and its use is stored once', async () => {
    const { secret } = await newKey();
    const before = memory.statements.length;
    await Promise.all(Array.from({ length: 20 }, () => holders.find(new Secret(secret), null)));
    expect(memory.statements.slice(before).map((statement) => statement.split(' ')[0])).toEqual([
      'select',
      'update',
    ]);
  });

  it('a key whose organisation is suspended through the same process is marked at once', async () => {
    const inProcess = administrationOf(memory.database, keyedHash, () => Promise.resolve(), holders);
    const { secret } = await newKey();
    await holders.find(new Secret(secret), null);
    await inProcess.suspendOrganization(ada, true);
    expect((await holders.find(new Secret(secret), null))?.organization).toMatchObject({ suspended: true });
  });

  it('a key that is rotated without an overlap through the same process is refused at once', async () => {
    const inProcess = administrationOf(memory.database, keyedHash, () => Promise.resolve(), holders);
    const { secret, publicId } = await newKey();
    await holders.find(new Secret(secret), null);
    await inProcess.rotateKey(publicId, { overlapMs: 0 });
    expect(await holders.find(new Secret(secret), null)).toBeNull();
  });

  it('a key that expires while it is remembered is refused from that moment on', async () => {
    const { secret } = await administration.createKey({
      organizationId: ada,
      label: 'test',
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    });
    expect(await holders.find(new Secret(secret), null)).not.toBeNull();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    onTestFinished(() => void vi.useRealTimers());
    const before = memory.statements.length;
    expect(await holders.find(new Secret(secret), null)).toBeNull();
    expect(memory.statements.length - before).toBe(0);
  });

  it('a key that is looked up while all keys are forgotten is found', async () => {
    const { secret, publicId } = await newKey();
    const found = holders.find(new Secret(secret), null);
    holders.forget();
    expect(await found).toMatchObject({ publicId });
  });
});
