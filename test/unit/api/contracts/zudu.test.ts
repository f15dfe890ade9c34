import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SetUpAnswer } from '../../../../src/domain/set-up/set-up.js';
import { type Gateway, startGateway } from '../gateway.js';
import { failure, help, operationId, organizationId, pair, trunk, zuduBody, zuduPath } from '../samples.js';

let gateway: Gateway;
let answer: SetUpAnswer;

beforeEach(async () => {
  answer = { kind: 'created', operationId, trunk: trunk() };
  gateway = await startGateway({ setUpTrunk: async () => answer });
});

afterEach(() => gateway.close());

const create = (body: object | string = zuduBody, headers: Record<string, string> = {}) =>
  gateway.request('POST', zuduPath, { headers: { ...pair, ...headers }, body });

const success = {
  message: 'Phone number created successfully',
  status: 'success',
  error: null,
  data: 'ST_xxxxxxxxxxxx',
};

describe('the answer to a set-up', () => {
  it.each([zuduPath, '/api/sip/createSipTrunkDispatch'])(
    'the answer to a set-up that succeeded at %s is the documented envelope with the inbound trunk alone',
    async (path) => {
      const { status, headers, body } = await gateway.request('POST', path, {
        headers: pair,
        body: zuduBody,
      });
      expect(status).toBe(200);
      expect(body).toEqual(success);
      expect(headers.get('x-operation-id')).toBe(operationId);
    },
  );

  it('the answer to a set-up that succeeded has the status that the operator chose', async () => {
    const other = await startGateway({ settings: { zuduSuccessStatus: 201 } });
    try {
      const { status, body } = await other.request('POST', zuduPath, { headers: pair, body: zuduBody });
      expect(status).toBe(201);
      expect(body).toEqual(success);
    } finally {
      await other.close();
    }
  });

  it('with a short password carries a warning', async () => {
    const { body } = await create({ ...zuduBody, authPassword: 'x' });
    expect(body).toEqual({
      ...success,
      warnings: ['The SIP password is shorter than 12 characters; a longer one is harder to guess.'],
    });
  });

  it.each([
    ['with its address', trunk(), '/api/user/phone-numbers/sip-trunks/42'],
    ['without an address while it is being set up', null, null],
  ])('for a trunk that the caller already has is a 409 %s', async (_what, existing, location) => {
    answer = { kind: 'already_exists', trunk: existing };
    const { status, headers, body } = await create();
    expect(status).toBe(409);
    expect(body).toEqual({
      message: 'A SIP trunk with the same phone number, username, and address already exists.',
      status: 'error',
      error: null,
      data: null,
      code: 'already_exists',
    });
    expect(headers.get('location')).toBe(location);
  });

  it('for a number in use is a 409 that does not name its owner', async () => {
    answer = { kind: 'number_in_use' };
    const { status, body } = await create();
    expect(status).toBe(409);
    expect(body).toEqual({
      message: 'The phone number is already in use.',
      status: 'error',
      error: null,
      data: null,
      code: 'number_in_use',
    });
  });

  it('for a number that only LiveKit knew to be taken is the same 409', async () => {
    answer = { kind: 'failed', operationId, failure: failure('inbound', 'number_in_use') };
    const { status, body } = await create();
    expect(status).toBe(409);
    expect(body).toEqual({
      message: 'The phone number is already in use.',
      status: 'error',
      error: null,
      data: null,
      code: 'number_in_use',
      operation_id: operationId,
      ...help,
    });
  });

  it.each([
    ['inbound', 'Error occurred while creating inboundtrunk'],
    ['outbound', 'Error occurred while creating outboundtrunk'],
    ['rule', 'Error occurred while creating dispatchrule'],
    ['record', 'Error occurred while creating phonenumber'],
  ] as const)(
    'the answer to a set-up that failed at the step %s is a 500 that says so',
    async (step, message) => {
      answer = { kind: 'failed', operationId, failure: failure(step, 'livekit_fault') };
      const { status, headers, body } = await create();
      expect(status).toBe(500);
      expect(body).toEqual({
        message,
        status: 'error',
        error: null,
        data: null,
        code: 'livekit_fault',
        operation_id: operationId,
        ...help,
      });
      expect(headers.get('x-operation-id')).toBe(operationId);
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
      expect(body).toEqual({
        message,
        status: 'pending',
        error: null,
        data: { operation_id: operationId, state },
        ...help,
      });
      expect(headers.get('location')).toBe(`/v1/operations/${operationId}`);
    },
  );

  it('for a trunk of Twilio warns whatever addresses are allowed, and names what this contract can do', async () => {
    const body = {
      ...zuduBody,
      authPassword: 'a-long-password',
      outboundPstn: 'me.pstn.ashburn-ix.twilio.com',
      allowed_inbound_ips: ['54.172.60.0/30'],
    };
    const created = await gateway.request('POST', zuduPath, { headers: pair, body });
    expect(created.body).toMatchObject({
      warnings: [expect.stringMatching(/Twilio .*POST \/api\/phone-numbers\/import/)],
    });
  });

  it('with the idempotency key of another request is a 422', async () => {
    answer = { kind: 'idempotency_key_reused' };
    const { status, body } = await create();
    expect(status).toBe(422);
    expect(body).toEqual({
      message: 'Idempotency-Key was already used with another request.',
      status: 'error',
      error: null,
      data: null,
      code: 'idempotency_key_reused',
    });
  });

  it.each(['temporal', 'database'] as const)(
    'the answer to a set-up is a 503 while %s is unavailable',
    async (component) => {
      answer = { kind: 'unavailable', component, retryAfterSeconds: 3 };
      const { status, headers, body } = await create();
      expect(status).toBe(503);
      expect(headers.get('retry-after')).toBe('3');
      expect(body).toEqual({
        message: 'SIP trunks cannot be created right now. Please send the same request again later.',
        status: 'error',
        error: null,
        data: null,
        code: `${component}_unavailable`,
        ...help,
      });
    },
  );
});

describe('what a request asks for', () => {
  it('a request becomes one command of the internal model, guarded by digest in both directions', async () => {
    await create(zuduBody, { 'Idempotency-Key': 'retry-1' });
    const [command] = gateway.commands;
    expect(command).toMatchObject({
      organizationId,
      contract: 'zudu',
      requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' },
      idempotencyKey: 'retry-1',
      replayForMs: 86_400_000,
      request: {
        settings: {
          number: { kind: 'number', value: '+15551234567' },
          nickname: 'Main Office SIP Trunk',
          username: 'sip_user',
          outboundAddress: 'sip.gateway.com',
          callingFormat: '+e164',
          inboundAuthorization: { digest: true, allowed: [] },
          outboundProxy: false,
          countryCode: null,
          agentName: null,
        },
      },
    });
    expect(command?.request.password.reveal()).toBe('sip_password');
  });

  it('a request may add addresses to the digest, a port to the gateway and an agent', async () => {
    await create({
      ...zuduBody,
      number: '+40741926265',
      outboundPstn: 'sip.gateway.com:5080',
      allowed_inbound_ips: ['203.0.113.7', '203.0.113.7/32'],
      agent_name: 'night shift',
    });
    expect(gateway.commands[0]?.request.settings).toMatchObject({
      outboundAddress: 'sip.gateway.com:5080',
      inboundAuthorization: { digest: true, allowed: ['203.0.113.7/32'] },
      countryCode: 'RO',
      agentName: 'night shift',
    });
  });

  it("a request gets the organisation's agent unless it names one or says that there is none", async () => {
    const headers = { 'X-API-KEY': 'sk_withagent', 'X-API-SECRET': 's3cr3t_withagent' };
    await create(zuduBody, headers);
    await create({ ...zuduBody, agent_name: 'other' }, headers);
    await create({ ...zuduBody, agent_name: null }, headers);
    expect(gateway.commands.map(({ request }) => request.settings.agentName)).toEqual([
      'front desk',
      'other',
      null,
    ]);
  });
});

describe('fields that cannot be used', () => {
  const invalid = (error: object) => ({
    message: 'Validation failed',
    status: 'error',
    error,
    data: null,
    code: 'validation_failed',
  });

  it('fields that cannot be used are all named at once when nothing is sent', async () => {
    const { status, body } = await create({});
    expect(status).toBe(400);
    expect(body).toEqual(
      invalid({
        name: 'Name is required.',
        number: 'Number is required.',
        outboundPstn: 'Outbound PSTN gateway is required.',
        authUserName: 'Authentication username is required.',
        authPassword: 'Authentication password is required.',
      }),
    );
    expect(gateway.commands).toEqual([]);
  });

  it('fields that cannot be used are all named at once when everything is wrong', async () => {
    const { body } = await create(
      {
        name: 'x'.repeat(256),
        number: '15551234567',
        outboundPstn: 'sip:sip.gateway.com',
        authUserName: 7,
        authPassword: ['x'],
        allowed_inbound_ips: ['0.0.0.0/0'],
        agent_name: 'ä',
      },
      { 'Idempotency-Key': '' },
    );
    expect(body).toEqual(
      invalid({
        name: 'Name must not exceed 255 characters.',
        number:
          'Number must be in E.164 format: a + and 7 to 15 digits that do not begin with 0, for example +14155551234; probably +15551234567.',
        outboundPstn:
          'Outbound PSTN gateway must not begin with "sip:" or "sips:": write the host alone, for example sip.provider.com.',
        authUserName: 'Authentication username must be a string.',
        authPassword: 'Authentication password must be a string.',
        'allowed_inbound_ips.0':
          'Allowed IP address must not be wider than /16 for IPv4: name the networks that your provider really calls from.',
        agent_name: 'Agent name must be 1 to 128 characters out of A-Z, a-z, 0-9, space and . _ -.',
        'Idempotency-Key': 'Idempotency-Key must have between 1 and 255 printable ASCII characters.',
      }),
    );
  });

  it.each(['[]', '"text"', 'null'])(
    'fields that cannot be used include the whole body when it is %s',
    async (text) => {
      const { status, body } = await create(text);
      expect(status).toBe(400);
      expect(body).toEqual(invalid({ body: 'The request body must be a JSON object.' }));
    },
  );
});

describe('a preset', () => {
  it('admits a carrier that answers no challenge by its addresses', async () => {
    const { status, body } = await create({
      ...zuduBody,
      authPassword: 'correct horse battery',
      outboundPstn: 'me.pstn.twilio.com',
      preset: 'twilio',
    });
    expect(status).toBe(200);
    expect(body).toEqual(success);
    expect(gateway.commands.at(-1)?.request.settings.inboundAuthorization).toMatchObject({
      digest: false,
      allowed: expect.arrayContaining(['54.172.60.0/30']),
    });
  });

  it('fills the host, and keeps the credentials for a carrier that may answer', async () => {
    const { outboundPstn: _host, ...rest } = zuduBody;
    await create({ ...rest, preset: 'zadarma' });
    expect(gateway.commands.at(-1)?.request.settings).toMatchObject({
      outboundAddress: 'sip.zadarma.com',
      inboundAuthorization: { digest: true, allowed: [] },
    });
  });

  it('refuses the host of another carrier', async () => {
    const { status, body } = await create({ ...zuduBody, outboundPstn: 'sip.telnyx.com', preset: 'didww' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { outboundPstn: expect.stringContaining('DIDWW') } });
  });
});
