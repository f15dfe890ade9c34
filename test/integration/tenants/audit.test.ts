import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { openAdministration } from '../../../src/runtime/administration/open.js';
import { at, Tenant, zuduBody } from '../support/requests/tenant.js';
import { ensureBuilt } from '../support/trunkline-process.js';
import { operationIdOf, useWorld } from '../support/world.js';

const world = useWorld({ TRUSTED_PROXIES: '127.0.0.1' });
const client = '203.0.113.9';

interface Entry {
  readonly action: string;
  readonly subject: string | null;
  readonly result: string;
  readonly actor: { readonly kind: string; readonly key: string | null; readonly address: string | null };
}

async function entriesOf(tenant: Tenant, query = ''): Promise<readonly Entry[]> {
  const { status, body } = await tenant.get(`/v1/audit${query}`);
  expect(status).toBe(200);
  return at(body, 'data') as readonly Entry[];
}

async function anOperator(tenant: Tenant): Promise<Tenant> {
  const administration = await openAdministration(world.trunkline.env);
  const spec = { organizationId: null, label: '', scopes: ['operator'] } as const;
  const key = await administration.createKey(spec).finally(() => administration.close());
  return new Tenant(() => world.trunkline.url, tenant.organization, key);
}

describe('the audit log', () => {
  it('shows every act of an organisation with the key, the address of the client and the result', async () => {
    const tenant = await world.tenant();
    const from = { 'X-Forwarded-For': client, authorization: `Bearer ${tenant.key.secret}` };
    const made = await tenant.zudu(zuduBody('+15551234567'), { 'X-Forwarded-For': client });
    await tenant.request('GET', '/v1/export', { headers: from });
    const reader = await tenant.request('POST', '/v1/keys', { headers: from, body: { scopes: ['read'] } });
    await tenant.request('DELETE', `/v1/keys/${at(reader.body, 'id')}`, { headers: from });

    const by = { kind: 'key', key: tenant.key.publicId, address: client };
    const operation = operationIdOf(made);
    const entries = await entriesOf(tenant);
    expect(entries).toMatchObject([
      { action: 'revoke_key', subject: at(reader.body, 'id'), result: 'succeeded', actor: by },
      { action: 'create_key', subject: at(reader.body, 'id'), result: 'succeeded', actor: by },
      { action: 'export_trunks', result: 'succeeded', actor: by },
      { action: 'set_up_trunk', subject: operation, result: 'succeeded', actor: by },
      { action: 'set_up_trunk', subject: operation, result: 'accepted', actor: by },
      { action: 'create_key', actor: { kind: 'administration' } },
      { action: 'create_organization', actor: { kind: 'administration' } },
    ]);
    expect(await entriesOf(tenant, `?subject=${operation}&limit=1`)).toHaveLength(1);
  });

  it('is closed to keys without the scope admin, and shows nothing of another organisation', async () => {
    const [ada, bob] = [await world.tenant(), await world.tenant()];
    await bob.zudu(zuduBody('+15551234567'));
    const administration = await openAdministration(world.trunkline.env);
    const key = await administration
      .createKey({ organizationId: bob.organization.id, label: '' })
      .finally(() => administration.close());
    const reader = new Tenant(() => world.trunkline.url, bob.organization, key);

    expect((await reader.get('/v1/audit')).status).toBe(403);
    expect((await ada.get(`/v1/audit?organization_id=${bob.organization.id}`)).status).toBe(400);
    const seen = JSON.stringify((await ada.get('/v1/audit')).body);
    expect(seen).toContain(ada.organization.id);
    expect(seen).not.toContain(bob.organization.id);
    expect(seen).not.toContain(bob.key.publicId);
  });

  it('shows operators everything, and tenants neither the key nor the address of an operator', async () => {
    const tenant = await world.tenant();
    const operator = await anOperator(tenant);
    const made = await tenant.zudu(zuduBody('+15551234567'));
    const id = at((await operator.get('/v1/trunks')).body, 'data', '0', 'id');
    const headers = { authorization: `Bearer ${operator.key.secret}`, 'X-Forwarded-For': client };
    await tenant.request('DELETE', `/v1/trunks/${id}`, { headers });
    await operator.request('POST', '/v1/operations/actions', {
      headers,
      body: {
        ...{ action: 'cancel', by: 'Grace', reason: 'a test' },
        filter: { organization_id: tenant.organization.id },
      },
    });

    const byOperator = { kind: 'operator', key: operator.key.publicId, address: client };
    const query = `?organization_id=${tenant.organization.id}`;
    const [acted, ...deleted] = (await entriesOf(operator, query)).slice(0, 3);
    expect(acted).toMatchObject({
      ...{ action: 'act_on_operations', actor: byOperator },
      details: { action: 'cancel', by: 'Grace', reason: 'a test' },
    });
    for (const entry of deleted)
      expect(entry).toMatchObject({ action: 'tear_down_trunk', actor: byOperator });
    const hidden = { kind: 'operator', key: null, address: null };
    for (const entry of (await entriesOf(tenant)).slice(0, 3)) expect(entry.actor).toEqual(hidden);
    expect(await entriesOf(operator, `?subject=${operationIdOf(made)}`)).toHaveLength(2);
  });
});

describe('a line of the request log', () => {
  it('names the organisation, the key and the client, whose address a client cannot forge without a trusted proxy', async () => {
    const tenant = await world.tenant();
    await tenant.request('GET', '/v1/trunks', {
      headers: { authorization: `Bearer ${tenant.key.secret}`, 'X-Forwarded-For': `198.51.100.1, ${client}` },
    });
    await expect
      .poll(() =>
        world.trunkline.log.map((line) => JSON.parse(line)).findLast(({ msg }) => msg === 'request'),
      )
      .toMatchObject({
        organization: tenant.organization.id,
        key: tenant.key.publicId,
        address: client,
        route: '/v1/trunks',
        status: 200,
      });
  });
});

describe('trunkline audit', () => {
  const program = fileURLToPath(new URL('../../../bin/trunkline.js', import.meta.url));

  function run(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const env = {
      PATH: process.env.PATH,
      HOME: '/nowhere',
      TRUNKLINE_HOME: world.trunkline.env.TRUNKLINE_HOME,
    };
    return new Promise((resolve) => {
      execFile(process.execPath, [program, 'audit', ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
    });
  }

  const verified = async (...args: readonly string[]) =>
    JSON.parse((await run('verify', '--json', ...args)).stdout);

  beforeAll(ensureBuilt, 180_000);

  it('lists the entries, and finds the last entry missing by the end that the service has kept', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody('+15551234567'));
    expect((await run('list', '--org', tenant.organization.id)).stdout).toMatch(/set_up_trunk .*succeeded/);
    await expect.poll(async () => (await verified()).unsealed, { timeout: 20_000 }).toBe(0);
    const whole = await run('verify');
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    expect(whole.stdout).toMatch(/entries are complete and unchanged/);
    const { head } = await verified();
    const noted = `${head.position}:${head.hash}`;
    expect(await verified('--head', noted)).toMatchObject({ problems: [] });

    await expect(world.trunkline.rows('delete from audit')).rejects.toThrow();
    await world.trunkline.rows('alter table audit disable trigger user');
    await world.trunkline.rows(`delete from audit where position = ${head.position}`);
    await world.trunkline.rows('alter table audit enable trigger user');

    const cut = await run('verify');
    expect(cut.code).toBe(1);
    expect(cut.stdout).toContain(`Entry ${head.position} was the end before`);
    expect((await verified('--head', noted)).problems).toHaveLength(2);
  });
});
