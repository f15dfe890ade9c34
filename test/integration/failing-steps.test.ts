import { describe, expect, it } from 'vitest';
import type { SipMethod } from './support/livekit-proxy.js';
import { type Answer, autocallsBody, type Tenant, zuduBody } from './support/tenant.js';
import { nothing, oneTrunk, operationIdOf, useWorld, type World } from './support/world.js';

const patient = useWorld();
const number = '+15551234567';

interface Step {
  readonly step: 'inbound' | 'outbound' | 'rule';
  readonly method: SipMethod;
  readonly words: string;
  /** What was there by then, and had to be removed again. */
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
    removed: { inbound: 1, outbound: 0, rule: 0 },
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

/** Expects the contract's 500 for Zudu, and that nothing is left but the operation with its reason. */
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
  });
  expect(await world.remains()).toEqual(nothing);
  expect(await world.operation(answer)).toEqual({ state: 'failed', failure });
}

async function expectItWorksNow(world: World, tenant: Tenant): Promise<void> {
  world.proxy.heal();
  expect(await tenant.zudu(zuduBody(number))).toMatchObject({ status: 200 });
  expect(await world.remains()).toEqual(oneTrunk);
}

describe.each(steps)('when LiveKit does not make the $step', ({ step, method, words, removed }) => {
  const world = patient;

  it('because the request is refused, it is asked once, and nothing remains but the reason', async () => {
    const tenant = await world.tenant();
    world.proxy.plan(method, refusal, Infinity);

    const answer = await tenant.zudu(zuduBody(number));

    await expectCompensated(world, answer, words, { step, code: 'livekit_refused', removed });
    expect(world.proxy.seen(method)).toBe(1);
    await expectItWorksNow(world, tenant);
  });

  it('an Autocalls caller is told in the words of that contract', async () => {
    const tenant = await world.tenant();
    world.proxy.plan(method, refusal, Infinity);

    const answer = await tenant.autocalls(autocallsBody('1000'));

    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      error: 'Failed to create SIP trunk. Please try again or contact support.',
      code: 'livekit_refused',
      operation_id: operationIdOf(answer),
    });
    expect(await world.remains()).toEqual(nothing);
    world.proxy.heal();
    expect(await tenant.autocalls(autocallsBody('1000'))).toMatchObject({ status: 201 });
  });
});

describe('when LiveKit does not make anything at first', () => {
  it('the caller does not notice', async () => {
    const tenant = await patient.tenant();
    for (const { method } of steps) patient.proxy.plan(method, outage);
    patient.proxy.plan('CreateSIPDispatchRule', outage);

    expect(await tenant.zudu(zuduBody(number))).toMatchObject({ status: 200 });
    expect(steps.map(({ method }) => patient.proxy.seen(method))).toEqual([2, 2, 3]);
    expect(await patient.remains()).toEqual(oneTrunk);
  });
});

describe('when the time budget is used up', () => {
  // Enough for the first set-up of a worker to come to its last step, also on a busy machine.
  const world = useWorld({ SET_UP_BUDGET_MS: '5000' });

  it.each(steps)('by an outage of LiveKit at the $step, nothing remains', async (step) => {
    const tenant = await world.tenant();
    world.proxy.plan(step.method, outage, Infinity);

    const answer = await tenant.zudu(zuduBody(number));

    const { words, removed } = step;
    await expectCompensated(world, answer, words, { step: step.step, code: 'livekit_fault', removed });
    expect(world.proxy.seen(step.method)).toBeGreaterThan(2);
    await expectItWorksNow(world, tenant);
  });

  it('by a database without room, nothing remains in LiveKit either', async () => {
    const tenant = await world.tenant();
    await refuseRecords(world, '53100');

    const answer = await tenant.zudu(zuduBody(number));

    await expectCompensated(world, answer, recordWords, recordFailure);
    await takeRecords(world);
    await expectItWorksNow(world, tenant);
  });
});

describe('when the database refuses the record', () => {
  it('nothing remains in LiveKit either', async () => {
    const tenant = await patient.tenant();
    await refuseRecords(patient, 'P0001');

    const answer = await tenant.zudu(zuduBody(number));

    await expectCompensated(patient, answer, recordWords, recordFailure);
    await takeRecords(patient);
    await expectItWorksNow(patient, tenant);
  });
});

const recordWords = 'Error occurred while creating phonenumber';
const recordFailure: Failure = {
  step: 'record',
  code: 'database_fault',
  removed: { inbound: 1, outbound: 1, rule: 1 },
};

/** Makes the real database refuse every new trunk with an SQLSTATE. */
async function refuseRecords({ trunkline }: World, sqlState: string): Promise<void> {
  await trunkline.rows(`create or replace function refuse_trunk() returns trigger language plpgsql as
    $$ begin raise exception 'no trunks today' using errcode = '${sqlState}'; end $$`);
  await trunkline.rows(`create trigger refuse_trunks before insert on trunks
    for each row execute function refuse_trunk()`);
}

async function takeRecords({ trunkline }: World): Promise<void> {
  await trunkline.rows('drop trigger refuse_trunks on trunks');
}

describe('when the undo itself fails', () => {
  const world = patient;

  it.each<SipMethod>(['DeleteSIPTrunk', 'ListSIPDispatchRule'])(
    'because %s is answered with 500 some times, it still comes to its end',
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

describe('while the undo is stuck', () => {
  // Long enough for the first set-up of a worker to come to its undo, also on a busy machine.
  const impatient = useWorld({ ANSWER_WAIT_MS: '6000' });

  it('the caller gets 202, the number stays held, and the operation ends once LiveKit is mended', async () => {
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
    });
    expect(await tenant.operation(id)).toMatchObject({ body: { state: 'compensating', finished_at: null } });
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
