import { describe, expect, it } from 'vitest';
import { noSettings } from '../../support/carrier-settings.js';
import { objectsOf } from '../support/livekit/objects.js';
import { unknownHealth } from '../support/livekit/signed-webhook.js';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { nothing, oneTrunk, useWorld } from '../support/world.js';

/** Requests may set `outbound_proxy` only when this setting is present. */
const egressIp = '192.0.2.10';
const world = useWorld({ OUTBOUND_EGRESS_IP: egressIp });
const number = '+14155551234';
const other = '+14155559999';
const phoneNumbers = '/api/user/phone-numbers';
const sipTrunks = `${phoneNumbers}/sip-trunks`;
const assistants = '/api/user/assistants/phone-numbers';

/** A trunk as a contract shows it. */
type Shown = Readonly<Record<string, unknown>>;

/** The calls of one client. Each returns the status and the whole body. */
function clientOf(tenant: Tenant) {
  const statusAndBody = ({ status, body }: Answer) => ({ status, body });
  const call = async (method: string, path: string, body?: object) =>
    statusAndBody(
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

describe('Autocalls from create to delete', () => {
  const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);

  it('an Autocalls client can create, read, list, change, assign and delete a trunk, meets conflicts, and can create it again', async () => {
    const client = clientOf(await world.tenant());
    const spec = autocallsBody(number, { sip_trunk_type: 'number', nickname: 'Front desk' });
    const fresh = {
      id: expect.any(Number),
      phone_number: number,
      nickname: 'Front desk',
      sip_username: 'myuser',
      sip_address: 'sip.provider.com',
      sip_calling_format: '+e164',
      inbound_authorization_type: 'auth',
      allowed_inbound_ips: null,
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
      outbound_egress_ip: egressIp,
      agent_name: null,
      accept_national: false,
      ...noSettings,
      port: null,
    };
    const made = { status: 201, body: { message: 'SIP trunk created successfully.', data: fresh } };
    const inUse = {
      status: 409,
      body: { error: 'The phone number is already in use.', code: 'number_in_use' },
    };
    const exists = {
      status: 409,
      body: {
        error: 'A SIP trunk with the same phone number, username, and address already exists.',
        code: 'already_exists',
      },
    };

    const created = await client.post(sipTrunks, spec);

    expect(created).toEqual(made);
    const id = Number(at(created.body, 'data', 'id'));
    const own = `${sipTrunks}/${id}`;
    // From here on no change may alter the ids.
    let trunk: Shown = { ...fresh, ...Object(at(created.body, 'data')), updated_at: moment };
    const change = async (sent: object, becomes: object = sent, ...warnings: unknown[]) => {
      trunk = { ...trunk, ...becomes };
      expect(await client.put(own, sent), JSON.stringify(sent)).toEqual({
        status: 200,
        body: {
          message: 'SIP trunk updated successfully.',
          data: trunk,
          ...(warnings.length === 0 ? {} : { warnings }),
        },
      });
    };
    const expectReadEverywhere = async () => {
      const { inbound_trunk_id, outbound_trunk_id, dispatch_rule_id, ...listed } = trunk;
      const { phone_number, nickname, country_code, created_at } = trunk;
      const account = {
        ...{ id, phone_number, nickname, country_code, type: 'sip', type_label: 'SIP', sms_capable: false },
        ...{ region: null, has_active_subscription: false, created_at },
      };
      const health = unknownHealth;
      const offered = { id, phone_number, country_code, type_label: 'SIP' };
      for (const [path, body] of [
        [own, { data: { ...trunk, health } }],
        [`${phoneNumbers}/${id}`, { data: { ...trunk, health } }],
        [sipTrunks, { data: [{ ...listed, health }] }],
        [`${phoneNumbers}/all`, { data: [account] }],
        [assistants, [{ ...offered, is_available: trunk.agent_name === null }]],
      ] as const) {
        expect(await client.get(path), path).toEqual({ status: 200, body });
      }
    };
    await expectReadEverywhere();

    for (const [sent, becomes, ...warnings] of [
      [{ nickname: 'Back office' }],
      [{ nickname: null }],
      [{ sip_username: 'another' }],
      [{ sip_password: 'another-password' }, {}],
      [{ sip_address: 'sip.example.org' }],
      [{ sip_calling_format: 'national' }],
      [{ outbound_proxy: true }],
      [{ outbound_proxy: false }],
      [{ inbound_authorization_type: 'ip', allowed_inbound_ips: ['203.0.113.7'] }],
      [{ allowed_inbound_ips: ['203.0.113.0/24', '2001:db8::7'] }],
      [
        { inbound_authorization_type: 'auth' },
        { inbound_authorization_type: 'auth', allowed_inbound_ips: null },
      ],
      // With `auth` the contract stores no addresses.
      [
        { allowed_inbound_ips: ['198.51.100.9'] },
        {},
        expect.stringMatching(/^allowed_inbound_ips is not used/),
      ],
      [{ country_code: 'CA' }],
      [{ phone_number: other, country_code: 'US' }],
      [{ agent_name: 'reception' }],
      [{ agent_name: null }],
      [{ agent_name: 'night desk' }],
    ] satisfies [object, object?, unknown?][]) {
      await change(sent, becomes, ...warnings);
      await expectReadEverywhere();
    }
    // No answer shows a password, so the new one is read from LiveKit.
    const { inbound, outbound } = await objectsOf(world);
    expect([inbound?.authPassword, outbound?.authPassword]).toEqual(['another-password', 'another-password']);

    trunk = { ...trunk, nickname: 'Reception' };
    expect(await client.put(`${phoneNumbers}/${id}`, { nickname: 'Reception' })).toEqual({
      status: 200,
      body: {
        message: 'Phone number updated successfully.',
        data: { id, phone_number: other, nickname: 'Reception', country_code: 'US', type: 'sip' },
      },
    });
    await expectReadEverywhere();

    const same = { ...spec, phone_number: other, sip_username: 'another', sip_address: 'sip.example.org' };
    expect(await client.post(sipTrunks, same), 'number, username and address').toEqual(exists);
    expect(await client.post(sipTrunks, { ...same, sip_username: 'a-third' })).toEqual(inUse);
    expect(await client.post(sipTrunks, { ...same, sip_address: 'sip.provider.com' })).toEqual(inUse);
    await expectReadEverywhere();

    const second = await client.post(sipTrunks, spec);
    expect(second, 'the old number is free').toEqual(made);
    const secondPath = `${sipTrunks}/${String(at(second.body, 'data', 'id'))}`;
    expect(await client.put(secondPath, { phone_number: other })).toEqual(inUse);
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
    expect(await client.get(secondPath), 'nothing was changed').toEqual({
      status: 200,
      body: { data: { ...Object(at(second.body, 'data')), health: unknownHealth } },
    });

    for (const path of [`${phoneNumbers}/${id}`, secondPath]) {
      expect(await client.remove(path)).toEqual({
        status: 200,
        body: { message: 'Phone number deleted successfully.' },
      });
    }
    expect(await client.get(own)).toEqual({
      status: 404,
      body: { error: 'SIP trunk not found.', code: 'trunk_not_found' },
    });
    expect(await client.remove(`${phoneNumbers}/${id}`)).toEqual({
      status: 404,
      body: { error: 'Phone number not found.', code: 'phone_number_not_found' },
    });
    expect(await client.get(sipTrunks)).toEqual({ status: 200, body: { data: [] } });
    expect(await world.remains()).toEqual(nothing);

    const again = await client.post(sipTrunks, spec);
    expect(again).toEqual(made);
    expect(at(again.body, 'data', 'id')).not.toBe(id);
    expect(await world.remains()).toEqual(oneTrunk);
  });
});

describe('Zudu from create to delete', () => {
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

  it('a Zudu client can create, read, change, assign and delete a number, meets conflicts, and can create it again', async () => {
    const tenant = await world.tenant();
    const [client, stranger] = [clientOf(tenant), clientOf(await world.tenant())];

    const created = await client.post(createPath, zuduBody(number));

    expect(created).toEqual(success('Phone number created successfully', expect.stringMatching(/^ST_/)));
    expect(await client.post(createPath, zuduBody(number)), 'the same call again').toEqual(created);
    const fresh = {
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
      inbound_trunk_id: expect.stringMatching(/^ST_/),
      outbound_trunk_id: expect.stringMatching(/^ST_/),
      dispatch_rule_id: expect.stringMatching(/^SDR_/),
      created_at: moment,
      updated_at: moment,
      additional_numbers: [],
      accept_national: false,
      ...noSettings,
    };
    const retrieved = (data: object) =>
      success('Phone number retrieved successfully', { ...data, health: unknownHealth });
    const read = () => client.get(path);
    const first = await read();
    expect(first).toEqual(retrieved({ ...fresh, inbound_trunk_id: at(created.body, 'data') }));
    expect(await client.get(`/api/phone-numbers/%2B${number.slice(1)}`)).toEqual(first);
    // From here on no change may alter the ids.
    const { health: _onlyInReads, ...saved } = Object(at(first.body, 'data'));
    let shown: Shown = { ...saved, updated_at: moment };
    const { outbound_trunk_id } = shown;

    for (const [sent, becomes] of [
      [{ nickname: 'Front desk' }],
      [{ label: 'Back office' }, { nickname: 'Back office' }],
      [{ inbound_agent_id: 'reception' }],
      [{ inbound_agent_version: 2 }],
      [{ outbound_agent_id: 'sales' }],
      [{ outbound_agent_version: 7 }],
      [{ inbound_webhook_url: 'https://example.com/hook' }],
      [{ number_provider: 'twilio' }],
      [{ outbound_trunk_id }],
      [{ inbound_agent_id: null }, { inbound_agent_id: null, inbound_agent_version: null }],
      [{ inbound_webhook_url: null, number_provider: null }],
    ] satisfies [object, object?][]) {
      shown = { ...shown, ...(becomes ?? sent) };
      const changed = await client.patch(path, sent);
      const { status, body } = success('Phone number updated successfully', {
        ...shown,
        phone_number_pretty: '+1 (415) 555-1234',
        last_modification_timestamp: Date.parse(String(at(changed.body, 'data', 'updated_at'))),
      });
      const warnings =
        'inbound_webhook_url' in sent && sent.inbound_webhook_url !== null
          ? { warnings: [expect.stringMatching(/^inbound_webhook_url is stored/)] }
          : {};
      expect(changed, JSON.stringify(sent)).toEqual({ status, body: { ...body, ...warnings } });
      expect(await read(), JSON.stringify(sent)).toEqual(retrieved(shown));
    }
    expect(await client.patch(path, { outbound_trunk_id: 'ST_anothertrunk' })).toEqual({
      status: 400,
      body: {
        message: 'Validation failed',
        status: 'error',
        error: {
          outbound_trunk_id:
            'Outbound trunk id cannot be changed: every phone number has an outbound trunk of its own.',
        },
        data: null,
        code: 'validation_failed',
      },
    });
    expect(await read()).toEqual(retrieved(shown));

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
    expect(again).toEqual(success('Phone number created successfully', expect.stringMatching(/^ST_/)));
    expect(at(again.body, 'data')).not.toBe(at(created.body, 'data'));
    expect(await read(), 'without values of the deleted one').toEqual(
      retrieved({ ...fresh, inbound_trunk_id: at(again.body, 'data') }),
    );
    expect(await world.remains()).toEqual(oneTrunk);
  });
});
