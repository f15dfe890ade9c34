import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../support/interface.js';
import { type Ran, runCommand } from '../support/command.js';
import { type Answer, at, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { ensureBuilt } from '../support/trunkline-process.js';
import { nothing, operationIdOf, useWorld } from '../support/world.js';

const world = useWorld({
  ANSWER_WAIT_MS: '1500',
  SET_UP_BUDGET_MS: '3000',
  COMPENSATION_STUCK_AFTER_MS: '500',
  FOLLOW_UP_DELAYS_MS: '500,3000,8000',
});

const newOperator = () => world.trunkline.operator('the laptop of Grace');

const idsIn = ({ body }: Answer) => {
  const data = at(body, 'data');
  return Array.isArray(data) ? data.map(({ id }) => id) : [];
};

/** Sets up one trunk for each of two tenants. */
async function twoTenants() {
  const tenants: [Tenant, Tenant] = await Promise.all([world.tenant(), world.tenant()]);
  const made = await Promise.all(
    tenants.map((tenant, index) => tenant.zudu(zuduBody(`+1415555000${index + 1}`))),
  );
  expect(made.map(({ status }) => status)).toEqual([200, 200]);
  return { tenants, made };
}

describe('an operator', () => {
  it('an operator finds trunks and operations of all organizations by number, organization, operation and id of LiveKit', async () => {
    const { tenants, made } = await twoTenants();
    const [ada, bob] = tenants;
    const operator = await newOperator();
    const all = await operator('GET', '/v1/trunks');
    expect(at(all.body, 'data')).toMatchObject([
      { organization_id: expect.any(String) },
      { organization_id: expect.any(String) },
    ]);
    const [ofBob] = idsIn(await operator('GET', `/v1/trunks?organization_id=${bob.organization.id}`));
    const bobs = await operator('GET', `/v1/trunks/${ofBob}`);
    expect(bobs).toMatchObject({ status: 200, body: { organization_id: bob.organization.id } });
    const operation = operationIdOf(made[1] ?? all);
    for (const filter of [
      'phone_number=+14155550002',
      'q=0002',
      `operation_id=${operation}`,
      `livekit_id=${at(bobs.body, 'dispatch_rule_id')}`,
    ]) {
      expect(idsIn(await operator('GET', `/v1/trunks?${filter}`)), filter).toEqual([ofBob]);
    }
    for (const filter of ['phone_number=14155550002', `livekit_id=${at(bobs.body, 'inbound_trunk_id')}`]) {
      expect(idsIn(await operator('GET', `/v1/operations?${filter}`)), filter).toEqual([operation]);
    }
    expect(await operator('GET', `/v1/operations/${operation}`)).toMatchObject({
      status: 200,
      body: { organization_id: bob.organization.id },
    });
    const foreign = await ada.get(`/v1/trunks?phone_number=14155550002`);
    expect(at(foreign.body, 'data')).toEqual([]);
    expect((await ada.get(`/v1/trunks/${ofBob}`)).status).toBe(404);
  });

  it('an operator sets up, changes, reverts and deletes the trunk of a tenant, who sees that an operator did it', async () => {
    const tenant = await world.tenant('reception');
    const operator = await newOperator();
    const made = await operator('POST', `/v1/trunks?organization_id=${tenant.organization.id}`, {
      ...{ phone_number: '+14155550003', sip_username: 'me', sip_password: 'a-long-password' },
      ...{ sip_address: 'sip.provider.com', sip_calling_format: '+e164', inbound_authorization_type: 'auth' },
    });
    expect(made).toMatchObject({
      status: 201,
      body: { organization_id: tenant.organization.id, agent_name: 'reception' },
    });
    const path = made.headers.get('location') ?? '';
    expect((await operator('PATCH', path, { nickname: 'Desk' })).status).toBe(200);
    expect((await operator('POST', `${path}/revert/1`)).status).toBe(200);
    const history = await tenant.get(`${path}/revisions`);
    expect(at(history.body, 'data', '0', 'requested_by')).toEqual({
      key: expect.stringMatching(/^sk_/),
      label: 'operator',
    });
    expect((await operator('DELETE', path)).status).toBe(200);
    expect(await world.remains()).toEqual(nothing);
    expect((await operator('GET', `${path}/revisions`)).status).toBe(200);
  });
});

const refusal = { kind: 'answer', status: 400, code: 'invalid_argument' } as const;
const outage = { kind: 'answer', status: 500 } as const;
const decision = { by: 'Grace', reason: 'LiveKit is down' };

/** Begins a set-up of which one part cannot be removed any more. @returns its id */
async function stuckSetUp(tenant: Tenant, number: string): Promise<string> {
  world.proxy.plan('CreateSIPDispatchRule', refusal);
  world.proxy.plan('ListSIPOutboundTrunk', outage, Infinity);
  const id = operationIdOf(await tenant.zudu(zuduBody(number)));
  await expect
    .poll(async () => at((await tenant.operation(id)).body, 'compensation'))
    .toContainEqual(expect.objectContaining({ name: 'outbound', state: 'running' }));
  return id;
}

describe('a part that is stuck', () => {
  const ended = (tenant: Tenant, id: string) =>
    expect.poll(async () => (await tenant.operation(id)).body, { timeout: 20_000 });

  it('an operator sees what a skip would leave, and skips the part with a name and a reason', async () => {
    const tenant = await world.tenant();
    const operator = await newOperator();
    const id = await stuckSetUp(tenant, '+14155550011');
    const path = `/v1/operations/${id}/resolve`;
    const skip = { part: 'outbound', action: 'skip', ...decision };

    const preview = await operator('POST', `${path}?dry_run=true`, skip);
    expect(preview).toMatchObject({
      status: 200,
      body: {
        organization_id: tenant.organization.id,
        dry_run: true,
        remains: { part: 'outbound', removed_by: 'follow_up', livekit_ids: null },
      },
    });
    expect(await tenant.operation(id)).toMatchObject({ body: { state: 'compensating' } });
    expect(await operator('POST', path, { ...skip, part: 'number' })).toMatchObject({
      status: 409,
      body: { code: 'part_not_resolvable' },
    });
    expect(await operator('POST', path, { part: 'outbound', action: 'skip' })).toMatchObject({
      status: 400,
      body: { errors: { by: expect.any(Array), reason: expect.any(Array) } },
    });
    const byTenant = await tenant.request('POST', path, {
      headers: { authorization: `Bearer ${tenant.key.secret}` },
      body: skip,
    });
    expect(byTenant.status).toBe(403);

    expect((await operator('POST', path, skip)).status).toBe(200);

    await ended(tenant, id).toMatchObject({
      state: 'failed',
      compensation: expect.arrayContaining([expect.objectContaining({ name: 'outbound', state: 'skipped' })]),
    });
    const [row] = await world.trunkline.rows(`select failure from operations where id = '${id}'`);
    expect(row).toMatchObject({
      failure: { skipped: [expect.objectContaining({ part: 'outbound', ...decision })] },
    });
    const acts = await operator('GET', `/v1/audit?subject=${id}&action=skip_part`);
    expect(at(acts.body, 'data')).toMatchObject([
      { result: 'accepted', actor: { kind: 'operator' }, details: { part: 'outbound', ...decision } },
    ]);
    expect((await operator('POST', path, skip)).body).toMatchObject({ code: 'operation_finished' });
    world.proxy.heal();
    await expect.poll(() => world.remains(), { timeout: 20_000 }).toEqual(nothing);
  });

  it('an operator retries all stuck parts at once, and retries what has failed', async () => {
    const [ada, bob] = await Promise.all([world.tenant(), world.tenant()]);
    const operator = await newOperator();
    const ids = [await stuckSetUp(ada, '+14155550021'), await stuckSetUp(bob, '+14155550022')];
    const act = (body: object, query = '') =>
      operator('POST', `/v1/operations/actions${query}`, { ...decision, ...body });
    await expect
      .poll(async () => idsIn(await operator('GET', '/v1/operations?stuck=true')).toSorted(), {
        timeout: 10_000,
      })
      .toEqual(ids.toSorted());

    const preview = await act({ action: 'retry_part', filter: { stuck: true } }, '?dry_run=true');
    expect(at(preview.body, 'data')).toEqual(
      expect.arrayContaining(
        ids.map((id) =>
          expect.objectContaining({ operation_id: id, part: 'outbound', outcome: 'would_be_done' }),
        ),
      ),
    );
    expect((await act({ action: 'cancel', filter: {} })).status).toBe(400);
    const own = { organization_id: ada.organization.id };
    const one = await act({ action: 'skip_part', filter: own, part: 'outbound' }, '?dry_run=true');
    expect(at(one.body, 'data')).toMatchObject([
      { operation_id: ids[0], remains: { removed_by: 'follow_up' } },
    ]);
    world.proxy.heal();
    expect((await act({ action: 'retry_part', filter: { stuck: true } })).status).toBe(200);
    for (const [index, tenant] of [ada, bob].entries()) {
      await ended(tenant, ids[index] ?? '').toMatchObject({ state: 'failed' });
    }

    const retried = await act({ action: 'retry', filter: own });
    expect(at(retried.body, 'data')).toMatchObject([
      { operation_id: ids[0], outcome: 'done', retried_by: expect.stringMatching(/^op_/) },
    ]);
    await ended(ada, String(at(retried.body, 'data', '0', 'retried_by'))).toMatchObject({
      state: 'succeeded',
    });
  });

  it('an operator cancels many set-ups at once', async () => {
    const tenant = await world.tenant();
    const operator = await newOperator();
    world.proxy.plan('CreateSIPDispatchRule', outage, Infinity);
    const ids = await Promise.all(
      ['+14155550031', '+14155550032'].map(async (number) =>
        operationIdOf(await tenant.zudu(zuduBody(number), { Prefer: 'respond-async' })),
      ),
    );
    const answer = await operator('POST', '/v1/operations/actions', {
      ...{ action: 'cancel', filter: { organization_id: tenant.organization.id, kind: 'set_up_trunk' } },
      ...decision,
    });
    expect(at(answer.body, 'data')).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
    world.proxy.heal();
    for (const id of ids) {
      await ended(tenant, id).toMatchObject({ state: 'failed', cancel_requested_at: expect.any(String) });
    }
    expect(await world.remains()).toEqual(nothing);
  });
});

describe('the audit log', () => {
  it('every route with which an operator changes something leaves an entry in the audit log', async () => {
    const tenant = await world.tenant();
    const operator = await newOperator();
    const owner = { organization_id: tenant.organization.id };
    const stuck = await stuckSetUp(tenant, '+14155550041');
    const requests: Readonly<Record<string, readonly [path: string, body?: object]>> = {
      resolveOperation: [
        `/v1/operations/${stuck}/resolve`,
        { part: 'outbound', action: 'skip', ...decision },
      ],
      actOnOperations: ['/v1/operations/actions', { action: 'cancel', filter: owner, ...decision }],
      changeQuotas: [`/v1/organizations/${owner.organization_id}/quotas`, { trunks: 7 }],
      assignNumberRange: ['/v1/number-ranges/1415556', owner],
      unassignNumberRange: ['/v1/number-ranges/1415556'],
      proveNumber: ['/v1/numbers/+14155560001/proof', owner],
      releaseNumber: ['/v1/numbers/+14155560001/release'],
      beginReconciliation: ['/v1/reconciliations', {}],
    };
    const changing = endpoints.filter(({ access, method }) => access === 'operator' && method !== 'get');
    expect(Object.keys(requests).toSorted()).toEqual(changing.map(({ id }) => id).toSorted());
    const newest = async () => {
      const entries = at((await operator('GET', '/v1/audit')).body, 'data');
      return Array.isArray(entries) && entries.find(({ actor }) => actor.kind === 'operator')?.id;
    };

    let before = await newest();
    for (const [id, [path, body]] of Object.entries(requests)) {
      const method = changing.find((endpoint) => endpoint.id === id)?.method.toUpperCase() ?? '';
      expect((await operator(method, path, body)).status, id).toBeLessThan(300);
      const after = await newest();
      expect(after, id).not.toBe(before);
      before = after;
    }
    world.proxy.heal();
    await expect.poll(() => world.remains(), { timeout: 20_000 }).toEqual(nothing);
  });
});

describe('the commands', () => {
  /** A folder that is neither that of a stack nor that of the program. */
  let folder = '';
  const env = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, HOME: folder, USER: 'grace' });

  function run(
    args: readonly string[],
    { input = '', more = {} }: { input?: string; more?: object } = {},
  ): Promise<Ran> {
    return runCommand(args, { cwd: folder, env: { ...env(), ...more }, input });
  }

  const json = async (...args: readonly string[]): Promise<unknown> => {
    const { stdout, stderr } = await run([...args, '--json']);
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  };

  beforeAll(async () => {
    await ensureBuilt();
    folder = await mkdtemp(path.join(tmpdir(), 'trunkline-commands-'));
  }, 180_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('the commands work from any folder on the Trunkline of a profile, whose key only the user can read', async () => {
    const tenant = await world.tenant();
    const { url } = world.trunkline;
    expect((await run(['trunk', 'list'])).stderr).toMatch(/No stack is here/);
    const added = await run(['profile', 'add', 'far', '--url', url], { input: `${tenant.key.secret}\n` });
    expect(added).toMatchObject({ code: 0, stdout: 'Profile far was added. It is used now.\n' });
    const file = path.join(folder, '.config/trunkline/profiles.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toContain(tenant.key.secret);
    expect((await run(['profile', 'list'])).stdout).not.toContain(tenant.key.secret);

    const fields = ['phone_number=+14155550041', 'sip_username=me', 'sip_password=a-long-password'];
    const more = [
      'sip_address=sip.provider.com',
      'sip_calling_format=+e164',
      'inbound_authorization_type=auth',
    ];
    const set = [...fields, ...more].flatMap((field) => ['--set', field]);
    const made = await json('trunk', 'create', ...set);
    const id = String(at(made, 'id'));
    const table = await run(['trunk', 'list', '--number', '+14155550041']);
    expect(table.stdout).toMatch(/^ID +NUMBER +NICKNAME/);
    expect(table.stdout).toContain('+14155550041');
    const { stdout } = await run(['trunk', 'show', id]);
    const [, version = ''] = /version +("[^"]+")/.exec(stdout) ?? [];
    expect(await json('trunk', 'change', id, '--set', 'nickname=Desk', '--if-match', version)).toMatchObject({
      nickname: 'Desk',
    });
    const late = await run(['trunk', 'delete', id, '--if-match', version]);
    expect(late).toMatchObject({ code: 1, stderr: expect.stringContaining('precondition_failed') });
    expect(await json('trunk', 'delete', id)).toMatchObject({ deleted: true });
    expect(await json('operation', 'list', '--number', '+14155550041')).toMatchObject([
      { kind: 'tear_down_trunk' },
      { kind: 'change_trunk' },
      { kind: 'set_up_trunk' },
    ]);
    expect(await json('key', 'list')).toMatchObject([{ publicId: tenant.key.publicId }]);
    expect((await run(['profile', 'use', 'near'])).stderr).toMatch(/There is no profile "near"/);
    expect((await run(['profile', 'add', 'clear', '--url', 'http://example.com'])).stderr).toMatch(/https/);
  });

  it('the commands show and set the quotas of an organization', async () => {
    const tenant = await world.tenant();
    const here = { more: { TRUNKLINE_HOME: world.trunkline.config.home } };
    const quota = ['org', 'quota', tenant.organization.id];
    expect((await run(quota, here)).stdout).toMatch(/trunks +10000 +usual/);
    expect((await run([...quota, '--trunks', '0', '--keys', 'off'], here)).stdout).toMatch(
      /keys +any number +set/,
    );
    expect((await tenant.zudu(zuduBody('+14155550061'))).body).toMatchObject({ code: 'quota_exceeded' });
    expect((await run([...quota, '--trunks', 'usual'], here)).stdout).toMatch(/trunks +10000 +usual/);
    expect((await run([...quota, '--trunks', 'many'], here)).code).toBe(2);
  });

  it('the commands say who may take which number', async () => {
    const tenant = await world.tenant();
    const { id } = tenant.organization;
    const here = { more: { TRUNKLINE_HOME: world.trunkline.config.home } };
    const number = async (...args: readonly string[]): Promise<unknown> =>
      JSON.parse((await run(['number', ...args, '--json'], here)).stdout);
    expect(await number('assign', '+1415556', '--org', id)).toMatchObject({ prefix: '+1415556' });
    expect((await run(['number', 'ranges', '--org', id], here)).stdout).toContain('+1415556');
    expect(await number('show', '+14155560001')).toMatchObject({
      range: { organization_id: id },
      proof: null,
    });
    expect(await number('prove', '+14155560001', '--org', id)).toMatchObject({ proof: { by: 'operator' } });
    expect(await number('release', '+14155560001')).toMatchObject({ proof: null });
    expect(await number('unassign', '1415556')).toMatchObject({ organization_id: id });
    expect((await run(['number', 'unassign', '1415556'], here)).stderr).toContain('range_not_found');
    expect((await run(['number', 'assign', '1415556'], here)).code).toBe(2);
    expect(
      await world.trunkline.rows(
        `select action from audit where action = 'release_number' and organization_id = '${id}'`,
      ),
    ).toHaveLength(1);
  });

  it('the commands list, retry and skip what is stuck, on the stack of a folder, and skip only after a preview', async () => {
    const tenant = await world.tenant();
    const { home } = world.trunkline.config;
    expect((await run(['profile', 'add', 'here', '--home', home])).code).toBe(0);
    const here = { more: { TRUNKLINE_PROFILE: 'here' } };
    const id = await stuckSetUp(tenant, '+14155550051');
    await expect
      .poll(async () => (await run(['rollback', 'list'], here)).stdout, { timeout: 20_000 })
      .toContain(id);
    expect((await run(['rollback', 'skip', id, 'outbound'], here)).stderr).toMatch(/--reason/);
    const skip = ['rollback', 'skip', id, 'outbound', '--reason', 'LiveKit is down'];
    const preview = await run(skip, here);
    expect(preview).toMatchObject({ code: 3, stdout: expect.stringContaining('follow_up') });
    expect(await tenant.operation(id)).toMatchObject({ body: { state: 'compensating' } });
    expect((await run([...skip, '--yes'], here)).code).toBe(0);
    await expect
      .poll(async () => (await tenant.operation(id)).body, { timeout: 20_000 })
      .toMatchObject({ state: 'failed', failure: { skipped: ['outbound'] } });
    const [row] = await world.trunkline.rows(`select failure from operations where id = '${id}'`);
    expect(JSON.stringify(row)).toContain('"by":"grace"');
    expect((await stat(path.join(home, 'operator.json'))).mode & 0o777).toBe(0o600);
    world.proxy.heal();
    const retried = await run(
      ['operation', 'retry', '--org', tenant.organization.id, '--reason', 'up', '--json'],
      here,
    );
    expect(JSON.parse(retried.stdout)).toMatchObject([{ operation_id: id, outcome: 'done' }]);
  });
});
