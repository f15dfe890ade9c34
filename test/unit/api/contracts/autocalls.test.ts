import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SetUpAnswer } from '../../../../src/domain/set-up/set-up.js';
import { usualSettings } from '../../../support/interface.js';
import { type Gateway, startGateway } from '../gateway.js';
import {
  autocallsBody,
  autocallsPath,
  bearer,
  cidr,
  did,
  failure,
  help,
  operationId,
  organizationId,
  trunk,
  trunkObject,
} from '../samples.js';

let gateway: Gateway;
let answer: SetUpAnswer;

beforeEach(async () => {
  answer = { kind: 'created', operationId, trunk: trunk() };
  gateway = await startGateway({ setUpTrunk: async () => answer });
});

afterEach(() => gateway.close());

const create = (body: object | string = autocallsBody, headers: Record<string, string> = {}) =>
  gateway.request('POST', autocallsPath, { headers: { ...bearer, ...headers }, body });

describe('the answer to a set-up', () => {
  it('the answer to a set-up that succeeded is the documented object, in the documented order, with what Trunkline adds at its end', async () => {
    const { status, headers, body } = await create();
    expect(status).toBe(201);
    expect(body).toEqual({ message: 'SIP trunk created successfully.', data: trunkObject });
    expect(JSON.stringify(body)).toBe(
      JSON.stringify({ message: 'SIP trunk created successfully.', data: trunkObject }),
    );
    expect(headers.get('location')).toBe(`${autocallsPath}/42`);
    expect(headers.get('x-operation-id')).toBe(operationId);
  });

  it('the answer to a set-up shows allowed addresses as addresses and networks as networks', async () => {
    answer = {
      kind: 'created',
      operationId,
      trunk: trunk({
        number: { kind: 'number', value: did('+14155551234') },
        nickname: 'Front desk',
        outboundProxy: true,
        inboundAuthorization: {
          digest: false,
          allowed: [
            cidr('203.0.113.7/32'),
            cidr('198.51.100.0/24'),
            cidr('2001:db8::1/128'),
            cidr('2001:db8::/32'),
          ],
        },
      }),
    };
    const { body } = await create();
    expect(body).toEqual({
      message: 'SIP trunk created successfully.',
      data: {
        ...trunkObject,
        phone_number: '+14155551234',
        nickname: 'Front desk',
        outbound_proxy: true,
        inbound_authorization_type: 'ip',
        allowed_inbound_ips: ['203.0.113.7', '198.51.100.0/24', '2001:db8::1', '2001:db8::/32'],
        sip_trunk_type: 'number',
      },
    });
  });

  it('the answer to a set-up says which password is too short, and never what it is', async () => {
    const { status, body } = await create({ ...autocallsBody, sip_password: 'hunter2' });
    expect(status).toBe(201);
    expect(body).toEqual({
      message: 'SIP trunk created successfully.',
      data: trunkObject,
      warnings: ['The SIP password is shorter than 12 characters; a longer one is harder to guess.'],
    });
  });

  it('for a trunk that the caller already has is the documented 409, with its address', async () => {
    answer = { kind: 'already_exists', trunk: trunk() };
    const { status, headers, body } = await create();
    expect(status).toBe(409);
    expect(body).toEqual({
      error: 'A SIP trunk with the same phone number, username, and address already exists.',
      code: 'already_exists',
    });
    expect(headers.get('location')).toBe(`${autocallsPath}/42`);
  });

  it('for a trunk of the caller that is still being set up is the same 409 without an address', async () => {
    answer = { kind: 'already_exists', trunk: null };
    const { status, headers, body } = await create();
    expect(status).toBe(409);
    expect(body).toEqual({
      error: 'A SIP trunk with the same phone number, username, and address already exists.',
      code: 'already_exists',
    });
    expect(headers.get('location')).toBeNull();
  });

  it('for a number in use is a 409 that does not name its owner', async () => {
    answer = { kind: 'number_in_use' };
    const { status, body } = await create();
    expect(status).toBe(409);
    expect(body).toEqual({ error: 'The phone number is already in use.', code: 'number_in_use' });
  });

  it('for a number that only LiveKit knew to be taken is the same 409', async () => {
    answer = { kind: 'failed', operationId, failure: failure('inbound', 'number_in_use') };
    const { status, headers, body } = await create();
    expect(status).toBe(409);
    expect(body).toEqual({
      error: 'The phone number is already in use.',
      code: 'number_in_use',
      operation_id: operationId,
      ...help,
    });
    expect(headers.get('x-operation-id')).toBe(operationId);
  });

  it.each(['inbound', 'outbound', 'rule', 'record'] as const)(
    'the answer to a set-up that failed at the step %s is the documented 500',
    async (step) => {
      answer = { kind: 'failed', operationId, failure: failure(step) };
      const { status, headers, body } = await create();
      expect(status).toBe(500);
      expect(body).toEqual({
        error: 'Failed to create SIP trunk. Please try again or contact support.',
        code: 'livekit_refused',
        operation_id: operationId,
        ...help,
        retryable: false,
      });
      expect(headers.get('x-operation-id')).toBe(operationId);
      expect(headers.get('location')).toBe(`/v1/operations/${operationId}`);
    },
  );

  it.each([
    ['running', 'The SIP trunk is still being created. See the address in Location for its state.'],
    [
      'compensating',
      'The SIP trunk could not be created and is being removed again. See the address in Location.',
    ],
  ] as const)(
    'the answer to a set-up that is %s when the wait ends is a 202 that names the operation',
    async (state, message) => {
      answer = { kind: 'unfinished', operationId, state };
      const { status, headers, body } = await create();
      expect(status).toBe(202);
      expect(body).toEqual({ message, data: { operation_id: operationId, state }, ...help });
      expect(headers.get('location')).toBe(`/v1/operations/${operationId}`);
      expect(headers.get('x-operation-id')).toBe(operationId);
    },
  );

  it('with the idempotency key of another request is a 422', async () => {
    answer = { kind: 'idempotency_key_reused' };
    const { status, body } = await create();
    expect(status).toBe(422);
    expect(body).toEqual({
      message: 'The given data was invalid.',
      errors: { 'Idempotency-Key': ['Idempotency-Key was already used with another request.'] },
      code: 'idempotency_key_reused',
    });
  });

  it.each(['temporal', 'database'] as const)(
    'the answer to a set-up is a 503 while %s is unavailable',
    async (component) => {
      answer = { kind: 'unavailable', component, retryAfterSeconds: 7 };
      const { status, headers, body } = await create();
      expect(status).toBe(503);
      expect(headers.get('retry-after')).toBe('7');
      expect(body).toEqual({
        error: 'SIP trunks cannot be created right now. Please send the same request again later.',
        code: `${component}_unavailable`,
        ...help,
        retryable: true,
      });
    },
  );

  it('the answer to a set-up shows the inbound host and the egress address where the operator configured them', async () => {
    const other = await startGateway({
      settings: { sipInboundHost: 'sip.example.com', outboundEgressIp: '203.0.113.99' },
    });
    try {
      const { body } = await other.request('POST', autocallsPath, { headers: bearer, body: autocallsBody });
      expect(body).toEqual({
        message: 'SIP trunk created successfully.',
        data: { ...trunkObject, sip_inbound_host: 'sip.example.com', outbound_egress_ip: '203.0.113.99' },
      });
    } finally {
      await other.close();
    }
  });
});

describe('what a request asks for', () => {
  it('a request becomes one command of the internal model', async () => {
    await create();
    const [command] = gateway.commands;
    expect(command).toMatchObject({
      organizationId,
      contract: 'autocalls',
      requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' },
      idempotencyKey: null,
      replayForMs: 0,
      request: {
        settings: {
          number: { kind: 'extension', value: '1000' },
          nickname: null,
          username: 'myuser',
          outboundAddress: 'sip.provider.com',
          callingFormat: '+e164',
          inboundAuthorization: { digest: true, allowed: [] },
          outboundProxy: false,
          countryCode: 'US',
          agentName: null,
        },
      },
    });
    expect(command?.request.password.reveal()).toBe('correct horse');
  });

  it('a request keeps every optional field, makes addresses canonical and detects the country of a number', async () => {
    await create(
      {
        ...autocallsBody,
        sip_trunk_type: 'number',
        phone_number: '+40741926265',
        nickname: 'Bukarest',
        sip_calling_format: 'national',
        inbound_authorization_type: 'ip',
        allowed_inbound_ips: ['203.0.113.9/24', '::ffff:198.51.100.1', '198.51.100.1'],
        country_code: 'de',
        agent_name: 'night shift',
      },
      { 'Idempotency-Key': 'order 66' },
    );
    expect(gateway.commands[0]).toMatchObject({
      idempotencyKey: 'order 66',
      request: {
        settings: {
          number: { kind: 'number', value: '+40741926265' },
          nickname: 'Bukarest',
          callingFormat: 'national',
          inboundAuthorization: { digest: false, allowed: ['203.0.113.0/24', '198.51.100.1/32'] },
          countryCode: 'RO',
          agentName: 'night shift',
        },
      },
    });
  });

  it('a request drops addresses under auth, as the contract does', async () => {
    await create({ ...autocallsBody, allowed_inbound_ips: ['203.0.113.7'] });
    expect(gateway.commands[0]?.request.settings.inboundAuthorization).toEqual({ digest: true, allowed: [] });
  });

  it('a request reads null and the empty text as left out where a field is optional', async () => {
    const { status } = await create({
      ...autocallsBody,
      nickname: '',
      allowed_inbound_ips: null,
      outbound_proxy: null,
      agent_name: null,
    });
    expect(status).toBe(201);
  });

  it("a request gets the organisation's agent unless it names one or says that there is none", async () => {
    const headers = { Authorization: 'Bearer s3cr3t_withagent' };
    await create(autocallsBody, headers);
    await create({ ...autocallsBody, agent_name: 'other' }, headers);
    await create({ ...autocallsBody, agent_name: null }, headers);
    await create({ ...autocallsBody, agent_name: '' }, headers);
    expect(gateway.commands.map(({ request }) => request.settings.agentName)).toEqual([
      'front desk',
      'other',
      null,
      null,
    ]);
  });

  it('a request may use the outbound proxy where one is deployed', async () => {
    const other = await startGateway({ settings: { outboundEgressIp: '203.0.113.99' } });
    try {
      const body = { ...autocallsBody, outbound_proxy: true };
      const { status } = await other.request('POST', autocallsPath, { headers: bearer, body });
      expect(status).toBe(201);
      expect(other.commands[0]?.request.settings.outboundProxy).toBe(true);
    } finally {
      await other.close();
    }
  });
});

describe('fields that cannot be used', () => {
  it('fields that cannot be used are all named at once when nothing is sent', async () => {
    const { status, body } = await create({});
    expect(status).toBe(422);
    expect(body).toEqual({
      message: 'The given data was invalid.',
      errors: {
        sip_trunk_type: ['SIP trunk type is required.'],
        phone_number: ['Phone number is required.'],
        sip_username: ['SIP username is required.'],
        sip_password: ['SIP password is required.'],
        sip_address: ['SIP server address is required.'],
        sip_calling_format: ['SIP calling format is required.'],
        inbound_authorization_type: ['Inbound authorization type is required.'],
        country_code: ['Country code is required.'],
      },
    });
    expect(gateway.commands).toEqual([]);
  });

  it('fields that cannot be used are all named at once when everything is wrong', async () => {
    const { body } = await create(
      {
        sip_trunk_type: 'number',
        phone_number: '1000',
        nickname: 'x'.repeat(51),
        sip_username: 'ab',
        sip_password: 'ab',
        sip_address: 'sip:sip.provider.com',
        sip_calling_format: 'E164',
        inbound_authorization_type: 'ip',
        allowed_inbound_ips: ['203.0.113.7', {}, 'sip.provider.com'],
        country_code: 'UK',
        outbound_proxy: 'yes',
        agent_name: 'a/b',
      },
      { 'Idempotency-Key': 'x'.repeat(256) },
    );
    expect(body).toEqual({
      message: 'The given data was invalid.',
      errors: {
        phone_number: [
          'Phone number must be in E.164 format: a + and 7 to 15 digits that do not begin with 0, for example +14155551234.',
        ],
        nickname: ['Nickname must not exceed 50 characters.'],
        sip_username: ['SIP username must be between 3 and 128 characters.'],
        sip_password: ['SIP password must be at least 3 characters.'],
        sip_address: [
          'SIP server address must not begin with "sip:" or "sips:": write the host alone, for example sip.provider.com.',
        ],
        sip_calling_format: ['SIP calling format must be one of: +e164, e164, national.'],
        'allowed_inbound_ips.1': ['Allowed IP address must be a string.'],
        'allowed_inbound_ips.2': [
          'Allowed IP address must be an IPv4 or IPv6 address or a network in CIDR form, for example 203.0.113.7 or 203.0.113.0/24, not a host name: a call shows only the address that it comes from.',
        ],
        country_code: [
          'Country code must be an ISO 3166-1 alpha-2 code: the code of the United Kingdom is GB, not UK.',
        ],
        outbound_proxy: ['Outbound proxy must be true or false.'],
        agent_name: ['Agent name must be 1 to 128 characters out of A-Z, a-z, 0-9, space and . _ -.'],
        'Idempotency-Key': ['Idempotency-Key must have between 1 and 255 printable ASCII characters.'],
      },
    });
  });

  const problemsOf = async (changes: object) => {
    const { status, body } = await create({ ...autocallsBody, ...changes });
    return { status, body };
  };
  const invalid = (errors: object) => ({
    status: 422,
    body: { message: 'The given data was invalid.', errors },
  });

  it.each([
    ['a missing', {}],
    ['a null', { allowed_inbound_ips: null }],
    ['an empty', { allowed_inbound_ips: [] }],
  ])('fields that cannot be used include %s list of addresses under ip', async (_what, changes) => {
    expect(await problemsOf({ inbound_authorization_type: 'ip', ...changes })).toEqual(
      invalid({
        allowed_inbound_ips: ['At least one allowed IP address is required when authorization type is "ip".'],
      }),
    );
  });

  it('fields that cannot be used include a list that is none', async () => {
    expect(await problemsOf({ allowed_inbound_ips: '203.0.113.7' })).toEqual(
      invalid({ allowed_inbound_ips: ['Allowed IP addresses must be an array of strings.'] }),
    );
  });

  it('fields that cannot be used include a list that is too long, once', async () => {
    expect(await problemsOf({ allowed_inbound_ips: Array(51).fill(7) })).toEqual(
      invalid({ allowed_inbound_ips: ['Allowed IP addresses must not exceed 50 entries.'] }),
    );
  });

  it('fields that cannot be used include an outbound proxy that is not deployed, and say what to configure', async () => {
    expect(await problemsOf({ outbound_proxy: true })).toEqual(
      invalid({
        outbound_proxy: [
          'Outbound proxy is not available here: send false, or ask the operator to deploy a proxy and to set ' +
            'OUTBOUND_EGRESS_IP to its address.',
        ],
      }),
    );
  });

  it.each([
    ['sip_trunk_type', 'did', 'SIP trunk type must be one of: extension, number.'],
    ['inbound_authorization_type', 'digest', 'Inbound authorization type must be one of: auth, ip.'],
    ['phone_number', 1000, 'Phone number must be a string.'],
    [
      'sip_address',
      'sip.provider.com:5060',
      'SIP server address must not contain a port: write sip.provider.com.',
    ],
    ['sip_username', 'a"b"c', 'SIP username must not contain quotes or backslashes.'],
    ['sip_username', 'abc\r\nVia: x', 'SIP username must not contain the invisible character U+000D.'],
    ['sip_username', 'x'.repeat(129), 'SIP username must be between 3 and 128 characters.'],
    ['sip_password', 'abc\u0000', 'SIP password must not contain control characters.'],
    ['sip_password', 'abc\ud800', 'SIP password must not contain control characters.'],
    ['sip_password', '👍👍', 'SIP password must be at least 3 characters.'],
    ['sip_password', 'x'.repeat(129), 'SIP password must not exceed 128 characters.'],
  ])('fields that cannot be used include %s: %j', async (field, value, message) => {
    expect(await problemsOf({ [field]: value })).toEqual(invalid({ [field]: [message] }));
  });

  it('fields that cannot be used include a port that the operator does not allow, and the usual one', async () => {
    expect(await problemsOf({ port: 22 })).toEqual(
      invalid({ port: ['Port must be a whole number from 1024 to 65535.'] }),
    );
    await gateway.close();
    const sipPorts = [
      [5061, 5061],
      [5070, 5079],
    ] as const;
    gateway = await startGateway({ settings: { targets: { ...usualSettings.targets, sipPorts } } });
    for (const port of [null, 5065]) {
      expect(await problemsOf({ port })).toEqual(
        invalid({
          port: [
            `SIP server address must have a port out of 5061, 5070-5079: this service does not allow ${port ?? 5060}.`,
          ],
        }),
      );
    }
  });

  it.each(['[]', '"text"', '7', 'null', 'true'])(
    'fields that cannot be used include the whole body when it is %s',
    async (body) => {
      const { status, body: problems } = await create(body);
      expect({ status, body: problems }).toEqual(
        invalid({ body: ['The request body must be a JSON object.'] }),
      );
    },
  );

  it('fields that cannot be used judge a number without a type by its own form', async () => {
    const { sip_trunk_type: _none, ...rest } = autocallsBody;
    const { body } = await create({ ...rest, phone_number: '+15551234567' });
    expect(body).toEqual(invalid({ sip_trunk_type: ['SIP trunk type is required.'] }).body);
  });
});

describe('a preset', () => {
  const required = {
    sip_trunk_type: 'number',
    phone_number: '+15551234567',
    sip_username: 'myuser',
    sip_password: 'correct horse battery',
    country_code: 'US',
  };
  const settingsOf = () => gateway.commands.at(-1)?.request.settings;

  it('fills what a create leaves out, and the request is that of the filled fields', async () => {
    const { status } = await create({
      ...required,
      sip_address: 'me.pstn.dublin.twilio.com',
      preset: 'twilio',
    });
    expect(status).toBe(201);
    expect(settingsOf()).toMatchObject({
      callingFormat: '+e164',
      inboundAuthorization: { digest: false, allowed: expect.arrayContaining(['54.171.127.192/30']) },
    });
    expect(settingsOf()).not.toHaveProperty('preset');
  });

  it('fills the host of a carrier that has one for everybody', async () => {
    const { status } = await create({ ...required, sip_calling_format: 'e164', preset: 'telnyx' });
    expect(status).toBe(201);
    expect(settingsOf()).toMatchObject({ outboundAddress: 'sip.telnyx.com', callingFormat: 'e164' });
  });

  it('leaves alone what a create says', async () => {
    const said = {
      sip_calling_format: 'e164',
      inbound_authorization_type: 'ip',
      allowed_inbound_ips: ['203.0.113.7'],
    };
    await create({ ...required, ...said, sip_address: 'me.pstn.twilio.com', preset: 'twilio' });
    expect(settingsOf()).toMatchObject({
      callingFormat: 'e164',
      inboundAuthorization: { digest: false, allowed: ['203.0.113.7/32'] },
    });
  });

  it('does not guess what is not known of a carrier', async () => {
    const { status, body } = await create({ ...required, preset: 'sipgate' });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      errors: { sip_calling_format: [expect.any(String)], inbound_authorization_type: [expect.any(String)] },
    });
    expect(body).not.toHaveProperty('errors.sip_address');
  });

  it.each([
    [{}, { callerIdFormat: 'username', identityHeader: 'P-Preferred-Identity' }],
    [{ caller_id_format: 'e164' }, { callerIdFormat: 'e164' }],
  ])('fills how a carrier learns the number of the caller if %j is said about it', async (said, settings) => {
    const fields = { sip_calling_format: 'e164', inbound_authorization_type: 'auth' };
    await create({ ...required, ...fields, ...said, preset: 'sipgate' });
    const { callerIdFormat, identityHeader } = settingsOf() ?? {};
    expect({ callerIdFormat, ...(identityHeader && { identityHeader }) }).toEqual(settings);
  });

  it('refuses another host, and credentials that the carrier does not answer', async () => {
    const { status, body } = await create({
      ...required,
      sip_address: 'sip.provider.com',
      inbound_authorization_type: 'auth',
      preset: 'twilio',
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      errors: {
        sip_address: [expect.stringContaining('*.pstn.twilio.com')],
        inbound_authorization_type: [expect.stringContaining('does not answer a digest challenge')],
      },
    });
  });

  it('that nobody knows is refused by its name', async () => {
    const { status, body } = await create({ ...autocallsBody, preset: 'acme' });
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: { preset: [expect.stringContaining('twilio')] } });
  });
});
