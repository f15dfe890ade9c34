import { describe, expect, it } from 'vitest';
import {
  accounts,
  importNumber,
  nothingThere,
  type Provider,
  sipHost,
  useCarriers,
} from './support/carriers.js';
import { Deferred } from './support/deferred.js';
import type { SipMethod } from './support/livekit-proxy.js';
import { type Answer, at, type Tenant, zuduBody } from './support/tenant.js';
import { nothing, oneTrunk, operationIdOf } from './support/world.js';

// Looks for latecomers ask the carrier as well; here they come later than any of these tests lasts.
const world = useCarriers({ SET_UP_BUDGET_MS: '8000', FOLLOW_UP_DELAYS_MS: '3600000' });
const providers: readonly Provider[] = ['twilio', 'plivo'];

const pathOf = (provider: Provider) => `/api/phone-numbers/${accounts[provider].number}`;

const remove = (tenant: Tenant, path: string): Promise<Answer> =>
  tenant.request('DELETE', path, { headers: { authorization: `Bearer ${tenant.key.secret}` } });

const stepsOf = async (tenant: Tenant, answer: Answer) => {
  const steps = at((await tenant.operation(operationIdOf(answer))).body, 'steps');
  return Object.fromEntries(
    (steps as { name: string; state: string }[]).map(({ name, state }) => [name, state]),
  );
};

/** Whether the workflow of an operation has been told that it shall be cancelled. */
async function hasCancellation(operationId: string): Promise<boolean> {
  const { events } = await world.temporal.workflow.getHandle(`trunk/${operationId}`).fetchHistory();
  return (events ?? []).some((event) => event.workflowExecutionCancelRequestedEventAttributes != null);
}

/** Expects that nothing is left anywhere, and that calls to the number go where they went before. */
async function expectNothing(provider: Provider, routeBefore: unknown): Promise<void> {
  expect(await world.remains()).toEqual(nothing);
  expect(world[provider].remains()).toEqual(nothingThere[provider]);
  expect(world[provider].routeOf(accounts[provider].number)).toEqual(routeBefore);
}

describe.each(providers)('a number that is imported from %s', (provider) => {
  const { number, sid } = accounts[provider];

  it('rings here and can be called from, with everything in its place', async () => {
    const tenant = await world.tenant('reception');

    const answer = await importNumber(tenant, provider, { nickname: 'Support', outbound_agent_id: 'sales' });

    const [inbound] = await world.store.inboundTrunks();
    const [outbound] = await world.store.outboundTrunks();
    const [rule] = await world.store.dispatchRules();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      message: 'Phone number validated and imported successfully',
      status: 'success',
      error: null,
      data: {
        phone_number: {
          phone_number: number,
          nickname: 'Support',
          organization_id: tenant.organization.id,
          phone_number_type: 'CUSTOM',
          number_provider: provider,
          inbound_agent_id: 'reception',
          outbound_agent_id: 'sales',
          inbound_trunk_id: inbound?.sipTrunkId,
          outbound_trunk_id: outbound?.sipTrunkId,
          dispatch_rule_id: rule?.sipDispatchRuleId,
          created_at: expect.any(String),
        },
        validation_result: {
          phone_number: number,
          provider,
          capabilities: { voice: true, sms: true, mms: false },
          status: 'valid',
        },
        import_details: {
          imported_at: Date.parse(String(at(answer.body, 'data', 'phone_number', 'created_at'))),
          organization_id: tenant.organization.id,
          provider,
        },
      },
    });
    expect(await world.remains()).toEqual(oneTrunk);
    // Only the carrier's published addresses may call in; it cannot answer a digest challenge.
    expect(inbound).toMatchObject({ numbers: [number], authUsername: '', authPassword: '' });
    expect(inbound?.allowedAddresses.length).toBeGreaterThan(5);
    expect(rule?.trunkIds).toEqual([inbound?.sipTrunkId]);
    const username = outbound?.authUsername ?? '';
    const password = outbound?.authPassword ?? '';
    expect(password.length).toBeGreaterThan(30);
    const name = `tl1-${world.trunkline.config.deploymentId}-${operationIdOf(answer)}`;
    if (provider === 'twilio') {
      const [trunk] = world.twilio.remains().trunks;
      expect(world.twilio.remains()).toEqual({
        trunks: [
          {
            sid: expect.any(String),
            name,
            domain: `tl-${operationIdOf(answer).slice(3)}.pstn.twilio.com`,
            origination: [`sip:${sipHost};transport=tcp`],
            credentials: [{ username, password }],
          },
        ],
        credentialLists: [name],
      });
      expect(outbound?.address).toBe(trunk?.domain);
      expect(world.twilio.routeOf(number)).toEqual({ trunk: trunk?.sid, application: null });
    } else {
      const { trunks, credentials, uris } = world.plivo.remains();
      const ids = (objects: readonly object[]) => objects.map((object) => at(object, 'id'));
      const [inboundId, outboundId] = ids(trunks);
      expect(uris).toEqual([{ id: expect.any(String), name, uri: `${sipHost};transport=tcp` }]);
      expect(credentials).toEqual([{ id: expect.any(String), name, username, password }]);
      expect(trunks).toMatchObject([
        { name, trunk_direction: 'inbound', primary_uri_uuid: ids(uris)[0] },
        { name, trunk_direction: 'outbound', credential_uuid: ids(credentials)[0] },
      ]);
      expect(outbound?.address).toBe(`${outboundId}.zt.plivo.com`);
      expect(world.plivo.routeOf(number)).toBe(inboundId);
    }
    expect(await world.trunkline.rows('select phone_number, outbound_address from trunks')).toEqual([
      { phone_number: number, outbound_address: outbound?.address },
    ]);
    expect(await stepsOf(tenant, answer)).toEqual({
      carrier: 'succeeded',
      inbound: 'succeeded',
      outbound: 'succeeded',
      rule: 'succeeded',
      route: 'succeeded',
      record: 'succeeded',
    });
    expect((await tenant.get(pathOf(provider))).body).toMatchObject({
      data: { number_provider: provider, outbound_agent_id: 'sales' },
    });
  });

  it('is gone after its delete: here, in LiveKit and at the carrier, and its calls go where they went', async () => {
    const tenant = await world.tenant();
    const before = world[provider].routeOf(number);
    await importNumber(tenant, provider);

    const answer = await remove(tenant, pathOf(provider));

    expect(answer.status).toBe(200);
    expect(at(answer.body, 'warnings')).toBeUndefined();
    await expectNothing(provider, before);
    expect(await stepsOf(tenant, answer)).toEqual({
      route: 'succeeded',
      rule: 'succeeded',
      inbound: 'succeeded',
      outbound: 'succeeded',
      carrier: 'succeeded',
      record: 'succeeded',
    });
    expect(await importNumber(tenant, provider)).toMatchObject({ status: 200 });
  });

  it('is answered as at first when the same request comes again, without the carrier being asked', async () => {
    const tenant = await world.tenant();
    const first = await importNumber(tenant, provider, {}, { 'Idempotency-Key': 'once' });
    const asked = world[provider].asked(/./).length;

    expect(await importNumber(tenant, provider, {}, { 'Idempotency-Key': 'once' })).toMatchObject({
      status: 200,
      body: first.body,
    });
    expect(await importNumber(tenant, provider)).toMatchObject({ status: 200, body: first.body });
    expect(world[provider].asked(/./).length).toBe(asked);
  });

  it('is refused while somebody holds it, and nothing is done at the carrier', async () => {
    const [owner, tenant] = await Promise.all([world.tenant(), world.tenant()]);
    await owner.zudu(zuduBody(number));

    expect(await importNumber(tenant, provider)).toMatchObject({
      status: 409,
      body: { code: 'number_in_use' },
    });
    expect(world[provider].asked(/./)).toEqual([]);
  });

  it.each([
    [{ auth_token: 'a wrong token' }, 'carrier_credentials_refused'],
    [{ phone_number: '+14155550199' }, 'carrier_number_not_found'],
  ])('is refused with %o, and nothing is left', async (changes, code) => {
    const tenant = await world.tenant();
    const before = world[provider].routeOf(number);

    const answer = await importNumber(tenant, provider, changes);

    expect(answer).toMatchObject({ status: 422, body: { status: 'error', data: null, code } });
    expect(await world.operation(answer)).toMatchObject({
      state: 'failed',
      failure: { step: 'carrier', code },
    });
    await expectNothing(provider, before);
  });

  it('without voice is refused', async () => {
    const tenant = await world.tenant();
    world[provider].rent(sid, '+14155550177', { voice: false });

    expect(await importNumber(tenant, provider, { phone_number: '+14155550177' })).toMatchObject({
      status: 422,
      body: { code: 'carrier_number_without_voice' },
    });
    expect(world[provider].remains()).toEqual(nothingThere[provider]);
  });
});

/** Requests to the carriers that change something, by what they do. */
const requests: Readonly<Record<Provider, Readonly<Record<string, RegExp>>>> = {
  twilio: {
    trunk: /^POST \/v1\/Trunks$/,
    origination: /^POST .*\/OriginationUrls$/,
    'credential list': /^POST .*\/SIP\/CredentialLists\.json$/,
    credential: /^POST .*\/Credentials\.json$/,
    'credential list of the trunk': /^POST \/v1\/Trunks\/\w+\/CredentialLists$/,
    route: /^POST .*\/IncomingPhoneNumbers\/\w+\.json$/,
  },
  plivo: {
    uri: /^POST .*\/URI\/$/,
    trunks: /^POST .*\/Trunk\/$/,
    credential: /^POST .*\/Credential\/$/,
    route: /^POST .*\/Number\/\d+\/$/,
  },
};

const everyRequest = providers.flatMap((provider) =>
  Object.entries(requests[provider]).map(([what, request]) => ({ provider, what, request })),
);

describe.each(everyRequest)('when $provider does not make the $what', ({ provider, what, request }) => {
  const { number } = accounts[provider];

  it('because it refuses, nothing is left anywhere', async () => {
    const tenant = await world.tenant();
    const before = world[provider].routeOf(number);
    // Only the first: the undo asks the same address to put the route back.
    world[provider].plan(request, { kind: 'answer', status: 400 });

    const answer = await importNumber(tenant, provider);

    expect(answer).toMatchObject({ status: 500, body: { code: 'carrier_refused' } });
    expect(await world.operation(answer)).toMatchObject({
      state: 'failed',
      failure: { step: what === 'route' ? 'route' : 'carrier' },
    });
    await expectNothing(provider, before);
  });

  it('because its reply is lost, the caller does not notice, and it is there once', async () => {
    const tenant = await world.tenant();
    world[provider].plan(request, { kind: 'lose_reply' });

    expect(await importNumber(tenant, provider)).toMatchObject({ status: 200 });

    const [trunks, lists] = Object.values(world[provider].remains());
    expect(trunks?.length).toBe(provider === 'twilio' ? 1 : 2);
    expect(lists?.length).toBe(1);
    await remove(tenant, pathOf(provider));
    expect(world[provider].remains()).toEqual(nothingThere[provider]);
  });
});

describe.each(providers)('when something else fails under an import from %s', (provider) => {
  const { number } = accounts[provider];

  it.each<SipMethod>(['CreateSIPInboundTrunk', 'CreateSIPOutboundTrunk', 'CreateSIPDispatchRule'])(
    'because LiveKit refuses %s, nothing is left anywhere',
    async (method) => {
      const tenant = await world.tenant();
      const before = world[provider].routeOf(number);
      world.proxy.plan(method, { kind: 'answer', status: 400, code: 'invalid_argument' }, Infinity);

      const answer = await importNumber(tenant, provider);

      expect(answer).toMatchObject({ status: 500, body: { code: 'livekit_refused' } });
      await expectNothing(provider, before);
      expect(world[provider].asked(requests[provider].route ?? /./)).toEqual([]);
    },
  );

  it('because the database takes no record, nothing is left, and the calls go back', async () => {
    const tenant = await world.tenant();
    const before = world[provider].routeOf(number);
    await world.trunkline.rows(`alter table trunks add constraint nobody check (phone_number = '')`);

    const answer = await importNumber(tenant, provider);
    await world.trunkline.rows('alter table trunks drop constraint nobody');

    expect(answer).toMatchObject({ status: 500, body: { code: 'database_fault' } });
    expect(world[provider].asked(requests[provider].route ?? /./).length).toBeGreaterThan(0);
    await expectNothing(provider, before);
  });

  it('the undo waits for a carrier that is down, and ends by itself', async () => {
    const tenant = await world.tenant();
    const before = world[provider].routeOf(number);
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });
    world[provider].plan(/^DELETE/, { kind: 'answer', status: 503 }, 3);

    const answer = await importNumber(tenant, provider);

    await expect.poll(() => world.operation(answer)).toMatchObject({ state: 'failed' });
    await expectNothing(provider, before);
  });
});

describe('an import that is interrupted', () => {
  const { number, sid } = accounts.twilio;
  const before = { trunk: 'TK00000000000000000000000000000bef', application: null };

  it('after the carrier has routed the number goes on, and still knows where the calls went before', async () => {
    const tenant = await world.tenant();
    world.twilio.reset();
    world.twilio.open(sid, accounts.twilio.token);
    world.twilio.rent(sid, number, { trunk: before.trunk });
    world.twilio.plan(requests.twilio.route ?? /./, { kind: 'slow', ms: 3_000 });
    const importing = importNumber(tenant, 'twilio');
    await expect.poll(() => world.twilio.routeOf(number)?.trunk).not.toBe(before.trunk);

    await world.temporal.workflow.getHandle(`trunk/${await world.onlyOperationId()}`).terminate();

    expect(await importing).toMatchObject({ status: 200 });
    expect(await world.remains()).toEqual(oneTrunk);
    expect(world.twilio.remains().trunks).toHaveLength(1);
    await remove(tenant, pathOf('twilio'));
    await expectNothing('twilio', before);
  });

  it('while the carrier makes the trunk goes on with that one', async () => {
    const tenant = await world.tenant();
    const answered = new Deferred<void>();
    world.twilio.plan(requests.twilio.trunk ?? /./, { kind: 'held', until: answered.promise });
    const importing = importNumber(tenant, 'twilio');
    await expect.poll(() => world.twilio.remains().trunks.length).toBe(1);

    await world.temporal.workflow.getHandle(`trunk/${await world.onlyOperationId()}`).terminate();
    // The attempt of the run that was terminated has ended long before the dispatcher starts the next one.
    answered.resolve();

    expect(await importing).toMatchObject({ status: 200 });
    expect(world.twilio.remains().trunks).toHaveLength(1);
    expect(world.twilio.remains().credentialLists).toHaveLength(1);
  });

  it.each(['trunk', 'route'])('by a cancellation at the %s leaves nothing anywhere', async (what) => {
    const tenant = await world.tenant();
    const routeBefore = world.twilio.routeOf(number);
    const request = requests.twilio[what] ?? /./;
    const answered = new Deferred<void>();
    world.twilio.plan(request, { kind: 'held', until: answered.promise });
    const importing = importNumber(tenant, 'twilio');
    await expect.poll(() => world.twilio.asked(request).length).toBe(1);

    const id = await world.onlyOperationId();
    const cancelling = tenant.request('POST', `/v1/operations/${id}/cancel`, {
      headers: { authorization: `Bearer ${tenant.key.secret}` },
    });
    await expect.poll(() => hasCancellation(id)).toBe(true);
    answered.resolve();
    await cancelling;

    expect(await importing).toMatchObject({ status: 500, body: { code: 'cancelled' } });
    await expectNothing('twilio', routeBefore);
  });
});

describe.each(providers)('a wrong token that %s gets to see only after a fault in passing', (provider) => {
  it.each([429, 503])('(%i) is refused as such, and the right one is accepted at once', async (status) => {
    const tenant = await world.tenant();
    const before = world[provider].routeOf(accounts[provider].number);
    world[provider].plan(/^GET/, { kind: 'answer', status });

    const answer = await importNumber(tenant, provider, { auth_token: 'a wrong token' });

    expect(answer).toMatchObject({ status: 422, body: { code: 'carrier_credentials_refused' } });
    expect(await world.operation(answer)).toMatchObject({
      state: 'failed',
      failure: {
        step: 'carrier',
        code: 'carrier_credentials_refused',
        skipped: [{ part: 'carrier', by: 'Trunkline' }],
      },
    });
    // What an attempt may have made there, nobody can look for with this account: its owner is told.
    expect((await tenant.operation(operationIdOf(answer))).body).toMatchObject({
      failure: { skipped: ['carrier'] },
    });
    await expectNothing(provider, before);
    expect(await importNumber(tenant, provider)).toMatchObject({ status: 200 });
  });
});

describe('an attempt at a carrier', () => {
  it('is given to no worker any more when the time of its set-up is over', async () => {
    const tenant = await world.tenant();
    const answer = await importNumber(tenant, 'twilio');

    const { events } = await world.workflow(answer).fetchHistory();
    const limits = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: scheduled }) =>
      scheduled == null
        ? []
        : [[scheduled.activityType?.name, Number(scheduled.scheduleToCloseTimeout?.seconds)]],
    );

    expect(limits.map(([name]) => name)).toEqual(['connectCarrier', 'routeNumber']);
    // The budget of these tests, and the time that an attempt has for its way back.
    for (const [, seconds] of limits) {
      // None is written down as no seconds at all.
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(9);
    }
  });
});

describe('an account whose token is revoked', () => {
  const provider = 'twilio';
  const { sid, token, number } = accounts[provider];

  it('does not keep a delete from ending: the owner is told what is left at the carrier', async () => {
    const tenant = await world.tenant();
    await importNumber(tenant, provider);
    world[provider].open(sid, 'another token');

    const answer = await remove(tenant, pathOf(provider));

    expect(answer.status).toBe(200);
    expect(at(answer.body, 'warnings')).toEqual([expect.stringMatching(/still there/)]);
    expect(await world.remains()).toEqual(nothing);
    expect(world.twilio.remains().trunks).toHaveLength(1);
    expect(await stepsOf(tenant, answer)).toEqual({
      route: 'skipped',
      rule: 'succeeded',
      inbound: 'succeeded',
      outbound: 'succeeded',
      carrier: 'skipped',
      record: 'succeeded',
    });
  });

  it('leaves an undo to an operator, who can give both parts up', async () => {
    const tenant = await world.tenant();
    const refused = { kind: 'answer', status: 400, code: 'invalid_argument' } as const;
    world.proxy.plan('CreateSIPDispatchRule', { ...refused }, { onMet: () => world.twilio.open(sid, 'x') });

    const answer = await importNumber(tenant, provider, {}, { Prefer: 'wait=1' });
    const workflow = world.workflow(answer);
    for (const part of ['route', 'carrier']) {
      await expect
        .poll(async () =>
          workflow
            .executeUpdate('resolveCompensation', {
              args: [{ part, action: 'skip', by: 'Ada', reason: 'The token was revoked.' }],
            })
            .then(
              () => true,
              () => false,
            ),
        )
        .toBe(true);
    }

    await expect
      .poll(() => world.operation(answer))
      .toMatchObject({ state: 'failed', failure: { skipped: [{ part: 'route' }, { part: 'carrier' }] } });
    expect(await world.remains()).toEqual(nothing);
    world.twilio.open(sid, token);
    expect(world.twilio.routeOf(number)).toEqual({ trunk: null, application: null });
  });
});

describe('a number that was imported', () => {
  const provider = 'twilio';

  it('keeps what its carrier goes by: that alone cannot be changed', async () => {
    const tenant = await world.tenant();
    const created = await importNumber(tenant, provider);
    const read = await tenant.get('/api/user/phone-numbers/sip-trunks');
    const [trunk] = at(read.body, 'data') as { id: number }[];
    const change = (body: object) =>
      tenant.request('PUT', `/api/user/phone-numbers/sip-trunks/${trunk?.id}`, {
        body,
        headers: { authorization: `Bearer ${tenant.key.secret}` },
      });

    for (const [field, value] of [
      ['phone_number', '+14155550999'],
      ['sip_username', 'somebody'],
      ['sip_password', 'another password'],
      ['sip_address', 'sip.provider.com'],
      ['inbound_authorization_type', 'auth'],
    ] as const) {
      expect(await change({ [field]: value })).toMatchObject({
        status: 422,
        body: { errors: { [field]: [expect.stringMatching(/cannot be changed/)] } },
      });
    }
    expect(await change({ nickname: 'Front desk', agent_name: 'sales' })).toMatchObject({ status: 200 });
    expect(
      await tenant.request('POST', `/v1/trunks/${trunk?.id}/revert/1`, {
        headers: { authorization: `Bearer ${tenant.key.secret}` },
      }),
    ).toMatchObject({ status: 200, body: { nickname: null } });
    expect(created.status).toBe(200);
    expect(world.twilio.remains().trunks).toHaveLength(1);
  });

  it('is exported with its carrier’s name, and such a line is not imported as if anybody knew its password', async () => {
    const tenant = await world.tenant();
    await importNumber(tenant, provider);

    const exported = await tenant.get('/v1/export?format=csv');
    expect(exported).toMatchObject({ status: 200, body: expect.stringMatching(/^\+14155550123,.*twilio/m) });
    const imported = await tenant.request('POST', '/v1/imports', {
      body: String(exported.body),
      headers: { authorization: `Bearer ${tenant.key.secret}`, 'content-type': 'text/csv' },
    });

    expect(imported).toMatchObject({
      status: 422,
      body: {
        problems: expect.arrayContaining([
          { line: 2, field: 'carrier', message: expect.stringMatching(/^Carrier must be empty/) },
        ]),
      },
    });
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('can be tried again after a failure, as an import of its own', async () => {
    const tenant = await world.tenant();
    world.twilio.plan(requests.twilio.trunk ?? /./, { kind: 'answer', status: 400 });
    const failed = await importNumber(tenant, provider);

    const again = await tenant.request('POST', `/v1/operations/${operationIdOf(failed)}/retry`, {
      headers: { authorization: `Bearer ${tenant.key.secret}` },
    });

    expect(again).toMatchObject({ status: 200, body: { state: 'succeeded' } });
    expect(await world.remains()).toEqual(oneTrunk);
    expect(world.twilio.remains().trunks).toHaveLength(1);
  });
});

describe('where carriers are off', () => {
  const off = useCarriers({ CARRIERS: '' });
  const homeless = useCarriers({ SIP_INBOUND_HOST: '' });

  it('an import says so, and no carrier is asked', async () => {
    expect(await importNumber(await off.tenant(), 'twilio')).toMatchObject({
      status: 409,
      body: { code: 'carrier_not_enabled' },
    });
    expect(await importNumber(await homeless.tenant(), 'plivo')).toMatchObject({
      status: 409,
      body: { code: 'inbound_host_missing' },
    });
    expect(off.twilio.asked(/./)).toEqual([]);
    expect(homeless.plivo.asked(/./)).toEqual([]);
  });
});

describe('where a carrier is switched off after an import', () => {
  const later = useCarriers();

  it('the same request still gets its answer, another one is refused, and a delete waits for the carrier', async () => {
    const tenant = await later.tenant();
    const routeBefore = later.twilio.routeOf(accounts.twilio.number);
    const first = await importNumber(tenant, 'twilio', {}, { 'Idempotency-Key': 'once' });
    await later.trunkline.stop();
    await later.trunkline.startAgain({ CARRIERS: 'plivo' });
    const asked = later.twilio.asked(/./).length;

    expect(await importNumber(tenant, 'twilio', {}, { 'Idempotency-Key': 'once' })).toMatchObject({
      status: 200,
      body: first.body,
    });
    expect(await importNumber(tenant, 'twilio')).toMatchObject({ status: 200, body: first.body });
    expect(await importNumber(tenant, 'twilio', { nickname: 'Another wish' })).toMatchObject({
      status: 409,
      body: { code: 'carrier_not_enabled' },
    });
    const deleting = await tenant.request('DELETE', pathOf('twilio'), {
      headers: { authorization: `Bearer ${tenant.key.secret}`, Prefer: 'wait=2' },
    });
    expect(deleting.status).toBe(202);
    expect(await stepsOf(tenant, deleting)).toMatchObject({ route: 'running', record: 'pending' });
    expect(later.twilio.asked(/./).length).toBe(asked);

    await later.trunkline.stop();
    await later.trunkline.startAgain();
    await expect
      .poll(() => later.operation(deleting), { timeout: 60_000 })
      .toMatchObject({ state: 'succeeded' });
    expect(await later.remains()).toEqual(nothing);
    expect(later.twilio.remains()).toEqual(nothingThere.twilio);
    expect(later.twilio.routeOf(accounts.twilio.number)).toEqual(routeBefore);
  });

  it('a delete can be given up at the carrier by an operator, part by part, and then says what it left', async () => {
    const tenant = await later.tenant();
    await importNumber(tenant, 'twilio');
    await later.trunkline.stop();
    await later.trunkline.startAgain({ CARRIERS: 'plivo' });
    const deleting = await tenant.request('DELETE', pathOf('twilio'), {
      headers: { authorization: `Bearer ${tenant.key.secret}`, Prefer: 'respond-async' },
    });
    const skips = (part: string) =>
      later
        .workflow(deleting)
        .executeUpdate('resolveCompensation', {
          args: [{ part, action: 'skip', by: 'Ada', reason: 'It is off.' }],
        })
        .then(
          () => true,
          () => false,
        );

    await expect.poll(() => skips('route')).toBe(true);
    expect(await skips('rule')).toBe(false);
    await expect.poll(() => skips('carrier'), { timeout: 30_000 }).toBe(true);

    await expect.poll(() => later.operation(deleting)).toMatchObject({ state: 'succeeded' });
    expect(await stepsOf(tenant, deleting)).toMatchObject({
      route: 'skipped',
      carrier: 'skipped',
      rule: 'succeeded',
    });
    expect(await later.remains()).toEqual(nothing);
  });
});
