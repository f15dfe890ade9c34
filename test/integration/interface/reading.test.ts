import { describe, expect, it } from 'vitest';
import { noSettings } from '../../support/carrier-settings.js';
import { unknownHealth } from '../support/livekit/signed-webhook.js';
import { at, autocallsBody, zuduBody } from '../support/requests/tenant.js';
import { useWorld } from '../support/world.js';

const world = useWorld();
const number = '+14155551234';
const trunksPath = '/api/user/phone-numbers/sip-trunks';

describe('reading a trunk', () => {
  it('a trunk of Autocalls reads the same through every path of both contracts', async () => {
    const tenant = await world.tenant('reception');
    const created = await tenant.autocalls(
      autocallsBody(number, { sip_trunk_type: 'number', nickname: 'Front desk' }),
    );
    const trunk = at(created.body, 'data');
    const id = at(trunk, 'id');

    expect(await tenant.get(`${trunksPath}/${id}`)).toMatchObject({ status: 200, body: { data: trunk } });
    expect((await tenant.get(`/api/user/phone-numbers/${id}`)).body).toEqual({
      data: { ...Object(trunk), health: unknownHealth },
    });
    const listed = await tenant.get(trunksPath);
    expect(at(listed.body, 'data')).toMatchObject([{ id, phone_number: number, nickname: 'Front desk' }]);
    expect(JSON.stringify(listed.body)).not.toMatch(/ST_|SDR_/);
    expect((await tenant.get(`${trunksPath}?per_page=1&page=2`)).body).toEqual({
      data: [],
      current_page: 2,
      last_page: 1,
      per_page: 1,
      total: 1,
    });
    expect(at((await tenant.get('/api/user/phone-numbers/all')).body, 'data')).toMatchObject([
      { id, phone_number: number, type: 'sip' },
    ]);
    expect((await tenant.get('/api/user/assistants/phone-numbers')).body).toEqual([
      { id, phone_number: number, country_code: 'US', type_label: 'SIP', is_available: false },
    ]);
    expect((await tenant.get('/api/user/assistants/phone-numbers?type=inbound')).body).toEqual([]);
    for (const written of [number, `%2B${number.slice(1)}`]) {
      expect((await tenant.get(`/api/phone-numbers/${written}`)).body).toEqual({
        message: 'Phone number retrieved successfully',
        status: 'success',
        error: null,
        data: {
          phone_number: number,
          nickname: 'Front desk',
          organization_id: tenant.organization.id,
          area_code: 415,
          phone_number_type: 'CUSTOM',
          number_provider: null,
          inbound_agent_id: 'reception',
          outbound_agent_id: null,
          inbound_agent_version: null,
          outbound_agent_version: null,
          inbound_webhook_url: null,
          inbound_trunk_id: at(trunk, 'inbound_trunk_id'),
          outbound_trunk_id: at(trunk, 'outbound_trunk_id'),
          dispatch_rule_id: at(trunk, 'dispatch_rule_id'),
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          additional_numbers: [],
          accept_national: false,
          ...noSettings,
          health: unknownHealth,
        },
      });
    }
  });

  it('a trunk of Zudu appears in the lists of Autocalls', async () => {
    const tenant = await world.tenant();
    const created = await tenant.zudu(zuduBody(number));

    const listed = await tenant.get(trunksPath);

    expect(at(listed.body, 'data')).toMatchObject([
      { phone_number: number, nickname: 'Main Office SIP Trunk', inbound_authorization_type: 'auth' },
    ]);
    const id = at(listed.body, 'data', '0', 'id');
    expect((await tenant.get(`${trunksPath}/${id}`)).body).toMatchObject({
      data: { inbound_trunk_id: at(created.body, 'data') },
    });
  });

  it("somebody else's trunk is answered exactly like an unknown one, and appears in no list", async () => {
    const [owner, stranger] = await Promise.all([world.tenant(), world.tenant()]);
    const created = await owner.autocalls(autocallsBody(number, { sip_trunk_type: 'number' }));
    const id = Number(at(created.body, 'data', 'id'));

    for (const [existing, missing] of [
      [`${trunksPath}/${id}`, `${trunksPath}/${id + 1}`],
      [`/api/user/phone-numbers/${id}`, `/api/user/phone-numbers/${id + 1}`],
      [`/api/phone-numbers/${number}`, '/api/phone-numbers/+14155551235'],
    ] as const) {
      const [theirs, none] = [await stranger.get(existing), await stranger.get(missing)];
      expect(theirs.status).toBe(404);
      expect(theirs.status).toBe(none.status);
      expect(theirs.body).toEqual(none.body);
      expect((await owner.get(existing)).status).toBe(200);
    }
    expect(
      (await stranger.get('/api/phone-numbers/%00')).status,
      'a character that PostgreSQL cannot store',
    ).toBe(404);
    expect((await stranger.get(trunksPath)).body).toEqual({ data: [] });
    expect((await stranger.get('/api/user/phone-numbers/all')).body).toEqual({ data: [] });
    expect((await stranger.get('/api/user/assistants/phone-numbers')).body).toEqual([]);
  });
});
