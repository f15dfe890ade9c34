import { SIPInboundTrunkInfo, SIPMediaConfig } from '@livekit/protocol';
import { describe, expect, it } from 'vitest';
import {
  expectedInLiveKit,
  noSettings,
  settingSets,
  settingsInLiveKit,
} from '../../support/carrier-settings.js';
import { everyId, liveKitByHand, reconciled } from '../support/reconciling.js';
import { at, autocallsBody, send, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { oneTrunk, useWorld } from '../support/world.js';

const number = '+15551234567';
const zuduPath = `/api/phone-numbers/${number}`;
const zuduHost = 'sip.gateway.com';
/** The protocol does not export its class of durations. */
const { ringingTimeout } = SIPInboundTrunkInfo.fromJson({ ringingTimeout: '5s' });
const fiveSeconds = ringingTimeout === undefined ? {} : { ringingTimeout };
const world = useWorld({ RECONCILE_GRACE_MS: '1', RECONCILE_SECOND_PASS_MS: '200' });

/** The settings of the only trunk, as LiveKit has stored them. */
async function inLiveKit() {
  const [[inbound], [outbound], [rule]] = await Promise.all([
    world.store.inboundTrunks(),
    world.store.outboundTrunks(),
    world.store.dispatchRules(),
  ]);
  return settingsInLiveKit(inbound, outbound, rule);
}

async function trunkId(tenant: Tenant): Promise<number> {
  return Number(at((await tenant.get('/v1/trunks')).body, 'data', '0', 'id'));
}

/** Changes the only inbound trunk in LiveKit, as somebody does who does not use Trunkline. */
async function changeInboundByHand(changes: Partial<SIPInboundTrunkInfo>): Promise<void> {
  const [trunk] = await world.store.inboundTrunks();
  const changed = new SIPInboundTrunkInfo({ ...trunk, ...changes });
  await liveKitByHand().updateSipInboundTrunk(trunk?.sipTrunkId ?? '', changed);
}

describe('the settings of a trunk', () => {
  it.each([
    [
      'Autocalls',
      (tenant: Tenant, fields: object) =>
        tenant.autocalls(autocallsBody(number, { sip_trunk_type: 'number', ...fields })),
      'sip.provider.com',
    ],
    ['Zudu', (tenant: Tenant, fields: object) => tenant.zudu(zuduBody(number, fields)), zuduHost],
  ] as const)(
    'a set-up through %s stores every setting in LiveKit, and the answers show it',
    async (_name, setUp, address) => {
      const tenant = await world.tenant();
      expect((await setUp(tenant, settingSets.new)).status).toBeLessThan(300);
      expect(await inLiveKit()).toEqual(expectedInLiveKit(settingSets.new, { number, address }));
      const id = await trunkId(tenant);
      expect((await tenant.get(`/v1/trunks/${id}`)).body).toMatchObject(settingSets.new);
      expect((await tenant.get(`/api/user/phone-numbers/sip-trunks/${id}`)).body).toMatchObject({
        data: settingSets.new,
      });
      expect((await tenant.get(zuduPath)).body).toMatchObject({ data: settingSets.new });
      expect(await world.remains()).toEqual(oneTrunk);
    },
  );

  it('a trunk without settings leaves them to LiveKit', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    expect(await inLiveKit()).toEqual(expectedInLiveKit(noSettings, { number, address: zuduHost }));
  });

  it('a change of every setting keeps the ids, and a revert restores what was', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number, settingSets.old));
    const ids = await everyId(world);
    const id = await trunkId(tenant);
    const place = { number, address: zuduHost };

    expect((await send(tenant, 'PATCH', `/v1/trunks/${id}`, settingSets.new)).body).toMatchObject(
      settingSets.new,
    );
    expect(await inLiveKit()).toEqual(expectedInLiveKit(settingSets.new, place));
    const revision = await tenant.get(`/v1/trunks/${id}/revisions/2`);
    const changed = Object.keys(settingSets.new).filter((field) => !field.endsWith('_enabled'));
    expect(at(revision.body, 'changes')).toEqual(
      changed.map((field) => ({
        field,
        from: Reflect.get(settingSets.old, field),
        to: Reflect.get(settingSets.new, field),
      })),
    );

    expect((await send(tenant, 'POST', `/v1/trunks/${id}/revert/1`)).body).toMatchObject(settingSets.old);
    expect(await inLiveKit()).toEqual(expectedInLiveKit(settingSets.old, place));

    const none = Object.fromEntries(changed.map((field) => [field, null]));
    expect((await send(tenant, 'PATCH', zuduPath, none)).body).toMatchObject({ data: noSettings });
    expect(await inLiveKit()).toEqual(expectedInLiveKit(noSettings, place));
    expect(await everyId(world)).toEqual(ids);
  });

  it('settings that the owner has set are no drift, and other ones are repaired', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number, settingSets.new));
    expect((await reconciled(world, { repair: true })).findings).toEqual([]);
    await changeInboundByHand({ headersToAttributes: {}, ...fiveSeconds });
    const [outbound] = await world.store.outboundTrunks();
    // The type of the SDK lacks the field, but LiveKit applies it.
    const byHand = { name: outbound?.name ?? '', fromHost: 'other.example.com' };
    await liveKitByHand().updateSipOutboundTrunkFields(outbound?.sipTrunkId ?? '', byHand);

    const { findings } = await reconciled(world, { repair: true });
    const seen = findings.map(({ code, fields, outcome }) =>
      [code, [...fields].sort().join(), outcome].join(' '),
    );
    expect(seen.toSorted()).toEqual([
      'drift fromHost repaired',
      'drift headersToAttributes,ringingTimeout repaired',
    ]);
    expect(await inLiveKit()).toEqual(expectedInLiveKit(settingSets.new, { number, address: zuduHost }));
  });

  it('objects that LiveKit has lost come back with their settings', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number, settingSets.new));
    for (const id of (await everyId(world)).filter((each) => each.startsWith('ST_'))) {
      await liveKitByHand().deleteSipTrunk(id);
    }
    await reconciled(world, { repair: true });
    expect(await inLiveKit()).toEqual(expectedInLiveKit(settingSets.new, { number, address: zuduHost }));
  });

  it('fields that Trunkline does not know are reported, and stay through a repair and a change', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number, settingSets.new));
    const [before] = await world.store.inboundTrunks();
    const { mediaTimeout } = SIPMediaConfig.fromJson({ mediaTimeout: '20s' });
    const media = new SIPMediaConfig({ ...before?.media, ...(mediaTimeout && { mediaTimeout }) });
    await changeInboundByHand({ krispEnabled: true, media, ...fiveSeconds });

    const { findings } = await reconciled(world, { repair: true });
    expect(findings).toMatchObject([
      { code: 'drift', fields: ['ringingTimeout'], outcome: 'repaired' },
      { code: 'unmanaged_fields', fields: ['krispEnabled', 'media.mediaTimeout'], outcome: 'reported' },
    ]);
    expect((await send(tenant, 'PATCH', zuduPath, settingSets.old)).status).toBe(200);

    const [after] = await world.store.inboundTrunks();
    expect(after).toMatchObject({ krispEnabled: true, media: { mediaTimeout: { seconds: 20n } } });
    expect(await inLiveKit()).toEqual(expectedInLiveKit(settingSets.old, { number, address: zuduHost }));
    expect((await reconciled(world)).findings).toMatchObject([{ code: 'unmanaged_fields' }]);
  });

  it('an export of CSV can be imported again', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number, settingSets.new));
    const exported = String((await tenant.get('/v1/export?format=csv')).body).replaceAll(
      'sip_user,,',
      'sip_user,a-long-password,',
    );
    await tenant.request('DELETE', zuduPath, { headers: { authorization: `Bearer ${tenant.key.secret}` } });
    await expect.poll(async () => (await world.remains()).records).toBe(0);
    expect((await send(tenant, 'POST', '/v1/imports', exported, 'text/csv')).status).toBe(202);
    await expect.poll(async () => (await world.remains()).records).toBe(1);
    expect(await inLiveKit()).toEqual(expectedInLiveKit(settingSets.new, { number, address: zuduHost }));
  });

  it('the dialling of a number has everything that a call must pass', async () => {
    const tenant = await world.tenant();
    const own = '+14155551234';
    await tenant.zudu(zuduBody(own, { ...settingSets.new, caller_id_format: 'username' }));
    const path = `/v1/trunks/${await trunkId(tenant)}/dialling/+13105550123`;
    expect((await tenant.get(path)).body).toMatchObject({
      sip_call_to: '+13105550123',
      sip_number: 'sip_user',
      headers: { 'P-Asserted-Identity': `<sip:${own}@new.example.com>`, 'X-New': 'b' },
      media: {
        encryption: 'SIP_MEDIA_ENCRYPT_ALLOW',
        only_listed_codecs: true,
        codecs: [
          { name: 'PCMA', rate: 8_000 },
          { name: 'PCMU', rate: 8_000 },
        ],
      },
    });
    expect((await inLiveKit()).callers).toEqual(['sip_user']);
  });

  it.each([
    [{ from_host: 'sip:host.example.com' }, 'from_host'],
    [{ caller_id_format: 'e.164' }, 'caller_id_format'],
    [{ outbound_headers: { Route: '<sip:other>' } }, 'outbound_headers'],
    [{ outbound_headers: { 'X-A': 'line\r\nVia: x' } }, 'outbound_headers'],
    [{ outbound_headers: { 'X-A': '1', 'x-a': '2' } }, 'outbound_headers'],
    [{ outbound_headers: ['X-A'] }, 'outbound_headers'],
    [{ inbound_headers_to_attributes: { 'Proxy-Authorization': 'digest' } }, 'inbound_headers_to_attributes'],
    [{ inbound_headers_to_attributes: { 'X-Caller': 'sip.trunkID' } }, 'inbound_headers_to_attributes'],
    [{ outbound_codecs: ['OPUS'] }, 'outbound_codecs'],
    [{ outbound_media_encryption: 'yes' }, 'outbound_media_encryption'],
    [{ ringing_timeout: 0 }, 'ringing_timeout'],
    [{ max_call_duration: 86_401 }, 'max_call_duration'],
    [{ room_prefix: 'a b' }, 'room_prefix'],
    [{ participant_attributes: { 'lk.agent': 'x' } }, 'participant_attributes'],
  ])('a set-up with %j is refused', async (fields, field) => {
    const tenant = await world.tenant();
    for (const refused of [
      await tenant.zudu(zuduBody(number, fields)),
      await tenant.autocalls(autocallsBody('1000', fields)),
    ]) {
      expect([400, 422]).toContain(refused.status);
      expect(JSON.stringify(refused.body)).toContain(field);
    }
  });

  it('a header that two settings give is refused', async () => {
    const tenant = await world.tenant();
    const both = {
      identity_header: 'P-Asserted-Identity',
      outbound_headers: { 'P-Asserted-Identity': '<sip:x@y>' },
    };
    const refused = await tenant.autocalls(autocallsBody(number, { sip_trunk_type: 'number', ...both }));
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: { outbound_headers: [expect.any(String)] } },
    });
  });
});
