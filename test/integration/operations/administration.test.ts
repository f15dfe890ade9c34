import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { KeyRing, newOperationId } from '../../../src/crypto/secrets.js';
import { connectDatabase } from '../../../src/database/connect.js';
import { inChunks } from '../../../src/database/database.js';
import { operations } from '../../../src/database/schema.js';
import { passwordContext } from '../../../src/domain/trunk/spec.js';
import { Secret } from '../../../src/domain/values.js';
import { openAdministration } from '../../../src/runtime/administration/open.js';
import { objectsOf } from '../support/livekit/objects.js';
import { Tenant, zuduBody } from '../support/requests/tenant.js';
import { theStack } from '../support/the-stack.js';
import { ensureBuilt, TrunklineProcess } from '../support/trunkline-process.js';
import { useWorld } from '../support/world.js';

const world = useWorld();
const number = '+15551234567';
const isEmbedded = theStack().database === 'embedded';

/** Creates an organisation with a key, as an operator's command would. */
async function administer(): Promise<Tenant> {
  const administration = await openAdministration(world.trunkline.env);
  try {
    const organization = await administration.createOrganization({ name: 'Acme', agentName: 'reception' });
    const key = await administration.createKey({ organizationId: organization.id, label: 'by command' });
    expect(await administration.listOrganizations()).toContainEqual(organization);
    const { secret, ...summary } = key;
    expect(await administration.listKeys()).toContainEqual(summary);
    return new Tenant(() => world.trunkline.url, organization, key);
  } finally {
    await administration.close();
  }
}

describe('administration', () => {
  it('the administration of a running service takes effect at once', async () => {
    const tenant = await administer();

    expect(await tenant.zudu(zuduBody(number))).toMatchObject({ status: 200 });
    const { rule } = await objectsOf(world);
    expect(rule?.roomConfig?.agents.map(({ agentName }) => agentName)).toEqual(['reception']);

    const administration = await openAdministration(world.trunkline.env);
    const revoked = await administration.revokeKey(tenant.key.publicId);
    expect(revoked.revokedAt).not.toBeNull();
    expect(await tenant.zudu(zuduBody(number))).toMatchObject({ status: 401 });
    await expect(
      administration.createKey({ organizationId: tenant.organization.id, label: '' }),
    ).resolves.toBeDefined();
    await expect(administration.revokeKey('sk_nobody')).rejects.toThrow('There is no key "sk_nobody".');
    await administration.close();
  });

  it('the administration of a running service accepts only callers who can read its address file', async () => {
    const file = path.join(world.trunkline.config.home, 'administration.json');
    const { url } = JSON.parse(await readFile(file, 'utf8'));

    const answers = await Promise.all([
      fetch(`${url}/keys`),
      fetch(`${url}/keys`, { headers: { authorization: 'Bearer guessed' } }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(new URL(url).hostname).toBe('127.0.0.1');
  });

  it('the administration of a stopped service works directly on the database', async () => {
    await world.trunkline.stop();
    const tenant = await administer();
    await world.trunkline.startAgain();

    expect(await tenant.zudu(zuduBody(number))).toMatchObject({ status: 200 });
  });
});

describe('a start with settings that do not match the database', () => {
  const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

  it('a start with a setting that does not match the database is refused and names the variable', async () => {
    const wrong = [
      ['TRUNKLINE_ENCRYPTION_KEYS', key('k1')],
      ['TRUNKLINE_ENCRYPTION_KEYS', key('k2')],
      ['TRUNKLINE_KEY_HASH_SECRET', randomBytes(32).toString('base64')],
      ['TRUNKLINE_DEPLOYMENT_ID', 'another1'],
    ] as const;
    await world.trunkline.stop();

    for (const [variable, value] of wrong) {
      await expect(world.trunkline.startAgain({ [variable]: value })).rejects.toThrow(variable);
      await expect(openAdministration({ ...world.trunkline.env, [variable]: value })).rejects.toThrow(
        variable,
      );
    }

    await world.trunkline.startAgain();
    const tenant = await world.tenant();
    expect(await tenant.zudu(zuduBody(number))).toMatchObject({ status: 200 });
  });

  it('a start with an additional encryption key succeeds, and the old key still decrypts its values', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    await world.trunkline.stop();
    const both = `${key('k2')},${world.trunkline.env.TRUNKLINE_ENCRYPTION_KEYS}`;

    await world.trunkline.startAgain({ TRUNKLINE_ENCRYPTION_KEYS: both });

    expect(await tenant.zudu(zuduBody(number))).toMatchObject({ status: 200 });
    expect(await tenant.zudu(zuduBody('+15557654321'))).toMatchObject({ status: 200 });
    await world.trunkline.stop();
    await world.trunkline.startAgain();
  });
});

describe('a re-encryption by command', () => {
  const program = fileURLToPath(new URL('../../../bin/trunkline.js', import.meta.url));
  const copies = 1_000;
  beforeAll(ensureBuilt);

  const command = () =>
    spawn(process.execPath, [program, 'secrets', 're-encrypt', '--json'], {
      env: { PATH: process.env.PATH, ...world.trunkline.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const operationsWith = async (prefix: string) => {
    const [row] = await world.trunkline.rows(
      `select count(*) as found from operations where request ->> 'sealedPassword' like '${prefix}%'`,
    );
    return Number(row?.found);
  };

  /** Stores failed set-ups like the only one, each with a password of its own. */
  async function storeCopies(): Promise<void> {
    const { database } = world.trunkline.connection;
    const [made] = await database.select().from(operations);
    if (made?.request == null) throw new Error('There is no set-up to copy.');
    const { request, ...row } = made;
    const keyRing = new KeyRing(world.trunkline.config.encryptionKeys);
    const failed = Array.from({ length: copies }, () => {
      const id = newOperationId();
      const context = passwordContext({ organizationId: row.organizationId, operationId: id });
      const sealedPassword = keyRing.seal(new Secret('pa55word'), context);
      return { ...row, id, state: 'failed' as const, trunk: null, request: { ...request, sealedPassword } };
    });
    for (const chunk of inChunks(failed)) await database.insert(operations).values(chunk);
  }

  it('a re-encryption that is killed is completed by the next one, and then the old key is not needed', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    await storeCopies();
    await world.trunkline.stop();
    const added = `k9:${randomBytes(32).toString('base64')}`;
    const both = `${added},${world.trunkline.env.TRUNKLINE_ENCRYPTION_KEYS}`;
    await world.trunkline.startAgain({ TRUNKLINE_ENCRYPTION_KEYS: both });

    const killed = command();
    const gone = once(killed, 'exit');
    await expect.poll(() => operationsWith('s2.k9.'), { interval: 5 }).toBeGreaterThan(0);
    killed.kill('SIGKILL');
    expect(await gone).toEqual([null, 'SIGKILL']);
    expect(await operationsWith('s2.k1.')).toBeGreaterThan(0);

    const [code] = await once(command(), 'exit');
    expect(code).toBe(0);
    expect([await operationsWith('s2.k9.'), await operationsWith('s2.k1.')]).toEqual([copies + 1, 0]);

    await world.trunkline.stop();
    await world.trunkline.startAgain({ TRUNKLINE_ENCRYPTION_KEYS: added });
    const changed = await tenant.request('PATCH', `/api/phone-numbers/${number}`, {
      headers: { authorization: `Bearer ${tenant.key.secret}` },
      body: { nickname: 'still works' },
    });
    expect(changed.status).toBe(200);
    await world.trunkline.stop();
    await expect(world.trunkline.startAgain()).rejects.toThrow('TRUNKLINE_ENCRYPTION_KEYS');
    await world.trunkline.startAgain({ TRUNKLINE_ENCRYPTION_KEYS: both });
  });
});

describe.runIf(isEmbedded)('the embedded database', () => {
  it('a second service on the same embedded database is refused, in this process and in another', async () => {
    await ensureBuilt();
    const refusal = `is in use by process ${process.pid}`;

    await expect(connectDatabase(world.trunkline.config.database, pino({ level: 'silent' }))).rejects.toThrow(
      refusal,
    );
    await expect(TrunklineProcess.start(world.trunkline.env)).rejects.toThrow(refusal);
    const tenant = await world.tenant();
    expect(await tenant.zudu(zuduBody(number))).toMatchObject({ status: 200 });
  });
});
