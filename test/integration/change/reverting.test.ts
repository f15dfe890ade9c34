import { describe, expect, it } from 'vitest';
import { help } from '../../support/interface.js';
import { meaningOf, objectsOf } from '../support/livekit/objects.js';
import {
  type Answer,
  at,
  autocallsBody,
  type Tenant,
  withoutHealth,
  zuduBody,
} from '../support/requests/tenant.js';
import { nothing, oneTrunk, operationIdOf, useWorld } from '../support/world.js';

const world = useWorld();
const number = '+14155551234';
const other = '+14155559999';
const updates = ['UpdateSIPInboundTrunk', 'UpdateSIPOutboundTrunk', 'UpdateSIPDispatchRule'] as const;

const everything = {
  phone_number: other,
  nickname: 'Front desk',
  sip_username: 'another',
  sip_password: 'another-password',
  sip_address: 'sip.example.org',
  sip_calling_format: 'national',
  inbound_authorization_type: 'ip',
  allowed_inbound_ips: ['203.0.113.7'],
  agent_name: 'night desk',
};

function send(
  tenant: Tenant,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  { body, headers }: { body?: object; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return tenant.request(method, path, {
    headers: { authorization: `Bearer ${tenant.key.secret}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

/** Sets the number up through Autocalls. @returns the paths for changing, reading and reverting it. */
async function setUp(tenant: Tenant) {
  const { status, body } = await tenant.autocalls(
    autocallsBody(number, { sip_trunk_type: 'number', agent_name: 'reception' }),
  );
  expect(status).toBe(201);
  const id = Number(at(body, 'data', 'id'));
  return {
    id,
    contract: `/api/user/phone-numbers/sip-trunks/${id}`,
    native: `/v1/trunks/${id}`,
    revisions: `/v1/trunks/${id}/revisions`,
    revertTo: (revision: number) => `/v1/trunks/${id}/revert/${revision}`,
  };
}

async function numbersOf(tenant: Tenant, revisions: string): Promise<unknown[]> {
  const { body } = await tenant.get(revisions);
  return Object.values(Object(at(body, 'data'))).map((revision) => at(revision, 'revision'));
}

describe('a revert', () => {
  it('a revert restores the old values of both trunks and the rule in place', async () => {
    const tenant = await world.tenant();
    const trunk = await setUp(tenant);
    const before = [await meaningOf(world), (await tenant.get(trunk.native)).body];
    expect((await send(tenant, 'PUT', trunk.contract, { body: everything })).status).toBe(200);
    expect(await meaningOf(world)).not.toEqual(before[0]);

    const answer = await send(tenant, 'POST', trunk.revertTo(1));

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...Object(withoutHealth(before[1])),
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    expect(withoutHealth((await tenant.get(trunk.native)).body)).toEqual(answer.body);
    expect(await meaningOf(world)).toEqual(before[0]);
    expect((await objectsOf(world)).outbound?.authPassword).toBe('a-long-password');
    expect(await world.remains(), 'the other number is free again').toEqual(oneTrunk);
    expect((await tenant.operation(operationIdOf(answer))).body).toMatchObject({
      kind: 'change_trunk',
      state: 'succeeded',
      contract: 'native',
    });
  });

  it('a revert appears in the history with its requester, contract and fields, but without passwords', async () => {
    const tenant = await world.tenant();
    const trunk = await setUp(tenant);
    await send(tenant, 'PUT', trunk.contract, { body: everything });
    const answer = await send(tenant, 'POST', trunk.revertTo(1));

    const history = await tenant.get(trunk.revisions);

    const requested_by = { key: tenant.key.publicId, label: 'test' };
    const operation_id = operationIdOf(answer);
    expect(history.body).toMatchObject({
      data: [
        { revision: 3, contract: 'native', requested_by, operation_id },
        { revision: 2, contract: 'autocalls', requested_by },
        { revision: 1, contract: 'autocalls', requested_by, changes: [] },
      ],
      next: null,
    });
    const { body: reverted } = await tenant.get(`${trunk.revisions}/3`);
    expect(reverted).toEqual(at(history.body, 'data', '0'));
    expect(at(reverted, 'changes')).toEqual([
      { field: 'phone_number', from: other, to: number },
      { field: 'nickname', from: 'Front desk', to: null },
      { field: 'sip_username', from: 'another', to: 'myuser' },
      { field: 'sip_address', from: 'sip.example.org', to: 'sip.provider.com' },
      { field: 'sip_calling_format', from: 'national', to: '+e164' },
      { field: 'inbound_authorization_type', from: 'ip', to: 'auth' },
      { field: 'allowed_inbound_ips', from: ['203.0.113.7'], to: [] },
      { field: 'agent_name', from: 'night desk', to: 'reception' },
      { field: 'sip_password', secret: true },
    ]);
    expect(at(reverted, 'settings')).toEqual(at(history.body, 'data', '2', 'settings'));
    expect(JSON.stringify(history.body)).not.toMatch(/a-long-password|another-password|s1\./);
  });

  it('a revert to the present state touches no object and adds no revision', async () => {
    const tenant = await world.tenant();
    const trunk = await setUp(tenant);
    const before = await objectsOf(world);
    world.proxy.reset();

    const answer = await send(tenant, 'POST', trunk.revertTo(1));

    expect([answer.status, at(answer.body, 'id')]).toEqual([200, trunk.id]);
    expect(updates.map((method) => world.proxy.seen(method))).toEqual([0, 0, 0]);
    expect(await objectsOf(world)).toEqual(before);
    expect(await numbersOf(tenant, trunk.revisions)).toEqual([1]);
  });

  it('a revert to the password that the trunk already has touches no object', async () => {
    const tenant = await world.tenant();
    const trunk = await setUp(tenant);
    for (const sip_password of ['another-password', 'a-long-password']) {
      await send(tenant, 'PUT', trunk.contract, { body: { sip_password } });
    }
    world.proxy.reset();
    expect((await send(tenant, 'POST', trunk.revertTo(1))).status).toBe(200);
    expect(updates.map((method) => world.proxy.seen(method))).toEqual([0, 0, 0]);
    expect(await numbersOf(tenant, trunk.revisions)).toEqual([3, 2, 1]);
  });

  it.each([
    [
      'repeats the present values',
      { sip_password: 'a-long-password', nickname: null, sip_username: 'myuser' },
    ],
    ['is empty', {}],
  ])('a change that %s adds no revision', async (_what, body) => {
    const tenant = await world.tenant();
    const trunk = await setUp(tenant);
    world.proxy.reset();
    expect((await send(tenant, 'PUT', trunk.contract, { body })).status).toBe(200);
    expect(updates.map((method) => world.proxy.seen(method))).toEqual([0, 0, 0]);
    expect(await numbersOf(tenant, trunk.revisions)).toEqual([1]);
  });

  it('a revert to a number that somebody else now has is a 409 and changes nothing', async () => {
    const [tenant, stranger] = await Promise.all([world.tenant(), world.tenant()]);
    const trunk = await setUp(tenant);
    await send(tenant, 'PUT', trunk.contract, { body: { phone_number: other, sip_username: 'another' } });
    expect((await stranger.zudu(zuduBody(number))).status).toBe(200);
    const before = (await tenant.get(trunk.native)).body;

    const refused = await send(tenant, 'POST', trunk.revertTo(1));

    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'number_in_use', title: 'Conflict' });
    expect((await tenant.get(trunk.native)).body).toEqual(before);
    expect(await numbersOf(tenant, trunk.revisions)).toEqual([2, 1]);
  });

  it('a revert with an idempotency key happens once, and its key is refused for another revision', async () => {
    const tenant = await world.tenant();
    const trunk = await setUp(tenant);
    for (const nickname of ['second', 'third']) {
      await send(tenant, 'PUT', trunk.contract, { body: { nickname } });
    }
    const once = { headers: { 'idempotency-key': 'revert once' } };

    const first = await send(tenant, 'POST', trunk.revertTo(1), once);
    await send(tenant, 'PUT', trunk.contract, { body: { nickname: 'fifth' } });
    const again = await send(tenant, 'POST', trunk.revertTo(1), once);
    const reused = await send(tenant, 'POST', trunk.revertTo(2), once);

    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect([reused.status, at(reused.body, 'code')]).toEqual([422, 'idempotency_key_reused']);
    expect(await numbersOf(tenant, trunk.revisions)).toEqual([5, 4, 3, 2, 1]);
  });

  it("a revert and the history of somebody else's trunk are answered like those of an unknown trunk", async () => {
    const [owner, stranger] = await Promise.all([world.tenant(), world.tenant()]);
    const trunk = await setUp(owner);
    await send(owner, 'PUT', trunk.contract, { body: { nickname: 'second' } });
    const theirs = await setUpOf(stranger);
    const missing = `/v1/trunks/${theirs + 1}`;

    for (const path of ['', '/revisions', '/revisions/1', '/revisions/9']) {
      const [existing, none] = [
        await stranger.get(`${trunk.native}${path}`),
        await stranger.get(`${missing}${path}`),
      ];
      expect(existing.status).toBe(404);
      expect([existing.status, existing.body]).toEqual([none.status, none.body]);
    }
    for (const revision of [1, 9]) {
      const [existing, none] = [
        await send(stranger, 'POST', trunk.revertTo(revision)),
        await send(stranger, 'POST', `${missing}/revert/${revision}`),
      ];
      expect(existing.status).toBe(404);
      expect([existing.status, existing.body]).toEqual([none.status, none.body]);
    }
    expect((await stranger.get('/v1/trunks')).body).toMatchObject({ data: [{ id: theirs }], next: null });
    expect((await owner.get(trunk.native)).body).toMatchObject({ nickname: 'second' });
    expect((await send(owner, 'POST', trunk.revertTo(9))).body).toMatchObject({ code: 'revision_not_found' });
  });

  it('a revert of a deleted trunk is a 404, and its history stays readable', async () => {
    const tenant = await world.tenant();
    const trunk = await setUp(tenant);
    expect((await send(tenant, 'DELETE', trunk.contract)).status).toBe(200);

    const refused = await send(tenant, 'POST', trunk.revertTo(1));

    expect([refused.status, at(refused.body, 'code')]).toEqual([404, 'trunk_not_found']);
    expect(await numbersOf(tenant, trunk.revisions)).toEqual([1]);
    expect(await world.remains()).toEqual(nothing);
  });
});

/** Sets another number up through Zudu. @returns its trunk's id. */
async function setUpOf(tenant: Tenant): Promise<number> {
  expect((await tenant.zudu(zuduBody(other))).status).toBe(200);
  return Number(at((await tenant.get('/v1/trunks')).body, 'data', '0', 'id'));
}

describe('a revert that LiveKit refuses', () => {
  it.each(updates)(
    'a revert that LiveKit refuses at %s leaves the newest state unchanged',
    async (method) => {
      const tenant = await world.tenant();
      const trunk = await setUp(tenant);
      await send(tenant, 'PUT', trunk.contract, { body: everything });
      const newest = [await meaningOf(world), (await tenant.get(trunk.native)).body];
      world.proxy.plan(method, { kind: 'answer', status: 400, code: 'invalid_argument' });

      const failed = await send(tenant, 'POST', trunk.revertTo(1));

      expect(failed.status).toBe(500);
      expect(failed.body).toEqual({
        type: '/docs/errors#failure-livekit_refused',
        title: 'Internal Server Error',
        status: 500,
        detail: 'The SIP trunk is as it was. LiveKit refused the request as invalid.',
        code: 'livekit_refused',
        operation_id: operationIdOf(failed),
        ...help,
      });
      expect([await meaningOf(world), (await tenant.get(trunk.native)).body]).toEqual(newest);
      expect(await numbersOf(tenant, trunk.revisions)).toEqual([2, 1]);
      expect(await world.remains(), 'the old number is not held').toEqual(oneTrunk);
      expect((await send(tenant, 'POST', trunk.revertTo(1))).status, 'the same call again works').toBe(200);
      expect((await objectsOf(world)).inbound).toMatchObject({ numbers: [number], authUsername: 'myuser' });
    },
  );
});
