import { describe, expect, it } from 'vitest';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from './support/tenant.js';
import { nothing, oneTrunk, useWorld } from './support/world.js';

const world = useWorld();
const number = '+14155551234';
const other = '+14155559999';
const phoneNumbers = '/api/user/phone-numbers';
const sipTrunks = `${phoneNumbers}/sip-trunks`;

/** One client's calls, each told as status and whole body. */
function clientOf(tenant: Tenant) {
  const told = ({ status, body }: Answer) => ({ status, body });
  const call = async (method: string, path: string, body?: object) =>
    told(
      await tenant.request(method, path, {
        headers: { authorization: `Bearer ${tenant.key.secret}` },
        ...(body === undefined ? {} : { body }),
      }),
    );
  return {
    get: (path: string) => call('GET', path),
    post: (path: string, body: object) => call('POST', path, body),
    put: (path: string, body: object) => call('PUT', path, body),
    patch: (path: string, body: object) => call('PATCH', path, body),
    remove: (path: string) => call('DELETE', path),
  };
}

describe('a client of Autocalls', () => {
  const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);

  it('creates, reads, lists, changes each field, assigns, meets conflicts, deletes and creates again', async () => {
    const client = clientOf(await world.tenant());
    const wish = autocallsBody(number, { sip_trunk_type: 'number', nickname: 'Front desk' });

    const created = await client.post(sipTrunks, wish);

    let trunk = {
      id: expect.any(Number),
      phone_number: number,
      nickname: 'Front desk',
      sip_username: 'myuser',
      sip_address: 'sip.provider.com',
      sip_calling_format: '+e164',
      inbound_authorization_type: 'auth',
      allowed_inbound_ips: null as string[] | null,
      outbound_proxy: false,
      country_code: 'US',
      inbound_trunk_id: expect.stringMatching(/^ST_/),
      outbound_trunk_id: expect.stringMatching(/^ST_/),
      created_at: moment,
      updated_at: moment,
      dispatch_rule_id: expect.stringMatching(/^SDR_/),
      sip_trunk_type: 'number',
      sip_inbound_host: null,
      status: 'active',
      agent_name: null,
    };
    expect(created).toEqual({
      status: 201,
      body: { message: 'SIP trunk created successfully.', data: trunk },
    });
    const id = Number(at(created.body, 'data', 'id'));
    // From here on the ids are these, whatever is changed.
    trunk = { ...trunk, ...Object(at(created.body, 'data')), updated_at: moment };
    const listed = () => {
      const { inbound_trunk_id, outbound_trunk_id, dispatch_rule_id, ...shown } = trunk;
      return shown;
    };
    const expectReadEverywhere = async () => {
      expect(await client.get(`${sipTrunks}/${id}`)).toEqual({ status: 200, body: { data: trunk } });
      expect(await client.get(`${phoneNumbers}/${id}`)).toEqual({ status: 200, body: { data: trunk } });
      expect(await client.get(sipTrunks)).toEqual({ status: 200, body: { data: [listed()] } });
      expect(await client.get(`${phoneNumbers}/all`)).toEqual({
        status: 200,
        body: {
          data: [
            {
              id,
              phone_number: trunk.phone_number,
              nickname: trunk.nickname,
              country_code: trunk.country_code,
              type: 'sip',
              type_label: 'SIP',
              sms_capable: false,
              region: null,
              has_active_subscription: false,
              created_at: trunk.created_at,
            },
          ],
        },
      });
    };
    await expectReadEverywhere();

    for (const [sent, becomes] of [
      [{ nickname: 'Back office' }, {}],
      [{ nickname: null }, {}],
      [{ sip_username: 'another' }, {}],
      [{ sip_password: 'another-password' }, null],
      [{ sip_address: 'sip.example.org' }, {}],
      [{ sip_calling_format: 'national' }, {}],
      [{ inbound_authorization_type: 'ip', allowed_inbound_ips: ['203.0.113.7'] }, {}],
      [{ allowed_inbound_ips: ['203.0.113.0/24', '2001:db8::7'] }, {}],
      [{ inbound_authorization_type: 'auth' }, { allowed_inbound_ips: null }],
      [{ country_code: 'CA' }, {}],
      [{ phone_number: other, country_code: 'US' }, {}],
    ] as const) {
      trunk = { ...trunk, ...(becomes === null ? {} : sent), ...becomes } as typeof trunk;
      expect(await client.put(`${sipTrunks}/${id}`, sent), JSON.stringify(sent)).toEqual({
        status: 200,
        body: { message: 'SIP trunk updated successfully.', data: trunk },
      });
    }
    await expectReadEverywhere();
    expect(await client.put(`${phoneNumbers}/${id}`, { nickname: 'Reception' })).toEqual({
      status: 200,
      body: {
        message: 'Phone number updated successfully.',
        data: { id, phone_number: other, nickname: 'Reception', country_code: 'US', type: 'sip' },
      },
    });

    const assignable = { id, phone_number: other, country_code: 'US', type_label: 'SIP' };
    const assistants = '/api/user/assistants/phone-numbers';
    expect(await client.get(assistants)).toEqual({
      status: 200,
      body: [{ ...assignable, is_available: true }],
    });
    expect((await client.put(`${sipTrunks}/${id}`, { agent_name: 'reception' })).status).toBe(200);
    expect(await client.get(assistants)).toEqual({
      status: 200,
      body: [{ ...assignable, is_available: false }],
    });

    expect(await client.post(sipTrunks, { ...wish, phone_number: other, sip_username: 'another' })).toEqual({
      status: 409,
      body: { error: 'The phone number is already in use.', code: 'number_in_use' },
    });
    const second = await client.post(sipTrunks, wish);
    expect(second.status, 'the old number is free').toBe(201);
    const secondPath = `${sipTrunks}/${String(at(second.body, 'data', 'id'))}`;
    expect(await client.put(secondPath, { phone_number: other })).toEqual({
      status: 409,
      body: { error: 'The phone number is already in use.', code: 'number_in_use' },
    });
    expect(await client.put(secondPath, { inbound_authorization_type: 'ip' })).toEqual({
      status: 422,
      body: {
        message: 'The given data was invalid.',
        errors: {
          allowed_inbound_ips: [
            'At least one allowed IP address is required when authorization type is "ip".',
          ],
        },
      },
    });

    for (const path of [`${phoneNumbers}/${id}`, secondPath]) {
      expect(await client.remove(path)).toEqual({
        status: 200,
        body: { message: 'Phone number deleted successfully.' },
      });
    }
    expect(await client.get(`${sipTrunks}/${id}`)).toEqual({
      status: 404,
      body: { error: 'SIP trunk not found.', code: 'trunk_not_found' },
    });
    expect(await client.remove(`${phoneNumbers}/${id}`)).toEqual({
      status: 404,
      body: { error: 'Phone number not found.', code: 'phone_number_not_found' },
    });
    expect(await client.get(sipTrunks)).toEqual({ status: 200, body: { data: [] } });
    expect(await world.remains()).toEqual(nothing);

    const again = await client.post(sipTrunks, wish);
    expect(again.status).toBe(201);
    expect(at(again.body, 'data', 'id')).not.toBe(id);
    expect(await world.remains()).toEqual(oneTrunk);
  });
});

describe('a client of Zudu', () => {
  const createPath = '/api/sio/createSipTrunkDispatch';
  const path = `/api/phone-numbers/${number}`;
  const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const success = (message: string, data: unknown) => ({
    status: 200,
    body: { message, status: 'success', error: null, data },
  });
  const failure = (status: number, message: string, code: string) => ({
    status,
    body: { message, status: 'error', error: null, data: null, code },
  });

  it('creates, reads, changes each field, assigns, meets conflicts, deletes and creates again', async () => {
    const tenant = await world.tenant();
    const [client, stranger] = [clientOf(tenant), clientOf(await world.tenant())];

    const created = await client.post(createPath, zuduBody(number));

    expect(created).toEqual(success('Phone number created successfully', expect.stringMatching(/^ST_/)));
    expect(await client.post(createPath, zuduBody(number)), 'the same call again').toEqual(created);
    let shown: Record<string, unknown> = {
      phone_number: number,
      nickname: 'Main Office SIP Trunk',
      organization_id: tenant.organization.id,
      area_code: 415,
      phone_number_type: 'CUSTOM',
      number_provider: null,
      inbound_agent_id: null,
      outbound_agent_id: null,
      inbound_agent_version: null,
      outbound_agent_version: null,
      inbound_webhook_url: null,
      inbound_trunk_id: at(created.body, 'data'),
      outbound_trunk_id: expect.stringMatching(/^ST_/),
      dispatch_rule_id: expect.stringMatching(/^SDR_/),
      created_at: moment,
      updated_at: moment,
    };
    const read = () => client.get(path);
    expect(await read()).toEqual(success('Phone number retrieved successfully', shown));
    expect(await client.get(`/api/phone-numbers/%2B${number.slice(1)}`)).toEqual(await read());
    const { outbound_trunk_id, dispatch_rule_id, created_at } = Object(at((await read()).body, 'data'));
    shown = { ...shown, outbound_trunk_id, dispatch_rule_id, created_at };

    for (const [sent, becomes] of [
      [{ nickname: 'Front desk' }, null],
      [{ label: 'Back office' }, { nickname: 'Back office' }],
      [{ inbound_agent_id: 'reception' }, null],
      [{ inbound_agent_version: 2 }, null],
      [{ outbound_agent_id: 'sales', outbound_agent_version: 7 }, null],
      [{ inbound_webhook_url: 'https://example.com/hook' }, null],
      [{ number_provider: 'twilio' }, null],
      [{ outbound_trunk_id }, null],
      [{ inbound_agent_id: null }, { inbound_agent_id: null, inbound_agent_version: null }],
    ] as const) {
      shown = { ...shown, ...(becomes ?? sent) };
      const changed = await client.patch(path, sent);
      expect(changed, JSON.stringify(sent)).toEqual(
        success('Phone number updated successfully', {
          ...shown,
          phone_number_pretty: '+1 (415) 555-1234',
          last_modification_timestamp: Date.parse(String(at(changed.body, 'data', 'updated_at'))),
        }),
      );
    }
    expect(await read()).toEqual(success('Phone number retrieved successfully', shown));

    expect(await client.post(createPath, zuduBody(number, { authPassword: 'another' }))).toEqual(
      failure(
        409,
        'A SIP trunk with the same phone number, username, and address already exists.',
        'already_exists',
      ),
    );
    expect(await stranger.post(createPath, zuduBody(number))).toEqual(
      failure(409, 'The phone number is already in use.', 'number_in_use'),
    );
    expect(await stranger.get(path)).toEqual(
      failure(404, 'Phone number not found.', 'phone_number_not_found'),
    );
    expect(await stranger.remove(path)).toEqual(
      failure(404, 'Phone number not found.', 'phone_number_not_found'),
    );

    expect(await client.remove(path)).toEqual(
      success('Phone number deleted successfully', {
        phone_number: number,
        organization_id: tenant.organization.id,
        cleanup_results: { dispatch_rule: true, inbound_trunk: true, outbound_trunk: true },
      }),
    );
    expect(await read()).toEqual(failure(404, 'Phone number not found.', 'phone_number_not_found'));
    expect(await world.remains()).toEqual(nothing);

    const again = await client.post(createPath, zuduBody(number));
    expect(again).toMatchObject({ status: 200 });
    expect(at(again.body, 'data')).not.toBe(at(created.body, 'data'));
    expect(await world.remains()).toEqual(oneTrunk);
  });
});
