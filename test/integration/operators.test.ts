import { describe, expect, it } from 'vitest';
import { openAdministration } from '../../src/runtime/administration/open.js';
import { type Answer, at, type Tenant, zuduBody } from './support/tenant.js';
import { nothing, operationIdOf, useWorld } from './support/world.js';

const world = useWorld({
  ANSWER_WAIT_MS: '1500',
  SET_UP_BUDGET_MS: '3000',
  COMPENSATION_STUCK_AFTER_MS: '500',
  FOLLOW_UP_DELAYS_MS: '500,3000,8000',
});

/** Makes the key of an operator. @returns sends requests with it */
async function newOperator() {
  const administration = await openAdministration(world.trunkline.env);
  const label = 'the laptop of Grace';
  const { secret } = await administration
    .createKey({ organizationId: null, label, scopes: ['operator'] })
    .finally(() => administration.close());
  return async (method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${world.trunkline.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
}

const idsIn = ({ body }: Answer) => {
  const data = at(body, 'data');
  return Array.isArray(data) ? data.map(({ id }) => id) : [];
};

/** Sets up one trunk for each of two tenants. */
async function twoTenants() {
  const tenants: [Tenant, Tenant] = await Promise.all([world.tenant(), world.tenant()]);
  const made = await Promise.all(
    tenants.map((tenant, index) => tenant.zudu(zuduBody(`+1415555000${index + 1}`))),
  );
  expect(made.map(({ status }) => status)).toEqual([200, 200]);
  return { tenants, made };
}

describe('an operator', () => {
  it('an operator finds trunks and operations of all organizations by number, organization, operation and id of LiveKit', async () => {
    const { tenants, made } = await twoTenants();
    const [ada, bob] = tenants;
    const operator = await newOperator();
    const all = await operator('GET', '/v1/trunks');
    expect(at(all.body, 'data')).toMatchObject([
      { organization_id: expect.any(String) },
      { organization_id: expect.any(String) },
    ]);
    const [ofBob] = idsIn(await operator('GET', `/v1/trunks?organization_id=${bob.organization.id}`));
    const bobs = await operator('GET', `/v1/trunks/${ofBob}`);
    expect(bobs).toMatchObject({ status: 200, body: { organization_id: bob.organization.id } });
    const operation = operationIdOf(made[1] ?? all);
    for (const filter of [
      'phone_number=+14155550002',
      'q=0002',
      `operation_id=${operation}`,
      `livekit_id=${at(bobs.body, 'dispatch_rule_id')}`,
    ]) {
      expect(idsIn(await operator('GET', `/v1/trunks?${filter}`)), filter).toEqual([ofBob]);
    }
    for (const filter of ['phone_number=14155550002', `livekit_id=${at(bobs.body, 'inbound_trunk_id')}`]) {
      expect(idsIn(await operator('GET', `/v1/operations?${filter}`)), filter).toEqual([operation]);
    }
    expect(await operator('GET', `/v1/operations/${operation}`)).toMatchObject({
      status: 200,
      body: { organization_id: bob.organization.id },
    });
    const foreign = await ada.get(`/v1/trunks?phone_number=14155550002`);
    expect(at(foreign.body, 'data')).toEqual([]);
    expect((await ada.get(`/v1/trunks/${ofBob}`)).status).toBe(404);
  });

  it('an operator sets up, changes, reverts and deletes the trunk of a tenant, who sees that an operator did it', async () => {
    const tenant = await world.tenant('reception');
    const operator = await newOperator();
    const made = await operator('POST', `/v1/trunks?organization_id=${tenant.organization.id}`, {
      ...{ phone_number: '+14155550003', sip_username: 'me', sip_password: 'a-long-password' },
      ...{ sip_address: 'sip.provider.com', sip_calling_format: '+e164', inbound_authorization_type: 'auth' },
    });
    expect(made).toMatchObject({
      status: 201,
      body: { organization_id: tenant.organization.id, agent_name: 'reception' },
    });
    const path = made.headers.get('location') ?? '';
    expect((await operator('PATCH', path, { nickname: 'Desk' })).status).toBe(200);
    expect((await operator('POST', `${path}/revert/1`)).status).toBe(200);
    const history = await tenant.get(`${path}/revisions`);
    expect(at(history.body, 'data', '0', 'requested_by')).toEqual({
      key: expect.stringMatching(/^sk_/),
      label: 'operator',
    });
    expect((await operator('DELETE', path)).status).toBe(200);
    expect(await world.remains()).toEqual(nothing);
    expect((await operator('GET', `${path}/revisions`)).status).toBe(200);
  });
});
