import { SIPDispatchRule } from '@livekit/protocol';
import { describe, expect, it } from 'vitest';
import { liveKitByHand, reconciled } from '../support/reconciling.js';
import { at, autocallsBody, send, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { oneTrunk, useWorld } from '../support/world.js';

const number = '+15551234567';
const off = { inbound_enabled: false, outbound_enabled: false };
const on = { inbound_enabled: true, outbound_enabled: true };
const refusesIn = 'dispatchRuleDirect ';
const takesIn = 'dispatchRuleIndividual call-';
const refusesOut = 'outbound.invalid:disabled';
const world = useWorld({
  RECONCILE_GRACE_MS: '1',
  RECONCILE_SECOND_PASS_MS: '200',
  ROOM_PREFIX: 'call-',
  DESTINATIONS: 'all',
});

/** The kind and room of every rule, and the address of every outbound trunk in LiveKit. */
async function inLiveKit(): Promise<readonly string[]> {
  const rules = await world.store.dispatchRules();
  const trunks = await world.store.outboundTrunks();
  return [
    ...rules.map(({ rule }) => {
      const value = rule?.rule.value;
      const room = value === undefined ? null : 'roomName' in value ? value.roomName : value.roomPrefix;
      return `${rule?.rule.case} ${room}`;
    }),
    ...trunks.map(({ address }) => address),
  ];
}

/** The ids of all objects in LiveKit. */
async function ids(): Promise<readonly string[]> {
  const { store } = world;
  return [
    ...(await store.inboundTrunks()).map(({ sipTrunkId }) => sipTrunkId),
    ...(await store.outboundTrunks()).map(({ sipTrunkId }) => sipTrunkId),
    ...(await store.dispatchRules()).map(({ sipDispatchRuleId }) => sipDispatchRuleId),
  ];
}

/** Sets up a trunk through Autocalls. @returns its id. */
async function setUp(tenant: Tenant, fields: object = {}): Promise<string> {
  const created = await tenant.autocalls(
    autocallsBody(number, { sip_trunk_type: 'number', country_code: 'US', ...fields }),
  );
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  return String(at(created.body, 'data', 'id'));
}

describe('calls that are off', () => {
  it.each([
    [{}, on, [takesIn, 'sip.provider.com']],
    [{ inbound_enabled: null, outbound_enabled: null }, on, [takesIn, 'sip.provider.com']],
    [{ inbound_enabled: false }, { ...on, inbound_enabled: false }, [refusesIn, 'sip.provider.com']],
    [{ outbound_enabled: false }, { ...on, outbound_enabled: false }, [takesIn, refusesOut]],
    [off, off, [refusesIn, refusesOut]],
  ])('a set-up through Autocalls with %j sets up the whole trunk', async (fields, shown, objects) => {
    const tenant = await world.tenant();
    const id = await setUp(tenant, fields);
    expect(await inLiveKit()).toEqual(objects);
    expect((await tenant.get(`/api/user/phone-numbers/sip-trunks/${id}`)).body).toMatchObject({
      data: { ...shown, sip_address: 'sip.provider.com' },
    });
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('a set-up and a change through Zudu reach LiveKit', async () => {
    const tenant = await world.tenant();
    expect((await tenant.zudu(zuduBody(number, off))).status).toBe(200);
    expect(await inLiveKit()).toEqual([refusesIn, refusesOut]);
    const path = `/api/phone-numbers/${encodeURIComponent(number)}`;
    expect((await tenant.get(path)).body).toMatchObject({ data: off });
    expect((await send(tenant, 'PATCH', path, { outbound_enabled: true })).status).toBe(200);
    expect(await inLiveKit()).toEqual([refusesIn, 'sip.gateway.com']);
    expect((await send(tenant, 'PATCH', path, { inbound_enabled: null })).status).toBe(200);
    expect(await inLiveKit()).toEqual([takesIn, 'sip.gateway.com']);
  });

  it('are turned off and on without a new id, and a revert restores both directions', async () => {
    const tenant = await world.tenant();
    const id = await setUp(tenant);
    const before = await ids();
    const path = `/v1/trunks/${id}`;
    expect((await send(tenant, 'PATCH', path, { inbound_enabled: false })).body).toMatchObject({
      ...on,
      inbound_enabled: false,
    });
    expect(await inLiveKit()).toEqual([refusesIn, 'sip.provider.com']);
    expect((await send(tenant, 'PATCH', path, { outbound_enabled: false })).body).toMatchObject(off);
    expect(await inLiveKit()).toEqual([refusesIn, refusesOut]);
    expect((await send(tenant, 'PATCH', path, { sip_address: 'sip.example.org' })).body).toMatchObject({
      ...off,
      sip_address: 'sip.example.org',
    });
    expect(await inLiveKit()).toEqual([refusesIn, refusesOut]);
    expect((await send(tenant, 'PATCH', path, on)).body).toMatchObject(on);
    expect(await inLiveKit()).toEqual([takesIn, 'sip.example.org']);
    expect((await send(tenant, 'POST', `${path}/revert/3`)).body).toMatchObject(off);
    expect(await inLiveKit()).toEqual([refusesIn, refusesOut]);
    expect((await send(tenant, 'POST', `${path}/revert/1`)).body).toMatchObject(on);
    expect(await inLiveKit()).toEqual([takesIn, 'sip.provider.com']);
    expect(await ids()).toEqual(before);
    expect(at((await tenant.get(`${path}/revisions/2`)).body, 'changes')).toEqual([
      { field: 'inbound_enabled', from: true, to: false },
    ]);
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('are named as the cause by explanations, checks and dialling', async () => {
    const tenant = await world.tenant();
    const id = await setUp(tenant, off);
    const call = { direction: 'inbound', to: number, from: '+442071838750', source_ip: '203.0.113.7' };
    expect((await send(tenant, 'POST', '/v1/explain', { ...call, credentials: 'right' })).body).toMatchObject(
      {
        verdict: 'refused',
        codes: [100, 407, 100, 180, 486],
        room: null,
        fixes: [{ cause: 'inbound_disabled', remedy: expect.stringContaining('inbound_enabled') }],
      },
    );
    expect((await send(tenant, 'POST', '/v1/explain', call)).body).toMatchObject({
      verdict: 'challenged',
      fixes: [{ cause: 'credentials_missing' }, { cause: 'inbound_disabled' }],
    });
    const out = { direction: 'outbound', trunk_id: Number(id), to: '+13105550123' };
    expect((await send(tenant, 'POST', '/v1/explain', out)).body).toMatchObject({
      verdict: 'refused',
      fixes: [{ cause: 'outbound_disabled' }],
    });
    const { body } = await send(tenant, 'POST', `/v1/trunks/${id}/checks`);
    expect(at(body, 'checks')).toContainEqual({
      name: 'enabled',
      outcome: 'warn',
      evidence: expect.stringContaining('inbound and outbound calls are off'),
      remedy: 'Change inbound_enabled and outbound_enabled to true.',
    });
    expect(at(body, 'checks')).toContainEqual(expect.objectContaining({ name: 'objects', outcome: 'pass' }));
    expect(await tenant.get(`/v1/trunks/${id}/dialling/+13105550123`)).toMatchObject({
      status: 409,
      body: { code: 'outbound_disabled' },
    });
    await send(tenant, 'PATCH', `/v1/trunks/${id}`, on);
    expect((await tenant.get(`/v1/trunks/${id}/dialling/+13105550123`)).status).toBe(200);
  });

  it('leave the number with its trunk: nobody else can take it, here or in LiveKit', async () => {
    const tenant = await world.tenant();
    await setUp(tenant, off);
    const other = await world.tenant();
    expect(await other.zudu(zuduBody(number))).toMatchObject({ status: 409 });
    expect(await other.autocalls(autocallsBody('15551234567'))).toMatchObject({ status: 409 });
    const byHand = liveKitByHand().createSipInboundTrunk("somebody's trunk", [number], { authUsername: 'u' });
    await expect(byHand).rejects.toThrow('Conflicting inbound SIP Trunks');
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('are no drift, and calls that somebody has turned on by hand are repaired', async () => {
    const tenant = await world.tenant();
    await setUp(tenant, off);
    expect((await reconciled(world, { repair: true })).findings).toEqual([]);
    const [trunk] = await world.store.outboundTrunks();
    const [rule] = await world.store.dispatchRules();
    // The type of the SDK lacks the field, but LiveKit applies it.
    const byHand = { name: trunk?.name ?? '', address: 'sip.provider.com' };
    await liveKitByHand().updateSipOutboundTrunkFields(trunk?.sipTrunkId ?? '', byHand);
    await liveKitByHand().updateSipDispatchRuleFields(rule?.sipDispatchRuleId ?? '', {
      name: rule?.name ?? '',
      rule: new SIPDispatchRule({ rule: { case: 'dispatchRuleIndividual', value: { roomPrefix: 'call-' } } }),
    });
    expect(await inLiveKit()).toEqual([takesIn, 'sip.provider.com']);
    const { findings } = await reconciled(world, { repair: true });
    expect(
      findings.map(({ code, object, fields, outcome }) => [object?.kind, code, fields, outcome]).sort(),
    ).toEqual([
      ['outbound', 'drift', ['address'], 'repaired'],
      ['rule', 'drift', ['rule'], 'repaired'],
    ]);
    expect(await inLiveKit()).toEqual([refusesIn, refusesOut]);
  });

  it('are still off after a repair of objects that LiveKit has lost', async () => {
    const tenant = await world.tenant();
    await setUp(tenant, off);
    const [trunk] = await world.store.outboundTrunks();
    const [rule] = await world.store.dispatchRules();
    await liveKitByHand().deleteSipTrunk(trunk?.sipTrunkId ?? '');
    await liveKitByHand().deleteSipDispatchRule(rule?.sipDispatchRuleId ?? '');
    await reconciled(world, { repair: true });
    expect(await inLiveKit()).toEqual([refusesIn, refusesOut]);
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('can be imported, and the export shows them', async () => {
    const tenant = await world.tenant();
    const head =
      'phone_number,sip_username,sip_password,sip_address,sip_calling_format,inbound_authorization_type,inbound_enabled,outbound_enabled';
    const row = `${number},myuser,a-long-password,sip.provider.com,+e164,auth,FALSE,`;
    expect((await send(tenant, 'POST', '/v1/imports', `${head}\n${row}\n`, 'text/csv')).status).toBe(202);
    await expect.poll(async () => (await world.remains()).records).toBe(1);
    expect(await inLiveKit()).toEqual([refusesIn, 'sip.provider.com']);
    expect(String((await tenant.get('/v1/export?format=jsonl')).body)).toContain(
      '"inbound_enabled":false,"outbound_enabled":true',
    );
  });

  it.each([
    [{ inbound_enabled: 'no' }, 'inbound_enabled'],
    [{ outbound_enabled: 0 }, 'outbound_enabled'],
  ])('a set-up with %j is refused', async (fields, field) => {
    const tenant = await world.tenant();
    const refused = await tenant.autocalls(autocallsBody('1000', fields));
    expect(refused).toMatchObject({ status: 422, body: { errors: { [field]: [expect.any(String)] } } });
  });
});
