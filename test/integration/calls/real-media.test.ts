import { SIPOutboundConfig, SIPTransport } from '@livekit/protocol';
import { SipClient } from 'livekit-server-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import { OutgoingCall, type Transport } from '../../support/sip-phone.js';
import { credentials, sipIsThere, useRealSip } from '../support/calls/real-sip.js';
import { at, autocallsBody, send, type Tenant } from '../support/requests/tenant.js';
import { theStack } from '../support/the-stack.js';
import { useWorld } from '../support/world.js';

const number = '+493012345670';
const caller = '+442071838750';

describe.skipIf(!sipIsThere)('a real call over a trunk with encrypted media', { timeout: 120_000 }, () => {
  const world = useWorld({ ALLOW_PRIVATE_TARGETS: 'true', DESTINATIONS: 'all' });
  const real = useRealSip();
  const { carriers, rooms } = real;
  const { livekitUrl, livekitApiKey, livekitApiSecret } = theStack();
  const dialler = new SipClient(livekitUrl, livekitApiKey, livekitApiSecret);

  async function trunk(tenant: Tenant, transport: Transport, settings: object = {}): Promise<unknown> {
    const { host, port } = carriers[transport];
    const fields = {
      sip_trunk_type: 'number',
      country_code: 'DE',
      sip_address: host,
      port,
      transport,
      ...settings,
    };
    const created = await tenant.autocalls(autocallsBody(number, fields));
    expect(created).toMatchObject({ status: 201 });
    return at(created.body, 'data');
  }

  async function change(tenant: Tenant, set: unknown, body: object): Promise<void> {
    expect((await send(tenant, 'PATCH', `/v1/trunks/${at(set, 'id')}`, body)).status).toBe(200);
  }

  /** Brings somebody who speaks into a room, over a carrier of its own. */
  async function speakIn(room: string): Promise<void> {
    const { host, port } = carriers.udp;
    const { username: authUsername, password: authPassword } = credentials;
    const over = new SIPOutboundConfig({
      ...{ hostname: `${host}:${port}`, transport: SIPTransport.SIP_TRANSPORT_UDP },
      ...{ authUsername, authPassword },
    });
    const call = { fromNumber: '+4930111111', waitUntilAnswered: true, participantIdentity: 'speaker' };
    await dialler.createSipParticipant('', '+4930111112', room, call, over);
  }

  function report(what: string, codes: readonly number[], media: ReadonlySet<string>): void {
    process.stdout.write(`  ${what.padEnd(58)} wire: ${codes.join(' ').padEnd(20)} media: ${[...media]}\n`);
  }

  it.each(['tcp', 'tls'] as const)(
    'out over %s reaches a carrier that takes encrypted media only, and all media are encrypted',
    async (transport) => {
      const tenant = await world.tenant();
      const carrier = carriers[transport];
      carrier.demandsSrtp = true;
      const set = await trunk(tenant, transport);
      const id = String(at(set, 'outbound_trunk_id'));
      await expect(
        dialler.createSipParticipant(id, caller, 'plain', { waitUntilAnswered: true }),
      ).rejects.toThrow('488');
      report(`out, ${transport}, plain media to a carrier with SRTP only`, carrier.codes, carrier.media);
      carrier.codes.length = 0;
      await change(tenant, set, { outbound_media_encryption: 'required' });
      await dialler.createSipParticipant(id, caller, 'encrypted', { waitUntilAnswered: true });
      await speakIn('encrypted');
      await expect.poll(() => [...carrier.media]).toEqual(['encrypted']);
      report(`out, ${transport}, SRTP`, carrier.codes, carrier.media);
      expect(carrier.codes).toEqual([401, 180, 200]);
      expect([...carriers.udp.media]).not.toContain('encrypted');
    },
  );

  it('out over udp is not possible with encrypted media, and a test call says why', async () => {
    const tenant = await world.tenant();
    const set = await trunk(tenant, 'udp', { outbound_media_encryption: 'required' });
    const { body } = await tenant.request('POST', `/v1/trunks/${at(set, 'id')}/test-call`, {
      headers: { authorization: `Bearer ${tenant.key.secret}` },
      body: { to: caller },
    });
    report(`out, udp, SRTP: ${at(body, 'verdict')}`, carriers.udp.codes, carriers.udp.media);
    expect(body).toMatchObject({ verdict: 'invite_too_large', remedy: expect.stringContaining('tls') });
    // The first INVITE has no credentials yet, and fits.
    expect(carriers.udp.invites.map(({ authenticated }) => authenticated)).toEqual(['no']);
  });

  it.each(['udp', 'tls'] as const)(
    'in over %s with an offer of encrypted media is answered, and all media are encrypted',
    async (transport) => {
      const tenant = await world.tenant();
      await trunk(tenant, 'udp', { inbound_media_encryption: 'required' });
      const input = { server: real.serverFor(transport), transport, to: number, from: caller, credentials };
      const call = await new OutgoingCall({ ...input, srtp: true }).begin();
      onTestFinished(() => call.end());
      await expect.poll(async () => (await rooms.listRooms()).length).toBe(1);
      const [room] = await rooms.listRooms();
      await speakIn(room?.name ?? '');
      expect(await call.code(200)).toBe(200);
      await expect.poll(() => [...call.media]).toEqual(['encrypted']);
      report(`in, ${transport}, SRTP`, call.codes, call.media);
    },
  );

  it('in with an offer of plain media is refused by a trunk that demands encrypted ones', async () => {
    const tenant = await world.tenant();
    await trunk(tenant, 'udp', { inbound_media_encryption: 'required' });
    const call = await new OutgoingCall({
      server: real.server,
      to: number,
      from: caller,
      credentials,
    }).begin();
    onTestFinished(() => call.end());
    const code = await call.code(400);
    report('in, plain media to a trunk with SRTP only', call.codes, call.media);
    expect(code).toBeGreaterThanOrEqual(400);
  });

  it('out with a host of its own in From shows this host to the carrier', async () => {
    const tenant = await world.tenant();
    const fromHost = 'sip.customer.com';
    const set = await trunk(tenant, 'udp', { from_host: fromHost });
    const id = String(at(set, 'outbound_trunk_id'));
    await dialler.createSipParticipant(id, caller, 'calling-out', { waitUntilAnswered: true });
    report(`out, from_host ${fromHost}`, carriers.udp.codes, carriers.udp.media);
    expect(new Set(carriers.udp.fromHosts)).toEqual(new Set(['sip.customer.com']));
  });
});
