import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportNumberAnswer, ImportNumberCommand } from '../../../../src/domain/set-up/set-up.js';
import { noNotes } from '../../../../src/domain/trunk/trunk.js';
import { type Gateway, startGateway } from '../gateway.js';
import { did, failure, operationId, organizationId, pair, trunk } from '../samples.js';

const path = '/api/phone-numbers/import';
const number = '+14155550123';
const body = {
  phone_number: number,
  provider: 'twilio',
  account_sid: 'AC0123456789abcdef0123456789abcdef',
  auth_token: 'a-token-of-the-account',
};
const imported = trunk({
  number: { kind: 'number', value: did(number) },
  nickname: 'Support line',
  agentName: 'reception',
  notes: { ...noNotes, numberProvider: 'twilio', outboundAgentId: 'sales' },
  carrier: { name: 'twilio', capabilities: { voice: true, sms: false, mms: false } },
});

let gateway: Gateway;
let answer: ImportNumberAnswer;
let commands: ImportNumberCommand[];

beforeEach(async () => {
  answer = { kind: 'created', operationId, trunk: imported };
  commands = [];
  gateway = await startGateway({
    importNumber: async (command) => {
      commands.push(command);
      return answer;
    },
  });
});

afterEach(() => gateway.close());

const send = (changes: object = {}, headers: Record<string, string> = {}) =>
  gateway.request('POST', path, { headers: { ...pair, ...headers }, body: { ...body, ...changes } });

describe('an import of a number', () => {
  it('an import of a number is answered as the contract documents it', async () => {
    const { status, body: answered, headers } = await send();
    expect(status).toBe(200);
    expect(headers.get('x-operation-id')).toBe(operationId);
    expect(answered).toEqual({
      message: 'Phone number validated and imported successfully',
      status: 'success',
      error: null,
      data: {
        phone_number: {
          phone_number: number,
          nickname: 'Support line',
          organization_id: organizationId,
          phone_number_type: 'CUSTOM',
          number_provider: 'twilio',
          inbound_agent_id: 'reception',
          outbound_agent_id: 'sales',
          inbound_trunk_id: 'ST_xxxxxxxxxxxx',
          outbound_trunk_id: 'ST_yyyyyyyyyyyy',
          dispatch_rule_id: 'SDR_zzzzzzzzzzzz',
          created_at: '2026-03-31T10:00:00.000Z',
        },
        validation_result: {
          phone_number: number,
          provider: 'twilio',
          capabilities: { voice: true, sms: false, mms: false },
          status: 'valid',
        },
        import_details: {
          imported_at: 1_774_951_200_000,
          organization_id: organizationId,
          provider: 'twilio',
        },
      },
    });
  });

  it('an import of a number passes the request to the use case, with the token hidden', async () => {
    await send(
      { nickname: 'Support line', inbound_agent_id: 'reception', outbound_agent_id: 'sales' },
      { 'Idempotency-Key': 'once', Prefer: 'wait=3' },
    );
    const [command] = commands;
    expect(command).toMatchObject({
      organizationId,
      contract: 'zudu',
      requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' },
      request: {
        number,
        carrier: 'twilio',
        account: { sid: body.account_sid },
        nickname: 'Support line',
        agentName: 'reception',
        outboundAgentId: 'sales',
      },
      idempotencyKey: 'once',
      waitMs: 3_000,
    });
    expect(command?.request.account.token.reveal()).toBe(body.auth_token);
    expect(JSON.stringify(command)).not.toContain(body.auth_token);
  });

  it("an import of a number leaves calls to the organisation's default agent when none is named", async () => {
    await send({}, { 'X-API-KEY': 'sk_withagent', 'X-API-SECRET': 's3cr3t_withagent' });
    expect(commands[0]?.request.agentName).toBe('front desk');
  });

  it('an import of a number assigns no agent when the request has null', async () => {
    const headers = { 'X-API-KEY': 'sk_withagent', 'X-API-SECRET': 's3cr3t_withagent' };
    await send({ inbound_agent_id: null }, headers);
    expect(commands[0]?.request.agentName).toBeNull();
  });

  it('an import of a number names every field that cannot be used', async () => {
    const { status, body: answered } = await send({
      phone_number: '4155550123',
      provider: 'vonage',
      account_sid: 'AC/../x',
      auth_token: '',
    });
    expect(status).toBe(400);
    expect(answered).toMatchObject({
      code: 'validation_failed',
      error: {
        phone_number: expect.stringMatching(/^Phone number must/),
        provider: 'Provider must be one of: twilio, plivo.',
        account_sid: expect.stringMatching(/^Account SID must be 2 to 64 letters and digits/),
        auth_token: 'Auth token is required.',
      },
    });
    expect(commands).toEqual([]);
  });
});

describe('an import that is not carried out', () => {
  const envelope = { status: 'error', error: null, data: null };

  it.each([
    ['carrier_not_enabled', 409, /switched off/],
    ['inbound_host_missing', 409, /where carriers are to send calls/],
    ['number_in_use', 409, /already in use/],
    ['idempotency_key_reused', 422, /already used/],
  ] as const)(
    'an import that is not carried out because of %s says so with %i',
    async (kind, status, message) => {
      answer = { kind };
      expect(await send()).toMatchObject({
        status,
        body: { ...envelope, code: kind, message: expect.stringMatching(message) },
      });
    },
  );

  it.each([
    ['carrier_credentials_refused', 422, "The carrier does not accept the account's credentials."],
    ['carrier_number_not_found', 422, 'The phone number does not belong to the account at the carrier.'],
    ['carrier_unreachable', 500, expect.stringMatching(/could not be reached/)],
  ] as const)(
    'an import that is not carried out because it failed with %s is answered %i and in words',
    async (code, status, message) => {
      answer = { kind: 'failed', operationId, failure: failure('carrier', code) };
      expect(await send()).toMatchObject({
        status,
        body: { ...envelope, code, message, operation_id: operationId },
      });
    },
  );

  it('an import that is not carried out because LiveKit refused is answered like any other set-up', async () => {
    answer = { kind: 'failed', operationId, failure: failure('inbound') };
    expect(await send()).toMatchObject({
      status: 500,
      body: { message: 'Error occurred while creating inboundtrunk', code: 'livekit_refused' },
    });
  });

  it('in time is answered 202 with its address', async () => {
    answer = { kind: 'unfinished', operationId, state: 'running' };
    const { status, headers } = await send({}, { Prefer: 'respond-async' });
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/v1/operations/${operationId}`);
    expect(headers.get('preference-applied')).toBe('respond-async');
  });
});
