import { describe, expect, it } from 'vitest';
import { presets } from '../../../src/domain/trunk/carrier/presets.js';
import { importNumber, useCarriers } from '../support/calls/carriers.js';
import { fileOf } from '../support/livekit/estate.js';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';

const world = useCarriers({ NUMBER_POLICY: 'strict', RATE_OF_CONFLICTS: '3/3600' });

function send(
  tenant: Tenant,
  method: string,
  path: string,
  body: object | string = {},
  type = 'application/json',
) {
  const headers = { authorization: `Bearer ${tenant.key.secret}`, 'content-type': type };
  return tenant.request(method, path, { headers, body });
}

const native = (number: string, changes: object = {}) => ({
  ...{ phone_number: number, sip_username: 'me', sip_password: 'a-long-password' },
  ...{ sip_address: 'sip.provider.com', sip_calling_format: '+e164', inbound_authorization_type: 'auth' },
  ...changes,
});

const shared = { inbound_authorization_type: 'ip', allowed_inbound_ips: presets.twilio.signalling };
const notAssigned = { status: 403, body: { code: 'number_not_assigned' } };
const notVerified = { status: 403, body: { code: 'number_not_verified' } };

/** A tenant whose range is +1415555, and the operator. */
async function tenantWithRange(): Promise<{ tenant: Tenant; operator: Operator }> {
  const [tenant, operator] = await Promise.all([world.tenant(), world.trunkline.operator()]);
  const assigned = await operator('PUT', '/v1/number-ranges/1415555', {
    organization_id: tenant.organization.id,
  });
  expect(assigned.status).toBe(200);
  return { tenant, operator };
}

type Operator = Awaited<ReturnType<typeof world.trunkline.operator>>;

describe('strict rules about numbers', () => {
  it('an organization cannot reserve the number of anybody, through any contract, import, check, or as an extension', async () => {
    const { tenant } = await tenantWithRange();
    const stranger = await world.tenant();
    const number = '+14155550001';
    expect((await tenant.zudu(zuduBody(number))).status).toBe(200);
    for (const of of [number, '+14155550002', '+4930123456']) {
      const attacks: readonly Promise<Answer>[] = [
        stranger.zudu(zuduBody(of)),
        stranger.autocalls(autocallsBody(of, { sip_trunk_type: 'number' })),
        stranger.autocalls(autocallsBody(of.slice(1))),
        send(stranger, 'POST', '/v1/trunks', native(of)),
      ];
      for (const attack of attacks) expect(await attack).toMatchObject(notAssigned);
      const dryRun = await send(stranger, 'POST', '/v1/imports?dry_run=true', fileOf([of]), 'text/csv');
      expect(at(dryRun.body, 'problems', '0', 'message')).toMatch(/not assigned/);
      const check = await send(stranger, 'POST', '/v1/checks', native(of));
      expect(JSON.stringify(check.body)).toMatch(/not assigned to your organization/);
    }
    const own = await send(stranger, 'POST', '/v1/trunks', native('2001'));
    expect(own.status).toBe(201);
    const change = await send(stranger, 'PATCH', `/v1/trunks/${at(own.body, 'id')}`, {
      ...{ phone_number: number, sip_trunk_type: 'number' },
    });
    expect(change).toMatchObject(notAssigned);
  });

  it('an organization cannot combine a number with the addresses of Twilio until it has proven that the number is its own', async () => {
    const { tenant, operator } = await tenantWithRange();
    const number = '+14155550003';
    expect(await send(tenant, 'POST', '/v1/trunks', native(number, shared))).toMatchObject(notVerified);
    const made = await send(tenant, 'POST', '/v1/trunks', native(number));
    const path = `/v1/trunks/${at(made.body, 'id')}`;
    expect(await send(tenant, 'PATCH', path, shared)).toMatchObject(notVerified);
    const proof = { organization_id: tenant.organization.id };
    expect(await operator('PUT', '/v1/numbers/14155550003/proof', proof)).toMatchObject({
      ...{ status: 200, body: { number, in_use_by: tenant.organization.id, proof: { by: 'operator' } } },
    });
    expect((await send(tenant, 'PATCH', path, shared)).status).toBe(200);
  });

  it('the account at a carrier proves a number, also for a later set-up by hand', async () => {
    const tenant = await world.tenant();
    const operator = await world.trunkline.operator();
    await operator('DELETE', '/v1/number-ranges/1415555');
    const imported = await importNumber(tenant, 'twilio');
    expect(imported.status).toBe(200);
    const number = String(at(imported.body, 'data', 'phone_number', 'phone_number'));
    expect(at((await operator('GET', `/v1/numbers/${number.slice(1)}`)).body, 'proof')).toMatchObject({
      ...{ organization_id: tenant.organization.id, by: 'carrier' },
    });
    const trunks = await tenant.get('/v1/trunks');
    await send(tenant, 'DELETE', `/v1/trunks/${at(trunks.body, 'data', '0', 'id')}`);
    expect((await send(tenant, 'POST', '/v1/trunks', native(number, shared))).status).toBe(201);
  });

  it('a deleted number is kept for its former owner until an operator releases it', async () => {
    const { tenant, operator } = await tenantWithRange();
    const number = '+14155550004';
    const made = await send(tenant, 'POST', '/v1/trunks', native(number));
    const release = () => operator('POST', '/v1/numbers/14155550004/release');
    expect(await release()).toMatchObject({ status: 409, body: { code: 'number_in_use' } });
    await send(tenant, 'DELETE', `/v1/trunks/${at(made.body, 'id')}`);
    const heir = await world.tenant();
    await operator('PUT', '/v1/number-ranges/14155550004', { organization_id: heir.organization.id });
    const take = () => send(heir, 'POST', '/v1/trunks', native(number));
    expect(await take()).toMatchObject({ status: 409, body: { code: 'number_in_use' } });
    expect(at((await operator('GET', '/v1/numbers/14155550004')).body, 'former_owner')).toMatchObject({
      organization_id: tenant.organization.id,
    });
    expect(await release()).toMatchObject({ status: 200, body: { former_owner: null } });
    expect((await take()).status).toBe(201);
  });
});

describe('the budget for numbers of others', () => {
  it('an organization learns of three numbers that others have them, and then nothing more, whichever way it asks', async () => {
    const [owner, curious] = await Promise.all([world.tenant(), world.tenant()]);
    const extension = (index: number) => `77${String(index).padStart(2, '0')}`;
    for (let index = 0; index < 6; index += 1) {
      expect((await owner.autocalls(autocallsBody(extension(index)))).status).toBe(201);
    }
    const own = await send(curious, 'POST', '/v1/trunks', native('7799'));
    expect((await curious.autocalls(autocallsBody(extension(0)))).status).toBe(409);
    const path = `/v1/trunks/${at(own.body, 'id')}`;
    expect((await send(curious, 'PATCH', path, { phone_number: extension(1) })).status).toBe(409);
    const file = (indexes: readonly number[]) => fileOf(indexes.map(extension));
    const dryRun = await send(curious, 'POST', '/v1/imports?dry_run=true', file([2]), 'text/csv');
    expect(dryRun.status).toBe(422);

    const spent = { status: 429, body: { code: 'too_many_conflicts' } };
    for (const index of [3, 50]) {
      const asked = await curious.autocalls(autocallsBody(extension(index)));
      expect(asked).toMatchObject(spent);
      expect(Number(asked.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await send(curious, 'PATCH', path, { phone_number: extension(index) })).toMatchObject(spent);
      const run = await send(curious, 'POST', '/v1/imports?dry_run=true', file([index]), 'text/csv');
      expect(run).toMatchObject(spent);
      const check = await send(curious, 'POST', '/v1/checks', native(extension(index)));
      expect(JSON.stringify(check.body)).not.toContain('in use');
    }
    expect((await send(curious, 'PATCH', path, { nickname: 'Desk' })).status).toBe(200);
    expect((await owner.autocalls(autocallsBody(extension(50)))).status).toBe(201);
  });

  it('a dry run with more numbers of others than are left reveals none of them', async () => {
    const [owner, curious] = await Promise.all([world.tenant(), world.tenant()]);
    const extensions = ['7801', '7802', '7803', '7804'];
    for (const each of extensions) expect((await owner.autocalls(autocallsBody(each))).status).toBe(201);
    const run = await send(curious, 'POST', '/v1/imports?dry_run=true', fileOf(extensions), 'text/csv');
    expect(run).toMatchObject({ status: 429, body: { code: 'too_many_conflicts' } });
    expect(JSON.stringify(run.body)).not.toContain('"line"');
  });
});
