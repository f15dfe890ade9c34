import { ListUpdate } from '@livekit/protocol';
import { describe, expect, it } from 'vitest';
import { inboundByHand, liveKitByHand, reconciled } from '../support/reconciling.js';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { nothing, oneTrunk, useWorld } from '../support/world.js';

const number = '+15551234567';
const sales = '+15551234568';
const support = '+493012345670';
const world = useWorld({
  RECONCILE_GRACE_MS: '1',
  RECONCILE_SECOND_PASS_MS: '200',
  DESTINATIONS: 'all',
});

function send(
  tenant: Tenant,
  method: string,
  path: string,
  body?: object | string,
  type = 'application/json',
) {
  return tenant.request(method, path, {
    headers: { authorization: `Bearer ${tenant.key.secret}`, 'content-type': type },
    ...(body === undefined ? {} : { body }),
  });
}

const fields = {
  phone_number: number,
  sip_username: 'myuser',
  sip_password: 'a-long-password',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
};

/** Sets up a trunk with further numbers. @returns its id. */
async function setUp(tenant: Tenant, further: readonly string[], changes: object = {}): Promise<string> {
  const body = { ...fields, additional_numbers: further, ...changes };
  const created = await send(tenant, 'POST', '/v1/trunks', body);
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  return String(at(created.body, 'id'));
}

/** The numbers of every inbound trunk in LiveKit. */
async function answered(): Promise<readonly (readonly string[])[]> {
  return (await world.store.inboundTrunks()).map(({ numbers }) => numbers);
}

const inUse = (answer: Answer) =>
  expect(answer).toMatchObject({ status: 409, body: { code: 'number_in_use' } });

describe('a trunk with further numbers', () => {
  it('answers to all of them, calls from its first number, and frees all when it is deleted', async () => {
    const tenant = await world.tenant();
    const created = await tenant.zudu(
      zuduBody(number, { additional_numbers: [sales, support, sales, number] }),
    );
    expect(created.status).toBe(200);
    expect(await answered()).toEqual([[number, sales, support]]);
    expect((await world.store.outboundTrunks()).map(({ numbers }) => numbers)).toEqual([[number]]);
    const path = `/api/phone-numbers/${encodeURIComponent(number)}`;
    expect((await tenant.get(path)).body).toMatchObject({ data: { additional_numbers: [sales, support] } });
    for (const to of [number, sales, support]) {
      const call = { direction: 'inbound', to, from: '+442071838750', source_ip: '203.0.113.7' };
      expect(
        (await send(tenant, 'POST', '/v1/explain', { ...call, credentials: 'right' })).body,
      ).toMatchObject({
        verdict: 'accepted',
      });
    }
    expect(await world.remains()).toEqual({ ...oneTrunk, reservations: 3 });
    expect((await send(tenant, 'DELETE', path)).status).toBe(200);
    expect(await world.remains()).toEqual(nothing);
  });

  it('keeps each number for itself, whatever the other trunk would be', async () => {
    const tenant = await world.tenant();
    await setUp(tenant, [sales, support]);
    const other = await world.tenant();
    inUse(await other.autocalls(autocallsBody('15551234568')));
    expect((await other.zudu(zuduBody(support))).status).toBe(409);
    inUse(
      await send(other, 'POST', '/v1/trunks', {
        ...fields,
        phone_number: '+15550000001',
        additional_numbers: [support],
      }),
    );
    const id = await setUp(other, [], { phone_number: '+15550000001' });
    inUse(await send(other, 'PATCH', `/v1/trunks/${id}`, { additional_numbers: ['+15550000002', sales] }));
    inUse(await send(other, 'PATCH', `/v1/trunks/${id}`, { phone_number: support }));
    expect(await answered()).toEqual(expect.arrayContaining([[number, sales, support], ['+15550000001']]));
    expect(await world.remains()).toMatchObject({ records: 2, reservations: 4 });
  });

  it('gets and loses numbers in place, and a revert restores them', async () => {
    const tenant = await world.tenant();
    const id = await setUp(tenant, []);
    const [before] = await world.store.inboundTrunks();
    const path = `/v1/trunks/${id}`;
    expect((await send(tenant, 'PATCH', path, { additional_numbers: [sales] })).body).toMatchObject({
      additional_numbers: [sales],
    });
    expect((await send(tenant, 'PATCH', path, { additional_numbers: [support] })).status).toBe(200);
    expect(await answered()).toEqual([[number, support]]);
    expect(await world.remains()).toEqual({ ...oneTrunk, reservations: 2 });
    expect(at((await tenant.get(`${path}/revisions/3`)).body, 'changes')).toEqual([
      { field: 'additional_numbers', from: [sales], to: [support] },
    ]);
    const other = await world.tenant();
    await setUp(other, [], { phone_number: sales });
    inUse(await send(tenant, 'POST', `${path}/revert/2`));
    expect((await send(tenant, 'POST', `${path}/revert/1`)).body).toMatchObject({ additional_numbers: [] });
    expect(await answered()).toEqual(expect.arrayContaining([[number], [sales]]));
    const trunks = await world.store.inboundTrunks();
    expect(trunks.some(({ sipTrunkId }) => sipTrunkId === before?.sipTrunkId)).toBe(true);
  });

  it('keeps them in a change through Autocalls, and its first number can become one of them', async () => {
    const tenant = await world.tenant();
    const id = await setUp(tenant, [sales]);
    const path = `/api/user/phone-numbers/sip-trunks/${id}`;
    expect((await send(tenant, 'PUT', path, { nickname: 'Desk', phone_number: support })).status).toBe(200);
    expect(await answered()).toEqual([[support, sales]]);
    expect((await send(tenant, 'PUT', path, { phone_number: sales })).status).toBe(200);
    expect(await answered()).toEqual([[sales]]);
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('answers to the other forms of each number with accept_national', async () => {
    const tenant = await world.tenant();
    const id = await setUp(tenant, [support], { accept_national: true });
    const forms = ['5551234567', '0015551234567', '03012345670', '00493012345670'];
    expect(await answered()).toEqual([[number, support, ...forms]]);
    const other = await world.tenant();
    inUse(await other.autocalls(autocallsBody('03012345670')));
    expect((await send(tenant, 'PATCH', `/v1/trunks/${id}`, { additional_numbers: null })).status).toBe(200);
    expect(await answered()).toEqual([[number, ...forms.slice(0, 2)]]);
    expect((await other.autocalls(autocallsBody('03012345670'))).status).toBe(201);
  });

  it('is found by any of its numbers, and can call from each of them', async () => {
    const tenant = await world.tenant();
    const id = await setUp(tenant, [sales]);
    await setUp(tenant, [], { phone_number: support });
    for (const asked of [number, sales]) {
      const found = await tenant.get(`/v1/trunks?phone_number=${encodeURIComponent(asked)}`);
      expect(found.body).toMatchObject({ data: [{ id: Number(id) }], next: null });
    }
    const dialling = `/v1/trunks/${id}/dialling/+442071838750`;
    expect((await tenant.get(dialling)).body).toMatchObject({ sip_number: number });
    const from = (caller: string) => tenant.get(`${dialling}?from=${encodeURIComponent(caller)}`);
    expect((await from(sales)).body).toMatchObject({ sip_number: sales });
    expect(await from(support)).toMatchObject({
      status: 400,
      body: { errors: { from: ['From must be one of the numbers of the trunk.'] } },
    });
  });

  it('is repaired if somebody removes a number in LiveKit, or the whole inbound trunk', async () => {
    const tenant = await world.tenant();
    await setUp(tenant, [sales, support]);
    expect((await reconciled(world, { repair: true })).findings).toEqual([]);
    const [trunk] = await world.store.inboundTrunks();
    const numbers = new ListUpdate({ set: [number, support] });
    await liveKitByHand().updateSipInboundTrunkFields(trunk?.sipTrunkId ?? '', { numbers });
    const { findings } = await reconciled(world, { repair: true });
    expect(findings).toMatchObject([{ code: 'drift', fields: ['numbers'], outcome: 'repaired' }]);
    await liveKitByHand().deleteSipTrunk(trunk?.sipTrunkId ?? '');
    await reconciled(world, { repair: true });
    expect(await answered()).toEqual([[number, sales, support]]);
  });

  it('a change to a number of somebody else in LiveKit is refused, and the trunk stays as it was', async () => {
    const tenant = await world.tenant();
    const id = await setUp(tenant, [sales]);
    await inboundByHand("somebody's trunk", support);
    const refused = await send(tenant, 'PATCH', `/v1/trunks/${id}`, { additional_numbers: [support] });
    expect(refused).toMatchObject({ status: 409, body: { code: 'number_in_use' } });
    expect(await answered()).toEqual(expect.arrayContaining([[number, sales], [support]]));
    expect((await tenant.get(`/v1/trunks/${id}`)).body).toMatchObject({ additional_numbers: [sales] });
    expect(await world.remains()).toMatchObject({ records: 1, reservations: 2 });
  });

  it('can be imported and exported, and a number that stands twice in a file is refused', async () => {
    const tenant = await world.tenant();
    const head = `${Object.keys(fields).join(',')},additional_numbers`;
    const row = (first: string, further: string) =>
      `${[first, ...Object.values(fields).slice(1)].join(',')},${further}`;
    const file = (...rows: readonly string[]) => `${[head, ...rows].join('\n')}\n`;
    const twice = file(row(number, `${sales} ${support}`), row('+15550000001', sales));
    expect(await send(tenant, 'POST', '/v1/imports', twice, 'text/csv')).toMatchObject({ status: 422 });
    const once = file(row(number, `${sales} ${support}`));
    expect((await send(tenant, 'POST', '/v1/imports', once, 'text/csv')).status).toBe(202);
    await expect.poll(async () => (await world.remains()).records).toBe(1);
    expect(await answered()).toEqual([[number, sales, support]]);
    expect(String((await tenant.get('/v1/export?format=jsonl')).body)).toContain(
      `"additional_numbers":["${sales}","${support}"]`,
    );
    expect(String((await tenant.get('/v1/export?format=csv')).body)).toContain(`${sales} ${support}`);
  });

  it.each([
    ['an extension', ['1000'], 'additional_numbers.0'],
    ['a number without a plus', [sales, '5551234'], 'additional_numbers.1'],
    ['a text that is no list', '+15551234568', 'additional_numbers'],
    [
      'a hundred and one',
      Array.from({ length: 101 }, (_, index) => `+1555${2_000_000 + index}`),
      'additional_numbers',
    ],
  ])('cannot have %s as further numbers', async (_what, given, field) => {
    const tenant = await world.tenant();
    const refused = await send(tenant, 'POST', '/v1/trunks', { ...fields, additional_numbers: given });
    expect(refused).toMatchObject({ status: 400, body: { errors: { [field]: [expect.any(String)] } } });
  });
});
