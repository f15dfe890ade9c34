import { describe, expect, it } from 'vitest';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { nothing, oneTrunk, useWorld } from '../support/world.js';

// Beside other organizations, many calls of one wait for a slot; on a busy machine longer than callers usually may.
const world = useWorld({ SET_UP_ADMISSION_WAIT_MS: '60000' });
const number = '+15551234567';
const inUse = 'The phone number is already in use.';
const many = 20;

type Call = (tenant: Tenant) => Promise<Answer>;

const zuduCall: Call = (tenant) => tenant.zudu(zuduBody(number));
const autocallsCall: Call = (tenant) => tenant.autocalls(autocallsBody(number, { sip_trunk_type: 'number' }));
const extension =
  (text: string): Call =>
  (tenant) =>
    tenant.autocalls(autocallsBody(text));

describe('two organisations with numbers that LiveKit cannot tell apart', () => {
  it.each<[string, Call, Call]>([
    ['a number through Zudu, then through Autocalls', zuduCall, autocallsCall],
    ['a number through Autocalls, then through Zudu', autocallsCall, zuduCall],
    ['a number, then the extension of the same digits', zuduCall, extension('15551234567')],
    ['an extension, then the number of the same digits', extension('15551234567'), zuduCall],
    ['the extension 1000, then 1-000', extension('1000'), extension('1-000')],
    ['the extension 1-0-0-0, then 1000', extension('1-0-0-0'), extension('1000')],
  ])(
    'the first of two organisations gets the number and the second gets "in use": %s',
    async (_which, first, second) => {
      const [owner, stranger] = await Promise.all([world.tenant(), world.tenant()]);

      expect((await first(owner)).status).toBeLessThan(300);
      const refused = await second(stranger);

      expect(refused.status).toBe(409);
      expect(at(refused.body, 'message') ?? at(refused.body, 'error')).toBe(inUse);
      expect(at(refused.body, 'code')).toBe('number_in_use');
      expect(await world.remains()).toEqual(oneTrunk);
    },
  );

  it('two organisations both get their extensions when these are merely similar', async () => {
    const [one, other] = await Promise.all([world.tenant(), world.tenant()]);

    const answers = [await extension('1000')(one), await extension('1000a')(other)];

    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await world.remains()).toEqual({ inbound: 2, outbound: 2, rule: 2, records: 2, reservations: 2 });
  });
});

describe(`${many} calls at the same time`, () => {
  it(`${many} identical calls to Zudu make one trunk and get the same answer`, async () => {
    const tenant = await world.tenant();

    const answers = await Promise.all(Array.from({ length: many }, () => zuduCall(tenant)));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => headers.get('x-operation-id'))).size).toBe(1);
    expect(await world.remains()).toEqual(oneTrunk);
    expect(at(answers[0]?.body, 'data')).toBe((await world.store.inboundTrunks())[0]?.sipTrunkId);
  });

  it(`${many} identical calls to Autocalls make one trunk and get the same 201, or a 409 once it exists`, async () => {
    const tenant = await world.tenant();

    const answers = await Promise.all(Array.from({ length: many }, () => extension('1000')(tenant)));

    const created = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status === 409);
    expect(created.length + refused.length).toBe(many);
    expect(new Set(created.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const locations = new Set(answers.map(({ headers }) => headers.get('location')));
    expect(locations).toEqual(
      new Set([expect.stringMatching(/^\/api\/user\/phone-numbers\/sip-trunks\/\d+$/)]),
    );
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it(`calls of ${many} organisations make one trunk and get ${many - 1} answers of 409 that name nobody`, async () => {
    const tenants = await Promise.all(Array.from({ length: many }, () => world.tenant()));

    const answers = await Promise.all(
      tenants.map((tenant, index) => (index % 2 === 0 ? zuduCall : autocallsCall)(tenant)),
    );

    const refused = answers.filter(({ status }) => status === 409);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(refused).toHaveLength(many - 1);
    const texts = new Set(refused.map(({ body }) => JSON.stringify(body)));
    expect(texts).toEqual(
      new Set([
        JSON.stringify({ message: inUse, status: 'error', error: null, data: null, code: 'number_in_use' }),
        JSON.stringify({ error: inUse, code: 'number_in_use' }),
      ]),
    );
    expect(refused.every(({ headers }) => !headers.has('location') && !headers.has('x-operation-id'))).toBe(
      true,
    );
    expect(await world.remains()).toEqual(oneTrunk);
  });
});

describe('a repeated call', () => {
  it('a repeated call to Zudu gets the first answer again', async () => {
    const tenant = await world.tenant();

    const [first, second] = [await zuduCall(tenant), await zuduCall(tenant)];

    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('x-operation-id')).toBe(first.headers.get('x-operation-id'));
    expect(world.proxy.seen('CreateSIPInboundTrunk')).toBe(1);
  });

  it('a call after a failed set-up starts a new set-up', async () => {
    const [tenant, other] = await Promise.all([world.tenant(), world.tenant()]);
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' }, 2);

    const failed = [await zuduCall(tenant), await zuduCall(tenant)];
    const worked = await zuduCall(other);

    expect(failed.map(({ status }) => status)).toEqual([500, 500]);
    expect(failed[0]?.headers.get('x-operation-id')).not.toBe(failed[1]?.headers.get('x-operation-id'));
    expect(worked.status).toBe(200);
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('a call during a failing set-up gets the same failure, or succeeds if it came just after it', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });
    const held = world.proxy.hold('CreateSIPOutboundTrunk', 'before_livekit');
    const first = zuduCall(tenant);
    await held.arrived;
    const second = zuduCall(tenant);
    await held.release();

    const answers = await Promise.all([first, second]);

    expect(answers[0]).toMatchObject({ status: 500 });
    expect([200, 500]).toContain(answers[1]?.status);
    expect(await world.remains()).toEqual(answers[1]?.status === 200 ? oneTrunk : nothing);
  });

  it('a call with another body is refused at once during a set-up, even if that set-up fails later', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });
    const held = world.proxy.hold('CreateSIPOutboundTrunk', 'before_livekit');
    const first = zuduCall(tenant);
    await held.arrived;

    const sameAccount = await tenant.zudu(zuduBody(number, { authPassword: 'another password' }));
    const otherAccount = await tenant.zudu(zuduBody(number, { authUserName: 'another' }));
    await held.release();

    expect(sameAccount).toMatchObject({ status: 409, body: { code: 'already_exists' } });
    expect(sameAccount.headers.get('location'), 'no trunk exists yet').toBeNull();
    expect(otherAccount).toMatchObject({ status: 409, body: { code: 'number_in_use' } });
    expect(await first).toMatchObject({ status: 500 });
  });
});
