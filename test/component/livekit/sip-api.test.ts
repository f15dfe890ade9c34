import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LiveKitProblem } from '../../../src/domain/failures.js';
import type { LiveKitSip } from '../../../src/domain/livekit/sip-objects.js';
import { liveKitAt } from '../../../src/livekit/sip-api.js';
import { ampleMs } from '../../unit/ample-time.js';
import { answering, closedPort, httpServer, type LocalServer, tcpServer } from './local-server.js';
import { inboundSpec, outboundSpec, password, ruleSpec } from './specs.js';

const access = { apiKey: 'devkey', apiSecret: 'secret-of-the-test' };

/** A server that answers with the bodies it was given, one after the other, and notes what it was sent. */
interface Recorder extends LocalServer {
  readonly requests: { readonly method: string; readonly body: unknown }[];
}

interface Reply {
  readonly status?: number;
  readonly body: object;
}

async function recorder(...replies: readonly Reply[]): Promise<Recorder> {
  const requests: { method: string; body: unknown }[] = [];
  const server = await httpServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const method = (request.url ?? '').replace('/twirp/livekit.SIP/', '');
    const { status = 200, body } = replies[requests.length] ?? { status: 500, body: {} };
    requests.push({ method, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  return { ...server, requests };
}

let server: LocalServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function liveKitThat(...replies: readonly Reply[]) {
  const recording = await recorder(...replies);
  server = recording;
  const livekit = liveKitAt({ ...access, url: recording.url })(ampleMs);
  return { livekit, requests: recording.requests };
}

const inboundInfo = {
  sip_trunk_id: 'ST_in',
  name: 'tag',
  metadata: inboundSpec.metadata,
  numbers: [inboundSpec.number],
  allowed_addresses: inboundSpec.allowedAddresses,
  auth_username: 'sip_user',
  auth_password: password.reveal(),
};

const outboundInfo = {
  sip_trunk_id: 'ST_out',
  name: 'tag',
  numbers: [outboundSpec.number],
  address: outboundSpec.address,
  auth_username: 'sip_user',
  auth_password: password.reveal(),
};

const ruleInfo = {
  sip_dispatch_rule_id: 'SDR_1',
  name: 'tag',
  trunk_ids: ['ST_in'],
  rule: { dispatch_rule_individual: { room_prefix: 'call-' } },
  room_config: { agents: [{ agent_name: 'front desk', metadata: '{"agent_version":3}' }] },
};

describe('the time limit of an attempt', () => {
  it('the time limit of an attempt never breaks the request, whatever number of milliseconds from 1 to 15000 it is', async () => {
    const url = await closedPort();
    const limits = Array.from({ length: 150 }, (_, index) => 1 + index * 100 + ((index * 37) % 100));
    const problems = await Promise.all(
      [1, 2, 124, 125, 126, 999, 1_001, 2_000, 13_000, 14_999, 15_000, 0.5, 1_333.333, ...limits].map(
        (limit) =>
          liveKitAt({ ...access, url })(limit)
            .listAllRules()
            .then(
              () => null,
              (error: unknown) => error,
            ),
      ),
    );
    // Not reached or, with too little time, not in time; but never a RangeError for a time-out that is no whole number.
    const codes = problems.map((error) =>
      error instanceof LiveKitProblem && error.problem.kind === 'failure'
        ? error.problem.code
        : String(error),
    );
    const reported = new Set(codes);
    expect(reported).toContain('livekit_unreachable');
    expect(reported).toContain('out_of_time');
    // A machine that stands still for two seconds is all that this takes.
    reported.delete('livekit_timeout');
    expect(reported.size).toBe(2);
  });

  it.each([1, 60, 250, 500])(
    'the time limit of an attempt of %i ms ends a request that gets no answer soon after',
    async (limit) => {
      server = await tcpServer(() => undefined);
      const began = performance.now();
      await expect(liveKitAt({ ...access, url: server.url })(limit).listAllRules()).rejects.toMatchObject({
        problem: { code: 'out_of_time', mayHaveApplied: true },
      });
      expect(performance.now() - began).toBeLessThan(limit + 15_000);
    },
  );

  it('the time limit of an attempt holds for all requests of the attempt together', async () => {
    server = await httpServer((_request, response) => {
      setTimeout(
        () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"items":[]}'),
        150,
      );
    });
    const livekit = liveKitAt({ ...access, url: server.url })(400);
    const began = performance.now();
    const requestsWithoutEnd = async () => {
      for (;;) await livekit.listAllRules();
    };
    await expect(requestsWithoutEnd()).rejects.toMatchObject({ problem: { code: 'out_of_time' } });
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});

describe('creating an inbound trunk', () => {
  it('the create of an inbound trunk sends number, addresses, digest and metadata, and compares the echo', async () => {
    const { livekit, requests } = await liveKitThat({ body: inboundInfo });
    expect(await livekit.objects.inbound.create('tag', inboundSpec)).toEqual({
      id: 'ST_in',
      name: 'tag',
      differs: [],
    });
    expect(requests).toMatchObject([
      {
        method: 'CreateSIPInboundTrunk',
        body: {
          trunk: {
            name: 'tag',
            numbers: ['+15551234567'],
            allowedAddresses: ['203.0.113.7/32', '198.51.100.0/24'],
            authUsername: 'sip_user',
            authPassword: 'pa55word-of-the-test',
            metadata: inboundSpec.metadata,
          },
        },
      },
    ]);
  });

  it('the create of an inbound trunk without digest sends neither half of the credentials', async () => {
    const { livekit, requests } = await liveKitThat({
      body: { ...inboundInfo, auth_username: '', auth_password: '' },
    });
    const made = await livekit.objects.inbound.create('tag', { ...inboundSpec, digest: null });
    expect(made.differs).toEqual([]);
    expect(JSON.stringify(requests)).not.toMatch(/auth/i);
  });

  it.each([
    ['allowedAddresses', { allowed_addresses: [] }],
    ['authPassword', { auth_password: '' }],
    ['authUsername', { auth_username: 'other' }],
    ['numbers', { numbers: ['+15550000000'] }],
    ['metadata', { metadata: '' }],
  ])('creating an inbound trunk notices an echo with another value for %s', async (field, change) => {
    const { livekit } = await liveKitThat({ body: { ...inboundInfo, ...change } });
    expect((await livekit.objects.inbound.create('tag', inboundSpec)).differs).toEqual([field]);
  });
});

describe('creating an outbound trunk', () => {
  it('the create of an outbound trunk sends address, number and credentials, and never returns the echoed password', async () => {
    const { livekit, requests } = await liveKitThat({ body: outboundInfo });
    const trunk = await livekit.objects.outbound.create('tag', outboundSpec);
    expect(trunk).toEqual({ id: 'ST_out', name: 'tag', differs: [] });
    expect(requests).toMatchObject([
      {
        method: 'CreateSIPOutboundTrunk',
        body: {
          trunk: {
            name: 'tag',
            address: 'sip.provider.com',
            numbers: ['+15551234567'],
            authUsername: 'sip_user',
            authPassword: 'pa55word-of-the-test',
          },
        },
      },
    ]);
  });

  it.each([
    ['address', { address: 'sip.other.com' }],
    ['authPassword', { auth_password: '' }],
    ['numbers', { numbers: [] }],
  ])('creating an outbound trunk notices an echo with another value for %s', async (field, change) => {
    const { livekit } = await liveKitThat({ body: { ...outboundInfo, ...change } });
    expect((await livekit.objects.outbound.create('tag', outboundSpec)).differs).toEqual([field]);
  });
});

describe('creating a dispatch rule', () => {
  it('the create of a dispatch rule sends its trunk, a room for each call, and the agent', async () => {
    const { livekit, requests } = await liveKitThat({ body: ruleInfo });
    expect(await livekit.objects.rule.create('tag', ruleSpec)).toEqual({
      id: 'SDR_1',
      name: 'tag',
      differs: [],
    });
    expect(requests).toMatchObject([
      {
        method: 'CreateSIPDispatchRule',
        body: {
          name: 'tag',
          trunkIds: ['ST_in'],
          rule: { dispatchRuleIndividual: { roomPrefix: 'call-' } },
          roomConfig: { agents: [{ agentName: 'front desk', metadata: '{"agent_version":3}' }] },
        },
      },
    ]);
  });

  it('the create of a dispatch rule whose calls are off sends a rule without a room', async () => {
    const { livekit, requests } = await liveKitThat({
      body: { ...ruleInfo, rule: { dispatchRuleDirect: {} } },
    });
    const off = { ...ruleSpec, roomPrefix: null };
    expect((await livekit.objects.rule.create('tag', off)).differs).toEqual([]);
    expect(requests).toMatchObject([{ body: { trunkIds: ['ST_in'], rule: { dispatchRuleDirect: {} } } }]);
  });

  it('a dispatch rule without a trunk is never sent, because it would take the calls of every trunk', async () => {
    const { livekit, requests } = await liveKitThat({ body: ruleInfo });
    await expect(
      livekit.objects.rule.create('tag', { ...ruleSpec, inboundTrunkId: '' }),
    ).rejects.toMatchObject({
      problem: { code: 'internal', transient: false },
    });
    expect(requests).toEqual([]);
  });

  it('the create of a dispatch rule notices if LiveKit has created a wildcard rule', async () => {
    const { livekit } = await liveKitThat({ body: { ...ruleInfo, trunk_ids: [] } });
    expect((await livekit.objects.rule.create('tag', ruleSpec)).differs).toEqual(['trunkIds']);
  });
});

describe('a list', () => {
  it('a list of inbound trunks asks for the number and leaves wildcard trunks out', async () => {
    const wildcard = { ...inboundInfo, sip_trunk_id: 'ST_wild', numbers: [] };
    const { livekit, requests } = await liveKitThat({ body: { items: [wildcard, inboundInfo] } });
    expect(await livekit.objects.inbound.list(inboundSpec)).toEqual([
      { id: 'ST_in', name: 'tag', differs: [] },
    ]);
    expect(requests).toMatchObject([{ method: 'ListSIPInboundTrunk', body: { numbers: ['+15551234567'] } }]);
  });

  it('a list of outbound trunks asks for the number and leaves wildcard trunks out', async () => {
    const wildcard = { ...outboundInfo, sip_trunk_id: 'ST_wild', numbers: [] };
    const { livekit, requests } = await liveKitThat({ body: { items: [outboundInfo, wildcard] } });
    expect(await livekit.objects.outbound.list(outboundSpec)).toEqual([
      { id: 'ST_out', name: 'tag', differs: [] },
    ]);
    expect(requests).toMatchObject([{ method: 'ListSIPOutboundTrunk', body: { numbers: ['+15551234567'] } }]);
  });

  it("a list of a trunk's rules leaves wildcard rules out", async () => {
    const wildcard = { ...ruleInfo, sip_dispatch_rule_id: 'SDR_wild', trunk_ids: [] };
    const { livekit, requests } = await liveKitThat({ body: { items: [wildcard, ruleInfo] } });
    expect(await livekit.objects.rule.list(ruleSpec)).toEqual([{ id: 'SDR_1', name: 'tag', differs: [] }]);
    expect(requests).toMatchObject([{ method: 'ListSIPDispatchRule', body: { trunkIds: ['ST_in'] } }]);
  });

  it('the list of all rules shows every rule', async () => {
    const { livekit } = await liveKitThat({ body: { items: [{ ...ruleInfo, trunk_ids: [] }, ruleInfo] } });
    expect(await livekit.listAllRules()).toHaveLength(2);
  });

  it('a listed object with another password is shown as different, without the password', async () => {
    const { livekit } = await liveKitThat({ body: { items: [{ ...outboundInfo, auth_password: 'other' }] } });
    const listed = await livekit.objects.outbound.list(outboundSpec);
    expect(listed).toEqual([{ id: 'ST_out', name: 'tag', differs: ['authPassword'] }]);
  });
});

describe.each([
  ['a trunk', (livekit: LiveKitSip) => livekit.objects.inbound.delete('ST_1')],
  ['a rule', (livekit: LiveKitSip) => livekit.objects.rule.delete('SDR_1')],
] as const)('deleting %s', (_what, remove) => {
  it('a delete of an existing object succeeds', async () => {
    const { livekit } = await liveKitThat({ body: {} });
    await expect(remove(livekit)).resolves.toBeUndefined();
  });

  it('a delete of an object that does not exist succeeds', async () => {
    const { livekit } = await liveKitThat({
      status: 404,
      body: { code: 'not_found', msg: 'no such object' },
    });
    await expect(remove(livekit)).resolves.toBeUndefined();
  });

  it('a delete at a wrong address fails, because a 404 without not_found does not mean that the object is gone', async () => {
    const { livekit } = await liveKitThat({ status: 404, body: { code: 'bad_route', msg: 'no handler' } });
    await expect(remove(livekit)).rejects.toMatchObject({ problem: { code: 'livekit_wrong_endpoint' } });
  });
});

describe('a request that fails', () => {
  beforeEach(async () => {
    server = await httpServer(answering(500, '{"code":"unknown","msg":"read tcp: i/o timeout"}'));
  });

  it('every method throws a classified problem and nothing else', async () => {
    const livekit = liveKitAt({ ...access, url: server?.url ?? '' })(ampleMs);
    for (const attempt of [
      livekit.objects.inbound.create('tag', inboundSpec),
      livekit.objects.outbound.create('tag', outboundSpec),
      livekit.objects.rule.create('tag', ruleSpec),
      livekit.objects.inbound.list(inboundSpec),
      livekit.objects.outbound.list(outboundSpec),
      livekit.objects.rule.list(ruleSpec),
      livekit.listAllRules(),
      livekit.objects.inbound.delete('ST_1'),
      livekit.objects.rule.delete('SDR_1'),
    ]) {
      const error = await attempt.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(LiveKitProblem);
      expect(error).toMatchObject({ problem: { code: 'livekit_fault', mayHaveApplied: true } });
    }
  });
});
