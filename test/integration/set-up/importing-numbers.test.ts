import { describe, expect, it } from 'vitest';
import {
  accounts,
  importNumber,
  nothingThere,
  type Provider,
  sipHost,
  useCarriers,
} from '../support/calls/carriers.js';
import { Deferred } from '../support/deferred.js';
import type { SipMethod } from '../support/livekit/livekit-proxy.js';
import { objectsOf } from '../support/livekit/objects.js';
import { type Answer, at, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { nothing, oneTrunk, operationIdOf } from '../support/world.js';

// The follow-up check for late writes also asks the carrier. Here it comes after the end of these tests.
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

/** Whether the workflow of an operation has received a cancellation. */
async function hasCancellation(operationId: string): Promise<boolean> {
  const { events } = await world.temporal.workflow.getHandle(`trunk/${operationId}`).fetchHistory();
  return (events ?? []).some((event) => event.workflowExecutionCancelRequestedEventAttributes != null);
}

/** Expects that no object or row is left, and that calls to the number have the same route as before. */
async function expectNothing(provider: Provider, routeBefore: unknown): Promise<void> {
  expect(await world.remains()).toEqual(nothing);
  expect(world[provider].remains()).toEqual(nothingThere[provider]);
  expect(world[provider].routeOf(accounts[provider].number)).toEqual(routeBefore);
}

describe.each(providers)('a number from %s', (provider) => {
  const { number, sid } = accounts[provider];

  it(`an imported number of ${provider} receives and makes calls through its trunks, rule and route`, async () => {
    const tenant = await world.tenant('reception');

    const answer = await importNumber(tenant, provider, { nickname: 'Support', outbound_agent_id: 'sales' });

    const { inbound, outbound, rule } = await objectsOf(world);
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

  it(`a deleted number of ${provider} is gone from the database, LiveKit and the carrier, and its old route is restored`, async () => {
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

  it(`a repeated import from ${provider} gets the first answer without a request to the carrier`, async () => {
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

  it(`an import from ${provider} of a number in use is refused without a request to the carrier`, async () => {
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
  ])(`an import from ${provider} with %o is refused and leaves nothing`, async (changes, code) => {
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

  it(`an import from ${provider} of a number without voice is refused`, async () => {
    const tenant = await world.tenant();
    world[provider].rent(sid, '+14155550177', { voice: false });

    expect(await importNumber(tenant, provider, { phone_number: '+14155550177' })).toMatchObject({
      status: 422,
      body: { code: 'carrier_number_without_voice' },
    });
    expect(world[provider].remains()).toEqual(nothingThere[provider]);
  });
});

/** The requests to the carriers that create or change something, by the object. */
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

describe.each(everyRequest)('the request to $provider for the $what', ({ provider, what, request }) => {
  const { number } = accounts[provider];

  it(`an import leaves nothing when ${provider} refuses the request for the ${what}`, async () => {
    const tenant = await world.tenant();
    const before = world[provider].routeOf(number);
    // Only the first request is refused: the compensation uses the same address to restore the route.
    world[provider].plan(request, { kind: 'answer', status: 400 });

    const answer = await importNumber(tenant, provider);

    expect(answer).toMatchObject({ status: 500, body: { code: 'carrier_refused' } });
    expect(await world.operation(answer)).toMatchObject({
      state: 'failed',
      failure: { step: what === 'route' ? 'route' : 'carrier' },
    });
    await expectNothing(provider, before);
  });

  it(`an import succeeds with one of each object when the reply of ${provider} for the ${what} is lost`, async () => {
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

describe.each(providers)('an import from %s that fails elsewhere', (provider) => {
  const { number } = accounts[provider];

  it.each<SipMethod>(['CreateSIPInboundTrunk', 'CreateSIPOutboundTrunk', 'CreateSIPDispatchRule'])(
    `an import from ${provider} leaves nothing when LiveKit refuses %s`,
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

  it(`an import from ${provider} leaves nothing and restores the route when the database refuses the record`, async () => {
    const tenant = await world.tenant();
    const before = world[provider].routeOf(number);
    await world.trunkline.rows(`alter table trunks add constraint nobody check (phone_number = '')`);

    const answer = await importNumber(tenant, provider);
    await world.trunkline.rows('alter table trunks drop constraint nobody');

    expect(answer).toMatchObject({ status: 500, body: { code: 'database_fault' } });
    expect(world[provider].asked(requests[provider].route ?? /./).length).toBeGreaterThan(0);
    await expectNothing(provider, before);
  });

  it(`the compensation of an import waits until ${provider} answers again, and ends by itself`, async () => {
    const tenant = await world.tenant();
    const before = world[provider].routeOf(number);
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });
    world[provider].plan(/^DELETE/, { kind: 'answer', status: 503 }, 3);

    const answer = await importNumber(tenant, provider);

    await expect.poll(() => world.operation(answer)).toMatchObject({ state: 'failed' });
    await expectNothing(provider, before);
  });
});

describe('an interrupted import', () => {
  const { number, sid } = accounts.twilio;
  const before = { trunk: 'TK00000000000000000000000000000bef', application: null };

  it('an import that is interrupted after the carrier has routed the number continues and remembers the old route', async () => {
    const tenant = await world.tenant();
    world.twilio.reset();
    world.twilio.open(sid, accounts.twilio.token);
    world.twilio.rent(sid, number, { trunk: before.trunk });
    const answered = new Deferred<void>();
    world.twilio.plan(requests.twilio.route ?? /./, { kind: 'held', until: answered.promise });
    const importing = importNumber(tenant, 'twilio');
    await expect.poll(() => world.twilio.routeOf(number)?.trunk).not.toBe(before.trunk);

    await world.temporal.workflow.getHandle(`trunk/${await world.onlyOperationId()}`).terminate();
    answered.resolve();

    expect(await importing).toMatchObject({ status: 200 });
    expect(await world.remains()).toEqual(oneTrunk);
    expect(world.twilio.remains().trunks).toHaveLength(1);
    await remove(tenant, pathOf('twilio'));
    await expectNothing('twilio', before);
  });

  it('an import that is interrupted while the carrier creates the trunk continues with that trunk', async () => {
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

  it.each(['trunk', 'route'])(
    'an import that is cancelled during the request for the %s leaves nothing',
    async (what) => {
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
    },
  );
});

describe.each(providers)('a wrong token at %s after a transient fault', (provider) => {
  it.each([429, 503])(
    `a wrong token is refused after a %i of ${provider}, and the right one is then accepted`,
    async (status) => {
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
      // Nobody can search for orphans at the carrier with this token, so the owner learns that the part was skipped.
      expect((await tenant.operation(operationIdOf(answer))).body).toMatchObject({
        failure: { skipped: ['carrier'] },
      });
      await expectNothing(provider, before);
      expect(await importNumber(tenant, provider)).toMatchObject({ status: 200 });
    },
  );
});

describe('an activity at a carrier', () => {
  it('an activity at a carrier cannot start after the time budget of its set-up', async () => {
    const tenant = await world.tenant();
    const answer = await importNumber(tenant, 'twilio');

    const { events } = await world.workflow(answer).fetchHistory();
    const limits = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: scheduled }) =>
      scheduled == null
        ? []
        : [[scheduled.activityType?.name, Number(scheduled.scheduleToCloseTimeout?.seconds)]],
    );

    expect(limits.map(([name]) => name)).toEqual(['createCarrier', 'createRoute']);
    // The time budget of these tests, plus the time for the answer of an attempt.
    for (const [, seconds] of limits) {
      // A missing limit reads as zero seconds.
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(9);
    }
  });
});

describe('a carrier account with a revoked token', () => {
  const provider = 'twilio';
  const { sid, token, number } = accounts[provider];

  it('a delete succeeds with a revoked token, and warns its owner of the objects left at the carrier', async () => {
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

  it('a compensation with a revoked token waits for an operator, who can skip both parts', async () => {
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

describe('an imported number', () => {
  const provider = 'twilio';

  it('only the fields that the carrier uses cannot be changed on an imported number', async () => {
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

  it('an imported number is exported with its carrier, and an import of that line is refused', async () => {
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

  it('a failed import of a number can be retried as a new import', async () => {
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

describe('disabled carriers', () => {
  const off = useCarriers({ CARRIERS: '' });
  const homeless = useCarriers({ SIP_INBOUND_HOST: '' });

  it('an import from a disabled carrier is refused without a request to it', async () => {
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

describe('a carrier that is disabled after an import', () => {
  const later = useCarriers();

  it('a repeated import still gets its answer, a new one is refused, and a delete waits until the carrier is enabled', async () => {
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
    expect(await importNumber(tenant, 'twilio', { nickname: 'Another request' })).toMatchObject({
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

  it('an operator can skip the carrier parts of a delete, and the operation then lists them as skipped', async () => {
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
