import { describe, expect, it } from 'vitest';
import { help } from '../../support/interface.js';
import type { SipMethod } from '../support/livekit/livekit-proxy.js';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { nothing, oneTrunk, operationIdOf, useWorld, type World } from '../support/world.js';

const patient = useWorld();
const number = '+15551234567';

interface Step {
  readonly step: 'inbound' | 'outbound' | 'rule';
  readonly method: SipMethod;
  readonly words: string;
  /** How many objects existed by then and had to be removed. */
  readonly removed: object;
}

const steps: readonly Step[] = [
  {
    step: 'inbound',
    method: 'CreateSIPInboundTrunk',
    words: 'Error occurred while creating inboundtrunk',
    removed: { inbound: 0, outbound: 1, rule: 0 },
  },
  {
    step: 'outbound',
    method: 'CreateSIPOutboundTrunk',
    words: 'Error occurred while creating outboundtrunk',
    // The rule was begun beside the start of the workflow.
    removed: { inbound: 1, outbound: 0, rule: 1 },
  },
  {
    step: 'rule',
    method: 'CreateSIPDispatchRule',
    words: 'Error occurred while creating dispatchrule',
    removed: { inbound: 1, outbound: 1, rule: 0 },
  },
];

const refusal = { kind: 'answer', status: 400, code: 'invalid_argument' } as const;
const outage = { kind: 'answer', status: 500 } as const;

interface Failure {
  readonly step: string;
  readonly code: string;
  readonly removed: object;
}

/** Expects Zudu's 500, and that nothing is left except the failed operation with its reason. */
async function expectCompensated(
  world: World,
  answer: Answer,
  words: string,
  failure: Failure,
): Promise<void> {
  expect(answer.status).toBe(500);
  expect(answer.body).toEqual({
    message: words,
    status: 'error',
    error: null,
    data: null,
    code: failure.code,
    operation_id: operationIdOf(answer),
    ...help,
  });
  expect(answer.headers.get('location')).toBe(`/v1/operations/${operationIdOf(answer)}`);
  expect(await world.remains()).toEqual(nothing);
  expect(await world.operation(answer)).toEqual({ state: 'failed', failure });
}

/** Expects that exactly one line of the log reports the failure, and that a person can read it. */
async function expectOneLine(
  { trunkline }: World,
  { operationId, step, code }: { operationId: string | null; step: string; code: string },
): Promise<void> {
  const lines = () => trunkline.log.filter((line) => line.includes(`"${operationId} of organization`));
  await expect.poll(lines).toHaveLength(1);
  expect(trunkline.log.filter((line) => line.includes('Workflow failed'))).toEqual([]);
  const line: unknown = JSON.parse(lines()[0] ?? '');
  expect(line).toMatchObject({ operationId, organizationId: expect.stringMatching(/^org_/), step, code });
  expect(at(line, 'msg')).toMatch(
    new RegExp(
      `^${operationId} of organization org_\\w+ failed at step ${step} with ${code}[.] The .* failed: `,
    ),
  );
}

async function expectItWorksNow(world: World, tenant: Tenant): Promise<void> {
  world.proxy.heal();
  expect(await tenant.zudu(zuduBody(number))).toMatchObject({ status: 200 });
  expect(await world.remains()).toEqual(oneTrunk);
}

describe.each(steps)('a set-up whose $step step LiveKit refuses', ({ step, method, words, removed }) => {
  const world = patient;

  it(`a refused ${step} step is not repeated and is compensated completely`, async () => {
    const tenant = await world.tenant();
    world.proxy.plan(method, refusal, Infinity);

    const answer = await tenant.zudu(zuduBody(number));

    await expectCompensated(world, answer, words, { step, code: 'livekit_refused', removed });
    expect(world.proxy.seen(method)).toBe(1);
    await expectOneLine(world, { operationId: operationIdOf(answer), step, code: 'livekit_refused' });
    await expectItWorksNow(world, tenant);
  });

  it(`Autocalls answers a refused ${step} step in the words of its contract`, async () => {
    const tenant = await world.tenant();
    world.proxy.plan(method, refusal, Infinity);

    const answer = await tenant.autocalls(autocallsBody('1000'));

    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      error: 'Failed to create SIP trunk. Please try again or contact support.',
      code: 'livekit_refused',
      operation_id: operationIdOf(answer),
      ...help,
    });
    expect(await world.remains()).toEqual(nothing);
    world.proxy.heal();
    expect(await tenant.autocalls(autocallsBody('1000'))).toMatchObject({ status: 201 });
  });
});

describe('a set-up whose key LiveKit does not accept', () => {
  it('a set-up whose key LiveKit does not accept fails at once and holds no number, as nothing can have been created', async () => {
    const tenant = await patient.tenant();
    const everything = [
      'ListSIPInboundTrunk',
      'ListSIPOutboundTrunk',
      'ListSIPDispatchRule',
      'DeleteSIPTrunk',
    ];
    const refused = { kind: 'answer', status: 401 } as const;
    for (const method of [...steps.map(({ method }) => method), ...(everything as SipMethod[])]) {
      patient.proxy.plan(method, refused, Infinity);
    }

    const answer = await tenant.zudu(zuduBody(number));

    const failure = {
      step: 'inbound',
      code: 'livekit_credentials',
      removed: { inbound: 0, outbound: 0, rule: 0 },
    };
    await expectCompensated(patient, answer, 'Error occurred while creating inboundtrunk', failure);
    expect(patient.proxy.seen('DeleteSIPTrunk')).toBe(0);
    await expectItWorksNow(patient, tenant);
  });
});

describe('a set-up during a short outage of LiveKit', () => {
  it('a set-up succeeds when the first attempts of its steps fail', async () => {
    const tenant = await patient.tenant();
    for (const { method } of steps) patient.proxy.plan(method, outage);
    patient.proxy.plan('CreateSIPDispatchRule', outage);

    expect(await tenant.zudu(zuduBody(number))).toMatchObject({ status: 200 });
    expect(steps.map(({ method }) => patient.proxy.seen(method))).toEqual([2, 2, 3]);
    expect(await patient.remains()).toEqual(oneTrunk);
  });
});

describe('a set-up whose time budget runs out', () => {
  // The first set-up of a worker reaches its last step within this budget, even on a busy machine.
  const world = useWorld({ SET_UP_BUDGET_MS: '5000' });

  it.each(steps)(
    'a set-up is compensated when an outage at its $step step uses up the time budget',
    async (step) => {
      const tenant = await world.tenant();
      world.proxy.plan(step.method, outage, Infinity);

      const answer = await tenant.zudu(zuduBody(number));

      const { words, removed } = step;
      await expectCompensated(world, answer, words, { step: step.step, code: 'livekit_fault', removed });
      expect(world.proxy.seen(step.method)).toBeGreaterThan(2);
      await expectItWorksNow(world, tenant);
    },
  );

  it('a set-up is compensated when a full database uses up the time budget', async () => {
    const tenant = await world.tenant();
    await whileRecordsAreRefused(world, '53100', async () => {
      const answer = await tenant.zudu(zuduBody(number));

      await expectCompensated(world, answer, recordWords, recordFailure);
    });
    await expectItWorksNow(world, tenant);
  });
});

describe('a set-up whose record the database refuses', () => {
  it('a set-up is compensated when the database refuses its record, and its log line is that of its own service', async () => {
    const tenant = await patient.tenant();
    await whileRecordsAreRefused(patient, 'P0001', async () => {
      const answer = await tenant.zudu(zuduBody(number));

      await expectCompensated(patient, answer, recordWords, recordFailure);
      // Another service has started in this process since.
      await expectOneLine(patient, { operationId: operationIdOf(answer), ...recordFailure });
    });
    await expectItWorksNow(patient, tenant);
  });
});

const recordWords = 'Error occurred while creating phonenumber';
const recordFailure: Failure = {
  step: 'record',
  code: 'database_fault',
  removed: { inbound: 1, outbound: 1, rule: 1 },
};

/** Makes the real database refuse every new trunk with the given SQLSTATE, until the work is done or has failed. */
async function whileRecordsAreRefused(
  { trunkline }: World,
  sqlState: string,
  work: () => Promise<void>,
): Promise<void> {
  await trunkline.rows(`create or replace function refuse_trunk() returns trigger language plpgsql as
    $$ begin raise exception 'no trunks today' using errcode = '${sqlState}'; end $$`);
  await trunkline.rows(`create trigger refuse_trunks before insert on trunks
    for each row execute function refuse_trunk()`);
  try {
    await work();
  } finally {
    await trunkline.rows('drop trigger refuse_trunks on trunks');
  }
}

describe('a compensation that fails at first', () => {
  const world = patient;

  it.each<SipMethod>(['DeleteSIPTrunk', 'ListSIPDispatchRule'])(
    'a compensation ends although %s fails several times',
    async (method) => {
      const tenant = await world.tenant();
      world.proxy.plan('CreateSIPDispatchRule', refusal, Infinity);
      world.proxy.plan(method, outage, 2);

      const answer = await tenant.zudu(zuduBody(number));

      const failure = { step: 'rule', code: 'livekit_refused' };
      expect(answer).toMatchObject({ status: 500, body: { code: failure.code } });
      expect(await world.operation(answer)).toMatchObject({ state: 'failed', failure });
      expect(await world.remains()).toEqual(nothing);
      await expectItWorksNow(world, tenant);
    },
  );
});

describe('a stuck compensation', () => {
  // The first set-up of a worker reaches its compensation within this wait, even on a busy machine.
  const impatient = useWorld({ ANSWER_WAIT_MS: '6000' });

  it('a stuck compensation answers 202 and keeps the number until LiveKit works again', async () => {
    const [tenant, stranger] = await Promise.all([impatient.tenant(), impatient.tenant()]);
    impatient.proxy.plan('CreateSIPDispatchRule', refusal);
    impatient.proxy.plan('DeleteSIPTrunk', outage, Infinity);

    const answer = await tenant.zudu(zuduBody(number));

    const id = operationIdOf(answer);
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/v1/operations/${id}`);
    expect(answer.body).toEqual({
      message: 'The SIP trunk could not be created and is being removed again. See the address in Location.',
      status: 'pending',
      error: null,
      data: { operation_id: id, state: 'compensating' },
      ...help,
    });
    expect(await tenant.operation(id)).toMatchObject({
      body: {
        state: 'compensating',
        finished_at: null,
        waiting_for: expect.arrayContaining([
          expect.objectContaining({
            phase: 'compensation',
            step: 'inbound',
            component: 'livekit',
            attempts: expect.any(Number),
            last_error: expect.objectContaining({ code: 'livekit_fault' }),
          }),
        ]),
        stuck: false,
        compensation: expect.arrayContaining([
          expect.objectContaining({
            name: 'inbound',
            state: 'running',
            error: expect.objectContaining({ code: 'livekit_fault' }),
          }),
        ]),
      },
    });
    expect(Number(at((await tenant.operation(id)).body, 'waiting_for', '0', 'attempts'))).toBeGreaterThan(1);
    expect(await stranger.zudu(zuduBody(number))).toMatchObject({ status: 409 });
    expect(await impatient.remains()).toMatchObject({ inbound: 1, records: 0, reservations: 1 });

    impatient.proxy.heal();

    await expect
      .poll(() => tenant.operation(id), { timeout: 20_000 })
      .toMatchObject({
        body: {
          state: 'failed',
          failure: { step: 'rule', code: 'livekit_refused', removed: { inbound: 1, outbound: 1, rule: 0 } },
          trunk: null,
        },
      });
    expect(await impatient.remains()).toEqual(nothing);
    expect(await stranger.zudu(zuduBody(number))).toMatchObject({ status: 200 });
  });
});
