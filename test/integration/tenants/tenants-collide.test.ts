import { describe, expect, it } from 'vitest';
import { importNumber, useCarriers } from '../support/calls/carriers.js';
import { fileOf } from '../support/livekit/estate.js';
import { seenOf } from '../support/requests/foreign-requests.js';
import { type Answer, at, autocallsBody, send, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { operationIdOf } from '../support/world.js';

const world = useCarriers({ IMPORT_LINES_AT_ONCE: '1' });

const theirs = '+15551230001';
const own = '+15551230002';
const elsewhere = { [theirs]: '+15551230011', [own]: '+15551230012' } as const;
type Requested = keyof typeof elsewhere;

const refused = { kind: 'answer', status: 400, code: 'invalid_argument' } as const;

async function trunkOf(tenant: Tenant, number: string): Promise<number> {
  const answer = await tenant.zudu(zuduBody(number));
  expect(answer.status).toBe(200);
  const [row] = await world.trunkline.rows(
    `select id from trunks where operation_id = '${operationIdOf(answer)}'`,
  );
  return Number(row?.id);
}

const changeNumber = (tenant: Tenant, trunk: number, number: string) =>
  send(tenant, 'PUT', `/api/user/phone-numbers/sip-trunks/${trunk}`, { phone_number: number });

/** A way to request a number: a preparation before somebody takes the number, which returns the request itself. */
type Way = (tenant: Tenant, number: Requested) => Promise<() => Promise<Answer>>;

const atOnce =
  (request: (tenant: Tenant, number: Requested) => Promise<Answer>): Way =>
  async (tenant, number) =>
  () =>
    request(tenant, number);

const ways: Readonly<Record<string, Way>> = {
  'a set-up through Zudu': atOnce((tenant, number) => tenant.zudu(zuduBody(number))),
  'a set-up through the other path of Zudu': atOnce((tenant, number) =>
    send(tenant, 'POST', '/api/sip/createSipTrunkDispatch', zuduBody(number)),
  ),
  'a set-up through Autocalls': atOnce((tenant, number) =>
    tenant.autocalls(autocallsBody(number, { sip_trunk_type: 'number' })),
  ),
  'a set-up of the extension with the same digits': atOnce((tenant, number) =>
    tenant.autocalls(autocallsBody(number.slice(1))),
  ),
  'a change of the number': async (tenant, number) => {
    const trunk = await trunkOf(tenant, elsewhere[number]);
    return () => changeNumber(tenant, trunk, number);
  },
  'a revert to a revision with the number': async (tenant, number) => {
    const trunk = await trunkOf(tenant, number);
    expect(await changeNumber(tenant, trunk, elsewhere[number])).toMatchObject({ status: 200 });
    return () => send(tenant, 'POST', `/v1/trunks/${trunk}/revert/1`);
  },
  'a retry of a failed set-up': async (tenant, number) => {
    world.proxy.plan('CreateSIPDispatchRule', refused);
    const failed = await tenant.zudu(zuduBody(number));
    expect(failed.status).toBe(500);
    return () => send(tenant, 'POST', `/v1/operations/${operationIdOf(failed)}/retry`);
  },
  'an import from a carrier': atOnce((tenant, number) =>
    importNumber(tenant, 'twilio', { phone_number: number }),
  ),
  'an import of a file': atOnce((tenant, number) =>
    send(tenant, 'POST', '/v1/imports', fileOf([elsewhere[number], number]), 'text/csv'),
  ),
  'a dry run of an import': atOnce((tenant, number) =>
    send(tenant, 'POST', '/v1/imports?dry_run=true', fileOf([elsewhere[number], number]), 'text/csv'),
  ),
};

/** The ways in which somebody holds a number. */
const holdings: Readonly<Record<string, (tenant: Tenant, number: string) => Promise<void>>> = {
  'has a trunk with the number': async (tenant, number) => {
    await trunkOf(tenant, number);
  },
  'is deleting a trunk with the number': async (tenant, number) => {
    await trunkOf(tenant, number);
    world.proxy.plan('DeleteSIPTrunk', { kind: 'answer', status: 500 }, Infinity);
    await tenant.request('DELETE', `/api/phone-numbers/${number}`, {
      headers: { authorization: `Bearer ${tenant.key.secret}`, prefer: 'respond-async' },
    });
  },
  'has a set-up of the number that is being compensated': async (tenant, number) => {
    world.proxy.plan('CreateSIPDispatchRule', refused);
    world.proxy.plan('DeleteSIPTrunk', { kind: 'answer', status: 500 }, Infinity);
    const begun = await tenant.zudu(zuduBody(number), { prefer: 'respond-async' });
    const stateOf = async () => at((await tenant.operation(operationIdOf(begun))).body, 'state');
    await expect.poll(stateOf).toBe('compensating');
  },
};

describe.each(Object.entries(holdings))('another organisation %s', (holding, hold) => {
  it.each(Object.entries(ways))(
    `%s gets the same answer when another organisation ${holding} as when the caller has it`,
    async (_way, way) => {
      const [owner, stranger] = await Promise.all([world.tenant(), world.tenant()]);
      const requestTheirs = await way(stranger, theirs);
      const requestOwn = await way(stranger, own);
      // The caller's own trunk has another account, so that it differs from the requested one.
      expect((await stranger.zudu(zuduBody(own, { authUserName: 'another' }))).status).toBe(200);
      await hold(owner, theirs);

      const foreign = await requestTheirs();

      expect(seenOf(foreign)).toEqual(seenOf(await requestOwn()));
      expect(foreign.status).toBeGreaterThanOrEqual(400);
      expect(foreign.headers.get('location')).toBeNull();
      expect(foreign.headers.get('x-operation-id')).toBeNull();
    },
  );
});

describe('a line of an import whose number is taken meanwhile', () => {
  it('a line whose number is taken before it starts is refused in the same words, whoever took it', async () => {
    const [owner, stranger] = await Promise.all([world.tenant(), world.tenant()]);
    const held = world.proxy.hold('CreateSIPInboundTrunk', 'before_livekit');
    const file = fileOf([elsewhere[theirs], theirs, own]);
    const begun = await send(stranger, 'POST', '/v1/imports', file, 'text/csv');
    await held.arrived;
    // The numbers are taken as soon as these requests are accepted. The held step is retried by itself later.
    for (const accepted of [
      await owner.zudu(zuduBody(theirs), { prefer: 'respond-async' }),
      await stranger.zudu(zuduBody(own, { authUserName: 'another' }), { prefer: 'respond-async' }),
    ]) {
      expect(accepted.status).toBe(202);
    }
    await held.release();

    const path = begun.headers.get('location') ?? '';
    await expect.poll(async () => at((await stranger.get(path)).body, 'state')).toBe('finished');
    const report = String((await stranger.get(`${path}/report`)).body)
      .trim()
      .split('\n');
    const [, taken, takenByCaller] = report.map((line): Record<string, unknown> => JSON.parse(line));

    expect(taken).toMatchObject({
      outcome: 'refused',
      code: 'number_in_use',
      trunk_id: null,
      operation_id: null,
    });
    expect({ ...taken, line: 0, phone_number: '' }).toEqual({ ...takenByCaller, line: 0, phone_number: '' });
  });
});
