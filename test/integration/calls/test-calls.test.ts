import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type CarrierBehaviour, CarrierPhone } from '../../support/sip-phone.js';
import { credentials, sipIsThere, useRealSip } from '../support/calls/real-sip.js';
import { runCommand } from '../support/command.js';
import { type Answer, at, type Tenant } from '../support/requests/tenant.js';
import { ensureBuilt, TrunklineProcess } from '../support/trunkline-process.js';
import { nothing, useWorld } from '../support/world.js';

const number = '+493012345670';
const callee = '+493011112222';

const settings = {
  ALLOW_PRIVATE_TARGETS: 'true',
  TEST_CALLS_PER_KEY: '4/3600',
  TEST_CALLS_PER_ORGANIZATION: '5/3600',
  TEST_CALLS_AT_ONCE_PER_ORGANIZATION: '1',
};

/** The body of a create of `/v1`. */
function newTrunk({ host, port } = { host: '127.0.0.2', port: 5060 }, changes: object = {}): object {
  return {
    ...{ phone_number: number, country_code: 'DE', sip_calling_format: '+e164' },
    ...{ sip_username: credentials.username, sip_password: credentials.password },
    ...{ sip_address: `${host}:${port}`, transport: 'udp', inbound_authorization_type: 'auth' },
    ...changes,
  };
}

function post(tenant: Tenant, path: string, body: object, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${tenant.key.secret}`;
  return tenant.request('POST', path, { headers: { authorization, ...headers }, body });
}

async function trunkOf(tenant: Tenant, body = newTrunk()): Promise<string> {
  const created = await post(tenant, '/v1/trunks', body);
  expect(created.status).toBe(201);
  return String(at(created.body, 'id'));
}

const callOver = (tenant: Tenant, trunk: string, changes: object = {}, headers?: Record<string, string>) =>
  post(tenant, `/v1/trunks/${trunk}/test-call`, { to: callee, ...changes }, headers);

/** Waits until a call is over. @returns it. */
async function finished(tenant: Tenant, { headers }: Answer): Promise<unknown> {
  const path = headers.get('location') ?? '';
  await expect.poll(async () => at((await tenant.get(path)).body, 'state')).toBe('finished');
  return (await tenant.get(path)).body;
}

const eventsOf = (call: unknown) => {
  const events = at(call, 'events');
  return Array.isArray(events) ? events.map((event) => at(event, 'event')) : [];
};

describe('a request for a test call', () => {
  const world = useWorld(settings);
  beforeAll(() => ensureBuilt(), 180_000);

  it('is answered with the reason and the remedy when no livekit-sip serves LiveKit', async () => {
    const tenant = await world.tenant();
    const { status, body, headers } = await callOver(tenant, await trunkOf(tenant));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ state: 'finished', to: callee, verdict: 'sip_node_missing', sip: null },
      ...{ meaning: expect.stringContaining('livekit-sip'), remedy: expect.stringContaining('operator') },
    });
    expect(eventsOf(body)).toEqual(['accepted', 'dialling', 'hung_up']);
    expect((await tenant.get(headers.get('location') ?? '')).body).toEqual(body);
    expect(at((await tenant.get('/v1/test-calls')).body, 'data')).toEqual([body]);
  });

  it('is refused to a key without the scope `call`, and no key of an organization can give this scope', async () => {
    const tenant = await world.tenant();
    const trunk = await trunkOf(tenant);
    const { body: key } = await post(tenant, '/v1/keys', { scopes: ['read', 'provision'] });
    const headers = { authorization: `Bearer ${at(key, 'secret')}` };
    expect(await callOver(tenant, trunk, {}, headers)).toMatchObject({
      ...{ status: 403, body: { code: 'scope_missing' } },
    });
    expect(await post(tenant, '/v1/keys', { scopes: ['call'] })).toMatchObject({ status: 400 });
  });

  it('with the same key is answered with the first call, and nobody is called twice', async () => {
    const tenant = await world.tenant();
    const trunk = await trunkOf(tenant);
    const key = { 'Idempotency-Key': 'call-1' };
    const [first, atOnce] = await Promise.all([
      callOver(tenant, trunk, {}, key),
      callOver(tenant, trunk, {}, key),
    ]);
    const again = await callOver(tenant, trunk, {}, key);
    expect([first.status, atOnce.body, again.body]).toEqual([200, first.body, first.body]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await callOver(tenant, trunk, { ring_seconds: 7 }, key)).toMatchObject({
      ...{ status: 422, body: { code: 'idempotency_key_reused' } },
    });
    expect(await world.trunkline.rows('select id from test_calls')).toHaveLength(1);
  });

  it('is refused for a number that the trunk may not call, and nothing is stored', async () => {
    const tenant = await world.tenant();
    const trunk = await trunkOf(tenant);
    for (const to of ['+442071838750', '+499001234567', '+870776001234']) {
      expect(await callOver(tenant, trunk, { to })).toMatchObject({
        ...{ status: 403, body: { code: 'destination_not_allowed', errors: { to: [expect.any(String)] } } },
      });
    }
    const over = { to: '+442071838750', trunk: newTrunk() };
    expect(await post(tenant, '/v1/test-calls', over)).toMatchObject({ status: 403 });
    expect(await world.trunkline.rows('select id from test_calls')).toEqual([]);
  });

  it('is refused over a trunk whose outbound calls are off', async () => {
    const tenant = await world.tenant();
    const trunk = newTrunk(undefined, { outbound_enabled: false });
    const off = { status: 409, body: { code: 'outbound_disabled' } };
    expect(await callOver(tenant, await trunkOf(tenant, trunk))).toMatchObject(off);
    expect(await post(tenant, '/v1/test-calls', { to: callee, trunk })).toMatchObject(off);
    expect(await world.trunkline.rows('select id from test_calls')).toEqual([]);
  });

  it('is refused while as many calls of the organization go on as may, and only its own count', async () => {
    const [tenant, other] = [await world.tenant(), await world.tenant()];
    const trunk = await trunkOf(tenant);
    const request = { to: callee, trunk: newTrunk() };
    const held = world.proxy.hold('CreateSIPParticipant', 'before_livekit');
    const first = await callOver(tenant, trunk, {}, { Prefer: 'respond-async' });
    await held.arrived;
    expect(first).toMatchObject({ status: 202, body: { state: 'running', verdict: null } });
    const second = await callOver(tenant, trunk);
    expect(second).toMatchObject({ status: 409, body: { code: 'too_many_test_calls' } });
    expect(second.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await post(other, '/v1/test-calls', request)).toMatchObject({ status: 200 });
    await held.release();
    await finished(tenant, first);
    expect(await callOver(tenant, trunk)).toMatchObject({ status: 200 });
  });

  it('is refused when the key has placed as many calls as it may, and when all keys of the organization together have', async () => {
    const tenant = await world.tenant();
    const trunk = await trunkOf(tenant);
    const statuses = [];
    for (let calls = 0; calls < 5; calls += 1) statuses.push(await callOver(tenant, trunk));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
    expect(statuses[4]?.headers.get('ratelimit-policy')).toContain('test_calls_of_key');
    const { body: rotated } = await post(tenant, `/v1/keys/${tenant.key.publicId}/rotate`, {
      overlap_hours: 1,
    });
    const headers = { authorization: `Bearer ${at(rotated, 'secret')}` };
    expect((await callOver(tenant, trunk, {}, headers)).status).toBe(200);
    const last = await callOver(tenant, trunk, {}, headers);
    expect(last.status).toBe(429);
    expect(last.headers.get('ratelimit-policy')).toContain('test_calls_of_organization');
  });

  it.each([
    [{ to: '03011112222' }, 'to'],
    [{ ring_seconds: 46 }, 'ring_seconds'],
    [{ talk_seconds: 11 }, 'talk_seconds'],
    [{ trunk: newTrunk(undefined, { sip_address: 'a b' }) }, 'trunk.sip_address'],
    [{ trunk: newTrunk(undefined, { hobby: 'fishing' }) }, 'trunk.hobby'],
  ])('with %o is refused, and the answer names the field %s', async (changes, field) => {
    const tenant = await world.tenant();
    const answer = await post(tenant, '/v1/test-calls', { to: callee, trunk: newTrunk(), ...changes });
    expect(answer.status).toBe(400);
    expect(Object.keys(Object(at(answer.body, 'errors')))).toEqual([field]);
  });

  it('over the trunk of another organization, or about its call, is answered like for one that does not exist', async () => {
    const [owner, stranger] = [await world.tenant(), await world.tenant()];
    const trunk = await trunkOf(owner);
    const call = await callOver(owner, trunk);
    const [theirs, none] = [await callOver(stranger, trunk), await callOver(stranger, '4711')];
    expect(theirs).toMatchObject({ status: 404, body: none.body });
    const id = String(at(call.body, 'id'));
    expect(await stranger.get(`/v1/test-calls/${id}`)).toMatchObject({ status: 404 });
    expect(at((await stranger.get('/v1/test-calls')).body, 'data')).toEqual([]);
  });

  it('keeps the password of a trunk that is not set up until the call is over, sealed, and leaves nothing', async () => {
    const tenant = await world.tenant();
    const password = 'Xq7-never-shown';
    const held = world.proxy.hold('CreateSIPParticipant', 'before_livekit');
    const trunk = newTrunk(undefined, { sip_password: password });
    const begun = await post(
      tenant,
      '/v1/test-calls',
      { to: callee, trunk },
      { Prefer: 'respond-async', 'Idempotency-Key': 'x' },
    );
    await held.arrived;
    const during = JSON.stringify(await world.trunkline.rows('select * from test_calls'));
    await held.release();
    await finished(tenant, begun);
    expect(during).toContain('sealedPassword');
    expect(await world.trunkline.rows('select request from test_calls')).toEqual([{ request: null }]);
    const shown = [during, ...world.trunkline.log].filter((text) => text.includes(password));
    expect(shown).toEqual([]);
    expect(await world.remains()).toEqual(nothing);
  });

  it('from the command line prints the verdict, the reason and the remedy, also with the rights of an operator', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'trunkline-commands-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const tenant = await world.tenant();
    const trunk = await trunkOf(tenant);
    const file = path.join(folder, 'create.json');
    await writeFile(file, JSON.stringify(newTrunk()));
    const { url, config } = world.trunkline;
    const common = { PATH: process.env.PATH, HOME: folder };
    const asTenant = { ...common, TRUNKLINE_URL: url, TRUNKLINE_KEY: tenant.key.secret };
    const asOperator = { ...common, TRUNKLINE_HOME: config.home };
    const run = (env: NodeJS.ProcessEnv, ...args: readonly string[]) =>
      runCommand(args, { cwd: folder, env });

    const shown = await run(asTenant, 'trunk', 'test-call', trunk, callee, '--ring', '3');
    expect(shown).toMatchObject({ code: 3, stderr: '' });
    expect(shown.stdout).toMatch(
      /^sip_node_missing {2}No livekit-sip.*\n→ Ask the operator.*\n +0 ms {2}accepted/,
    );
    const { stdout } = await run(asTenant, 'call', callee, '--file', file, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'sip_node_missing', trunk_id: null });
    const organization = tenant.organization.id;
    for (const args of [
      ['trunk', 'test-call', trunk, callee],
      ['call', callee, '--file', file, '--org', organization],
    ]) {
      expect((await run(asOperator, ...args)).stdout).toContain('sip_node_missing');
    }
    expect(at((await tenant.get('/v1/test-calls')).body, 'data')).toHaveLength(4);
  });

  it('whose worker is killed before LiveKit has its request is ended by the next worker, and not placed again', async () => {
    const tenant = await world.tenant();
    const trunk = await trunkOf(tenant);
    const { proxy, trunkline } = world;
    await trunkline.stop();
    const victim = await TrunklineProcess.start(trunkline.env);
    const held = proxy.hold('CreateSIPParticipant', 'before_livekit');
    let begun: Answer;
    try {
      begun = await callOver(tenant.via(victim.url), trunk, {}, { Prefer: 'respond-async' });
      await held.arrived;
    } finally {
      await victim.kill();
      await trunkline.startAgain();
    }
    held.lose();
    expect(at(await finished(tenant, begun), 'verdict')).toBe('interrupted');
    expect(proxy.seen('CreateSIPParticipant')).toBe(1);
    expect(proxy.seen('DeleteRoom')).toBeGreaterThan(0);
  });

  it('that no process has started is found, and a call that is too old by then is not placed', async () => {
    const tenant = await world.tenant();
    const { organization, key } = tenant;
    const store = (id: string, age: string) =>
      world.trunkline.rows(
        `insert into test_calls (id, organization_id, requested_by, trunk_id, called, ring_seconds, talk_seconds, state, events, created_at, dispatch_after)
           values ('${id}', '${organization.id}', '${key.publicId}', 4711, '${callee}', 5, 0, 'running', '[]', now() - interval '${age}', now())`,
      );
    const [young, old] = [`tc_${'1'.repeat(32)}`, `tc_${'2'.repeat(32)}`];
    await store(young, '3 seconds');
    await store(old, '2 minutes');
    const verdictOf = async (id: string) => at((await tenant.get(`/v1/test-calls/${id}`)).body, 'verdict');
    await expect.poll(() => verdictOf(young)).toBe('trunk_missing');
    await expect.poll(() => verdictOf(old)).toBe('not_placed');
  });
});

describe.skipIf(!sipIsThere)('a test call on a real livekit-sip', { timeout: 120_000 }, () => {
  const world = useWorld({ ...settings, TEST_CALLS_PER_KEY: 'off', TEST_CALLS_PER_ORGANIZATION: 'off' });
  const real = useRealSip();
  beforeAll(() => ensureBuilt(), 180_000);

  function report(what: string, call: unknown, carrier: CarrierPhone): void {
    const said = `${at(call, 'verdict')} ${at(call, 'sip', 'code') ?? ''}`.padEnd(28);
    const ended = carrier.ended.join(' ');
    process.stdout.write(
      `  ${what.padEnd(34)} says: ${said} carrier: ${carrier.codes.join(' ').padEnd(14)} ${ended}\n`,
    );
  }

  const none: readonly string[] = [];
  it.each([
    ['answers', 'answered', 'answers', ['BYE'], null],
    ['lets it ring', 'rings', 'rings', ['CANCEL'], null],
    ['does not answer at all', 'no_answer', 'ignores', ['CANCEL'], null],
    ['is busy', 'busy', 486, none, 486],
    ['declines', 'declined', 603, none, 603],
    ['does not know the number', 'number_not_found', 404, none, 404],
    ['cannot reach the number', 'unavailable', 480, none, 480],
    ['refuses without asking for credentials', 'forbidden', 403, none, 403],
    ['fails', 'carrier_failed', 503, none, 503],
  ] as const)(
    'to a carrier that %s says %s and is hung up',
    async (what, verdict, behaviour: CarrierBehaviour, ended, code) => {
      const tenant = await world.tenant();
      const { udp } = real.carriers;
      const trunk = await trunkOf(tenant, newTrunk(udp));
      udp.behaviour = behaviour;
      const { status, body } = await callOver(tenant, trunk, { ring_seconds: 3, talk_seconds: 1 });
      expect(status).toBe(200);
      await expect.poll(() => udp.ended).toEqual(ended);
      report(what, body, udp);
      expect([at(body, 'verdict'), at(body, 'sip', 'code') ?? null]).toEqual([verdict, code]);
      expect(await real.rooms.listRooms()).toEqual([]);
    },
  );

  it('to a carrier that refuses the password says so, and not that the carrier refuses every call', async () => {
    const tenant = await world.tenant();
    const { udp } = real.carriers;
    const trunk = await trunkOf(tenant, newTrunk(udp, { sip_password: 'a-wrong-password' }));
    const { body } = await callOver(tenant, trunk);
    report('refuses the password', body, udp);
    expect(body).toMatchObject({ verdict: 'credentials_rejected', sip: { code: 403 } });
    // After the refusal one INVITE without credentials shows that the carrier asks for them.
    expect(udp.invites.map(({ authenticated }) => authenticated)).toEqual(['no', 'wrong', 'no']);
    expect(await real.rooms.listRooms()).toEqual([]);
  });

  it.each(['udp', 'tcp', 'tls'] as const)(
    'over %s and a trunk that is not set up is answered, and nothing is left in LiveKit',
    async (transport) => {
      const tenant = await world.tenant();
      const carrier = real.carriers[transport];
      const trunk = newTrunk(carrier, { transport });
      const { body } = await post(tenant, '/v1/test-calls', { to: callee, talk_seconds: 1, trunk });
      await expect.poll(() => carrier.ended).toEqual(['BYE']);
      report(`a new trunk, ${transport}`, body, carrier);
      expect(body).toMatchObject({ verdict: 'answered', trunk_id: null });
      expect(eventsOf(body)).toEqual(expect.arrayContaining(['accepted', 'dialling', 'answered', 'hung_up']));
      expect(carrier.invites).toEqual(
        ['no', 'right'].map((authenticated) => ({
          ...{ transport, number: callee, from: number },
          authenticated,
        })),
      );
      expect(await world.remains()).toEqual(nothing);
    },
  );

  it('to a port at which nobody listens says that no connection was possible', async () => {
    const tenant = await world.tenant();
    const gone = await new CarrierPhone(credentials).start('tcp');
    gone.stop();
    const trunk = newTrunk(gone, { transport: 'tcp' });
    const { body } = await post(tenant, '/v1/test-calls', { to: callee, trunk });
    report('nobody listens, tcp', body, gone);
    expect(body).toMatchObject({ verdict: 'unreachable', remedy: expect.stringContaining('port') });
  });

  it.each([
    ['rings', 'rings', 'ringing', 'interrupted', 'CANCEL'],
    ['is answered', 'answers', 'answered', 'answered', 'BYE'],
  ] as const)(
    'that %s when its worker is killed is hung up by the next one, and is not placed again',
    async (what, behaviour, event, verdict, end) => {
      const tenant = await world.tenant();
      const { udp } = real.carriers;
      const trunk = await trunkOf(tenant, newTrunk(udp));
      udp.behaviour = behaviour;
      const { trunkline } = world;
      await trunkline.stop();
      onTestFinished(async () => {
        await trunkline.stop();
        await trunkline.startAgain();
      });
      const victim = await TrunklineProcess.start(trunkline.env);
      let begun: Answer;
      try {
        const lasting = { ring_seconds: 45, talk_seconds: 10 };
        const there = tenant.via(victim.url);
        begun = await callOver(there, trunk, lasting, { Prefer: 'respond-async' });
        const path = begun.headers.get('location') ?? '';
        await expect.poll(async () => eventsOf((await there.get(path)).body)).toContain(event);
      } finally {
        await victim.kill();
      }
      const killedAt = performance.now();
      await trunkline.startAgain();
      await expect.poll(() => udp.ended).toEqual([end]);
      const tookMs = Math.round(performance.now() - killedAt);
      const call = await finished(tenant, begun);
      report(`${what}, killed, ended after ${tookMs} ms`, call, udp);
      expect(at(call, 'verdict')).toBe(verdict);
      // LiveKit itself would have ended the call after its ringing time or its longest duration, which are longer.
      expect(tookMs).toBeLessThan(30_000);
      expect(udp.invites.filter(({ authenticated }) => authenticated === 'right')).toHaveLength(1);
      expect(await real.rooms.listRooms()).toEqual([]);
    },
  );
});
