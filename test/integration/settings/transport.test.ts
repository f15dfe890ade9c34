import { SIPTransport } from '@livekit/protocol';
import { describe, expect, it } from 'vitest';
import { liveKitByHand, reconciled } from '../support/reconciling.js';
import { at, autocallsBody, send, zuduBody } from '../support/requests/tenant.js';
import { oneTrunk, useWorld } from '../support/world.js';

const number = '+15551234567';
const world = useWorld({ RECONCILE_GRACE_MS: '1', RECONCILE_SECOND_PASS_MS: '200' });

/** The address and the transport of every outbound trunk in LiveKit. */
async function calledAt(): Promise<readonly unknown[]> {
  const trunks = await world.store.outboundTrunks();
  return trunks.map(({ address, transport }) => `${address} ${SIPTransport[transport]?.slice(-4)}`);
}

describe('the transport of outbound calls', () => {
  it.each([
    ['udp', '_UDP'],
    ['tcp', '_TCP'],
    ['tls', '_TLS'],
    ['auto', 'AUTO'],
    [null, 'AUTO'],
  ])(
    'a set-up through Autocalls with the transport %s and a port reaches LiveKit',
    async (transport, inLiveKit) => {
      const tenant = await world.tenant();
      const created = await tenant.autocalls(autocallsBody('1000', { transport, port: 5070 }));
      expect(created).toMatchObject({
        status: 201,
        body: { data: { transport: transport ?? 'auto', sip_address: 'sip.provider.com', port: 5070 } },
      });
      expect(await calledAt()).toEqual([`sip.provider.com:5070 ${inLiveKit}`]);
    },
  );

  it('a set-up and a change through Zudu reach LiveKit', async () => {
    const tenant = await world.tenant();
    expect((await tenant.zudu(zuduBody(number, { transport: 'tls' }))).status).toBe(200);
    expect(await calledAt()).toEqual(['sip.gateway.com _TLS']);
    const path = `/api/phone-numbers/${encodeURIComponent(number)}`;
    expect((await tenant.get(path)).body).toMatchObject({ data: { transport: 'tls' } });
    expect((await send(tenant, 'PATCH', path, { transport: 'tcp' })).status).toBe(200);
    expect(await calledAt()).toEqual(['sip.gateway.com _TCP']);
  });

  it('a change of the transport or the port alone keeps the ids and the rest, and a revert restores it', async () => {
    const tenant = await world.tenant();
    const created = await tenant.autocalls(autocallsBody('1000'));
    const id = String(at(created.body, 'data', 'id'));
    const path = `/api/user/phone-numbers/sip-trunks/${id}`;
    const [before] = await world.store.outboundTrunks();
    expect((await send(tenant, 'PUT', path, { transport: 'tcp' })).status).toBe(200);
    expect(await calledAt()).toEqual(['sip.provider.com _TCP']);
    expect((await send(tenant, 'PUT', path, { port: 5080 })).status).toBe(200);
    expect((await send(tenant, 'PUT', path, { sip_address: 'sip.example.org' })).body).toMatchObject({
      data: { sip_address: 'sip.example.org', port: 5080 },
    });
    expect(await calledAt()).toEqual(['sip.example.org:5080 _TCP']);
    expect((await send(tenant, 'PUT', path, { port: null, transport: null })).status).toBe(200);
    expect(await calledAt()).toEqual(['sip.example.org AUTO']);
    expect((await send(tenant, 'POST', `/v1/trunks/${id}/revert/2`)).body).toMatchObject({
      transport: 'tcp',
    });
    expect(await calledAt()).toEqual(['sip.provider.com _TCP']);
    expect((await send(tenant, 'POST', `/v1/trunks/${id}/revert/1`)).body).toMatchObject({
      transport: 'auto',
    });
    expect(await calledAt()).toEqual(['sip.provider.com AUTO']);
    expect((await world.store.outboundTrunks())[0]?.sipTrunkId).toBe(before?.sipTrunkId);
    expect(at((await tenant.get(`/v1/trunks/${id}/revisions/2`)).body, 'changes')).toEqual([
      { field: 'transport', from: 'auto', to: 'tcp' },
    ]);
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('a transport that the owner has set is no drift, and another one is repaired', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number, { transport: 'tcp' }));
    expect((await reconciled(world, { repair: true })).findings).toEqual([]);
    const [trunk] = await world.store.outboundTrunks();
    // The type of the SDK lacks the field, but LiveKit applies it.
    const byHand = { name: trunk?.name ?? '', transport: SIPTransport.SIP_TRANSPORT_UDP };
    await liveKitByHand().updateSipOutboundTrunkFields(trunk?.sipTrunkId ?? '', byHand);
    const { findings } = await reconciled(world, { repair: true });
    expect(findings).toMatchObject([{ code: 'drift', fields: ['transport'], outcome: 'repaired' }]);
    expect(await calledAt()).toEqual(['sip.gateway.com _TCP']);
  });

  it('a repair creates a lost outbound trunk with its transport', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number, { transport: 'tls' }));
    const [trunk] = await world.store.outboundTrunks();
    await liveKitByHand().deleteSipTrunk(trunk?.sipTrunkId ?? '');
    await reconciled(world, { repair: true });
    expect(await calledAt()).toEqual(['sip.gateway.com _TLS']);
  });

  it('an import sets the transport, and the export shows it', async () => {
    const tenant = await world.tenant();
    const head =
      'phone_number,sip_username,sip_password,sip_address,sip_calling_format,inbound_authorization_type,transport';
    const row = `${number},myuser,a-long-password,sip.provider.com:5071,+e164,auth,tls`;
    expect((await send(tenant, 'POST', '/v1/imports', `${head}\n${row}\n`, 'text/csv')).status).toBe(202);
    await expect.poll(async () => (await world.remains()).records).toBe(1);
    expect(await calledAt()).toEqual(['sip.provider.com:5071 _TLS']);
    expect(String((await tenant.get('/v1/export?format=jsonl')).body)).toContain('"transport":"tls"');
  });

  it.each([
    [{ transport: 'sctp' }, 'transport'],
    [{ transport: 'TCP' }, 'transport'],
    [{ port: 0 }, 'port'],
    [{ port: 65_536 }, 'port'],
    [{ port: '5060' }, 'port'],
  ])('a set-up with %j is refused', async (fields, field) => {
    const tenant = await world.tenant();
    const refused = await tenant.autocalls(autocallsBody('1000', fields));
    expect(refused).toMatchObject({ status: 422, body: { errors: { [field]: [expect.any(String)] } } });
  });
});
