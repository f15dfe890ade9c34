import { describe, expect, it } from 'vitest';
import { noSettings } from '../../support/carrier-settings.js';
import { objectsOf } from '../support/livekit/objects.js';
import { at, autocallsBody, zuduBody } from '../support/requests/tenant.js';
import { oneTrunk, operationIdOf, useWorld } from '../support/world.js';

const world = useWorld();
const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
const trunkId = expect.stringMatching(/^ST_[A-Za-z0-9]{12}$/);

describe("Zudu's createSipTrunkDispatch", () => {
  it('Zudu answers with the id of an inbound trunk that exists in LiveKit, with a rule that names it', async () => {
    const tenant = await world.tenant('reception');

    const answer = await tenant.zudu(zuduBody('+15551234567'));

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      message: 'Phone number created successfully',
      status: 'success',
      error: null,
      data: trunkId,
    });
    expect(operationIdOf(answer)).toMatch(/^op_[0-9a-f]{32}$/);
    expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
    expect(await world.remains()).toEqual(oneTrunk);
    const { inbound, outbound, rule } = await objectsOf(world);
    expect(inbound).toMatchObject({
      sipTrunkId: at(answer.body, 'data'),
      numbers: ['+15551234567'],
      allowedAddresses: [],
      authUsername: 'sip_user',
      authPassword: 'sip_password',
    });
    expect(outbound).toMatchObject({
      address: 'sip.gateway.com',
      numbers: ['+15551234567'],
      authUsername: 'sip_user',
      authPassword: 'sip_password',
    });
    expect(rule?.trunkIds).toEqual([at(answer.body, 'data')]);
    expect(rule?.rule?.rule).toMatchObject({
      case: 'dispatchRuleIndividual',
      value: { roomPrefix: 'call-' },
    });
    expect(rule?.roomConfig?.agents.map(({ agentName }) => agentName)).toEqual(['reception']);
  });

  it("Zudu accepts JSON with curl's default Content-Type, as in the published example", async () => {
    const tenant = await world.tenant();

    const { status } = await tenant.zudu(zuduBody('+15551234567'), {
      'content-type': 'application/x-www-form-urlencoded',
    });

    expect(status).toBe(200);
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('Zudu restricts the sources of calls when the request names addresses', async () => {
    const tenant = await world.tenant();

    const { status } = await tenant.zudu(
      zuduBody('+15551234567', {
        allowed_inbound_ips: ['203.0.113.7'],
        outboundPstn: 'sip.gateway.com:5070',
      }),
    );

    expect(status).toBe(200);
    const { inbound, outbound } = await objectsOf(world);
    expect(inbound).toMatchObject({ allowedAddresses: ['203.0.113.7/32'], authUsername: 'sip_user' });
    expect(outbound?.address).toBe('sip.gateway.com:5070');
  });
});

describe("Autocalls' sip-trunks", () => {
  it('Autocalls answers 201 with the documented object, whose ids are in LiveKit and in the record', async () => {
    const tenant = await world.tenant();

    const { status, body, headers } = await tenant.autocalls(autocallsBody('1000'));

    expect(status).toBe(201);
    const { inbound, outbound, rule } = await objectsOf(world);
    expect(body).toEqual({
      message: 'SIP trunk created successfully.',
      data: {
        id: expect.any(Number),
        phone_number: '1000',
        nickname: null,
        sip_username: 'myuser',
        sip_address: 'sip.provider.com',
        sip_calling_format: '+e164',
        inbound_authorization_type: 'auth',
        allowed_inbound_ips: null,
        outbound_proxy: false,
        country_code: 'US',
        inbound_trunk_id: inbound?.sipTrunkId,
        outbound_trunk_id: outbound?.sipTrunkId,
        created_at: timestamp,
        updated_at: timestamp,
        dispatch_rule_id: rule?.sipDispatchRuleId,
        sip_trunk_type: 'extension',
        sip_inbound_host: null,
        status: 'active',
        agent_name: null,
        accept_national: false,
        ...noSettings,
        port: null,
      },
    });
    expect(inbound?.numbers).toEqual(['1000']);
    expect(rule?.trunkIds).toEqual([inbound?.sipTrunkId]);
    expect(await world.trunkline.rows('select * from trunks')).toMatchObject([
      {
        phone_number: '1000',
        inbound_trunk_id: inbound?.sipTrunkId,
        outbound_trunk_id: outbound?.sipTrunkId,
        dispatch_rule_id: rule?.sipDispatchRuleId,
      },
    ]);
    const location = headers.get('location') ?? '';
    expect(await tenant.get(location)).toMatchObject({ status: 200, body: { data: at(body, 'data') } });
  });

  it("Autocalls sets up authorization by address alone, with networks in LiveKit and the caller's notation in the answer", async () => {
    const tenant = await world.tenant();

    const { status, body } = await tenant.autocalls(
      autocallsBody('desk-7', {
        inbound_authorization_type: 'ip',
        allowed_inbound_ips: ['203.0.113.7', '198.51.100.77/24', '2001:db8::5'],
      }),
    );

    expect(status).toBe(201);
    expect(at(body, 'data')).toMatchObject({
      phone_number: 'desk-7',
      inbound_authorization_type: 'ip',
      allowed_inbound_ips: ['203.0.113.7', '198.51.100.0/24', '2001:db8::5'],
    });
    const { inbound, outbound } = await objectsOf(world);
    expect(inbound).toMatchObject({
      numbers: ['desk-7'],
      allowedAddresses: ['203.0.113.7/32', '198.51.100.0/24', '2001:db8::5/128'],
      authUsername: '',
      authPassword: '',
    });
    expect(outbound).toMatchObject({ authUsername: 'myuser', authPassword: 'a-long-password' });
  });

  it('Autocalls accepts a number in E.164 and finds its country', async () => {
    const tenant = await world.tenant();

    const { status, body } = await tenant.autocalls(
      autocallsBody('+4930123456', {
        sip_trunk_type: 'number',
        nickname: 'Berlin',
        sip_calling_format: 'e164',
      }),
    );

    expect(status).toBe(201);
    expect(at(body, 'data')).toMatchObject({
      phone_number: '+4930123456',
      sip_trunk_type: 'number',
      nickname: 'Berlin',
      sip_calling_format: 'e164',
      country_code: 'DE',
    });
    const { inbound } = await objectsOf(world);
    expect(inbound?.numbers).toEqual(['+4930123456']);
  });
});

describe('a set-up of a number in use', () => {
  const inUse = 'The phone number is already in use.';
  const exists = 'A SIP trunk with the same phone number, username, and address already exists.';
  const envelope = { status: 'error', error: null, data: null };

  it('a repeated Autocalls call is the documented 409 with the address of the trunk', async () => {
    const tenant = await world.tenant();
    const first = await tenant.autocalls(autocallsBody('1000'));

    const again = await tenant.autocalls(autocallsBody('1000'));

    expect(again.status).toBe(409);
    expect(again.body).toEqual({ error: exists, code: 'already_exists' });
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
  });

  it("a Zudu call for the same account with another password is a 409 in Zudu's envelope", async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody('+15551234567'));

    const { status, body, headers } = await tenant.zudu(
      zuduBody('+15551234567', { authPassword: 'another password' }),
    );

    expect(status).toBe(409);
    expect(body).toEqual({ message: exists, ...envelope, code: 'already_exists' });
    expect(headers.get('location')).toMatch(/^\/api\/user\/phone-numbers\/sip-trunks\/\d+$/);
  });

  it('a call for a number of any other trunk is only answered "in use"', async () => {
    const [owner, stranger] = await Promise.all([world.tenant(), world.tenant()]);
    await owner.zudu(zuduBody('+15551234567'));

    const own = await owner.zudu(zuduBody('+15551234567', { authUserName: 'somebody' }));
    const foreign = await stranger.zudu(zuduBody('+15551234567'));
    const autocalls = await stranger.autocalls(autocallsBody('+15551234567', { sip_trunk_type: 'number' }));

    for (const answer of [own, foreign]) {
      expect(answer.status).toBe(409);
      expect(answer.body).toEqual({ message: inUse, ...envelope, code: 'number_in_use' });
      expect(answer.headers.get('location')).toBeNull();
      expect(answer.headers.get('x-operation-id')).toBeNull();
    }
    expect(autocalls.status).toBe(409);
    expect(autocalls.body).toEqual({ error: inUse, code: 'number_in_use' });
    expect(await world.remains()).toEqual(oneTrunk);
  });
});
