import { SipClient } from 'livekit-server-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CallInput, CarrierPhone, OutgoingCall, type Transport } from '../../support/sip-phone.js';
import { selfSigned } from '../../support/sip-stand-in.js';
import { credentials, sipIsThere, useRealSip } from '../support/calls/real-sip.js';
import {
  makeForeignRule,
  makeForeignTrunk,
  makeWildcardRule,
  moveTrunk,
} from '../support/livekit/foreign.js';
import { at, autocallsBody, send, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { theStack } from '../support/the-stack.js';
import { useWorld } from '../support/world.js';

const number = '+493012345670';
const caller = '+442071838750';
const agent = '+4930111111';
const byDigest = [100, 407, 100, 180, 200];

describe.skipIf(!sipIsThere)('a real call', { timeout: 120_000 }, () => {
  const world = useWorld({
    ...{ ALLOW_PRIVATE_TARGETS: 'true', DESTINATIONS: 'all', PROBE_TARGETS: 'true' },
    PORT: String(theStack().gatewayPort),
  });
  const real = useRealSip();
  const { carriers, rooms } = real;
  const { livekitUrl, livekitApiKey, livekitApiSecret } = theStack();
  const dialler = new SipClient(livekitUrl, livekitApiKey, livekitApiSecret);

  /** Sets up a trunk whose carrier takes calls over one transport. @returns the answer's trunk. */
  async function trunk(
    tenant: Tenant,
    changes: object = {},
    transport: Transport = 'udp',
    { host, port } = carriers[transport],
  ): Promise<unknown> {
    const fields = { sip_trunk_type: 'number', country_code: 'DE', sip_address: host, port, transport };
    const created = await tenant.autocalls(autocallsBody(number, { ...fields, ...changes }));
    expect(created).toMatchObject({ status: 201 });
    return at(created.body, 'data');
  }

  /** Calls in, and asks for an explanation of the same call. */
  async function callIn(tenant: Tenant, changes: Partial<CallInput> = {}) {
    const server = real.serverFor(changes.transport ?? 'udp');
    const input = { server, to: number, from: caller, ...changes };
    const rights = new Map([
      [undefined, 'none'],
      [credentials.password, 'right'],
    ] as const);
    const explained = await tenant.request('POST', '/v1/explain', {
      headers: { authorization: `Bearer ${tenant.key.secret}` },
      body: {
        ...{ direction: 'inbound', to: input.to, from: input.from, source_ip: input.sourceIp ?? '127.0.0.1' },
        credentials: rights.get(input.credentials?.password) ?? 'wrong',
      },
    });
    const call = await new OutgoingCall(input).begin();
    onTestFinished(() => call.end());
    return { call, explanation: explained.body };
  }

  /** Places a call over the outbound trunk into a room, as a program does with what `dialling` answers. */
  async function callOut(tenant: Tenant, id: unknown, to: string, room: string, from = '') {
    const query = from === '' ? '' : `?from=${encodeURIComponent(from)}`;
    const { body } = await tenant.get(`/v1/trunks/${id}/dialling/${to}${query}`);
    const fromNumber = String(at(body, 'sip_number'));
    const options = {
      ...{ fromNumber, waitUntilAnswered: true, participantIdentity: `phone-${to}`, timeout: 30 },
    };
    return dialler.createSipParticipant(
      ...([String(at(body, 'sip_trunk_id')), String(at(body, 'sip_call_to')), room, options] as const),
    );
  }

  /** Changes a trunk. */
  async function change(tenant: Tenant, set: unknown, body: object): Promise<void> {
    expect((await send(tenant, 'PATCH', `/v1/trunks/${at(set, 'id')}`, body)).status).toBe(200);
  }

  /** Brings somebody who speaks into the room of the waiting call, so that LiveKit answers it. The carrier's phone is that somebody. */
  async function answer(tenant: Tenant, id: unknown): Promise<string> {
    const waiting = async () => (await rooms.listRooms()).map(({ name }) => name);
    await expect.poll(waiting).toHaveLength(1);
    const [room = ''] = await waiting();
    await callOut(tenant, id, agent, room);
    return room;
  }

  function report(what: string, codes: readonly number[], explanation: unknown): void {
    const said = explanation === null ? '-' : `${at(explanation, 'verdict')} ${at(explanation, 'codes')}`;
    process.stdout.write(`  ${what.padEnd(58)} wire: ${codes.join(' ').padEnd(20)} explain: ${said}\n`);
  }

  it.each(['udp', 'tcp', 'tls'] as const)(
    'over %s with the right credentials is answered, in the room and by the objects of the explanation',
    async (transport) => {
      const tenant = await world.tenant();
      const set = await trunk(tenant);
      const { call, explanation } = await callIn(tenant, { credentials, transport });
      const room = await answer(tenant, at(set, 'id'));
      await call.code(200);
      report(`in, ${transport}, right credentials`, call.codes, explanation);
      expect(call.codes).toEqual(byDigest);
      expect(explanation).toMatchObject({ verdict: 'accepted', codes: byDigest });
      const [prefix = ''] = String(at(explanation, 'room')).split('<random>');
      expect(room.startsWith(prefix)).toBe(true);
      const participants = await rooms.listParticipants(room);
      expect(participants.find(({ identity }) => identity === `sip_${caller}`)?.attributes).toMatchObject({
        'sip.trunkID': at(set, 'inbound_trunk_id'),
        'sip.ruleID': at(set, 'dispatch_rule_id'),
        'sip.trunkPhoneNumber': number,
      });
    },
  );

  it.each([
    ['no credentials', undefined, 'challenged', [100, 407]],
    ['a wrong password', { ...credentials, password: 'wrong' }, 'refused', [100, 407, 100, 401]],
    ['a wrong user', { username: 'other', password: 'wrong' }, 'refused', [100, 407, 100, 401]],
  ] as const)('with %s is not answered, as the explanation says', async (what, given, verdict, codes) => {
    const tenant = await world.tenant();
    await trunk(tenant);
    const { call, explanation } = await callIn(tenant, given === undefined ? {} : { credentials: given });
    await call.code(401);
    report(`in, ${what}`, call.codes, explanation);
    expect(call.codes).toEqual(codes);
    expect(explanation).toMatchObject({ verdict, codes });
  });

  it('from an address that is allowed is answered without credentials', async () => {
    const tenant = await world.tenant();
    const set = await trunk(tenant, { inbound_authorization_type: 'ip', allowed_inbound_ips: ['127.0.0.3'] });
    const { call, explanation } = await callIn(tenant, { sourceIp: '127.0.0.3' });
    await answer(tenant, at(set, 'id'));
    await call.code(200);
    report('in, allowed address', call.codes, explanation);
    expect(call.codes).toEqual([100, 180, 200]);
    expect(explanation).toMatchObject({ verdict: 'accepted', codes: [100, 180, 200] });
  });

  it.each([
    ['from an address that is not allowed', { sourceIp: '127.0.0.4' }, ['127.0.0.3']],
    ['in the national form without accept_national', { to: '03012345670' }, ['127.0.0.1']],
    ['in the form with 00 without accept_national', { to: '00493012345670' }, ['127.0.0.1']],
    ['to a number without a trunk', { to: '+493012345999' }, ['127.0.0.1']],
  ] as const)('%s is silent, also when it is cancelled', async (what, changes, allowed) => {
    const tenant = await world.tenant();
    const set = await trunk(tenant, { inbound_authorization_type: 'ip', allowed_inbound_ips: allowed });
    const { call, explanation } = await callIn(tenant, changes);
    await call.code(180);
    call.cancel();
    // Another call is answered meanwhile, which takes longer than an answer to the CANCEL would.
    const other = await callIn(tenant, { sourceIp: allowed[0] });
    await answer(tenant, at(set, 'id'));
    await other.call.code(200);
    report(`in, ${what}`, call.codes, explanation);
    expect(call.codes).toEqual([100, 180]);
    expect(explanation).toMatchObject({ verdict: 'silent', codes: [100, 180] });
  });

  it.each([
    ['the national form', '03012345670'],
    ['the form with 00', '00493012345670'],
    ['+ and the country code', number],
  ])('in %s is answered by a trunk with accept_national', async (what, to) => {
    const tenant = await world.tenant();
    const set = await trunk(tenant, { accept_national: true });
    const { call, explanation } = await callIn(tenant, { to, credentials });
    await answer(tenant, at(set, 'id'));
    await call.code(200);
    report(`in, ${what}, accept_national`, call.codes, explanation);
    expect(call.codes).toEqual(byDigest);
    expect(explanation).toMatchObject({ verdict: 'accepted', codes: byDigest });
  });

  it.each([
    [
      'with another trunk of the same number',
      [100, 503],
      async () => moveTrunk(await makeForeignTrunk('+1555'), number),
    ],
    ['with another rule for the trunk', [100, 407, 100, 180, 503], async (id: string) => makeForeignRule(id)],
  ] as const)('%s is refused, as the explanation says', async (what, codes, plant) => {
    const tenant = await world.tenant();
    const set = await trunk(tenant);
    await plant(String(at(set, 'inbound_trunk_id')));
    const { call, explanation } = await callIn(tenant, { credentials });
    await call.code(500);
    report(`in, ${what}`, call.codes, explanation);
    expect(call.codes).toEqual(codes);
    expect(explanation).toMatchObject({ verdict: 'refused', codes });
  });

  it('with the new password is answered as soon as the change is, and with the old one no longer', async () => {
    const tenant = await world.tenant();
    const set = await trunk(tenant);
    const headers = { authorization: `Bearer ${tenant.key.secret}` };
    const body = { sip_password: 'a-newer-password' };
    const changed = await tenant.request('PUT', `/api/user/phone-numbers/sip-trunks/${at(set, 'id')}`, {
      headers,
      body,
    });
    expect(changed.status).toBe(200);
    const old = await new OutgoingCall({
      server: real.server,
      to: number,
      from: caller,
      credentials,
    }).begin();
    onTestFinished(() => old.end());
    expect(await old.code(200)).toBe(401);
    const newer = { ...credentials, password: body.sip_password };
    const call = await new OutgoingCall({
      server: real.server,
      to: number,
      from: caller,
      credentials: newer,
    }).begin();
    onTestFinished(() => call.end());
    expect(await call.code(180)).toBe(180);
    report('in, the old password after a change', old.codes, null);
    report('in, the new password after a change', call.codes, null);
  });

  it('shows in the checks of its trunk that livekit-sip and the carrier are there', async () => {
    const tenant = await world.tenant();
    const set = await trunk(tenant, {}, 'tcp');
    const headers = { authorization: `Bearer ${tenant.key.secret}` };
    const { body } = await tenant.request('POST', `/v1/trunks/${at(set, 'id')}/checks`, { headers });
    expect(at(body, 'checks')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'sip_node', outcome: 'pass' }),
        expect.objectContaining({ name: 'options_tcp', outcome: 'pass' }),
      ]),
    );
    expect(carriers.tcp.invites).toEqual([]);
  });

  it('is refused with 486 while inbound calls are off, and is taken again at once when they are on', async () => {
    const tenant = await world.tenant();
    const set = await trunk(tenant);
    await makeWildcardRule();
    await change(tenant, set, { inbound_enabled: false });
    const { call, explanation } = await callIn(tenant, { credentials });
    expect(await call.code(486)).toBe(486);
    report('in, inbound calls are off', call.codes, explanation);
    expect(call.codes).toEqual([100, 407, 100, 180, 486]);
    expect(explanation).toMatchObject({
      verdict: 'refused',
      codes: call.codes,
      fixes: [{ cause: 'inbound_disabled' }],
    });
    expect(await rooms.listRooms()).toEqual([]);
    await change(tenant, set, { inbound_enabled: true });
    const again = await callIn(tenant, { credentials });
    await answer(tenant, at(set, 'id'));
    await again.call.code(200);
    report('in, inbound calls are on again', again.call.codes, again.explanation);
    expect(again.call.codes).toEqual(byDigest);
  });

  it('in to a further number is answered, and out from it the carrier sees that number', async () => {
    const further = '+493012345671';
    const tenant = await world.tenant();
    const set = await trunk(tenant);
    await change(tenant, set, { additional_numbers: [further] });
    const { call, explanation } = await callIn(tenant, { to: further, credentials });
    await answer(tenant, at(set, 'id'));
    await call.code(200);
    report('in, a further number', call.codes, explanation);
    expect(call.codes).toEqual(byDigest);
    expect(explanation).toMatchObject({ verdict: 'accepted', codes: byDigest });
    await callOut(tenant, at(set, 'id'), caller, 'calling-out', further);
    report('out, from a further number', carriers.udp.codes, null);
    expect(carriers.udp.invites.at(-1)).toMatchObject({ number: caller, from: further });
  });

  it('out is refused while outbound calls are off, also for a program that does not ask before, and is placed again when they are on', async () => {
    const tenant = await world.tenant();
    const set = await trunk(tenant);
    await change(tenant, set, { outbound_enabled: false });
    const explanation = await explainOut(tenant, at(set, 'id'), caller);
    expect(explanation).toMatchObject({ verdict: 'refused', fixes: [{ cause: 'outbound_disabled' }] });
    const trunkId = String(at(set, 'outbound_trunk_id'));
    for (const waitUntilAnswered of [true, false]) {
      const refused = dialler.createSipParticipant(trunkId, caller, 'calling-out', { waitUntilAnswered });
      await expect(refused).rejects.toMatchObject({
        status: 400,
        message: expect.stringContaining('disabled'),
      });
    }
    report('out, outbound calls are off', carriers.udp.codes, explanation);
    expect(carriers.udp.invites).toEqual([]);
    await change(tenant, set, { outbound_enabled: true });
    await callOut(tenant, at(set, 'id'), caller, 'calling-out');
    expect(carriers.udp.codes).toEqual([401, 180, 200]);
  });

  it('rings no longer when the trunk is deleted', async () => {
    const tenant = await world.tenant();
    const set = await trunk(tenant);
    const headers = { authorization: `Bearer ${tenant.key.secret}` };
    const deleted = await tenant.request('DELETE', `/api/user/phone-numbers/${at(set, 'id')}`, { headers });
    expect(deleted.status).toBe(200);
    const { call, explanation } = await callIn(tenant, { credentials });
    await call.code(180);
    call.cancel();
    const other = await trunk(tenant);
    const again = await callIn(tenant, { credentials });
    await answer(tenant, at(other, 'id'));
    await again.call.code(200);
    report('in, deleted trunk', call.codes, explanation);
    expect(call.codes).toEqual([100, 180]);
    expect(explanation).toMatchObject({ verdict: 'silent', codes: [100, 180] });
  });

  it.each(['udp', 'tcp', 'tls'] as const)(
    'out over %s reaches a carrier that takes this transport only, from the number of the trunk, with the digest',
    async (transport) => {
      const tenant = await world.tenant();
      const set = await trunk(tenant, {}, transport);
      const explanation = await explainOut(tenant, at(set, 'id'), caller);
      await callOut(tenant, at(set, 'id'), caller, 'calling-out');
      report(`out, ${transport}`, carriers[transport].codes, explanation);
      expect(carriers[transport].codes).toEqual([401, 180, 200]);
      const invite = { transport, number: caller, from: number };
      expect(carriers[transport].invites).toEqual([
        { ...invite, authenticated: 'no' },
        { ...invite, authenticated: 'right' },
      ]);
      expect(explanation).toMatchObject({ verdict: 'accepted' });
    },
  );

  it('out through Zudu over tcp reaches the carrier with the digest', async () => {
    const tenant = await world.tenant();
    const { host, port } = carriers.tcp;
    const { username: authUserName, password: authPassword } = credentials;
    const fields = { outboundPstn: `${host}:${port}`, transport: 'tcp', authUserName, authPassword };
    expect((await tenant.zudu(zuduBody(number, fields))).status).toBe(200);
    const id = at((await tenant.get('/v1/trunks')).body, 'data', '0', 'id');
    const explanation = await explainOut(tenant, id, caller);
    await callOut(tenant, id, caller, 'calling-out');
    report('out, Zudu, tcp', carriers.tcp.codes, explanation);
    expect(carriers.tcp.codes).toEqual([401, 180, 200]);
    expect(carriers.tcp.invites.at(-1)).toMatchObject({ transport: 'tcp', authenticated: 'right' });
  });

  it('out with a password that the carrier does not know is a 403', async () => {
    const tenant = await world.tenant();
    const set = await trunk(tenant, { sip_password: 'another-password' });
    const explanation = await explainOut(tenant, at(set, 'id'), caller);
    await expect(callOut(tenant, at(set, 'id'), caller, 'calling-out')).rejects.toThrow('403');
    report('out, udp, a password that the carrier does not know', carriers.udp.codes, explanation);
    expect(carriers.udp.codes).toEqual([401, 403]);
    expect(carriers.udp.invites.map(({ authenticated }) => authenticated)).toEqual(['no', 'wrong']);
  });

  it('out over tls to a carrier with a certificate that is not trusted fails, and the checks warn of that', async () => {
    const tenant = await world.tenant();
    const untrusted = await new CarrierPhone(credentials).start('tls', await selfSigned());
    onTestFinished(() => untrusted.stop());
    const set = await trunk(tenant, {}, 'tls', untrusted);
    await expect(callOut(tenant, at(set, 'id'), caller, 'calling-out')).rejects.toThrow('certificate');
    report('out, tls, a certificate that is not trusted', untrusted.codes, null);
    const headers = { authorization: `Bearer ${tenant.key.secret}` };
    const { body } = await tenant.request('POST', `/v1/trunks/${at(set, 'id')}/checks`, { headers });
    expect(at(body, 'checks')).toContainEqual(
      expect.objectContaining({
        name: 'options_tls',
        outcome: 'warn',
        remedy: expect.stringContaining('no INVITE'),
      }),
    );
    expect(untrusted.invites).toEqual([]);
  });

  const healthOf = async (tenant: Tenant, set: unknown) =>
    (await tenant.get(`/v1/trunks/${at(set, 'id')}/health`)).body;
  const patience = { timeout: 20_000, interval: 200 };

  it('that somebody ends makes its trunk healthy, in both directions', async () => {
    const tenant = await world.tenant();
    const set = await trunk(tenant);
    const call = await new OutgoingCall({
      server: real.server,
      to: number,
      from: caller,
      credentials,
    }).begin();
    const room = await answer(tenant, at(set, 'id'));
    await call.code(200);
    await expect
      .poll(() => healthOf(tenant, set), patience)
      .toMatchObject({
        health: { state: 'unknown', reason: 'no_call' },
        inbound: { current_calls: 1 },
        outbound: { current_calls: 1 },
      });

    call.end();
    await expect
      .poll(() => healthOf(tenant, set), patience)
      .toMatchObject({
        health: { state: 'healthy', reason: 'calls_completed' },
        inbound: { current_calls: 0, ended: { completed: 1 } },
        outbound: { current_calls: 1 },
      });
    await rooms.deleteRoom(room);

    await expect
      .poll(() => healthOf(tenant, set), patience)
      .toMatchObject({ outbound: { current_calls: 0, ended: { completed: 1 } } });
    const stored = JSON.stringify(await world.trunkline.rows('select * from calls'));
    expect(stored).not.toContain(caller.slice(1));
  });

  it('that its caller gives up while it rings ends like one that was answered', async () => {
    const tenant = await world.tenant();
    const set = await trunk(tenant);
    const given = await new OutgoingCall({
      server: real.server,
      to: number,
      from: caller,
      credentials,
    }).begin();
    await given.code(180);
    await expect.poll(() => healthOf(tenant, set), patience).toMatchObject({ inbound: { current_calls: 1 } });
    given.cancel();
    await given.code(487);
    given.end();
    await expect
      .poll(() => healthOf(tenant, set), patience)
      .toMatchObject({ inbound: { current_calls: 0, ended: { completed: 1 } } });
  });

  it.each([
    ['refuses it', 'refused', { sip_password: 'another-password' }],
    ['has closed its TCP port', 'not_placed', { transport: 'tcp', port: 64_999 }],
    ['has no address', 'not_placed', { sip_address: 'nowhere.invalid' }],
  ] as const)('whose carrier %s ends as %s', async (how, outcome, changes) => {
    const tenant = await world.tenant();
    const set = await trunk(tenant, changes);
    await expect(callOut(tenant, at(set, 'id'), caller, 'calling-out')).rejects.toThrow();

    await expect
      .poll(() => healthOf(tenant, set), patience)
      .toMatchObject({
        outbound: { current_calls: 0, ended: { [outcome]: 1 } },
        failures: [{ outcome }],
      });
    process.stdout.write(`  health: ${outcome} when the carrier ${how}\n`);
  });

  async function explainOut(tenant: Tenant, id: unknown, to: string): Promise<unknown> {
    const headers = { authorization: `Bearer ${tenant.key.secret}` };
    const body = { direction: 'outbound', trunk_id: id, to };
    return (await tenant.request('POST', '/v1/explain', { headers, body })).body;
  }
});
