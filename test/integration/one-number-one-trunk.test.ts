import { describe, expect, it } from 'vitest';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from './support/tenant.js';
import { nothing, oneTrunk, useWorld } from './support/world.js';

const world = useWorld();
const number = '+15551234567';
const inUse = 'The phone number is already in use.';
const many = 20;

type Call = (tenant: Tenant) => Promise<Answer>;

const zuduDid: Call = (tenant) => tenant.zudu(zuduBody(number));
const autocallsDid: Call = (tenant) => tenant.autocalls(autocallsBody(number, { sip_trunk_type: 'number' }));
const extension =
  (text: string): Call =>
  (tenant) =>
    tenant.autocalls(autocallsBody(text));

describe('two organisations that want numbers which LiveKit cannot tell apart', () => {
  it.each<[string, Call, Call]>([
    ['a number through Zudu, then through Autocalls', zuduDid, autocallsDid],
    ['a number through Autocalls, then through Zudu', autocallsDid, zuduDid],
    ['a number, then the extension of the same digits', zuduDid, extension('15551234567')],
    ['an extension, then the number of the same digits', extension('15551234567'), zuduDid],
    ['the extension 1000, then 1-000', extension('1000'), extension('1-000')],
    ['the extension 1-0-0-0, then 1000', extension('1-0-0-0'), extension('1000')],
  ])('%s: the first one has it, the second is told no more than "in use"', async (_which, first, second) => {
    const [owner, stranger] = await Promise.all([world.tenant(), world.tenant()]);

    expect((await first(owner)).status).toBeLessThan(300);
    const refused = await second(stranger);

    expect(refused.status).toBe(409);
    expect(at(refused.body, 'message') ?? at(refused.body, 'error')).toBe(inUse);
    expect(at(refused.body, 'code')).toBe('number_in_use');
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('is not the case for extensions that only look alike', async () => {
    const [one, other] = await Promise.all([world.tenant(), world.tenant()]);

    const answers = [await extension('1000')(one), await extension('1000a')(other)];

    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await world.remains()).toEqual({ inbound: 2, outbound: 2, rule: 2, records: 2, reservations: 2 });
  });
});

describe(`${many} calls at once`, () => {
  it('that are identical make one trunk, and all get the same answer from Zudu', async () => {
    const tenant = await world.tenant();

    const answers = await Promise.all(Array.from({ length: many }, () => zuduDid(tenant)));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => headers.get('x-operation-id'))).size).toBe(1);
    expect(await world.remains()).toEqual(oneTrunk);
    expect(at(answers[0]?.body, 'data')).toBe((await world.store.inboundTrunks())[0]?.sipTrunkId);
  });

  it('that are identical get the one 201 from Autocalls, or its 409 once the trunk is there', async () => {
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

  it(`of ${many} organisations make one trunk and ${many - 1} answers of 409 that name nobody`, async () => {
    const tenants = await Promise.all(Array.from({ length: many }, () => world.tenant()));

    const answers = await Promise.all(
      tenants.map((tenant, index) => (index % 2 === 0 ? zuduDid : autocallsDid)(tenant)),
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

describe('the same call again', () => {
  it('is answered by Zudu as it was the first time', async () => {
    const tenant = await world.tenant();

    const [first, second] = [await zuduDid(tenant), await zuduDid(tenant)];

    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('x-operation-id')).toBe(first.headers.get('x-operation-id'));
    expect(world.proxy.seen('CreateSIPInboundTrunk')).toBe(1);
  });

  it('is answered after a failed set-up as if there had been none', async () => {
    const [tenant, other] = await Promise.all([world.tenant(), world.tenant()]);
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' }, 2);

    const failed = [await zuduDid(tenant), await zuduDid(tenant)];
    const worked = await zuduDid(other);

    expect(failed.map(({ status }) => status)).toEqual([500, 500]);
    expect(failed[0]?.headers.get('x-operation-id')).not.toBe(failed[1]?.headers.get('x-operation-id'));
    expect(worked.status).toBe(200);
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('beside a set-up that fails gets its failure, or works if it came just after it', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });
    const held = world.proxy.hold('CreateSIPOutboundTrunk', 'before_livekit');
    const first = zuduDid(tenant);
    await held.arrived;
    const second = zuduDid(tenant);
    await held.release();

    const answers = await Promise.all([first, second]);

    expect(answers[0]).toMatchObject({ status: 500 });
    expect([200, 500]).toContain(answers[1]?.status);
    expect(await world.remains()).toEqual(answers[1]?.status === 200 ? oneTrunk : nothing);
  });

  it('with another payload is refused at once while the set-up runs, even if that fails later', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });
    const held = world.proxy.hold('CreateSIPOutboundTrunk', 'before_livekit');
    const first = zuduDid(tenant);
    await held.arrived;

    const sameAccount = await tenant.zudu(zuduBody(number, { authPassword: 'another password' }));
    const otherAccount = await tenant.zudu(zuduBody(number, { authUserName: 'another' }));
    await held.release();

    expect(sameAccount).toMatchObject({ status: 409, body: { code: 'already_exists' } });
    expect(sameAccount.headers.get('location'), 'there is no trunk to point at yet').toBeNull();
    expect(otherAccount).toMatchObject({ status: 409, body: { code: 'number_in_use' } });
    expect(await first).toMatchObject({ status: 500 });
  });
});
