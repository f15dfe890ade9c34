import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answers, type SipMethod } from '../integration/support/livekit/fault.js';
import { type Answer, at, zuduBody } from '../integration/support/requests/tenant.js';
import { theStack } from '../integration/support/the-stack.js';
import { TrunklineProcess } from '../integration/support/trunkline-process.js';
import { operationIdOf } from '../integration/support/world.js';
import { Laboratory } from './laboratory/laboratory.js';
import { OwnServers } from './laboratory/own-servers.js';
import { prepareRefusals, refuseRecords, sqlStates, stopRefusing } from './matrix/refusals.js';

let servers: OwnServers;
let laboratory: Laboratory;
let numbers = 0;

beforeAll(async () => {
  servers = await OwnServers.start();
  const { settings } = servers;
  laboratory = await Laboratory.start(
    {
      ...theStack(),
      temporalAddress: settings.TEMPORAL_ADDRESS,
      livekitUrl: settings.LIVEKIT_URL,
      livekitApiKey: settings.LIVEKIT_API_KEY,
      livekitApiSecret: settings.LIVEKIT_API_SECRET,
      redisUrl: settings.REDIS_URL,
      databaseUrl: settings.DATABASE_URL,
    },
    ['worker'],
    // Redis accepts no writes for 5 s. The last follow-up check must come after these late writes.
    { FOLLOW_UP_DELAYS_MS: '500,3000,8000' },
  );
  await prepareRefusals(laboratory.database);
}, 180_000);

afterEach(async () => {
  for (const name of ['redis', 'temporal', 'postgres', 'livekit'] as const) await servers.startAgain(name);
  laboratory.proxy.reset();
  laboratory.heal();
  await stopRefusing(laboratory.database);
  await laboratory.workers.start('worker');
  // The work that a failed test leaves must not fail the next test.
  await laboratory.settled().catch(() => undefined);
  await Promise.all([laboratory.store.clear(), laboratory.gateway.forgetSetUps()]);
}, 120_000);

afterAll(async () => {
  await laboratory.end();
  await servers.end();
});

/** A number that no other test has. */
function newNumber(): string {
  numbers += 1;
  return `+1555${String(3_000_000 + numbers)}`;
}

/** Imports a trunk. Each number has its own idempotency key. */
function importLine(number: string): Promise<Answer> {
  const { tenant } = laboratory;
  const line = {
    ...{ phone_number: number, sip_username: 'myuser', sip_password: 'securepassword' },
    ...{ sip_address: 'sip.provider.com', sip_calling_format: '+e164', inbound_authorization_type: 'auth' },
  };
  return tenant.request('POST', '/v1/imports', {
    headers: {
      authorization: `Bearer ${tenant.key.secret}`,
      'content-type': 'application/x-ndjson',
      'idempotency-key': `import of ${number}`,
    },
    body: JSON.stringify(line),
  });
}

/** Starts a call. Its failure is no unhandled rejection, because the test may read the answer late or never. */
function call(number: string): { readonly answer: Promise<Answer> } {
  const answer = laboratory.tenant.zudu(zuduBody(number));
  answer.catch(() => undefined);
  return { answer };
}

/** Waits for an answer, and prints how long that took. */
async function waitFor(answer: Promise<Answer>, what: string): Promise<Answer> {
  const since = performance.now();
  const answered = await answer;
  process.stdout.write(
    `    ${what}: ${answered.status}, ${Math.round(performance.now() - since)} ms later\n`,
  );
  return answered;
}

/** Waits until the gateway reports that it cannot reach a server, which was killed before. */
async function expectNotReady(): Promise<void> {
  await expect
    .poll(() => laboratory.tenant.get('/readyz'), { timeout: 10_000 })
    .toMatchObject({ status: 503 });
}

/**
 * Waits until the gateway refuses requests because it cannot reach Temporal, which was killed before. It is not ready from the first
 * silent probe on, and refuses from the second. The retry of a set-up that has succeeded begins nothing before that either.
 */
async function expectRefused(succeeded: Answer): Promise<void> {
  const { tenant } = laboratory;
  const retry = () =>
    tenant.request('POST', `/v1/operations/${operationIdOf(succeeded)}/retry`, {
      headers: { authorization: `Bearer ${tenant.key.secret}` },
    });
  await expect
    .poll(retry, { timeout: 15_000 })
    .toMatchObject({ status: 503, body: { code: 'temporal_unavailable' } });
}

/** Waits until a process that was asked to end has logged that it drains its work. */
async function expectDraining({ said }: TrunklineProcess): Promise<void> {
  await expect.poll(() => said.some((line) => line.includes('DRAINING')), { timeout: 10_000 }).toBe(true);
}

async function expectWhole(number: string, answer: Answer): Promise<void> {
  expect(answer).toMatchObject({ status: 200, body: { status: 'success' } });
  expect(await laboratory.allOrNothing([number])).toEqual({ violations: [], statuses: ['whole'] });
  const { trunks } = await laboratory.snapshot();
  expect(trunks.find((row) => row.phone_number === number)?.inbound_trunk_id).toBe(at(answer.body, 'data'));
}

/** Expects that everything was compensated, and that the same call then succeeds. */
async function expectNothing(number: string, answer: Answer, code: string): Promise<void> {
  expect(answer).toMatchObject({ status: 500, body: { status: 'error', code } });
  laboratory.heal();
  await stopRefusing(laboratory.database);
  expect(await laboratory.allOrNothing([number])).toEqual({ violations: [], statuses: ['nothing'] });
  await expectWhole(number, await laboratory.tenant.zudu(zuduBody(number)));
}

/** The outcome of a call: by its answer, or by its operation if the answer is a 202. */
async function outcomeOf(answer: Answer): Promise<string> {
  if (answer.status !== 202) return answer.status === 200 ? 'succeeded' : 'failed';
  const id = operationIdOf(answer);
  expect(answer.headers.get('location')).toBe(`/v1/operations/${id}`);
  await laboratory.settled();
  return String(at((await laboratory.tenant.operation(id)).body, 'state'));
}

const creates = [
  ['inbound', 'CreateSIPInboundTrunk'],
  ['outbound', 'CreateSIPOutboundTrunk'],
  ['rule', 'CreateSIPDispatchRule'],
] as const satisfies readonly (readonly [string, SipMethod])[];

describe('a kill of the only worker', { timeout: 120_000 }, () => {
  const points = ['before', 'after'] as const;
  const atSteps = creates.flatMap(([step, method]) => points.map((point) => [step, point, method] as const));

  it.each(atSteps)(
    'a caller gets its trunk when the only worker is killed at the %s step %s has seen the request',
    async (step, point, method) => {
      const number = newNumber();
      const held = laboratory.proxy.hold(method, `${point}_livekit`);
      const { answer } = call(number);
      await laboratory.workers.kill(await held.arrived);
      const waiting = waitFor(answer, `worker killed at ${step}, ${point} LiveKit`);
      held.lose();
      await laboratory.workers.start('worker');

      await expectWhole(number, await waiting);
    },
  );

  it.each([
    ['before', 'hold'],
    ['after', 'hold_reply'],
  ] as const)(
    'a caller gets its trunk when the only worker is killed %s the commit of the record',
    async (_point, fault) => {
      const number = newNumber();
      const commit = laboratory.commits.plan(fault);
      const { answer } = call(number);
      await laboratory.workers.kill(await commit.arrived);
      const waiting = waitFor(answer, `worker killed at record, ${fault}`);
      await laboratory.workers.start('worker');

      await expectWhole(number, await waiting);
    },
  );

  const removals = (['DeleteSIPDispatchRule', 'DeleteSIPTrunk', 'ListSIPInboundTrunk'] as const).flatMap(
    (method) => points.map((point) => [method, point] as const),
  );

  it.each(removals)(
    'a compensation completes when the only worker is killed at %s %s LiveKit has seen it',
    async (method, point) => {
      const number = newNumber();
      await refuseRecords(laboratory.database, number, [sqlStates.raised]);
      const held = laboratory.proxy.hold(method, `${point}_livekit`);
      const { answer } = call(number);
      await laboratory.workers.kill(await held.arrived);
      const waiting = waitFor(answer, `worker killed in the compensation at ${method}, ${point} LiveKit`);
      held.lose();
      await laboratory.workers.start('worker');

      await expectNothing(number, await waiting, 'database_fault');
    },
  );
});

describe('a kill of the gateway', { timeout: 120_000 }, () => {
  it('a client whose gateway is killed asks another one and gets its only trunk', async () => {
    const number = newNumber();
    const start = () => TrunklineProcess.start({ ...laboratory.gateway.env, ROLE: 'gateway' });
    const held = laboratory.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const victim = await start();
    const lost = laboratory.tenant
      .via(victim.url)
      .zudu(zuduBody(number))
      .catch(() => 'no answer');
    await held.arrived;
    await victim.kill();
    expect(await lost).toBe('no answer');

    const heir = await start();
    try {
      const again = waitFor(
        laboratory.tenant.via(heir.url).zudu(zuduBody(number)),
        'gateway killed, asked again',
      );
      await held.release();
      await expectWhole(number, await again);
    } finally {
      await heir.kill();
    }
  });
});

describe('a kill and restart of Temporal', { timeout: 120_000 }, () => {
  it('a set-up completes when Temporal is killed and restarted, and other callers are refused meanwhile', async () => {
    const [number, other, keyed, newLine] = [newNumber(), newNumber(), newNumber(), newNumber()];
    const key = { 'idempotency-key': 'before Temporal was killed' };
    const known = await laboratory.tenant.zudu(zuduBody(keyed), key);
    const importing = () => importLine(newLine);
    const imported = await importing();
    const held = laboratory.proxy.hold('CreateSIPDispatchRule', 'after_livekit');
    const { answer } = call(number);
    await held.arrived;
    await servers.kill('temporal');
    const waiting = waitFor(answer, 'Temporal killed during a set-up');
    held.lose();
    await expectRefused(known);
    const refused = await laboratory.tenant.zudu(zuduBody(other));
    expect(refused).toMatchObject({ status: 503, body: { code: 'temporal_unavailable' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const again = await laboratory.tenant.zudu(zuduBody(keyed), key);
    expect([again.status, again.body], 'the operation from before').toEqual([200, known.body]);
    expect(at((await importing()).body, 'id'), 'the import from before').toBe(at(imported.body, 'id'));
    await servers.startAgain('temporal');

    expect(await outcomeOf(await waiting)).toBe('succeeded');
    expect(await laboratory.allOrNothing([number, other])).toEqual({
      violations: [],
      statuses: ['whole', 'nothing'],
    });
    await expect
      .poll(() => laboratory.tenant.zudu(zuduBody(other)), { timeout: 15_000, interval: 500 })
      .toMatchObject({ status: 200 });
  });

  it('a compensation completes when Temporal is killed and restarted', async () => {
    const number = newNumber();
    await refuseRecords(laboratory.database, number, [sqlStates.raised]);
    const held = laboratory.proxy.hold('DeleteSIPTrunk', 'after_livekit');
    const { answer } = call(number);
    await held.arrived;
    await servers.kill('temporal');
    const waiting = waitFor(answer, 'Temporal killed during a compensation');
    held.lose();
    await expectNotReady();
    await servers.startAgain('temporal');

    expect(await outcomeOf(await waiting)).toBe('failed');
    expect(await laboratory.allOrNothing([number])).toEqual({ violations: [], statuses: ['nothing'] });
  });
});

describe('faults of Redis', { timeout: 120_000 }, () => {
  const pauseWrites = (ms: number) => laboratory.store.redis.call('CLIENT', 'PAUSE', String(ms), 'WRITE');
  /** Redis answers a write only after the end of the pause. */
  const writesAgain = () => laboratory.store.redis.del('a key that does not exist');

  it('one trunk is left when Redis accepts no writes for 5 s, so that they land after their callers stopped waiting', async () => {
    const number = newNumber();
    await pauseWrites(5_000);

    await expectWhole(number, await waitFor(call(number).answer, 'writes paused for 5 s'));
  });

  it('nothing is left when Redis accepts no writes for 5 s while a set-up fails', async () => {
    const number = newNumber();
    laboratory.proxy.plan('CreateSIPOutboundTrunk', answers.refused, Infinity);
    await pauseWrites(5_000);

    const answer = await waitFor(call(number).answer, 'writes paused for 5 s, outbound refused');

    await writesAgain();
    await expectNothing(number, answer, 'livekit_refused');
  });

  it.each(creates)(
    'a set-up completes when Redis is killed and restarted at the %s step',
    async (step, method) => {
      const number = newNumber();
      const held = laboratory.proxy.hold(method, 'before_livekit');
      const { answer } = call(number);
      await held.arrived;
      await servers.kill('redis');
      const waiting = waitFor(answer, `Redis killed at ${step}`);
      void held.release();
      await expectNotReady();
      await servers.startAgain('redis');

      await expectWhole(number, await waiting);
    },
  );

  it('a set-up is compensated when Redis is full, and the same call succeeds once there is room', async () => {
    const number = newNumber();
    await laboratory.store.redis.config('SET', 'maxmemory', '1mb');
    try {
      const answer = await waitFor(call(number).answer, 'Redis full');
      await laboratory.store.redis.config('SET', 'maxmemory', '0');
      await expectNothing(number, answer, 'livekit_fault');
    } finally {
      await laboratory.store.redis.config('SET', 'maxmemory', '0');
    }
  });
});

describe('a kill and restart of PostgreSQL', { timeout: 120_000 }, () => {
  it.each(['CreateSIPInboundTrunk', 'CreateSIPDispatchRule'] as const)(
    'a set-up completes when PostgreSQL is killed and restarted at %s',
    async (method) => {
      const [number, other] = [newNumber(), newNumber()];
      const held = laboratory.proxy.hold(method, 'before_livekit');
      const { answer } = call(number);
      await held.arrived;
      await servers.kill('postgres');
      const waiting = waitFor(answer, `PostgreSQL killed at ${method}`);
      void held.release();
      const refused = await laboratory.tenant.zudu(zuduBody(other));
      expect(refused).toMatchObject({ status: 503 });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      await servers.startAgain('postgres');

      expect(await outcomeOf(await waiting)).toBe('succeeded');
      expect(await laboratory.allOrNothing([number, other])).toEqual({
        violations: [],
        statuses: ['whole', 'nothing'],
      });
    },
  );

  it('a compensation completes when PostgreSQL is killed and restarted', async () => {
    const number = newNumber();
    laboratory.proxy.plan('CreateSIPDispatchRule', answers.refused);
    const held = laboratory.proxy.hold('DeleteSIPTrunk', 'before_livekit');
    const { answer } = call(number);
    await held.arrived;
    await servers.kill('postgres');
    const waiting = waitFor(answer, 'PostgreSQL killed during a compensation');
    await held.release();
    await expectNotReady();
    await servers.startAgain('postgres');

    expect(await outcomeOf(await waiting)).toBe('failed');
    expect(await laboratory.allOrNothing([number])).toEqual({ violations: [], statuses: ['nothing'] });
  });
});

describe('a process that is asked to end', { timeout: 120_000 }, () => {
  it('a worker that is asked to end during a step finishes it and exits with 0, and another worker continues', async () => {
    const number = newNumber();
    const held = laboratory.proxy.hold('CreateSIPOutboundTrunk', 'before_livekit');
    const { answer } = call(number);
    await held.arrived;
    const worker = laboratory.workers.get('worker');
    const exitCode = worker.stop();
    await expectDraining(worker);
    expect(worker.isAlive, 'while a step is under way').toBe(true);
    expect(await held.release()).toBe(200);
    const waiting = waitFor(answer, 'worker asked to end during a step');

    expect(await exitCode).toBe(0);
    await laboratory.workers.start('worker');

    await expectWhole(number, await waiting);
    expect(laboratory.proxy.seen('CreateSIPOutboundTrunk'), 'the step was not cut').toBe(1);
  });

  it('a worker that is asked to end during a compensation finishes the removal and exits with 0, and another worker continues', async () => {
    const number = newNumber();
    await refuseRecords(laboratory.database, number, [sqlStates.raised]);
    const held = laboratory.proxy.hold('DeleteSIPDispatchRule', 'before_livekit');
    const { answer } = call(number);
    await held.arrived;
    const worker = laboratory.workers.get('worker');
    const exitCode = worker.stop();
    await expectDraining(worker);
    expect(worker.isAlive, 'while a removal is under way').toBe(true);
    await held.release();
    const waiting = waitFor(answer, 'worker asked to end during a compensation');

    expect(await exitCode).toBe(0);
    await laboratory.workers.start('worker');

    await expectNothing(number, await waiting, 'database_fault');
  });

  it('a gateway that is asked to end accepts no new calls, and answers the waiting one', async () => {
    const number = newNumber();
    const gateway = await TrunklineProcess.start({ ...laboratory.gateway.env, ROLE: 'gateway' });
    const client = laboratory.tenant.via(gateway.url);
    const held = laboratory.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const answer = client.zudu(zuduBody(number));
    await held.arrived;
    const exitCode = gateway.stop();
    const isRefused = () =>
      client.get('/healthz').then(
        () => false,
        () => true,
      );
    await expect.poll(isRefused, { timeout: 10_000 }).toBe(true);

    await expect(client.zudu(zuduBody(newNumber())), 'a new call').rejects.toThrow('fetch failed');
    await held.release();

    await expectWhole(number, await answer);
    expect(await exitCode).toBe(0);
  });
});
