import type { SIPDispatchRuleInfo } from '@livekit/protocol';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { describe, expect, it } from 'vitest';
import { replay } from '../../replay/replaying.js';
import { help } from '../../support/interface.js';
import { makeForeignRule, makeForeignTrunk } from '../support/livekit/foreign.js';
import { meaningOf, objectsOf } from '../support/livekit/objects.js';
import {
  type Answer,
  at,
  autocallsBody,
  type Tenant,
  withoutHealth,
  zuduBody,
} from '../support/requests/tenant.js';
import { theStack } from '../support/the-stack.js';
import { nothing, oneTrunk, operationIdOf, useWorld, type World } from '../support/world.js';

const world = useWorld();
const number = '+14155551234';
const other = '+14155559999';
const numbersPath = '/api/user/phone-numbers';
const zuduPath = `/api/phone-numbers/${number}`;
const updates = ['UpdateSIPInboundTrunk', 'UpdateSIPOutboundTrunk', 'UpdateSIPDispatchRule'] as const;
const outage = { kind: 'answer', status: 500 } as const;
const refusal = { kind: 'answer', status: 400, code: 'invalid_argument' } as const;

const send = (
  tenant: Tenant,
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: object = {},
  headers: Record<string, string> = {},
): Promise<Answer> =>
  tenant.request(method, path, {
    headers: { authorization: `Bearer ${tenant.key.secret}`, ...headers },
    ...(method === 'DELETE' ? {} : { body }),
  });

/** Sets the number up through Autocalls. @returns its paths and the answered object. */
async function setUp(tenant: Tenant, changes: object = {}) {
  const { status, body } = await tenant.autocalls(
    autocallsBody(number, { sip_trunk_type: 'number', ...changes }),
  );
  expect(status).toBe(201);
  const id = Number(at(body, 'data', 'id'));
  return {
    id,
    trunk: `${numbersPath}/sip-trunks/${id}`,
    number: `${numbersPath}/${id}`,
    data: at(body, 'data'),
  };
}

async function expectReplayable(world: World, answer: Answer): Promise<void> {
  const workflow = world.workflow(answer);
  await workflow.result().catch(() => undefined);
  await replay({ codePath: theStack().workflowBundle }, historyToJSON(await workflow.fetchHistory()));
}

const agentsOf = (rule: SIPDispatchRuleInfo | undefined) =>
  (rule?.roomConfig?.agents ?? []).map(({ agentName, metadata }) => [agentName, metadata]);

const changed = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);

describe('a change', () => {
  it('a change of every field happens in place and keeps the ids in LiveKit and in the answer', async () => {
    const tenant = await world.tenant();
    const { trunk, data } = await setUp(tenant);
    const before = await objectsOf(world);

    const answer = await send(tenant, 'PUT', trunk, {
      phone_number: other,
      nickname: 'Front desk',
      sip_username: 'another',
      sip_password: 'another-password',
      sip_address: 'sip.example.org',
      sip_calling_format: 'national',
      inbound_authorization_type: 'ip',
      allowed_inbound_ips: ['203.0.113.7'],
      country_code: 'CA',
      agent_name: 'night desk',
    });

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      message: 'SIP trunk updated successfully.',
      data: {
        ...Object(data),
        phone_number: other,
        nickname: 'Front desk',
        sip_username: 'another',
        sip_address: 'sip.example.org',
        sip_calling_format: 'national',
        inbound_authorization_type: 'ip',
        allowed_inbound_ips: ['203.0.113.7'],
        country_code: 'CA',
        agent_name: 'night desk',
        updated_at: changed,
      },
    });
    expect(withoutHealth((await tenant.get(trunk)).body)).toEqual({ data: at(answer.body, 'data') });
    const after = await objectsOf(world);
    expect(after.inbound).toMatchObject({
      sipTrunkId: before.inbound?.sipTrunkId,
      name: before.inbound?.name,
      numbers: [other],
      allowedAddresses: ['203.0.113.7/32'],
      authUsername: '',
      authPassword: '',
    });
    expect(after.outbound).toMatchObject({
      sipTrunkId: before.outbound?.sipTrunkId,
      name: before.outbound?.name,
      numbers: [other],
      address: 'sip.example.org',
      authUsername: 'another',
      authPassword: 'another-password',
    });
    expect(after.rule?.sipDispatchRuleId).toBe(before.rule?.sipDispatchRuleId);
    expect(after.rule?.trunkIds).toEqual([before.inbound?.sipTrunkId]);
    expect(after.rule?.roomConfig?.agents.map(({ agentName }) => agentName)).toEqual(['night desk']);
    expect(await world.remains()).toEqual(oneTrunk);
    expect((await tenant.get(zuduPath)).status).toBe(404);
    expect((await tenant.get(`/api/phone-numbers/${other}`)).status).toBe(200);
    await expectReplayable(world, answer);
  });

  it.each([
    ['a nickname through Autocalls', 'PUT', 'number', { nickname: 'Reception' }],
    [
      'a nickname, the calling format and the country',
      'PUT',
      'trunk',
      { nickname: null, sip_calling_format: 'e164', country_code: 'CA' },
    ],
    [
      'fields that Zudu only stores',
      'PATCH',
      'zudu',
      {
        label: 'Reception',
        inbound_agent_version: 3,
        inbound_webhook_url: 'https://example.com/hook',
        number_provider: 'twilio',
        outbound_agent_id: 'ada',
      },
    ],
    ['no field', 'PUT', 'trunk', {}],
  ] as const)('a change of %s touches no object in LiveKit', async (_what, method, where, body) => {
    const tenant = await world.tenant();
    const paths = { ...(await setUp(tenant)), zudu: zuduPath };
    const before = await objectsOf(world);
    world.proxy.reset();

    expect((await send(tenant, method, paths[where], body)).status).toBe(200);

    expect(await objectsOf(world)).toEqual(before);
    expect(updates.map((update) => world.proxy.seen(update))).toEqual([0, 0, 0]);
  });

  it('a change of the nickname gets the documented answer, and null clears it', async () => {
    const tenant = await world.tenant();
    const { id, number: path } = await setUp(tenant);

    const named = await send(tenant, 'PUT', path, { nickname: 'Reception' });
    const cleared = await send(tenant, 'PUT', path, { nickname: null });

    const data = { id, phone_number: number, country_code: 'US', type: 'sip' };
    expect([named.status, named.body]).toEqual([
      200,
      { message: 'Phone number updated successfully.', data: { ...data, nickname: 'Reception' } },
    ]);
    expect(cleared.body).toMatchObject({ data: { ...data, nickname: null } });
  });

  it('a change of the agent and its version through Zudu assigns and unassigns in place', async () => {
    const tenant = await world.tenant();
    const { trunk } = await setUp(tenant);
    const { rule } = await objectsOf(world);

    const assigned = await send(tenant, 'PATCH', zuduPath, {
      inbound_agent_id: 'reception',
      inbound_agent_version: 2,
    });

    expect(assigned.status).toBe(200);
    expect(assigned.body).toEqual({
      message: 'Phone number updated successfully',
      status: 'success',
      error: null,
      data: {
        ...Object(withoutHealth(at((await tenant.get(zuduPath)).body, 'data'))),
        inbound_agent_id: 'reception',
        inbound_agent_version: 2,
        phone_number_pretty: '+1 (415) 555-1234',
        last_modification_timestamp: Date.parse(String(at(assigned.body, 'data', 'updated_at'))),
      },
    });
    const withAgent = (await objectsOf(world)).rule;
    expect(withAgent?.sipDispatchRuleId).toBe(rule?.sipDispatchRuleId);
    expect(agentsOf(withAgent)).toEqual([['reception', '{"agent_version":2}']]);
    expect((await send(tenant, 'PATCH', zuduPath, { inbound_agent_version: 3 })).status).toBe(200);
    const withNewer = (await objectsOf(world)).rule;
    expect(withNewer?.sipDispatchRuleId).toBe(rule?.sipDispatchRuleId);
    expect(agentsOf(withNewer)).toEqual([['reception', '{"agent_version":3}']]);
    expect((await send(tenant, 'PATCH', zuduPath, { inbound_agent_version: null })).status).toBe(200);
    expect(agentsOf((await objectsOf(world)).rule)).toEqual([['reception', '']]);
    expect((await send(tenant, 'DELETE', `${trunk}?if_unused=true`)).status).toBe(409);
    await send(tenant, 'PATCH', zuduPath, { inbound_agent_id: null });
    expect((await objectsOf(world)).rule?.roomConfig?.agents ?? []).toEqual([]);
    expect((await send(tenant, 'DELETE', `${trunk}?if_unused=true`)).status).toBe(200);
    expect(await world.remains()).toEqual(nothing);
  });

  it('a change of the agent clears its version in both contracts, and a revert restores both', async () => {
    const tenant = await world.tenant();
    const { id, trunk } = await setUp(tenant);
    const present = async () => {
      const { body } = await tenant.get(zuduPath);
      const versions = ['inbound_agent_version', 'outbound_agent_version'].map((name) =>
        at(body, 'data', name),
      );
      return [...versions, agentsOf((await objectsOf(world)).rule)];
    };
    await send(tenant, 'PATCH', zuduPath, {
      inbound_agent_id: 'reception',
      inbound_agent_version: 3,
      outbound_agent_id: 'sales',
      outbound_agent_version: 7,
    });
    expect(await present()).toEqual([3, 7, [['reception', '{"agent_version":3}']]]);

    await send(tenant, 'PATCH', zuduPath, { inbound_agent_id: 'night desk', outbound_agent_id: 'support' });
    expect(await present()).toEqual([null, null, [['night desk', '']]]);

    expect((await send(tenant, 'POST', `/v1/trunks/${id}/revert/2`, {})).status).toBe(200);
    expect(await present()).toEqual([3, 7, [['reception', '{"agent_version":3}']]]);

    expect((await send(tenant, 'PUT', trunk, { agent_name: 'night desk' })).status).toBe(200);
    expect(await present()).toEqual([null, 7, [['night desk', '']]]);
  });

  it('a change of the password updates both trunks, and the new one is never stored or answered in clear', async () => {
    const tenant = await world.tenant();
    const { trunk } = await setUp(tenant);

    const answer = await send(tenant, 'PUT', trunk, { sip_password: 'rotated-password' });

    expect(answer.status).toBe(200);
    const { inbound, outbound } = await objectsOf(world);
    expect([inbound?.authPassword, outbound?.authPassword]).toEqual(['rotated-password', 'rotated-password']);
    expect(JSON.stringify(answer.body)).not.toContain('rotated-password');
    const rows = await world.trunkline.rows(
      'select row_to_json(o)::text as o, row_to_json(t)::text as t from operations o, trunks t',
    );
    expect(JSON.stringify(rows)).not.toContain('rotated-password');
    expect(world.trunkline.log.join('')).not.toContain('rotated-password');
  });

  it('a change to authorization by address needs an address, and the change back to credentials never opens the trunk', async () => {
    const tenant = await world.tenant();
    const { trunk } = await setUp(tenant);
    const missing = {
      message: 'The given data was invalid.',
      errors: {
        allowed_inbound_ips: ['At least one allowed IP address is required when authorization type is "ip".'],
      },
    };

    for (const body of [
      { inbound_authorization_type: 'ip' },
      { inbound_authorization_type: 'ip', allowed_inbound_ips: [] },
    ]) {
      const refused = await send(tenant, 'PUT', trunk, body);
      expect([refused.status, refused.body]).toEqual([422, missing]);
    }
    const open = { inbound_authorization_type: 'ip', allowed_inbound_ips: ['198.51.100.0/24'] };
    expect((await send(tenant, 'PUT', trunk, open)).status).toBe(200);
    expect((await send(tenant, 'PUT', trunk, { allowed_inbound_ips: null })).body).toEqual(missing);
    const back = await send(tenant, 'PUT', trunk, { inbound_authorization_type: 'auth' });
    expect(at(back.body, 'data')).toMatchObject({
      inbound_authorization_type: 'auth',
      allowed_inbound_ips: null,
    });
    expect((await objectsOf(world)).inbound).toMatchObject({ allowedAddresses: [], authUsername: 'myuser' });
  });

  it('a change of the addresses beside credentials replaces them only if the caller names them', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number, { allowed_inbound_ips: ['203.0.113.7'] }));
    const [{ id } = { id: null }] = await world.trunkline.rows('select id from trunks');
    const trunk = `${numbersPath}/sip-trunks/${id}`;
    const both = { authUsername: 'sip_user', authPassword: 'sip_password' };
    const auth = { inbound_authorization_type: 'auth' };

    for (const [change, shown, inLiveKit] of [
      [{ ...auth, allowed_inbound_ips: ['203.0.113.7'] }, ['203.0.113.7'], ['203.0.113.7/32']],
      [auth, ['203.0.113.7'], ['203.0.113.7/32']],
      [{ allowed_inbound_ips: ['198.51.100.0/24'] }, ['198.51.100.0/24'], ['198.51.100.0/24']],
      [{ ...auth, allowed_inbound_ips: ['203.0.113.8'] }, ['203.0.113.8'], ['203.0.113.8/32']],
      [{ allowed_inbound_ips: null }, null, []],
      [{ ...auth, allowed_inbound_ips: ['203.0.113.8'] }, null, []],
    ]) {
      const answer = await send(tenant, 'PUT', trunk, Object(change));
      expect(answer.status).toBe(200);
      expect(at(answer.body, 'data')).toMatchObject({ ...auth, allowed_inbound_ips: shown });
      expect(withoutHealth((await tenant.get(trunk)).body)).toEqual({ data: at(answer.body, 'data') });
      expect((await objectsOf(world)).inbound).toMatchObject({ ...both, allowedAddresses: inLiveKit });
    }
  });

  it('a change to the present values changes nothing, even for a trunk of the other contract', async () => {
    const tenant = await world.tenant();
    const body = { ...zuduBody('+15551234567'), allowed_inbound_ips: ['203.0.113.7'], authUserName: 'a' };
    expect((await tenant.zudu(body)).status).toBe(200);
    const { body: listed } = await tenant.get(`${numbersPath}/sip-trunks`);
    const trunk = `${numbersPath}/sip-trunks/${at(listed, 'data', '0', 'id')}`;
    const shown = at((await tenant.get(trunk)).body, 'data') as object;
    const before = await meaningOf(world);

    const saved = await send(tenant, 'PUT', trunk, shown);
    const renamed = await send(tenant, 'PUT', trunk, { ...shown, nickname: 'Reception' });

    const kept = Object(withoutHealth(shown));
    expect(saved).toMatchObject({ status: 200, body: { data: kept } });
    expect(at(renamed.body, 'data')).toEqual({ ...kept, nickname: 'Reception', updated_at: changed });
    expect(await meaningOf(world)).toEqual(before);
  });

  it("a change of somebody else's trunk is answered like one of an unknown trunk", async () => {
    const [owner, stranger] = await Promise.all([world.tenant(), world.tenant()]);
    const { id, trunk, number: path } = await setUp(owner);

    for (const [method, existing, missing] of [
      ['PUT', trunk, `${numbersPath}/sip-trunks/${id + 1}`],
      ['PUT', path, `${numbersPath}/${id + 1}`],
      ['PATCH', zuduPath, `/api/phone-numbers/${other}`],
    ] as const) {
      const [theirs, none] = [
        await send(stranger, method, existing, { nickname: 'mine' }),
        await send(stranger, method, missing, { nickname: 'mine' }),
      ];
      expect(theirs.status).toBe(404);
      expect([theirs.status, theirs.body]).toEqual([none.status, none.body]);
    }
    expect(at((await owner.get(trunk)).body, 'data', 'nickname')).toBeNull();
  });

  it('a change with an idempotency key happens once, and its key is refused for another change', async () => {
    const tenant = await world.tenant();
    const { trunk } = await setUp(tenant);
    const once = { 'idempotency-key': 'change once' };

    const first = await send(tenant, 'PUT', trunk, { nickname: 'first' }, once);
    await send(tenant, 'PUT', trunk, { nickname: 'second' });
    const again = await send(tenant, 'PUT', trunk, { nickname: 'first' }, once);
    const reused = await send(tenant, 'PUT', trunk, { nickname: 'third' }, once);

    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(reused.status).toBe(422);
    expect(at((await tenant.get(trunk)).body, 'data', 'nickname')).toBe('second');
  });

  it('no change of the same trunk is lost when several come at the same time', async () => {
    const tenant = await world.tenant();
    const { trunk } = await setUp(tenant);

    const answers = await Promise.all([
      send(tenant, 'PUT', trunk, { nickname: 'Reception' }),
      send(tenant, 'PUT', trunk, { sip_username: 'another' }),
      send(tenant, 'PUT', trunk, { sip_address: 'sip.example.org' }),
      send(tenant, 'PATCH', zuduPath, { inbound_agent_id: 'reception' }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(at((await tenant.get(trunk)).body, 'data')).toMatchObject({
      nickname: 'Reception',
      sip_username: 'another',
      sip_address: 'sip.example.org',
    });
    const { inbound, outbound, rule } = await objectsOf(world);
    expect(inbound?.authUsername).toBe('another');
    expect(outbound).toMatchObject({ authUsername: 'another', address: 'sip.example.org' });
    expect(rule?.roomConfig?.agents).toMatchObject([{ agentName: 'reception' }]);
  });
});

describe('a change to a number in use', () => {
  const inUse = { error: 'The phone number is already in use.', code: 'number_in_use' };

  it('a change to the number of another trunk is a 409 and changes nothing', async () => {
    const [tenant, stranger] = await Promise.all([world.tenant(), world.tenant()]);
    const { trunk } = await setUp(tenant);
    await stranger.zudu(zuduBody(other));
    const before = await tenant.get(trunk);

    const refused = await send(tenant, 'PUT', trunk, { phone_number: other, nickname: 'moved' });

    expect([refused.status, refused.body]).toEqual([409, inUse]);
    expect((await tenant.get(trunk)).body).toEqual(before.body);
    await world.setUpsEnded();
    expect((await world.store.inboundTrunks()).map(({ numbers }) => numbers).sort()).toEqual([
      [number],
      [other],
    ]);
  });

  it('a change to the number of an own trunk with the same account is the documented 409, which names that trunk', async () => {
    const tenant = await world.tenant();
    const { trunk } = await setUp(tenant);
    const theirs = await tenant.autocalls(autocallsBody(other, { sip_trunk_type: 'number' }));

    const refused = await send(tenant, 'PUT', trunk, { phone_number: other });
    const withAnotherAccount = await send(tenant, 'PUT', trunk, {
      phone_number: other,
      sip_username: 'another',
    });

    expect([refused.status, refused.body]).toEqual([
      409,
      {
        error: 'A SIP trunk with the same phone number, username, and address already exists.',
        code: 'already_exists',
      },
    ]);
    expect(refused.headers.get('location')).toBe(theirs.headers.get('location'));
    expect([withAnotherAccount.status, withAnotherAccount.body]).toEqual([409, inUse]);
    expect(withAnotherAccount.headers.get('location')).toBeNull();
  });

  it('a change to a number that only LiveKit knows is the same 409 and changes nothing', async () => {
    const tenant = await world.tenant();
    const { trunk } = await setUp(tenant);
    const before = [await meaningOf(world), (await tenant.get(trunk)).body];
    const foreign = await makeForeignTrunk(other);

    const refused = await send(tenant, 'PUT', trunk, {
      phone_number: other,
      sip_password: 'another-password',
    });

    expect(refused.status).toBe(409);
    expect(refused.body).toEqual({ ...inUse, operation_id: operationIdOf(refused), ...help });
    const inbound = await world.store.inboundTrunks();
    expect(inbound.find(({ sipTrunkId }) => sipTrunkId === foreign)?.numbers).toEqual([other]);
    await world.store.redis.hdel('sip_inbound_trunk', foreign);
    expect([await meaningOf(world), (await tenant.get(trunk)).body]).toEqual(before);
    expect(await world.remains(), 'the other number is free again').toEqual(oneTrunk);
  });

  it('a change of the number frees the old number as soon as it is done', async () => {
    const [tenant, stranger] = await Promise.all([world.tenant(), world.tenant()]);
    const { trunk } = await setUp(tenant);

    await send(tenant, 'PUT', trunk, { phone_number: other });

    expect((await stranger.zudu(zuduBody(other))).status).toBe(409);
    expect((await stranger.zudu(zuduBody(number))).status).toBe(200);
    expect((await send(tenant, 'DELETE', trunk)).status).toBe(200);
    expect((await tenant.zudu(zuduBody(other))).status).toBe(200);
  });
});

const requested = { sip_username: 'another', sip_password: 'another-password', agent_name: 'night desk' };

describe('a change whose time budget runs out', () => {
  const hurried = useWorld({ SET_UP_BUDGET_MS: '3000' });

  it.each(updates)(
    'a change that fails at %s is restored, even if that takes several attempts',
    async (method) => {
      const tenant = await hurried.tenant();
      const { trunk } = await setUp(tenant);
      const before = [await meaningOf(hurried), (await tenant.get(trunk)).body];
      // The other two objects are changed once, and cannot be restored until LiveKit works again.
      const others = updates.filter((update) => update !== method);
      hurried.proxy.plan(method, outage, Infinity);
      for (const other of others) hurried.proxy.plan(other, outage, { after: 1, times: Infinity });

      const pending = send(tenant, 'PUT', trunk, requested);
      await expect
        .poll(() => Math.min(...others.map((other) => hurried.proxy.seen(other))), { timeout: 20_000 })
        .toBeGreaterThan(2);
      expect(
        await hurried.trunkline.rows("select state from operations where kind = 'change_trunk'"),
      ).toEqual([{ state: 'compensating' }]);
      hurried.proxy.heal();

      expect((await pending).status).toBe(500);
      expect([await meaningOf(hurried), (await tenant.get(trunk)).body]).toEqual(before);
    },
  );
});

describe('a change that LiveKit refuses', () => {
  it.each(updates)(
    'a change that LiveKit refuses at %s restores the old values completely',
    async (method) => {
      const tenant = await world.tenant('reception');
      const { trunk } = await setUp(tenant);
      const before = [await meaningOf(world), (await tenant.get(trunk)).body];
      world.proxy.plan(method, refusal);

      const failed = await send(tenant, 'PUT', trunk, requested);

      expect(failed.status).toBe(500);
      expect(failed.body).toEqual({
        error: 'Failed to update SIP trunk. Please try again or contact support.',
        code: 'livekit_refused',
        operation_id: operationIdOf(failed),
        ...help,
      });
      expect([await meaningOf(world), (await tenant.get(trunk)).body]).toEqual(before);
      expect(await tenant.operation(operationIdOf(failed))).toMatchObject({
        body: { kind: 'change_trunk', state: 'failed', failure: { code: 'livekit_refused' } },
      });
      await expectReplayable(world, failed);
      expect((await send(tenant, 'PUT', trunk, requested)).status, 'the same call again works').toBe(200);
      expect((await objectsOf(world)).inbound).toMatchObject({ authUsername: 'another' });
    },
  );

  it.each(updates)('a change succeeds when the first attempts at %s fail', async (method) => {
    const tenant = await world.tenant();
    const { trunk } = await setUp(tenant);
    world.proxy.plan(method, outage, 2);

    const answer = await send(tenant, 'PUT', trunk, requested);

    expect(answer.status).toBe(200);
    const { inbound, outbound, rule } = await objectsOf(world);
    expect([inbound?.authPassword, outbound?.authPassword]).toEqual(['another-password', 'another-password']);
    expect(rule?.roomConfig?.agents).toMatchObject([{ agentName: 'night desk' }]);
    await expectReplayable(world, answer);
  });

  it('a change succeeds when the reply to an update is lost', async () => {
    const tenant = await world.tenant();
    const { trunk } = await setUp(tenant);
    world.proxy.plan('UpdateSIPInboundTrunk', { kind: 'lose_reply' });

    expect((await send(tenant, 'PUT', trunk, requested)).status).toBe(200);

    const { inbound, outbound } = await objectsOf(world);
    expect([inbound?.authPassword, outbound?.authPassword]).toEqual(['another-password', 'another-password']);
  });

  it("a change of a rule is refused when somebody else's rule names the trunk, and both rules stay as they were", async () => {
    const tenant = await world.tenant();
    const { trunk } = await setUp(tenant);
    const { inbound } = await objectsOf(world);
    const foreign = await makeForeignRule(inbound?.sipTrunkId ?? '');
    const before = [await world.store.dispatchRules(), (await tenant.get(trunk)).body];

    const failed = await send(tenant, 'PUT', trunk, { agent_name: 'night desk' });

    expect(failed.status, JSON.stringify(failed.body)).toBe(409);
    expect(at(failed.body, 'code')).toBe('number_in_use');
    expect([await world.store.dispatchRules(), (await tenant.get(trunk)).body]).toEqual(before);
    await world.store.redis.hdel('sip_dispatch_rule', foreign);
  });

  it('a change of a trunk that is missing in LiveKit fails, creates none, and restores the other objects', async () => {
    const tenant = await world.tenant();
    const { trunk } = await setUp(tenant);
    const { inbound } = await objectsOf(world);
    const { outbound, rule } = await meaningOf(world);
    await world.store.redis.hdel('sip_inbound_trunk', inbound?.sipTrunkId ?? '');

    const failed = await send(tenant, 'PUT', trunk, requested);

    expect(failed.status).toBe(500);
    expect(at(failed.body, 'code')).toBe('livekit_object_missing');
    expect(await meaningOf(world)).toMatchObject({ outbound, rule });
    expect(await world.store.inboundTrunks()).toEqual([]);
  });
});
