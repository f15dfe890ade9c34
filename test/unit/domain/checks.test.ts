import { afterAll, describe, expect, it } from 'vitest';
import { askOptions } from '../../../src/carriers/sip-options.js';
import { carrierCheck, checksOutside } from '../../../src/domain/checks/at-carrier.js';
import { type Check, check, worstOf } from '../../../src/domain/checks/check.js';
import { checksInLiveKit } from '../../../src/domain/checks/in-livekit.js';
import type { OptionsAnswer, Probes } from '../../../src/domain/checks/probes.js';
import type { SipState } from '../../../src/domain/explain/state.js';
import type { SipAddress, TrunkSettings } from '../../../src/domain/trunk/trunk.js';
import { startStreamSip, startUdpSip } from '../../support/sip-stand-in.js';
import { trunk } from '../api/samples.js';

const settings: TrunkSettings = trunk();
const found = (addresses: Partial<Record<'a' | 'aaaa', readonly string[]>>) =>
  ({ kind: 'found', records: { a: [], aaaa: [], srv: [], naptr: [], ...addresses } }) as const;
const silent: OptionsAnswer = { kind: 'silent', reason: 'ETIMEDOUT' };
const healthy: Probes = {
  resolve: async () => found({ a: ['8.8.8.8'] }),
  options: async () => ({ kind: 'answered', status: 200, reason: 'OK', ms: 7, distrust: null }),
  sipNode: async () => true,
  agent: async () => true,
};
const outcomeOf = (checks: readonly Check[], name: string) =>
  checks.find((each) => each.name === name)?.outcome;

describe('the checks outside LiveKit', () => {
  it('pass if the host, livekit-sip and the agent are there', async () => {
    const checks = await checksOutside({ ...settings, agentName: 'reception' }, healthy, false);
    expect(checks.map(({ outcome }) => outcome)).toEqual(Array(7).fill('pass'));
  });

  it('are unknown about livekit-sip and the agent if LiveKit says nothing', async () => {
    const mute = { ...healthy, sipNode: async () => null, agent: async () => null };
    const checks = await checksOutside({ ...settings, agentName: 'reception' }, mute, false);
    expect([outcomeOf(checks, 'sip_node'), outcomeOf(checks, 'agent')]).toEqual(['unknown', 'unknown']);
  });

  it.each([
    [['10.0.0.1'], 'fail'],
    [['8.8.8.8', '169.254.169.254'], 'fail'],
    [['8.8.8.8'], 'pass'],
  ])('judge all addresses and send nothing if one is not public: %j', async (a, outcome) => {
    const asked: string[] = [];
    const probes: Probes = {
      ...healthy,
      resolve: async () => found({ a }),
      options: async ({ address }) => {
        asked.push(address);
        return silent;
      },
    };
    const checks = await checksOutside(settings, probes, false);
    expect(outcomeOf(checks, 'addresses')).toBe(outcome);
    expect(asked.length > 0).toBe(outcome === 'pass');
  });

  it('do not look up an address', async () => {
    const probes: Probes = { ...healthy, resolve: () => Promise.reject(new Error('looked up')) };
    const address = { ...settings, outboundAddress: '8.8.8.8:5070' as SipAddress };
    expect(outcomeOf(await checksOutside(address, probes, false), 'host')).toBe('pass');
  });

  it('ask the port of the trunk over its transport, and the usual port over TLS', async () => {
    const ports: Record<string, number> = {};
    const probes: Probes = {
      ...healthy,
      options: async ({ transport, port }) => {
        ports[transport] = port;
        return silent;
      },
    };
    const withPort = { ...settings, outboundAddress: 'sip.provider.com:5070' as SipAddress };
    await checksOutside(withPort, probes, false);
    expect(ports).toEqual({ udp: 5070, tcp: 5070, tls: 5061 });
    await checksOutside({ ...withPort, transport: 'tls' }, probes, false);
    expect(ports).toEqual({ udp: 5060, tcp: 5060, tls: 5070 });
  });

  it('warn of silence only over the transport of the trunk', async () => {
    const probes: Probes = { ...healthy, options: async () => silent };
    const checks = await checksOutside({ ...settings, transport: 'tcp' }, probes, false);
    const outcomes = ['options_udp', 'options_tcp', 'options_tls'].map((name) => outcomeOf(checks, name));
    expect(outcomes).toEqual(['unknown', 'warn', 'unknown']);
  });

  it('know carriers only by their hosts', () => {
    expect(carrierCheck(settings).outcome).toBe('unknown');
    const twilio = { ...settings, outboundAddress: 'me.pstn.twilio.com' as SipAddress };
    expect(carrierCheck(twilio)).toMatchObject({
      outcome: 'fail',
      remedy: expect.stringContaining('twilio.com'),
    });
    expect(carrierCheck({ ...settings, outboundAddress: 'sip.zadarma.com' as SipAddress }).outcome).toBe(
      'pass',
    );
  });
});

describe('the checks in LiveKit', () => {
  const nothing: SipState = { inbound: [], outbound: [], rules: [] };
  const nameOf = ({ id }: { readonly id: string }) => id;

  it('pass for a trunk that is set up in an empty project', () => {
    const checks = checksInLiveKit(nothing, { settings, objects: null }, nameOf);
    expect(worstOf(checks)).toBe('pass');
  });

  it('warn of calls that are off', () => {
    const enabledOf = (off: Partial<TrunkSettings>) =>
      checksInLiveKit(nothing, { settings: { ...settings, ...off }, objects: null }, nameOf)[0];
    expect(enabledOf({})).toMatchObject({ name: 'enabled', outcome: 'pass' });
    expect(enabledOf({ inboundEnabled: false })).toMatchObject({
      outcome: 'warn',
      evidence: 'The trunk is disabled: its inbound calls are off, so LiveKit refuses them.',
      remedy: 'Change inbound_enabled to true.',
    });
    expect(enabledOf({ inboundEnabled: false, outboundEnabled: false })).toMatchObject({
      evidence: 'The trunk is disabled: its inbound and outbound calls are off, so LiveKit refuses them.',
      remedy: 'Change inbound_enabled and outbound_enabled to true.',
    });
  });

  it('warn of a wildcard that lets nobody in whom the trunk refuses', () => {
    const media = { encryption: null, onlyListedCodecs: false, codecs: [] };
    const rule = {
      id: 'SDR_any',
      name: '',
      trunkIds: [],
      pin: '',
      numbers: [],
      inboundNumbers: [],
      hidesNumber: false,
      media,
    };
    const room = { kind: 'direct', name: 'x', random: false } as const;
    const state = { ...nothing, rules: [{ ...rule, room }] };
    const checks = checksInLiveKit(state, { settings, objects: null }, nameOf);
    expect(checks.find(({ name }) => name === 'wildcards')).toMatchObject({
      outcome: 'warn',
      evidence: 'SDR_any takes calls to every number.',
    });
  });

  it('take the worst outcome of all, and unknown before pass', () => {
    const some = (['pass', 'unknown', 'warn'] as const).map((outcome) => check('host', outcome, ''));
    expect(worstOf(some)).toBe('warn');
    expect(worstOf(some.slice(0, 2))).toBe('unknown');
    expect(worstOf([])).toBe('unknown');
  });
});

describe('OPTIONS', async () => {
  const [udp, tcp, deaf] = await Promise.all([
    startUdpSip('405 Method Not Allowed'),
    startStreamSip('tcp', '200 OK'),
    startUdpSip(null),
  ]);
  afterAll(() => {
    for (const server of [udp, tcp, deaf]) server.close();
  });
  const target = { host: 'sip.provider.com', address: '127.0.0.1' } as const;

  it('take any final answer, and name the host and not its address', async () => {
    expect(await askOptions({ ...target, port: udp.port, transport: 'udp' })).toMatchObject({
      kind: 'answered',
      status: 405,
      reason: 'Method Not Allowed',
      ms: expect.any(Number),
    });
    expect(udp.requests[0]).toContain(`OPTIONS sip:sip.provider.com:${udp.port} SIP/2.0\r\n`);
    expect(await askOptions({ ...target, port: tcp.port, transport: 'tcp' })).toMatchObject({ status: 200 });
    expect(tcp.requests[0]).toContain(';transport=tcp');
  });

  it('are sent again over UDP, and end after two seconds without an answer', async () => {
    expect(await askOptions({ ...target, port: deaf.port, transport: 'udp' })).toEqual({
      kind: 'silent',
      reason: 'nothing within 2000 ms',
    });
    expect(deaf.requests.length).toBe(3);
  });

  it('report a TLS handshake with a server that has no TLS', async () => {
    expect(await askOptions({ ...target, port: tcp.port, transport: 'tls' })).toMatchObject({
      kind: 'silent',
    });
  });
});
