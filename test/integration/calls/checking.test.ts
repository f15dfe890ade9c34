import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SipClient } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDns } from '../../support/dns-stand-in.js';
import { startStreamSip, startUdpSip } from '../../support/sip-stand-in.js';
import { startAgentWorker } from '../support/calls/agent-worker.js';
import {
  makeForeignRule,
  makeForeignTrunk,
  makeWildcardRule,
  makeWildcardTrunk,
  moveTrunk,
} from '../support/livekit/foreign.js';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { theStack } from '../support/the-stack.js';
import { ensureBuilt } from '../support/trunkline-process.js';
import { useWorld } from '../support/world.js';

const [udp, deaf, tcp, tls] = await Promise.all([
  startUdpSip('200 OK'),
  startUdpSip(null),
  startStreamSip('tcp', '200 OK'),
  startStreamSip('tls', '200 OK'),
]);
const here = ['127.0.0.1'];
const dns = await startDns(
  {
    'sip.provider.com A': here,
    'twilio.pstn.twilio.com A': here,
    'me.pstn.twilio.com A': here,
    'six.provider.com AAAA': ['::1'],
    '_sip._udp.srv.provider.com SRV': [{ priority: 1, weight: 1, port: 5070, target: 'sip1.provider.com' }],
    'srv.provider.com NAPTR': [
      {
        order: 1,
        preference: 1,
        flags: 'S',
        services: 'SIP+D2U',
        regexp: '',
        replacement: '_sip._udp.srv.provider.com',
      },
    ],
  },
  ['silent.provider.com'],
);
afterAll(() => {
  for (const server of [udp, deaf, tcp, tls, dns]) server.close();
});

const probing = { PROBE_TARGETS: 'true', PROBE_DNS_SERVERS: dns.address };
const number = '+493012345670';
/** A trunk that suits its carrier. */
const good = {
  sip_trunk_type: 'number',
  phone_number: number,
  country_code: 'DE',
  port: udp.port,
  inbound_authorization_type: 'ip',
  allowed_inbound_ips: ['203.0.113.0/24'],
};

interface Result {
  readonly name: string;
  readonly outcome: string;
  readonly evidence: string;
  readonly remedy: string | null;
}

const resultsIn = ({ body }: Answer) => (at(body, 'checks') ?? []) as readonly Result[];
const named = (answer: Answer, name: string) => resultsIn(answer).find((result) => result.name === name);

function post(tenant: Tenant, target: string, body?: object): Promise<Answer> {
  return tenant.request('POST', target, {
    ...(body === undefined ? {} : { body }),
    headers: { authorization: `Bearer ${tenant.key.secret}` },
  });
}

const livekit = () => {
  const { livekitUrl, livekitApiKey, livekitApiSecret } = theStack();
  return new SipClient(livekitUrl.replace(/^ws/, 'http'), livekitApiKey, livekitApiSecret);
};

describe('The checks of a trunk', () => {
  const world = useWorld({ ...probing, ALLOW_PRIVATE_TARGETS: 'true' });

  async function setUp(changes: object = {}, agent: string | null = null) {
    const tenant = await world.tenant(agent);
    const { status, body } = await tenant.autocalls(autocallsBody(number, { ...good, ...changes }));
    expect(status, JSON.stringify(body)).toBe(201);
    const idOf = (field: string) => String(at(body, 'data', field));
    return {
      tenant,
      id: idOf('id'),
      inbound: idOf('inbound_trunk_id'),
      outbound: idOf('outbound_trunk_id'),
      rule: idOf('dispatch_rule_id'),
    };
  }
  type Made = Awaited<ReturnType<typeof setUp>>;
  const checksOf = ({ tenant, id }: Made) => post(tenant, `/v1/trunks/${id}/checks`);

  it('pass for a trunk without a fault, except that no livekit-sip runs here', async () => {
    const made = await setUp();
    const answer = await checksOf(made);

    expect(answer.status).toBe(200);
    expect(resultsIn(answer).map(({ name, outcome }) => [name, outcome])).toEqual([
      ['objects', 'pass'],
      ['enabled', 'pass'],
      ['number_claim', 'pass'],
      ['wildcards', 'pass'],
      ['hidden_numbers', 'pass'],
      ['host', 'pass'],
      ['addresses', 'pass'],
      ['options_udp', 'pass'],
      ['options_tcp', 'unknown'],
      ['options_tls', 'unknown'],
      ['credentials', 'pass'],
      ['carrier', 'unknown'],
      ['sip_node', 'fail'],
      ['agent', 'pass'],
      ['number_forms', 'pass'],
    ]);
    expect(named(answer, 'options_udp')?.evidence).toMatch(/^OPTIONS over UDP: 200 OK after \d+ ms\.$/);
    expect(udp.requests.at(-1)).toMatch(
      /^OPTIONS sip:sip\.provider\.com:\d+ SIP\/2\.0\r\nVia: SIP\/2\.0\/UDP /,
    );
    expect(named(answer, 'number_forms')?.remedy).toContain('accept_national');
    expect(at(answer.body, 'outcome')).toBe('fail');
  });

  /** A fault, the check that names it, and words of its evidence. */
  interface Fault {
    readonly title: string;
    readonly changes?: object;
    readonly agent?: string;
    readonly plant?: (made: Made) => Promise<unknown>;
    readonly names: readonly [check: string, outcome: string, evidence: RegExp];
  }

  const faults: readonly Fault[] = [
    {
      title: 'a rule that is gone',
      plant: ({ rule }) => livekit().deleteSipDispatchRule(rule),
      names: ['objects', 'fail', /rule SDR_\w+ is missing/],
    },
    {
      title: 'an outbound trunk that was edited',
      plant: ({ outbound }) => {
        // The type of the SDK lacks the address.
        const fields = { name: 'edited', address: 'elsewhere.example.org' };
        return livekit().updateSipOutboundTrunkFields(outbound, fields);
      },
      names: ['objects', 'fail', /outbound ST_\w+ differs in address/],
    },
    {
      title: 'another trunk with the number',
      plant: async () => moveTrunk(await makeForeignTrunk('+15005550001'), number),
      names: ['number_claim', 'fail', /^an object that is not yours has the number as well.*503/],
    },
    {
      title: "somebody else's rule on the trunk",
      plant: ({ inbound }) => makeForeignRule(inbound),
      names: ['number_claim', 'fail', /^an object that is not yours competes/],
    },
    {
      title: 'a wildcard trunk and rule that let strangers in',
      plant: async () => [await makeWildcardTrunk(), await makeWildcardRule()],
      names: ['wildcards', 'fail', /whom the trunk does not admit reaches a room.*not yours/],
    },
    {
      title: 'a rule that hides numbers',
      plant: () =>
        livekit().createSipDispatchRule(
          { type: 'direct', roomName: 'x', pin: '' },
          { trunkIds: ['ST_of_nobody'], hidePhoneNumber: true },
        ),
      names: ['hidden_numbers', 'fail', /^an object that is not yours hides numbers/],
    },
    {
      title: 'a host that does not exist',
      changes: { sip_address: 'nowhere.provider.com' },
      names: ['host', 'fail', /does not exist/],
    },
    {
      title: 'a host that only SRV records know',
      changes: { sip_address: 'srv.provider.com' },
      names: [
        'host',
        'fail',
        /^Only SRV exists: livekit-sip will not find.*SRV _sip\._udp sip1\.provider\.com:5070; NAPTR SIP\+D2U/,
      ],
    },
    {
      title: 'a host with IPv6 alone',
      changes: { sip_address: 'six.provider.com' },
      names: ['host', 'warn', /only IPv6/],
    },
    {
      title: 'DNS servers that do not answer',
      changes: { sip_address: 'silent.provider.com' },
      names: ['host', 'unknown', /No DNS server says/],
    },
    {
      title: 'a SIP server that is silent',
      changes: { port: deaf.port },
      names: ['options_udp', 'warn', /No answer to OPTIONS over UDP \(nothing within 2000 ms\)/],
    },
    {
      title: 'a carrier that takes only TCP',
      changes: { port: tcp.port },
      names: ['options_udp', 'warn', /No answer to OPTIONS over UDP \(ECONNREFUSED\)/],
    },
    {
      title: 'a certificate that nobody trusts',
      changes: { port: tls.port, transport: 'tls' },
      names: ['options_tls', 'warn', /200 OK.*certificate is not trusted: DEPTH_ZERO_SELF_SIGNED_CERT/],
    },
    {
      title: 'credentials that are incomplete in LiveKit',
      plant: async ({ outbound }) => {
        const [info] = await livekit().listSipOutboundTrunk({ trunkIds: [outbound] });
        if (info !== undefined) info.authPassword = '';
        return info && livekit().updateSipOutboundTrunk(outbound, info);
      },
      names: ['credentials', 'fail', /The outbound trunk in LiveKit does not have the credentials/],
    },
    {
      title: 'a carrier that answers no challenge',
      changes: { sip_address: 'me.pstn.twilio.com', inbound_authorization_type: 'auth' },
      names: ['carrier', 'fail', /Twilio does not answer a digest challenge/],
    },
    {
      title: 'an agent that no worker serves',
      agent: 'nobody-serves-this',
      names: ['agent', 'fail', /No worker serves the agent "nobody-serves-this"/],
    },
    { title: 'no livekit-sip', names: ['sip_node', 'fail', /No livekit-sip process/] },
    {
      title: 'numbers of the rule in another form',
      plant: async ({ rule }) => {
        const [info] = await livekit().listSipDispatchRule({ dispatchRuleIds: [rule] });
        if (info !== undefined) info.numbers = ['03012345670'];
        return info && livekit().updateSipDispatchRule(rule, info);
      },
      names: ['number_forms', 'fail', /A call to \+493012345670 does not reach/],
    },
  ];

  it.each(faults)('name $title', async ({ changes, agent, plant, names: [name, outcome, evidence] }) => {
    const made = await setUp(changes, agent);
    await plant?.(made);
    const answer = await checksOf(made);

    expect(named(answer, name), JSON.stringify(answer.body)).toMatchObject({
      outcome,
      evidence: expect.stringMatching(evidence),
      ...(outcome === 'unknown' ? {} : { remedy: expect.any(String) }),
    });
  });

  it.skipIf(!('WebSocket' in globalThis))(
    'pass for an agent that a worker serves, and leave no room',
    async () => {
      const worker = await startAgentWorker('reception');
      const answer = await checksOf(await setUp({}, 'reception'));
      worker.close();

      expect(named(answer, 'agent')).toMatchObject({ outcome: 'pass' });
      const rooms = await world.store.redis.hkeys('rooms');
      expect(rooms.filter((room) => room.startsWith('trunkline-check-'))).toEqual([]);
    },
  );

  it('say which transport the carrier answers', async () => {
    const answer = await checksOf(await setUp({ port: tcp.port }));

    expect(named(answer, 'options_tcp')).toMatchObject({ outcome: 'pass' });
    expect(named(answer, 'options_udp')?.remedy).toContain('set transport to tcp');
  });

  it('of the trunk of another organisation are not found', async () => {
    const { id } = await setUp();
    const answer = await post(await world.tenant(), `/v1/trunks/${id}/checks`);

    expect(answer).toMatchObject({ status: 404, body: { code: 'trunk_not_found' } });
  });

  it('before a set-up name the same faults, and say of a held number only that it is in use', async () => {
    const { inbound } = await setUp();
    const tenant = await world.tenant();
    const body = autocallsBody('+493012345671', {
      ...good,
      phone_number: '+493012345671',
      sip_address: 'srv.provider.com',
    });
    const srv = await post(tenant, '/v1/checks', body);
    const held = await post(tenant, '/v1/checks', zuduBody(number));

    expect(srv.status).toBe(200);
    expect(named(srv, 'host')).toMatchObject({ outcome: 'fail' });
    expect(named(srv, 'number_claim')).toMatchObject({ outcome: 'pass' });
    expect(named(held, 'number_claim')).toMatchObject({ outcome: 'fail', evidence: 'The number is in use.' });
    expect(JSON.stringify(held.body)).not.toContain(inbound);
    expect(await post(tenant, '/v1/checks', { number: 'x' })).toMatchObject({
      status: 400,
      body: { code: 'validation_failed' },
    });
  });

  it('refuse with ?check=true a create that cannot work, and nothing is set up', async () => {
    const tenant = await world.tenant();
    const before = await world.store.counts();
    const autocalls = await post(
      tenant,
      '/api/user/phone-numbers/sip-trunks?check=true',
      autocallsBody(number, { ...good, sip_address: 'srv.provider.com' }),
    );
    const zudu = await tenant.request('POST', '/api/sio/createSipTrunkDispatch?check=true', {
      body: zuduBody(number, { outboundPstn: 'nowhere.provider.com' }),
      headers: { 'x-api-key': tenant.key.publicId, 'x-api-secret': tenant.key.secret },
    });

    expect(autocalls).toMatchObject({
      status: 422,
      body: { errors: { 'checks.host': [expect.stringContaining('Only SRV exists')] } },
    });
    expect(zudu).toMatchObject({
      status: 400,
      body: {
        code: 'validation_failed',
        error: { 'checks.host': expect.stringContaining('does not exist') },
      },
    });
    const native = {
      ...{ phone_number: number, sip_username: 'me', sip_password: 'correct horse battery' },
      ...{ sip_address: 'srv.provider.com', sip_calling_format: 'e164', inbound_authorization_type: 'auth' },
    };
    expect(await post(tenant, '/v1/trunks?check=true', native)).toMatchObject({
      status: 400,
      body: { errors: { 'checks.host': [expect.stringContaining('Only SRV exists')] } },
    });
    expect(named(await post(tenant, '/v1/checks', native), 'host')).toMatchObject({ outcome: 'fail' });
    expect(await world.store.counts()).toEqual(before);
  });

  it('of a create leave a number that is held to the set-up', async () => {
    const { tenant } = await setUp();
    const again = await post(
      tenant,
      '/api/user/phone-numbers/sip-trunks?check=true',
      autocallsBody(number, good),
    );

    expect(again).toMatchObject({ status: 409, body: { code: 'already_exists' } });
  });

  describe('on the command line', () => {
    beforeAll(ensureBuilt, 120_000);
    const run = (...args: string[]) =>
      new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
        const program = fileURLToPath(new URL('../../../bin/trunkline.js', import.meta.url));
        const env = { ...process.env, TRUNKLINE_HOME: world.trunkline.env.TRUNKLINE_HOME };
        execFile(process.execPath, [program, 'check', ...args], { env }, (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
        );
      });

    it('show the names of all objects, and end with 3 if one fails', async () => {
      const made = await setUp();
      const foreign = await makeForeignTrunk('+15005550001');
      await moveTrunk(foreign, number);
      const { code, stdout } = await run(made.id);

      expect(code).toBe(3);
      expect(stdout).toContain(`number_claim: ${foreign} somebody's trunk has the number as well.`);
    });

    it('read the body of a create from a file', async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'trunkline-test-check-'));
      const file = path.join(folder, 'create.json');
      await writeFile(file, JSON.stringify(zuduBody(number, { outboundPstn: 'srv.provider.com' })));
      const { stdout } = await run('--json', '--file', file);
      await rm(folder, { recursive: true });

      expect(JSON.parse(stdout)).toMatchObject({ outcome: 'fail', checks: expect.any(Array) });
      expect((await run()).stderr).toContain('--file');
    });
  });
});

describe('The checks where private addresses are not allowed', () => {
  const world = useWorld(probing);

  it('name a host that resolves to a private address, and send it nothing', async () => {
    const tenant = await world.tenant();
    const asked = udp.requests.length;
    const answer = await post(tenant, '/v1/checks', autocallsBody(number, { ...good, phone_number: number }));

    expect(named(answer, 'addresses')).toMatchObject({
      outcome: 'fail',
      evidence: 'The host resolves to 127.0.0.1, which is not public.',
    });
    expect(named(answer, 'options_udp')).toMatchObject({
      outcome: 'unknown',
      evidence: 'No request was sent.',
    });
    expect(udp.requests.length).toBe(asked);
  });
});

describe('The checks where the operator has not enabled probes', () => {
  const world = useWorld();

  it('say so, and check LiveKit alone', async () => {
    const tenant = await world.tenant('reception');
    const answer = await post(tenant, '/v1/checks', zuduBody(number));

    const unknown = ['host', 'addresses', 'options_udp', 'options_tcp', 'options_tls', 'sip_node', 'agent'];
    for (const name of unknown) {
      expect(named(answer, name)).toMatchObject({
        outcome: 'unknown',
        evidence: 'The operator of this service has not enabled probes.',
      });
    }
    expect(named(answer, 'number_claim')).toMatchObject({ outcome: 'pass' });
  });
});
