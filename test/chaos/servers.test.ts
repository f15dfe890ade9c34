import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answers, type SipMethod } from '../integration/support/fault.js';
import { type Answer, at, zuduBody } from '../integration/support/tenant.js';
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
    // Redis is kept from writing for 5 s: the last look must come later than what lands then.
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
  // What a failed test has left behind is not the fault of the next one.
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

/** Imports one trunk, under one key for each number. */
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

/** Begins a call; its answer may be looked at only after something else has failed. */
function call(number: string): { readonly answer: Promise<Answer> } {
  const answer = laboratory.tenant.zudu(zuduBody(number));
  answer.catch(() => undefined);
  return { answer };
}

/** The answer, and how long it took from now on, printed. */
async function waitFor(answer: Promise<Answer>, what: string): Promise<Answer> {
  const since = performance.now();
  const told = await answer;
  process.stdout.write(`    ${what}: ${told.status}, ${Math.round(performance.now() - since)} ms later\n`);
  return told;
}

async function expectWhole(number: string, answer: Answer): Promise<void> {
  expect(answer).toMatchObject({ status: 200, body: { status: 'success' } });
  expect(await laboratory.allOrNothing([number])).toEqual({ violations: [], statuses: ['whole'] });
  const { trunks } = await laboratory.snapshot();
  expect(trunks.find((row) => row.phone_number === number)?.inbound_trunk_id).toBe(at(answer.body, 'data'));
}

/** Expects that everything was taken back, and that the same call then succeeds. */
async function expectNothing(number: string, answer: Answer, code: string): Promise<void> {
  expect(answer).toMatchObject({ status: 500, body: { status: 'error', code } });
  laboratory.heal();
  await stopRefusing(laboratory.database);
  expect(await laboratory.allOrNothing([number])).toEqual({ violations: [], statuses: ['nothing'] });
  await expectWhole(number, await laboratory.tenant.zudu(zuduBody(number)));
}

/** The answer, or what became of the operation when the wait ended before it. */
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

describe('when the only worker is killed and another is started', { timeout: 120_000 }, () => {
  const points = ['before_livekit', 'after_livekit'] as const;
  const atSteps = creates.flatMap(([step, method]) => points.map((point) => [step, point, method] as const));

  it.each(atSteps)(
    'at the step %s, %s has seen the request, the caller gets its trunk',
    async (step, point, method) => {
      const number = newNumber();
      const held = laboratory.proxy.hold(method, point);
      const { answer } = call(number);
      await laboratory.workers.kill(await held.arrived);
      const waiting = waitFor(answer, `worker killed at ${step}, ${point}`);
      held.lose();
      await laboratory.workers.start('worker');

      await expectWhole(number, await waiting);
    },
  );

  it.each(['hold', 'hold_reply'] as const)(
    'at the record, with its commit on %s, the caller gets its trunk',
    async (fault) => {
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

  it.each(removals)('during the undo at %s, %s, everything is taken back', async (method, point) => {
    const number = newNumber();
    await refuseRecords(laboratory.database, number, [sqlStates.raised]);
    const held = laboratory.proxy.hold(method, point);
    const { answer } = call(number);
    await laboratory.workers.kill(await held.arrived);
    const waiting = waitFor(answer, `worker killed in the undo at ${method}, ${point}`);
    held.lose();
    await laboratory.workers.start('worker');

    await expectNothing(number, await waiting, 'database_fault');
  });
});

describe('when the gateway is killed while a client waits', { timeout: 120_000 }, () => {
  it('the client asks another one and gets its one trunk', async () => {
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

describe('when Temporal is killed and started again on its file', { timeout: 120_000 }, () => {
  it('during a set-up, the caller gets its trunk, and others are refused meanwhile', async () => {
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
    await expect
      .poll(() => laboratory.tenant.get('/readyz'), { timeout: 10_000 })
      .toMatchObject({ status: 503 });
    const refused = await laboratory.tenant.zudu(zuduBody(other));
    expect(refused).toMatchObject({ status: 503, body: { code: 'temporal_unavailable' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const again = await laboratory.tenant.zudu(zuduBody(keyed), key);
    expect([again.status, again.body], 'what was done before').toEqual([200, known.body]);
    expect(at((await importing()).body, 'id'), 'what was begun before').toBe(at(imported.body, 'id'));
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

  it('during an undo, everything is taken back', async () => {
    const number = newNumber();
    await refuseRecords(laboratory.database, number, [sqlStates.raised]);
    const held = laboratory.proxy.hold('DeleteSIPTrunk', 'after_livekit');
    const { answer } = call(number);
    await held.arrived;
    await servers.kill('temporal');
    const waiting = waitFor(answer, 'Temporal killed during an undo');
    held.lose();
    await sleep(1_000);
    await servers.startAgain('temporal');

    expect(await outcomeOf(await waiting)).toBe('failed');
    expect(await laboratory.allOrNothing([number])).toEqual({ violations: [], statuses: ['nothing'] });
  });
});

describe('when Redis', { timeout: 120_000 }, () => {
  const pauseWrites = (ms: number) => laboratory.store.redis.call('CLIENT', 'PAUSE', String(ms), 'WRITE');

  it('takes no writes for 5 s, so that they land after their callers gave up, one trunk remains', async () => {
    const number = newNumber();
    await pauseWrites(5_000);

    await expectWhole(number, await waitFor(call(number).answer, 'writes paused for 5 s'));
  });

  it('takes no writes for 5 s while a set-up fails, nothing remains', async () => {
    const number = newNumber();
    laboratory.proxy.plan('CreateSIPOutboundTrunk', answers.refused, Infinity);
    await pauseWrites(5_000);

    const answer = await waitFor(call(number).answer, 'writes paused for 5 s, outbound refused');

    await sleep(5_000);
    await expectNothing(number, answer, 'livekit_refused');
  });

  it.each(creates)(
    'is killed and started again at the step %s, it ends whole or with nothing',
    async (step, method) => {
      const number = newNumber();
      const held = laboratory.proxy.hold(method, 'before_livekit');
      const { answer } = call(number);
      await held.arrived;
      await servers.kill('redis');
      const waiting = waitFor(answer, `Redis killed at ${step}`);
      void held.release();
      await sleep(1_000);
      await servers.startAgain('redis');

      await expectWhole(number, await waiting);
    },
  );

  it('is full, everything is taken back, and the same call succeeds once there is room', async () => {
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

describe('when PostgreSQL is stopped and started again', { timeout: 120_000 }, () => {
  it.each(['CreateSIPInboundTrunk', 'CreateSIPDispatchRule'] as const)(
    'at %s, the caller gets its trunk',
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
      await sleep(1_000);
      await servers.startAgain('postgres');

      expect(await outcomeOf(await waiting)).toBe('succeeded');
      expect(await laboratory.allOrNothing([number, other])).toEqual({
        violations: [],
        statuses: ['whole', 'nothing'],
      });
    },
  );

  it('during an undo, everything is taken back', async () => {
    const number = newNumber();
    laboratory.proxy.plan('CreateSIPDispatchRule', answers.refused);
    const held = laboratory.proxy.hold('DeleteSIPTrunk', 'before_livekit');
    const { answer } = call(number);
    await held.arrived;
    await servers.kill('postgres');
    const waiting = waitFor(answer, 'PostgreSQL killed during an undo');
    await held.release();
    await sleep(1_000);
    await servers.startAgain('postgres');

    expect(await outcomeOf(await waiting)).toBe('failed');
    expect(await laboratory.allOrNothing([number])).toEqual({ violations: [], statuses: ['nothing'] });
  });
});

describe('when a process is asked to end', { timeout: 120_000 }, () => {
  it('in the middle of a step, the worker finishes the step and ends well, and another goes on', async () => {
    const number = newNumber();
    const held = laboratory.proxy.hold('CreateSIPOutboundTrunk', 'before_livekit');
    const { answer } = call(number);
    await held.arrived;
    const worker = laboratory.workers.get('worker');
    const ending = worker.stop();
    await sleep(1_000);
    expect(worker.isAlive, 'while a step is under way').toBe(true);
    expect(await held.release()).toBe(200);
    const waiting = waitFor(answer, 'worker asked to end during a step');

    expect(await ending).toBe(0);
    await laboratory.workers.start('worker');

    await expectWhole(number, await waiting);
    expect(laboratory.proxy.seen('CreateSIPOutboundTrunk'), 'the step was not cut').toBe(1);
  });

  it('in the middle of an undo, the worker finishes the removal and ends well, and another goes on', async () => {
    const number = newNumber();
    await refuseRecords(laboratory.database, number, [sqlStates.raised]);
    const held = laboratory.proxy.hold('DeleteSIPDispatchRule', 'before_livekit');
    const { answer } = call(number);
    await held.arrived;
    const worker = laboratory.workers.get('worker');
    const ending = worker.stop();
    await sleep(1_000);
    expect(worker.isAlive, 'while a removal is under way').toBe(true);
    await held.release();
    const waiting = waitFor(answer, 'worker asked to end during an undo');

    expect(await ending).toBe(0);
    await laboratory.workers.start('worker');

    await expectNothing(number, await waiting, 'database_fault');
  });

  it('a gateway takes no new calls, and answers the one that waits', async () => {
    const number = newNumber();
    const gateway = await TrunklineProcess.start({ ...laboratory.gateway.env, ROLE: 'gateway' });
    const client = laboratory.tenant.via(gateway.url);
    const held = laboratory.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const answer = client.zudu(zuduBody(number));
    await held.arrived;
    const ending = gateway.stop();
    await sleep(500);

    await expect(client.zudu(zuduBody(newNumber())), 'a new call').rejects.toThrow('fetch failed');
    await held.release();

    await expectWhole(number, await answer);
    expect(await ending).toBe(0);
  });
});
