import { describe, expect, it } from 'vitest';
import { endpointAt } from '../../documented.js';
import { endpoints } from '../../support/interface.js';
import { accounts, useCarriers } from '../support/calls/carriers.js';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { nothing, oneTrunk, operationIdOf } from '../support/world.js';

const world = useCarriers();
const key = { 'idempotency-key': 'order-4711' };
const reused = 'Idempotency-Key was already used with another request.';

const contracts = [
  {
    contract: 'Zudu',
    created: 200,
    call: (tenant: Tenant, number: string, headers: Record<string, string> = key) =>
      tenant.zudu(zuduBody(`+1555123${number}`), headers),
    refusal: { message: reused, status: 'error', error: null, data: null, code: 'idempotency_key_reused' },
  },
  {
    contract: 'Autocalls',
    created: 201,
    call: (tenant: Tenant, number: string, headers: Record<string, string> = key) =>
      tenant.autocalls(autocallsBody(number), headers),
    refusal: {
      message: 'The given data was invalid.',
      errors: { 'Idempotency-Key': [reused] },
      code: 'idempotency_key_reused',
    },
  },
];

describe.each(contracts)(
  'a call to $contract with an Idempotency-Key',
  ({ contract, created, call, refusal }) => {
    it(`${contract} gives a repeated request its first answer again`, async () => {
      const tenant = await world.tenant();

      const [first, second] = [await call(tenant, '1000'), await call(tenant, '1000')];

      expect(first.status).toBe(created);
      expect(second.status).toBe(created);
      expect(second.body).toEqual(first.body);
      expect([first, second].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([
        null,
        'true',
      ]);
      expect(second.headers.get('x-operation-id')).toBe(first.headers.get('x-operation-id'));
      expect(await world.remains()).toEqual(oneTrunk);
    });

    it(`${contract} gives a repeated request during the set-up the same answer`, async () => {
      const tenant = await world.tenant();
      const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
      const first = call(tenant, '1000');
      await held.arrived;
      const second = call(tenant, '1000');

      await held.release();

      expect(await second).toMatchObject({ status: created, body: (await first).body });
      expect(world.proxy.seen('CreateSIPDispatchRule')).toBe(1);
      expect(await world.remains()).toEqual(oneTrunk);
    });

    it(`${contract} refuses another request with the same key during and after the first one`, async () => {
      const tenant = await world.tenant();
      const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
      const first = call(tenant, '1000');
      await held.arrived;

      const during = await call(tenant, '1001');
      await held.release();
      await first;
      const after = await call(tenant, '1001');

      for (const answer of [during, after]) {
        expect(answer.status).toBe(422);
        expect(answer.body).toEqual(refusal);
      }
      expect(await world.remains()).toEqual(oneTrunk);
    });

    it(`${contract} carries out one of two different requests that come at the same time with one key`, async () => {
      const tenant = await world.tenant();

      const answers = await Promise.all([call(tenant, '1000'), call(tenant, '1001')]);

      expect(answers.map(({ status }) => status).sort()).toEqual([created, 422]);
      expect(answers.find(({ status }) => status === 422)?.body).toEqual(refusal);
      expect(await world.remains()).toEqual(oneTrunk);
    });

    it(`${contract} gives a repeated request its lasting failure again, until another attempt has succeeded`, async () => {
      const tenant = await world.tenant();
      world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });

      const [first, second] = [await call(tenant, '1000'), await call(tenant, '1000')];

      expect(first.status).toBe(500);
      expect(second.status).toBe(500);
      expect(second.body).toEqual(first.body);
      expect(await world.remains()).toEqual(nothing);
      expect(await call(tenant, '1000', { 'idempotency-key': 'order-4712' })).toMatchObject({
        status: created,
      });
      const third = await call(tenant, '1000');
      expect([third.status, third.headers.get('idempotency-replayed')]).toEqual([created, 'true']);
      expect(await world.remains()).toEqual(oneTrunk);
    });

    it(`${contract} carries a request out again under its key after a passing failure, also at the same time`, async () => {
      const tenant = await world.tenant();
      world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 500 }, Infinity);
      const first = await call(tenant, '1000', { ...key, prefer: 'respond-async' });
      await expect.poll(() => world.proxy.seen('CreateSIPDispatchRule')).toBeGreaterThan(1);
      const path = `/v1/operations/${operationIdOf(first)}/cancel`;
      const cancelled = await send(tenant, { method: 'POST', path }, {});
      world.proxy.heal();
      expect(cancelled).toMatchObject({ status: 200, body: { state: 'failed', retryable: true } });
      expect(await world.remains()).toEqual(nothing);

      const other = await call(tenant, '1001');
      const both = await Promise.all([call(tenant, '1000'), call(tenant, '1000')]);

      expect(other.status, 'another request with the key').toBe(422);
      expect(both.map(({ status }) => status)).toEqual([created, created]);
      const [again] = new Set(both.map(operationIdOf));
      expect((await tenant.operation(again ?? '')).body).toMatchObject({ retry_of: operationIdOf(first) });
      expect(await world.remains()).toEqual(oneTrunk);
      const replayed = await call(tenant, '1000');
      expect([replayed.status, replayed.headers.get('idempotency-replayed')]).toEqual([created, 'true']);
    });

    it(`${contract} keeps the keys of two organisations apart`, async () => {
      const [one, other] = await Promise.all([world.tenant(), world.tenant()]);

      const answers = [await call(one, '1000'), await call(other, '1001')];

      expect(answers.map(({ status }) => status)).toEqual([created, created]);
    });
  },
);

/** A request that changes something. A test sends it several times. */
interface ChangeRequest {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object | string;
}

const number = '+14155551234';
const callee = '+13105550123';
const trunks = '/api/user/phone-numbers/sip-trunks';
const phoneNumbers = '/api/user/phone-numbers';
const refusal = { kind: 'answer', status: 400, code: 'invalid_argument' } as const;
/** The import of a number from an account at a carrier. */
const importOf = (phoneNumber: string) => ({
  ...{ phone_number: phoneNumber, provider: 'twilio' },
  ...{ account_sid: accounts.twilio.sid, auth_token: accounts.twilio.token },
});
/** The body of a create of `/v1`, which is also a line of an import. */
const nativeBody = (phoneNumber: string) => ({
  ...{ phone_number: phoneNumber, sip_username: 'myuser', sip_password: 'a-long-password' },
  ...{ sip_address: 'sip.provider.com', sip_calling_format: '+e164', inbound_authorization_type: 'auth' },
});
const fileOf = (phoneNumber: string) => JSON.stringify(nativeBody(phoneNumber));

const send = (
  tenant: Tenant,
  { method, path, body }: ChangeRequest,
  headers: Record<string, string> = key,
): Promise<Answer> =>
  tenant.request(method, path, {
    headers: {
      authorization: `Bearer ${tenant.key.secret}`,
      ...(typeof body === 'string' ? { 'content-type': 'application/x-ndjson' } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });

/** Sets a trunk up through Autocalls. @returns its id. */
async function aTrunk(tenant: Tenant): Promise<number> {
  const { status, body } = await tenant.autocalls(autocallsBody(number, { sip_trunk_type: 'number' }));
  expect(status).toBe(201);
  return Number(at(body, 'data', 'id'));
}

async function aFailedSetUp(tenant: Tenant): Promise<string> {
  world.proxy.plan('CreateSIPDispatchRule', refusal);
  return operationIdOf(await tenant.zudu(zuduBody(number)));
}

/** An import whose only line has failed. @returns its address. */
async function aFailedImport(tenant: Tenant): Promise<string> {
  world.proxy.plan('CreateSIPDispatchRule', refusal);
  return finished(
    tenant,
    await send(tenant, { method: 'POST', path: '/v1/imports', body: fileOf(number) }, {}),
  );
}

/** Waits until every line of the import that an answer names has ended. @returns its address. */
async function finished(tenant: Tenant, { headers }: Answer): Promise<string> {
  const path = headers.get('location') ?? '';
  await expect.poll(async () => at((await tenant.get(path)).body, 'state')).toBe('finished');
  return path;
}

/** The requests that are repeated, by the name of their endpoint in the API description. */
const repeatedRequests: readonly (readonly [string, (tenant: Tenant) => Promise<ChangeRequest>])[] = [
  [
    'createSipTrunkDispatch',
    async () => ({ method: 'POST', path: '/api/sio/createSipTrunkDispatch', body: zuduBody(number) }),
  ],
  [
    'createSipTrunkDispatchBySip',
    async () => ({ method: 'POST', path: '/api/sip/createSipTrunkDispatch', body: zuduBody(number) }),
  ],
  ['createTrunk', async () => ({ method: 'POST', path: '/v1/trunks', body: nativeBody(number) })],
  [
    'changeTrunk',
    async (tenant) => ({
      ...{ method: 'PATCH', path: `/v1/trunks/${await aTrunk(tenant)}`, body: { nickname: 'Desk' } },
    }),
  ],
  ['deleteTrunk', async (tenant) => ({ method: 'DELETE', path: `/v1/trunks/${await aTrunk(tenant)}` })],
  ['createSipTrunk', async () => ({ method: 'POST', path: trunks, body: autocallsBody('1000') })],
  [
    'changeSipTrunk',
    async (tenant) => ({
      ...{ method: 'PUT', path: `${trunks}/${await aTrunk(tenant)}`, body: { sip_username: 'another' } },
    }),
  ],
  [
    'renamePhoneNumber',
    async (tenant) => ({
      ...{ method: 'PUT', path: `${phoneNumbers}/${await aTrunk(tenant)}`, body: { nickname: 'Desk' } },
    }),
  ],
  [
    'changePhoneNumber',
    async (tenant) => {
      await aTrunk(tenant);
      return { method: 'PATCH', path: `/api/phone-numbers/${number}`, body: { inbound_agent_id: 'ada' } };
    },
  ],
  ['deleteSipTrunk', async (tenant) => ({ method: 'DELETE', path: `${trunks}/${await aTrunk(tenant)}` })],
  [
    'deletePhoneNumber',
    async (tenant) => ({ method: 'DELETE', path: `${phoneNumbers}/${await aTrunk(tenant)}` }),
  ],
  [
    'deleteNumber',
    async (tenant) => {
      await aTrunk(tenant);
      return { method: 'DELETE', path: `/api/phone-numbers/${number}` };
    },
  ],
  [
    'importPhoneNumber',
    async () => ({
      ...{ method: 'POST', path: '/api/phone-numbers/import', body: importOf(accounts.twilio.number) },
    }),
  ],
  [
    'revertTrunk',
    async (tenant) => {
      const id = await aTrunk(tenant);
      await send(tenant, { method: 'PUT', path: `${trunks}/${id}`, body: { nickname: 'Desk' } }, {});
      return { method: 'POST', path: `/v1/trunks/${id}/revert/1` };
    },
  ],
  [
    'retryOperation',
    async (tenant) => ({ method: 'POST', path: `/v1/operations/${await aFailedSetUp(tenant)}/retry` }),
  ],
  ['beginImport', async () => ({ method: 'POST', path: '/v1/imports', body: fileOf(number) })],
  [
    'testCallTrunk',
    async (tenant) => ({
      ...{ method: 'POST', path: `/v1/trunks/${await aTrunk(tenant)}/test-call`, body: { to: callee } },
    }),
  ],
  [
    'testCallRequest',
    async () => ({
      ...{ method: 'POST', path: '/v1/test-calls', body: { to: callee, trunk: zuduBody(number) } },
    }),
  ],
  ['retryImport', async (tenant) => ({ method: 'POST', path: `${await aFailedImport(tenant)}/retry` })],
];

/** The endpoints that need a running operation or import, and so have their own tests. */
const cancellations = ['cancelOperation', 'cancelImport'];

/** A request to every endpoint that differs from the ones above. The objects that they name need not exist. */
const others: readonly ChangeRequest[] = [
  { method: 'POST', path: '/api/sio/createSipTrunkDispatch', body: zuduBody('+14155550199') },
  { method: 'POST', path: '/api/sip/createSipTrunkDispatch', body: zuduBody('+14155550199') },
  { method: 'POST', path: trunks, body: autocallsBody('1099') },
  { method: 'PUT', path: `${trunks}/999`, body: { nickname: 'Another' } },
  { method: 'PUT', path: `${phoneNumbers}/999`, body: { nickname: 'Another' } },
  { method: 'PATCH', path: '/api/phone-numbers/+14155550199', body: { nickname: 'Another' } },
  { method: 'DELETE', path: `${trunks}/999` },
  { method: 'DELETE', path: `${phoneNumbers}/999` },
  { method: 'DELETE', path: '/api/phone-numbers/+14155550199' },
  { method: 'POST', path: '/api/phone-numbers/import', body: importOf('+14155550199') },
  { method: 'POST', path: '/v1/trunks', body: nativeBody('+14155550199') },
  { method: 'PATCH', path: '/v1/trunks/999', body: { nickname: 'Another' } },
  { method: 'DELETE', path: '/v1/trunks/999' },
  { method: 'POST', path: '/v1/trunks/999/revert/1' },
  { method: 'POST', path: `/v1/operations/op_${'0'.repeat(32)}/retry` },
  { method: 'POST', path: `/v1/operations/op_${'0'.repeat(32)}/cancel` },
  { method: 'POST', path: '/v1/trunks/999/test-call', body: { to: '+14155550199' } },
  {
    ...{ method: 'POST', path: '/v1/test-calls' },
    body: { to: '+14155550199', trunk: zuduBody('+14155550199') },
  },
  { method: 'POST', path: '/v1/imports', body: fileOf('+14155550199') },
  { method: 'POST', path: `/v1/imports/imp_${'0'.repeat(32)}/retry` },
  { method: 'POST', path: `/v1/imports/imp_${'0'.repeat(32)}/cancel` },
];

/** The endpoint that a request is for. */
const endpointOf = ({ method, path }: ChangeRequest) => endpointAt(endpoints, method, path)?.id;

/** The parts that the answers to one request have in common. An import continues between two answers, so only its id is. */
const comparable = ({ status, body }: Answer) =>
  at(body, 'report') === undefined ? { status, body } : { status, import: at(body, 'id') };

/** The operations and import lines that the other requests would have started. */
const startedByOthers = () =>
  world.trunkline.rows(
    `select collision_key from operations where collision_key in ('+14155550199', '+1099')
     union all select collision_key from import_lines where collision_key = '+14155550199'
     union all select called from test_calls where called = '+14155550199'`,
  );

async function expectRefused(tenant: Tenant, requests: readonly ChangeRequest[]): Promise<void> {
  for (const request of requests) {
    const answer = await send(tenant, request);
    const { method, path } = request;
    expect([method, path, answer.status, JSON.stringify(answer.body)]).toEqual([
      ...[method, path, 422],
      expect.stringContaining(reused),
    ]);
  }
}

describe('the endpoints with an Idempotency-Key', () => {
  /** Each POST that only reads, because its question is too long for a query, and the webhooks, which LiveKit repeats without a key. */
  const reading = ['explainCall', 'checkTrunk', 'checkRequest', 'receiveLiveKitWebhook'];
  // Every other endpoint except those with GET changes something, whatever its description says.
  const changing = endpoints
    // A repeated key could not show its secret again, so the endpoints of keys take no idempotency key. An operator's order
    // to a step that is stuck changes nothing when it is repeated.
    .filter(
      ({ method, access, id }) =>
        method !== 'get' && access !== 'admin' && access !== 'operator' && !reading.includes(id),
    )
    .map(({ id }) => id);

  it.each([
    ['with a repeated request', [...repeatedRequests.map(([name]) => name), ...cancellations]],
    ['with the key of another request', others.map(endpointOf)],
  ])('these tests cover each endpoint that changes something %s', (_how, asked) => {
    expect(asked.toSorted()).toEqual(changing.toSorted());
  });
});

describe('an Idempotency-Key', () => {
  it.each(repeatedRequests)(
    'a repeated %s with its key happens once, and every other request with that key is refused',
    async (name, prepare) => {
      const tenant = await world.tenant();
      const request = await prepare(tenant);
      expect(endpointOf(request)).toBe(name);

      const [first, atOnce] = await Promise.all([send(tenant, request), send(tenant, request)]);
      const again = await send(tenant, request);

      expect(first.status).toBeLessThan(300);
      expect([comparable(atOnce), comparable(again)]).toEqual([comparable(first), comparable(first)]);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      const begun = [first, atOnce, again].map(({ headers }) => headers.get('x-operation-id'));
      expect(new Set(begun).size).toBe(1);
      await expectRefused(tenant, others);
      expect(await startedByOthers()).toEqual([]);
      expect(world.twilio.remains().trunks).toHaveLength(name === 'importPhoneNumber' ? 1 : 0);
      if (at(first.body, 'report') !== undefined) await finished(tenant, first);
    },
  );

  it('a repeated cancellation of an operation with its key happens once, and every other request with that key is refused', async () => {
    const tenant = await world.tenant();
    const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const running = await tenant.zudu(zuduBody(number), { prefer: 'respond-async' });
    await held.arrived;
    const path = `/v1/operations/${operationIdOf(running)}/cancel`;

    const both = Promise.all([1, 2].map(() => send(tenant, { method: 'POST', path })));
    await expect
      .poll(async () => at((await tenant.operation(operationIdOf(running))).body, 'cancel_requested_at'))
      .toEqual(expect.any(String));
    await held.release();
    const [first, atOnce] = await both;
    const again = await send(tenant, { method: 'POST', path });

    expect(first).toMatchObject({ status: 200, body: { cancel_requested_at: expect.any(String) } });
    expect([atOnce?.body, again.body]).toEqual([first?.body, first?.body]);
    await expectRefused(tenant, others);
    expect(await send(tenant, { method: 'POST', path }, {}), 'without a key').toMatchObject({ status: 409 });
  });

  it('a repeated cancellation of an import with its key happens once, and every other request with that key is refused', async () => {
    const tenant = await world.tenant();
    const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const begun = await send(tenant, { method: 'POST', path: '/v1/imports', body: fileOf(number) }, {});
    await held.arrived;
    const cancel: ChangeRequest = { method: 'POST', path: `${begun.headers.get('location')}/cancel` };

    const [first, atOnce] = await Promise.all([send(tenant, cancel), send(tenant, cancel)]);
    await expectRefused(tenant, others);
    await held.release();
    await finished(tenant, begun);
    const again = await send(tenant, cancel);

    expect(first).toMatchObject({ status: 202, body: { id: at(begun.body, 'id') } });
    expect([comparable(atOnce), comparable(again)]).toEqual([comparable(first), comparable(first)]);
    expect(await startedByOthers()).toEqual([]);
    expect(await send(tenant, cancel, {}), 'without a key').toMatchObject({ status: 409 });
  });

  it('a repeated change with its key gets the first answer even if the trunk would now refuse the change', async () => {
    const tenant = await world.tenant();
    const path = `/api/phone-numbers/${number}`;
    await tenant.zudu(zuduBody(number));
    const { body: present } = await tenant.get(path);
    const body = { nickname: 'Desk', outbound_trunk_id: at(present, 'data', 'outbound_trunk_id') };
    const first = await send(tenant, { method: 'PATCH', path, body });
    await send(tenant, { method: 'DELETE', path }, {});
    await tenant.zudu(zuduBody(number));

    const again = await send(tenant, { method: 'PATCH', path, body });

    expect(first.status).toBe(200);
    expect(comparable(again)).toEqual(comparable(first));
    expect(await send(tenant, { method: 'PATCH', path, body }, {})).toMatchObject({ status: 400 });
  });

  it('the key of a refused request can be used for another one', async () => {
    const tenant = await world.tenant();

    const nowhere = await send(tenant, { method: 'DELETE', path: `${phoneNumbers}/999` });

    expect(nowhere.status).toBe(404);
    expect(await tenant.zudu(zuduBody(number), key)).toMatchObject({ status: 200 });
  });

  it('the key of one organisation means nothing for another one, at any endpoint', async () => {
    const owner = await world.tenant();
    await owner.zudu(zuduBody(number), key);

    for (const request of others) {
      const stranger = await world.tenant();
      const answer = await send(stranger, request);
      expect(JSON.stringify(answer.body)).not.toContain(reused);
      if (at(answer.body, 'report') !== undefined) await finished(stranger, answer);
    }
  });

  it('two paths of the same endpoint count as one request, and two endpoints of the same trunk as two', async () => {
    const tenant = await world.tenant();
    const body = zuduBody(number);
    const paths = ['/api/sio/createSipTrunkDispatch', '/api/sip/createSipTrunkDispatch'];

    const [made, throughAlias] = [
      await send(tenant, { method: 'POST', path: paths[0] ?? '', body }),
      await send(tenant, { method: 'POST', path: paths[1] ?? '', body }),
    ];
    const { body: listed } = await tenant.get(trunks);
    const id = String(at(listed, 'data', '0', 'id'));
    const desk = { body: { nickname: 'Desk' }, method: 'PUT' } as const;
    const named = { 'idempotency-key': 'name' };
    const renamed = await send(tenant, { ...desk, path: `${trunks}/${id}` }, named);
    const elsewhere = await send(tenant, { ...desk, path: `${phoneNumbers}/${id}` }, named);
    const gone = { 'idempotency-key': 'gone' };
    const deleted = await send(tenant, { method: 'DELETE', path: `${phoneNumbers}/${id}` }, gone);
    const deletedAgain = await send(tenant, { method: 'DELETE', path: `${trunks}/${id}` }, gone);

    expect(comparable(throughAlias)).toEqual(comparable(made));
    expect([renamed.status, elsewhere.status]).toEqual([200, 422]);
    expect(deleted.status).toBe(200);
    expect(comparable(deletedAgain)).toEqual(comparable(deleted));
  });
});

describe('a request with its own key that joins an operation of another request', () => {
  it('a request that joins a delete keeps the answer of that delete', async () => {
    const tenant = await world.tenant();
    const request = { method: 'DELETE', path: `${phoneNumbers}/${await aTrunk(tenant)}` } as const;
    const second = { 'idempotency-key': 'second' };
    const held = world.proxy.hold('DeleteSIPDispatchRule', 'before_livekit');
    const first = send(tenant, request);
    await held.arrived;
    const joined = send(tenant, request, second);
    await expect.poll(() => world.trunkline.rows('select key from idempotency_keys')).toHaveLength(2);
    await held.release();

    expect(comparable(await joined)).toEqual(comparable(await first));
    expect(comparable(await send(tenant, request, second))).toEqual(comparable(await first));
    expect(await send(tenant, request, {}), 'without a key').toMatchObject({ status: 404 });
  });

  it('a request that joins a set-up keeps the answer of that set-up, even where the contract has a 409 for repetitions', async () => {
    const tenant = await world.tenant();
    const request = { method: 'POST', path: trunks, body: autocallsBody('1000') } as const;
    const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const first = send(tenant, request, {});
    await held.arrived;
    const joined = send(tenant, request);
    await expect.poll(() => world.trunkline.rows('select key from idempotency_keys')).toHaveLength(1);
    await held.release();

    expect(comparable(await joined)).toEqual(comparable(await first));
    expect(comparable(await send(tenant, request))).toEqual(comparable(await first));
    expect(await send(tenant, request, {}), 'without a key').toMatchObject({ status: 409 });
  });
});
