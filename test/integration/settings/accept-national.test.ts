import { ListUpdate } from '@livekit/protocol';
import { describe, expect, it } from 'vitest';
import { liveKitByHand, reconciled } from '../support/reconciling.js';
import { type Answer, at, autocallsBody, send, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { nothing, oneTrunk, useWorld } from '../support/world.js';

const number = '+493012345670';
const forms = [number, '03012345670', '00493012345670'];
const elsewhere = '+442071838750';
const formsElsewhere = [elsewhere, '02071838750', '00442071838750'];
const world = useWorld({ RECONCILE_GRACE_MS: '1', RECONCILE_SECOND_PASS_MS: '200' });
const asNumber = { sip_trunk_type: 'number', country_code: 'DE' } as const;
const threeForms = { ...oneTrunk, reservations: 3 };

/** Reads the numbers of every inbound trunk in LiveKit. */
async function answered(): Promise<readonly (readonly string[])[]> {
  return (await world.store.inboundTrunks()).map(({ numbers }) => numbers);
}

async function setUp(tenant: Tenant, accept = true): Promise<string> {
  const created = await tenant.autocalls(autocallsBody(number, { ...asNumber, accept_national: accept }));
  expect(created).toMatchObject({ status: 201, body: { data: { accept_national: accept } } });
  return String(at(created.body, 'data', 'id'));
}

const inUse = (answer: Answer) =>
  expect(answer).toMatchObject({ status: 409, body: { code: 'number_in_use' } });

describe('a trunk with accept_national', () => {
  it('a trunk that Autocalls sets up answers to the national form and to 00, and calls out from its number', async () => {
    const tenant = await world.tenant();
    const id = await setUp(tenant);
    expect(await answered()).toEqual([forms]);
    expect((await world.store.outboundTrunks()).map(({ numbers }) => numbers)).toEqual([[number]]);
    expect((await tenant.get(`/v1/trunks/${id}`)).body).toMatchObject({ accept_national: true });
    expect(await world.remains()).toEqual(threeForms);
    expect((await send(tenant, 'DELETE', `/api/user/phone-numbers/${id}`)).status).toBe(200);
    expect(await world.remains()).toEqual(nothing);
  });

  it('a trunk that Zudu sets up and changes answers to them, too', async () => {
    const tenant = await world.tenant();
    expect((await tenant.zudu(zuduBody(number, { accept_national: true }))).status).toBe(200);
    expect(await answered()).toEqual([forms]);
    const path = `/api/phone-numbers/${encodeURIComponent(number)}`;
    const changed = await send(tenant, 'PATCH', path, { accept_national: false });
    expect(changed).toMatchObject({ status: 200, body: { data: { accept_national: false } } });
    expect(await answered()).toEqual([[number]]);
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('a change of the field or of the number changes what the trunk answers to, and a revert restores it', async () => {
    const tenant = await world.tenant();
    const id = await setUp(tenant, false);
    const path = `/api/user/phone-numbers/sip-trunks/${id}`;
    const on = await send(tenant, 'PUT', path, { accept_national: true });
    expect(on).toMatchObject({ status: 200, body: { data: { accept_national: true } } });
    expect(await answered()).toEqual([forms]);
    expect((await send(tenant, 'PUT', path, { phone_number: elsewhere })).status).toBe(200);
    expect(await answered()).toEqual([formsElsewhere]);
    expect(await world.remains()).toEqual(threeForms);
    expect((await send(tenant, 'POST', `/v1/trunks/${id}/revert/2`)).status).toBe(200);
    expect(await answered()).toEqual([forms]);
    expect((await send(tenant, 'POST', `/v1/trunks/${id}/revert/1`)).status).toBe(200);
    expect(await answered()).toEqual([[number]]);
    expect(await world.remains()).toEqual(oneTrunk);
    const revision = await tenant.get(`/v1/trunks/${id}/revisions/2`);
    expect(at(revision.body, 'changes')).toEqual([{ field: 'accept_national', from: false, to: true }]);
  });

  it('a form that somebody removes in LiveKit is drift, and a repair restores it', async () => {
    const tenant = await world.tenant();
    await setUp(tenant);
    const [trunk] = await world.store.inboundTrunks();
    await liveKitByHand().updateSipInboundTrunkFields(trunk?.sipTrunkId ?? '', {
      numbers: new ListUpdate({ set: [number] }),
    });
    const { findings } = await reconciled(world, { repair: true });
    expect(findings).toMatchObject([{ code: 'drift', fields: ['numbers'], outcome: 'repaired' }]);
    expect(await answered()).toEqual([forms]);
  });

  it.each([
    ['the national form', '03012345670'],
    ['the form with 00', '00493012345670'],
    ['the national form with a dash', '0301-2345670'],
  ])('an extension cannot be %s of a number that is accepted nationally', async (_what, extension) => {
    const tenant = await world.tenant();
    await setUp(tenant);
    const other = await world.tenant();
    inUse(await other.autocalls(autocallsBody(extension)));
    expect(await world.remains()).toEqual(threeForms);
  });

  it('a number whose other form is an extension of somebody is refused in a set-up, and in a change that accepts it', async () => {
    const tenant = await world.tenant();
    expect((await tenant.autocalls(autocallsBody('03012345670'))).status).toBe(201);
    const other = await world.tenant();
    inUse(await other.autocalls(autocallsBody(number, { ...asNumber, accept_national: true })));
    const id = await setUp(other, false);
    inUse(await send(other, 'PUT', `/api/user/phone-numbers/sip-trunks/${id}`, { accept_national: true }));
    expect(await world.remains()).toEqual({ inbound: 2, outbound: 2, rule: 2, records: 2, reservations: 2 });
  });

  it('two numbers with the same national form cannot both be accepted nationally', async () => {
    const tenant = await world.tenant();
    const lindlar = '+492071838750';
    const london = '+442071838750';
    expect((await tenant.zudu(zuduBody(lindlar, { accept_national: true }))).status).toBe(200);
    const answer = await tenant.zudu(zuduBody(london, { accept_national: true }));
    expect(answer).toMatchObject({ status: 409, body: { code: 'number_in_use' } });
  });

  it('an object of somebody else on one of the forms refuses the set-up, and nothing stays', async () => {
    const tenant = await world.tenant();
    await liveKitByHand().createSipInboundTrunk('by hand', ['03012345670'], {});
    const answer = await tenant.autocalls(autocallsBody(number, { ...asNumber, accept_national: true }));
    expect(answer.status).toBe(409);
    expect(await answered()).toEqual([['03012345670']]);
    expect(await world.remains()).toMatchObject({ records: 0, reservations: 0, outbound: 0, rule: 0 });
  });

  it('an import sets the field, and the export shows it', async () => {
    const tenant = await world.tenant();
    const head =
      'phone_number,sip_username,sip_password,sip_address,sip_calling_format,inbound_authorization_type,accept_national';
    const row = `${number},myuser,a-long-password,sip.provider.com,+e164,auth,TRUE`;
    const begun = await send(tenant, 'POST', '/v1/imports', `${head}\n${row}\n`, 'text/csv');
    expect(begun.status).toBe(202);
    await expect.poll(answered).toEqual([forms]);
    await expect.poll(async () => (await world.remains()).records).toBe(1);
    expect(String((await tenant.get('/v1/export?format=jsonl')).body)).toContain('"accept_national":true');
  });
});
