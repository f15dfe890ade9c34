import { describe, expect, it } from 'vitest';
import { objectsOf } from '../support/livekit/objects.js';
import { at, type Tenant, withoutHealth } from '../support/requests/tenant.js';
import { nothing, oneTrunk, operationIdOf, useWorld } from '../support/world.js';

const world = useWorld({ ANSWER_WAIT_MS: '8000' });
const number = '+442071838750';
const refusal = { kind: 'answer', status: 400, code: 'invalid_argument' } as const;

const send = (
  tenant: Tenant,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
) =>
  tenant.request(method, path, {
    headers: { authorization: `Bearer ${tenant.key.secret}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });

const newTrunk = (over: object = {}) => ({
  phone_number: number,
  sip_username: 'myuser',
  sip_password: 'a-long-password',
  sip_address: 'sip.provider.com:5070',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth_and_ip',
  allowed_inbound_ips: ['203.0.113.7'],
  ...over,
});

describe('a trunk through /v1', () => {
  it('a trunk through /v1 is set up, changed in place, read and deleted with all its fields', async () => {
    const tenant = await world.tenant('reception');

    const made = await send(
      tenant,
      'POST',
      '/v1/trunks',
      newTrunk({ transport: 'tls', accept_national: true }),
    );

    expect(made).toMatchObject({
      status: 201,
      body: { transport: 'tls', agent_name: 'reception', inbound_authorization_type: 'auth_and_ip' },
    });
    expect(await world.remains()).toMatchObject({ inbound: 1, outbound: 1, rule: 1, records: 1 });
    const path = made.headers.get('location') ?? '';
    const before = await objectsOf(world);
    expect(before.inbound).toMatchObject({ allowedAddresses: ['203.0.113.7/32'], authUsername: 'myuser' });
    expect(before.inbound?.numbers).toContain('00442071838750');
    expect((await tenant.get(path)).headers.get('etag')).toBe(made.headers.get('etag'));

    const changes = {
      inbound_authorization_type: 'ip',
      transport: 'tcp',
      nickname: 'Desk',
      accept_national: false,
    };
    const changed = await send(tenant, 'PATCH', path, changes);

    expect(changed).toMatchObject({
      status: 200,
      body: { ...changes, allowed_inbound_ips: ['203.0.113.7'] },
    });
    const after = await objectsOf(world);
    expect(after.inbound).toMatchObject({ numbers: [number], authUsername: '' });
    expect(after.inbound?.sipTrunkId).toBe(before.inbound?.sipTrunkId);
    expect(withoutHealth((await tenant.get(path)).body)).toEqual(changed.body);
    expect(await tenant.operation(operationIdOf(changed))).toMatchObject({ body: { contract: 'native' } });

    const deleted = await send(tenant, 'DELETE', path);
    expect(deleted).toMatchObject({ status: 200, body: { phone_number: number, deleted: true } });
    expect(await world.remains()).toEqual(nothing);
    expect((await send(tenant, 'DELETE', path)).status).toBe(404);
  });

  it('a request with an idempotency key is answered once more, and one that takes longer gets 202', async () => {
    const tenant = await world.tenant();
    const once = { 'Idempotency-Key': 'order-1' };
    const first = await send(tenant, 'POST', '/v1/trunks', newTrunk(), once);
    const again = await send(tenant, 'POST', '/v1/trunks', newTrunk(), once);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const plain = await send(tenant, 'POST', '/v1/trunks', newTrunk());
    expect([plain.status, plain.headers.get('location')]).toEqual([409, first.headers.get('location')]);

    const held = world.proxy.hold('UpdateSIPInboundTrunk', 'before_livekit');
    const path = first.headers.get('location') ?? '';
    const later = await send(tenant, 'PATCH', path, { sip_username: 'me' }, { Prefer: 'respond-async' });
    await held.arrived;
    expect(later.status).toBe(202);
    expect(later.headers.get('location')).toBe(`/v1/operations/${operationIdOf(later)}`);
    await held.release();
    await expect.poll(async () => at((await tenant.get(path)).body, 'sip_username')).toBe('me');
  });

  it('a set-up through /v1 that LiveKit refuses leaves nothing, and the answer says why', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', refusal);
    const answer = await send(tenant, 'POST', '/v1/trunks', newTrunk());
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({ code: 'livekit_refused', operation_id: operationIdOf(answer) });
    expect(await world.remains()).toEqual(nothing);
  });
});

describe('two who change one trunk', () => {
  it('of two who read the same version only the first changes or deletes it, and the other gets 412', async () => {
    const tenant = await world.tenant();
    const made = await send(tenant, 'POST', '/v1/trunks', newTrunk());
    const path = made.headers.get('location') ?? '';
    const seen = { 'If-Match': made.headers.get('etag') ?? '' };

    const both = await Promise.all(
      ['one-password', 'another-password'].map((sip_password) =>
        send(tenant, 'PATCH', path, { sip_password }, seen),
      ),
    );

    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const late = await send(tenant, 'DELETE', path, undefined, seen);
    expect(late).toMatchObject({ status: 412, body: { code: 'precondition_failed' } });
    expect(await send(tenant, 'POST', `${path}/revert/1`, undefined, seen)).toMatchObject({ status: 412 });
    expect(await world.remains()).toEqual(oneTrunk);
    const now = { 'If-Match': (await tenant.get(path)).headers.get('etag') ?? '' };
    expect((await send(tenant, 'DELETE', path, undefined, now)).status).toBe(200);
    expect(await world.remains()).toEqual(nothing);
  });
});

describe('GET /v1/me', () => {
  it('GET /v1/me shows a tenant its organization and key', async () => {
    const tenant = await world.tenant('ada');
    expect(await tenant.get('/v1/me')).toMatchObject({
      status: 200,
      body: {
        organization: { id: tenant.organization.id, name: tenant.organization.name, agent_name: 'ada' },
        key: { id: tenant.key.publicId, scopes: ['read', 'provision', 'call', 'admin'], expires_at: null },
        limits: { wait_seconds: 8 },
      },
    });
  });
});
