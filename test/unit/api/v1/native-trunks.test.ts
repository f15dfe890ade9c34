import { afterEach, describe, expect, it } from 'vitest';
import type { ChangeCommand } from '../../../../src/domain/change/change.js';
import type { TearDownCommand } from '../../../../src/domain/tear-down/tear-down.js';
import type { Trunk } from '../../../../src/domain/trunk/trunk.js';
import { type Gateway, type Overrides, startGateway } from '../gateway.js';
import { bearer, cidr, did, operationId, organizationId, trunk } from '../samples.js';

let gateway: Gateway;

afterEach(() => gateway.close());

const startWith = async (overrides: Overrides) => {
  gateway = await startGateway(overrides);
};

const send = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  gateway.request(method, path, {
    headers: { ...bearer, ...headers },
    ...(body === undefined ? {} : { body }),
  });

const newTrunk = {
  phone_number: '+442071838750',
  sip_username: 'myuser',
  sip_password: 'correct horse battery',
  sip_address: 'sip.provider.com:5070',
  sip_calling_format: 'national',
  inbound_authorization_type: 'auth_and_ip',
  allowed_inbound_ips: ['203.0.113.7'],
};

describe('a set-up through /v1', () => {
  it('a set-up through /v1 passes every field on, and answers with the address and the version of the trunk', async () => {
    await startWith({});

    const answer = await send(
      'POST',
      '/v1/trunks',
      {
        ...newTrunk,
        ...{ transport: 'tls', accept_national: true, agent_name: 'ada', outbound_agent_id: 'bob' },
      },
      { 'Idempotency-Key': 'order-1', Prefer: 'wait=3' },
    );

    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe('/v1/trunks/42');
    expect(answer.headers.get('etag')).toMatch(/^"[\w-]{22}"$/);
    expect(answer.headers.get('x-operation-id')).toBe(operationId);
    expect(answer.body).toMatchObject({ id: 42, organization_id: organizationId });
    expect(gateway.commands).toMatchObject([
      {
        contract: 'native',
        requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' },
        idempotencyKey: 'order-1',
        waitMs: 3_000,
        request: {
          settings: {
            number: { kind: 'number', value: '+442071838750' },
            outboundAddress: 'sip.provider.com:5070',
            callingFormat: 'national',
            inboundAuthorization: { digest: true, allowed: ['203.0.113.7/32'] },
            countryCode: 'GB',
            agentName: 'ada',
            transport: 'tls',
            otherForms: expect.arrayContaining(['00442071838750']),
          },
          notes: { outboundAgentId: 'bob' },
        },
      },
    ]);
  });

  it.each([
    [{ allowed_inbound_ip: ['203.0.113.7'] }, 'allowed_inbound_ip', /did you mean allowed_inbound_ips\?/],
    [{ inbound_authorization_type: 'auth' }, 'allowed_inbound_ips', /auth_and_ip/],
    [{ phone_number: '02071838752' }, 'phone_number', /plus|\+/],
    [{ sip_password: null }, 'sip_password', /required/],
    [{ sip_password: 'x'.repeat(129) }, 'sip_password', /must not exceed 128 characters/],
  ])('a set-up through /v1 with %j is refused, and names the field', async (over, field, message) => {
    await startWith({});
    const { status, body } = await send('POST', '/v1/trunks', { ...newTrunk, ...over });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'validation_failed',
      errors: { [field]: [expect.stringMatching(message)] },
    });
    expect(gateway.commands).toEqual([]);
  });

  it('a set-up through /v1 of a trunk that exists names its address in /v1', async () => {
    await startWith({ setUpTrunk: async () => ({ kind: 'already_exists', trunk: trunk() }) });
    const { status, headers } = await send('POST', '/v1/trunks', newTrunk);
    expect([status, headers.get('location')]).toEqual([409, '/v1/trunks/42']);
  });
});

/** Starts a gateway whose change reads the body for a trunk, as the use case does. */
async function startOn(present: Trunk) {
  const commands: ChangeCommand[] = [];
  await startWith({
    findTrunk: async () => present,
    changeTrunk: async (command) => {
      commands.push(command);
      if (command.isExpected?.(present) === false) return { kind: 'changed_since' };
      const reading = command.changesOf(present);
      return reading.ok
        ? { kind: 'changed', operationId, trunk: present }
        : { kind: 'invalid', problems: reading.problems };
    },
  });
  return {
    commands,
    /** Reads the changes of the last request for the trunk. */
    changes: () => commands.at(-1)?.changesOf(present),
  };
}

describe('a change through /v1', () => {
  it('a trunk as it was read may be sent back, and changes nothing', async () => {
    const both = { digest: true, allowed: [cidr('203.0.113.7/32')] } as const;
    const { changes } = await startOn(trunk({ inboundAuthorization: both }));
    const read = await send('GET', '/v1/trunks/42');

    const answer = await send('PATCH', '/v1/trunks/42', Object(read.body));

    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe(read.headers.get('etag'));
    expect(changes()).toEqual({ ok: true, value: {} });
  });

  it('null removes what may be missing, and every field of a set-up can be changed', async () => {
    const { changes } = await startOn(trunk({ nickname: 'Desk', agentName: 'ada' }));
    const none = {
      nickname: null,
      agent_name: null,
      transport: null,
      inbound_enabled: null,
      country_code: null,
    };
    expect((await send('PATCH', '/v1/trunks/42', none)).status).toBe(200);
    expect(changes()).toEqual({
      ok: true,
      value: {
        ...{ nickname: null, agentName: null, countryCode: null },
        carrierSettings: { transport: 'auto', inboundEnabled: true },
      },
    });

    await send('PATCH', '/v1/trunks/42', {
      ...{ sip_trunk_type: 'number', phone_number: '+15551234567', sip_address: 'sip.other.com:5070' },
      ...{ accept_national: true, transport: 'tcp', number_provider: 'Acme', sip_username: 'me' },
      ...{ inbound_authorization_type: 'ip', allowed_inbound_ips: ['203.0.113.7'] },
      ...{ inbound_enabled: false, outbound_enabled: false },
    });
    expect(changes()).toEqual({
      ok: true,
      value: {
        number: { kind: 'number', value: did('+15551234567') },
        username: 'me',
        outboundAddress: 'sip.other.com:5070',
        acceptNational: true,
        carrierSettings: { transport: 'tcp', inboundEnabled: false, outboundEnabled: false },
        inboundAuthorization: { digest: false, allowed: ['203.0.113.7/32'] },
        notes: { numberProvider: 'Acme' },
      },
    });
  });

  it.each([
    [{ allowed_inbound_ips: ['203.0.113.7'] }, 'allowed_inbound_ips', /auth_and_ip/],
    [{ inbound_authorization_type: 'ip' }, 'allowed_inbound_ips', /At least one/],
    [{ password: 'x' }, 'password', /did you mean sip_password\?/],
    [{ status: 'deleting' }, 'status', /not a field/],
    [{ sip_password: null }, 'sip_password', /required/],
    [{ phone_number: '+15551234567' }, 'phone_number', /extension|\+/i],
  ])('a change with %j is refused, and names the field', async (body, field, message) => {
    await startOn(trunk());
    const answer = await send('PATCH', '/v1/trunks/42', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: { [field]: [expect.stringMatching(message)] } });
  });

  it('credentials alone remove the addresses of a trunk that asked for both', async () => {
    const { changes } = await startOn(
      trunk({ inboundAuthorization: { digest: true, allowed: [cidr('203.0.113.7/32')] } }),
    );
    await send('PATCH', '/v1/trunks/42', { inbound_authorization_type: 'auth' });
    expect(changes()).toEqual({ ok: true, value: { inboundAuthorization: { digest: true, allowed: [] } } });
  });
});

describe('the version of a trunk', () => {
  const tagOf = async (present: Trunk) => {
    await startOn(present);
    return (await send('GET', '/v1/trunks/42')).headers.get('etag') ?? '';
  };

  it('the version of a trunk changes with what it shows and when it was changed, and with nothing else', async () => {
    const tags: string[] = [];
    for (const over of [{}, {}, { nickname: 'Desk' }, { updatedAt: new Date('2026-04-01T00:00:00.000Z') }]) {
      tags.push(await tagOf(trunk(over)));
      await gateway.close();
    }
    await startWith({});
    expect(tags[0]).toBe(tags[1]);
    expect(new Set(tags).size).toBe(3);
  });

  it('a change and a delete with another version are refused with 412 as a problem', async () => {
    const deletes: TearDownCommand[] = [];
    const present = trunk();
    await startWith({
      findTrunk: async () => present,
      changeTrunk: async ({ isExpected }) =>
        isExpected?.(present) === false
          ? { kind: 'changed_since' }
          : { kind: 'changed', operationId, trunk: present },
      tearDownTrunk: async (command) => {
        deletes.push(command);
        return command.isExpected?.(present) === false
          ? { kind: 'changed_since' }
          : { kind: 'torn_down', operationId, trunk: present, leftAtCarrier: false };
      },
    });
    const tag = (await send('GET', '/v1/trunks/42')).headers.get('etag') ?? '';
    // A proxy that compresses answers makes their tags weak.
    const accepted = [tag, `"other", ${tag}`, `W/${tag}`, '*'];
    const refused = ['"other"', 'W/"other"'];
    for (const [method, body] of [['PATCH', { nickname: 'Desk' }], ['DELETE']] as const) {
      for (const one of accepted) {
        expect((await send(method, '/v1/trunks/42', body, { 'If-Match': one })).status, one).toBe(200);
      }
      for (const one of refused) {
        const answer = await send(method, '/v1/trunks/42', body, { 'If-Match': one });
        expect(answer, one).toMatchObject({ status: 412, body: { code: 'precondition_failed' } });
      }
      const unreadable = await send(method, '/v1/trunks/42', body, { 'If-Match': 'abc' });
      expect(unreadable).toMatchObject({ status: 400, body: { errors: { 'If-Match': expect.any(Array) } } });
      expect((await send(method, '/v1/trunks/42', body)).status).toBe(200);
    }
    // The delete of a trunk whose delete has begun with this version joins it.
    const deleting = { ...present, deletingSince: new Date() };
    expect(deletes[0]?.isExpected?.(deleting)).toBe(true);
    expect(deletes.find(({ isExpected }) => isExpected?.(present) === false)?.isExpected?.(deleting)).toBe(
      false,
    );
  });
});

describe('GET /v1/me', () => {
  const key = {
    publicId: 'sk_owner',
    organizationId,
    scopes: ['read'] as const,
    label: 'dashboard',
    allowedAddresses: [cidr('203.0.113.7/32')],
    createdAt: '2026-03-31T10:00:00.000Z',
    expiresAt: '2027-03-31T10:00:00.000Z',
    revokedAt: null,
    lastUsedAt: null,
  };

  it('GET /v1/me shows the organization, the key with its scopes and its expiry, and the limits', async () => {
    const organization = {
      ...{ id: organizationId, name: 'Acme', agentName: 'ada' },
      ...{ createdAt: '2026-03-31T10:00:00.000Z', suspendedAt: null },
    };
    await startWith({ describeKey: async (id) => (id === 'sk_owner' ? { key, organization } : null) });
    const { status, body } = await send('GET', '/v1/me');
    expect(status).toBe(200);
    expect(body).toEqual({
      organization: { id: organizationId, name: 'Acme', agent_name: 'ada' },
      key: {
        id: 'sk_owner',
        label: 'dashboard',
        scopes: ['read'],
        allowed_addresses: ['203.0.113.7'],
        created_at: '2026-03-31T10:00:00.000Z',
        expires_at: '2027-03-31T10:00:00.000Z',
      },
      limits: {
        body_bytes: 65_536,
        import_bytes: 16_777_216,
        import_lines: 10_000,
        page_size: 100,
        addresses_per_trunk: 50,
        wait_seconds: 25,
      },
    });
  });

  it.each(['s3cr3t_nobody', 's3cr3t_operator'])(
    'GET /v1/me answers every key, also %s, which belongs to no organization',
    async (secret) => {
      await startWith({ describeKey: async () => ({ key, organization: null }) });
      const answer = await send('GET', '/v1/me', undefined, { Authorization: `Bearer ${secret}` });
      expect(answer).toMatchObject({ status: 200, body: { organization: null } });
    },
  );
});

describe('an operator', () => {
  const operator = { Authorization: 'Bearer s3cr3t_operator' };
  const owner = { id: organizationId, agentName: 'ada' };

  it('an operator acts as the organization that owns the trunk or the operation, with the own key', async () => {
    const asked: unknown[] = [];
    const acted: unknown[] = [];
    await startWith({
      ownerOf: async (owned) => {
        asked.push(owned);
        return owned.id === 43 ? null : owner;
      },
      findTrunk: async (...question) => {
        acted.push(question);
        return trunk();
      },
      tearDownTrunk: async ({ organizationId: of, requestedBy }) => {
        acted.push([of, requestedBy]);
        return { kind: 'not_found' };
      },
      cancelOperation: async ({ organizationId: of, requestedBy }) => {
        acted.push([of, requestedBy]);
        return { kind: 'finished' };
      },
    });
    expect(await send('GET', '/v1/trunks/42', undefined, operator)).toMatchObject({ status: 200 });
    await send('DELETE', '/v1/trunks/42', undefined, operator);
    await send('POST', `/v1/operations/${operationId}/cancel`, undefined, operator);
    expect(await send('GET', '/v1/trunks/43', undefined, operator)).toMatchObject({
      status: 404,
      body: { code: 'trunk_not_found' },
    });
    expect(asked).toEqual([
      { kind: 'trunk', id: 42 },
      { kind: 'trunk', id: 42 },
      { kind: 'operation', id: operationId },
      { kind: 'trunk', id: 43 },
    ]);
    const as = [organizationId, { keyId: 'sk_operator', address: '127.0.0.1' }];
    expect(acted).toEqual([[organizationId, 42], as, as]);
  });

  it('an operator names the organization of a new trunk, and a tenant no other than its own', async () => {
    await startWith({ ownerOf: async ({ id }) => (id === organizationId ? owner : null) });
    const create = (query: string, headers = operator) =>
      send('POST', `/v1/trunks${query}`, newTrunk, headers);
    const other = '?organization_id=org_ffffffffffffffffffffffff';
    for (const refused of [await create(''), await create(other), await create(other, bearer)]) {
      expect(refused).toMatchObject({
        status: 400,
        body: { errors: { organization_id: [expect.any(String)] } },
      });
    }
    expect((await create(`?organization_id=${organizationId}`)).status).toBe(201);
    expect((await create(`?organization_id=${organizationId}`, bearer)).status).toBe(201);
    expect(gateway.commands).toMatchObject([
      {
        organizationId,
        requestedBy: { keyId: 'sk_operator', address: '127.0.0.1' },
        request: { settings: { agentName: 'ada' } },
      },
      { organizationId, requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' } },
    ]);
  });
});
