import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LiveKitStore, oneTrunk } from './support/livekit-store.js';
import { at, autocallsBody, zuduBody } from './support/tenant.js';
import { TestTrunkline } from './support/trunkline.js';

let trunkline: TestTrunkline;
let store: LiveKitStore;

beforeAll(async () => {
  store = new LiveKitStore();
  trunkline = await TestTrunkline.start();
});
beforeEach(() => store.clear());
afterAll(async () => {
  await trunkline.destroy();
  await store.close();
});

describe("Zudu's createSipTrunkDispatch", () => {
  it('answers with the id of an inbound trunk that is in LiveKit, with a rule that names it', async () => {
    const tenant = await trunkline.tenant('reception');

    const { status, body, headers } = await tenant.zudu(zuduBody('+15551234567'));

    expect(status).toBe(200);
    expect(body).toEqual({
      message: 'Phone number created successfully',
      status: 'success',
      error: null,
      data: expect.stringMatching(/^ST_[A-Za-z0-9]{12}$/),
    });
    expect(headers.get('x-operation-id')).toMatch(/^op_[0-9a-f]{32}$/);
    expect(await store.counts()).toEqual(oneTrunk);
    const [inbound] = await store.inboundTrunks();
    expect(inbound).toMatchObject({
      sipTrunkId: at(body, 'data'),
      numbers: ['+15551234567'],
      authUsername: 'sip_user',
      authPassword: 'sip_password',
    });
    const [outbound] = await store.outboundTrunks();
    expect(outbound).toMatchObject({
      address: 'sip.gateway.com',
      numbers: ['+15551234567'],
      authUsername: 'sip_user',
      authPassword: 'sip_password',
    });
    const [rule] = await store.dispatchRules();
    expect(rule?.trunkIds).toEqual([at(body, 'data')]);
    expect(rule?.roomConfig?.agents.map(({ agentName }) => agentName)).toEqual(['reception']);
  });
});

describe("Autocalls' sip-trunks", () => {
  it('answers 201 with the documented object, whose ids are in LiveKit and in the record', async () => {
    const tenant = await trunkline.tenant();

    const { status, body } = await tenant.autocalls(autocallsBody('1000'));

    expect(status).toBe(201);
    const [inbound] = await store.inboundTrunks();
    const [outbound] = await store.outboundTrunks();
    const [rule] = await store.dispatchRules();
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
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
        updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
        dispatch_rule_id: rule?.sipDispatchRuleId,
        sip_trunk_type: 'extension',
        sip_inbound_host: null,
        status: 'active',
      },
    });
    const rows = await trunkline.connection.database.execute(
      sql.raw(
        `select inbound_trunk_id, outbound_trunk_id from trunks where id = ${Number(at(body, 'data', 'id'))}`,
      ),
    );
    expect(rows).toMatchObject({
      rows: [{ inbound_trunk_id: inbound?.sipTrunkId, outbound_trunk_id: outbound?.sipTrunkId }],
    });
  });
});
