import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeAnswer, ChangeCommand, TrunkChanges } from '../../../../src/domain/change/change.js';
import type { Extension, SipAddress } from '../../../../src/domain/trunk/trunk.js';
import { noSettings } from '../../../support/carrier-settings.js';
import { type Gateway, startGateway } from '../gateway.js';
import {
  autocallsPath,
  bearer,
  cidr,
  did,
  failure,
  help,
  operationId,
  organizationId,
  pair,
  trunk,
  trunkObject,
} from '../samples.js';

const numbersPath = '/api/user/phone-numbers';
const number = '+14155551234';
const inUse = 'The phone number is already in use.';
const exists = 'A SIP trunk with the same phone number, username, and address already exists.';
const busy =
  'Another operation is still working on this phone number. Please send the same request again in a few seconds.';
const cannot = 'Phone numbers cannot be updated right now. Please send the same request again later.';
const going = 'The phone number is still being updated. See the address in Location for its state.';
const returning = 'The phone number could not be updated and is being restored. See the address in Location.';
const reused = 'Idempotency-Key was already used with another request.';

let gateway: Gateway;
let answer: ChangeAnswer;
let commands: ChangeCommand[];
let specs: TrunkChanges[];
let present: ReturnType<typeof trunk> | null;

beforeEach(async () => {
  answer = { kind: 'changed', operationId, trunk: trunk() };
  commands = [];
  specs = [];
  present = trunk();
  gateway = await startGateway({
    findTrunk: async () => present,
    changeTrunk: async (command) => {
      if (present === null) return { kind: 'not_found' };
      const reading = command.changesOf(present);
      if (!reading.ok) return { kind: 'invalid', problems: reading.problems };
      commands.push(command);
      specs.push(reading.value);
      return answer;
    },
  });
});

afterEach(() => gateway.close());

/** Gives the changes that the use case received, with the password in clear. */
const requested = () =>
  specs.map(({ password, ...changes }) => ({
    ...changes,
    ...(password === undefined ? {} : { password: password.reveal() }),
  }));

describe('Autocalls, changing a trunk', () => {
  const path = `${autocallsPath}/42`;
  const put = (body: object | string, headers: Record<string, string> = {}) =>
    gateway.request('PUT', path, { headers: { ...bearer, ...headers }, body });
  const invalid = (errors: Record<string, readonly string[]>) => ({
    status: 422,
    body: { message: 'The given data was invalid.', errors },
  });

  it('for a change of a trunk, Autocalls asks for what is given, and answers with the documented object', async () => {
    const { status, headers, body } = await put(
      {
        phone_number: '2000',
        nickname: 'Front desk',
        sip_username: 'another',
        sip_password: 'another password',
        sip_address: 'sip.example.org',
        sip_calling_format: 'national',
        inbound_authorization_type: 'ip',
        allowed_inbound_ips: ['203.0.113.7', '203.0.113.7'],
        country_code: 'de',
        agent_name: 'night desk',
      },
      { 'Idempotency-Key': 'once' },
    );
    expect(status).toBe(200);
    expect(body).toEqual({ message: 'SIP trunk updated successfully.', data: trunkObject });
    expect(headers.get('x-operation-id')).toBe(operationId);
    expect(commands).toMatchObject([
      {
        organizationId,
        contract: 'autocalls',
        endpoint: 'change_trunk',
        requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' },
        target: { by: 'id', id: 42 },
        idempotencyKey: 'once',
      },
    ]);
    expect(requested()).toEqual([
      {
        number: { kind: 'extension', value: '2000' },
        nickname: 'Front desk',
        username: 'another',
        password: 'another password',
        outboundAddress: 'sip.example.org',
        callingFormat: 'national',
        inboundAuthorization: { type: 'ip', allowed: [cidr('203.0.113.7/32')] },
        countryCode: 'DE',
        agentName: 'night desk',
      },
    ]);
  });

  it.each<[object, object]>([
    [{}, {}],
    [{ nickname: '' }, { nickname: null }],
    [{ agent_name: '' }, { agentName: null }],
    [{ sip_username: 'another' }, { username: 'another' }],
    [{ inbound_authorization_type: 'ip' }, { inboundAuthorization: { type: 'ip', allowed: null } }],
    [{ allowed_inbound_ips: [] }, { inboundAuthorization: { type: null, allowed: [] } }],
    [{ outbound_proxy: null }, { outboundProxy: false }],
    [{ sip_trunk_type: 'extension', unknown: 7 }, {}],
  ])('for a change of a trunk, Autocalls reads %j as nothing but %j', async (body, changes) => {
    expect((await put(body)).status).toBe(200);
    expect(requested()).toEqual([changes]);
  });

  it.each<[object, Record<string, readonly string[]>]>([
    [{ sip_username: null }, { sip_username: ['SIP username is required.'] }],
    [{ sip_password: 'ab' }, { sip_password: ['SIP password must be at least 3 characters.'] }],
    [
      { sip_calling_format: 'E164' },
      { sip_calling_format: ['SIP calling format must be one of: +e164, e164, national.'] },
    ],
    [
      { sip_trunk_type: 'number' },
      {
        phone_number: [
          'Phone number must be in E.164 format: a + and 7 to 15 digits that do not begin with 0, for example +14155551234.',
        ],
      },
    ],
    [
      { inbound_authorization_type: 'ip', allowed_inbound_ips: [] },
      {
        allowed_inbound_ips: ['At least one allowed IP address is required when authorization type is "ip".'],
      },
    ],
    [
      { nickname: 'x'.repeat(51), sip_address: 'sip:host', sip_trunk_type: 7 },
      {
        nickname: ['Nickname must not exceed 50 characters.'],
        sip_address: [
          'SIP server address must not begin with "sip:" or "sips:": write the host alone, for example sip.provider.com.',
        ],
        sip_trunk_type: ['SIP trunk type must be a string.'],
      },
    ],
  ])('for a change of a trunk, Autocalls refuses %j before anything is begun', async (body, errors) => {
    const refused = await put(body);
    expect({ status: refused.status, body: refused.body }).toEqual(invalid(errors));
    expect(commands).toEqual([]);
  });

  it('for a change of a trunk, Autocalls corrects the type of a trunk together with its number', async () => {
    present = trunk({ number: { kind: 'extension', value: '442071838750' as Extension } });
    const type = { sip_trunk_type: 'number' };
    expect((await put(type)).body).toEqual(
      invalid({ phone_number: [expect.stringContaining('probably +442071838750')] }).body,
    );
    expect((await put({ ...type, phone_number: '+442071838750' })).status).toBe(200);
    expect(requested()).toEqual([{ number: { kind: 'number', value: '+442071838750' } }]);
  });

  it('for a change of a trunk, Autocalls makes an extension of a number, which then has no other forms', async () => {
    present = trunk({
      number: { kind: 'number', value: did('+442071838750') },
      otherForms: ['02071838750', '00442071838750'],
    });
    const body = { sip_trunk_type: 'extension', phone_number: '442071838750' };
    expect((await put(body)).body).toEqual(
      invalid({ accept_national: [expect.stringContaining('only possible for a number')] }).body,
    );
    expect((await put({ ...body, accept_national: false })).status).toBe(200);
    expect(requested()).toEqual([
      { number: { kind: 'extension', value: '442071838750' }, acceptNational: false },
    ]);
  });

  it('for a change of a trunk, Autocalls answers to the other forms of a number from then on, or no longer', async () => {
    present = trunk({ number: { kind: 'number', value: did('+493012345670') } });
    expect((await put({ accept_national: true })).status).toBe(200);
    present = { ...present, otherForms: ['03012345670', '00493012345670'] };
    expect((await put({ accept_national: true })).status).toBe(200);
    expect((await put({ accept_national: null })).status).toBe(200);
    expect(requested()).toEqual([{ acceptNational: true }, {}, { acceptNational: false }]);
  });

  it('for a change of a trunk, Autocalls refuses other forms of an extension', async () => {
    expect((await put({ accept_national: true })).body).toEqual(
      invalid({ accept_national: [expect.stringContaining('only possible for a number')] }).body,
    );
  });

  it('for a change of a trunk, Autocalls refuses to let an extension without a country dial nationally', async () => {
    present = trunk({ countryCode: null });
    const body = { sip_calling_format: 'national' };
    expect((await put(body)).body).toEqual(
      invalid({
        sip_calling_format: [
          expect.stringContaining('cannot be national for an extension without a country'),
        ],
      }).body,
    );
    expect((await put({ ...body, country_code: 'RO' })).status).toBe(200);
    expect(commands).toHaveLength(1);
  });

  it('for a change of a trunk, Autocalls takes away a nickname and an agent', async () => {
    present = trunk({ nickname: 'Reception', agentName: 'ada' });
    expect((await put({ nickname: null, agent_name: null })).status).toBe(200);
    expect(requested()).toEqual([{ nickname: null, agentName: null }]);
  });

  it('for a change of a trunk, Autocalls accepts the values that it has shown, also of a trunk whose fields it would not accept as new ones', async () => {
    present = trunk({
      number: { kind: 'number', value: did('+15551234567') },
      nickname: 'x'.repeat(200),
      username: 'a',
      outboundAddress: 'sip.gateway.com:5070' as SipAddress,
      inboundAuthorization: { digest: true, allowed: [cidr('203.0.113.7/32')] },
      countryCode: null,
    });
    const shown = (await gateway.request('GET', path, { headers: bearer })).body;
    expect((await put(shown as object)).status).toBe(200);
    expect((await put({ ...(shown as object), sip_password: 'another password' })).status).toBe(200);
    expect(requested()).toEqual([{}, { password: 'another password' }]);
  });

  it('for a change of a trunk, Autocalls reads the authorization of calls from both fields together', async () => {
    present = trunk({ inboundAuthorization: { digest: true, allowed: [cidr('203.0.113.7/32')] } });
    await put({ inbound_authorization_type: 'ip', allowed_inbound_ips: ['203.0.113.7'] });
    await put({ inbound_authorization_type: 'auth', allowed_inbound_ips: ['203.0.113.8'] });
    expect(requested()).toEqual([
      { inboundAuthorization: { type: 'ip', allowed: [cidr('203.0.113.7/32')] } },
      { inboundAuthorization: { type: 'auth', allowed: [cidr('203.0.113.8/32')] } },
    ]);
  });

  it('for a change of a trunk, Autocalls does not say what is wrong with fields of a trunk that is not there', async () => {
    present = null;
    expect(await put({ nickname: 'x'.repeat(51) })).toMatchObject({
      status: 404,
      body: { code: 'trunk_not_found' },
    });
  });

  it('for a change of a trunk, Autocalls takes the form of a number from the type that the trunk has', async () => {
    expect((await put({ phone_number: '+14155550000' })).status).toBe(422);
    present = trunk({ number: { kind: 'number', value: did(number) } });
    expect((await put({ phone_number: '1000' })).status).toBe(422);
    expect((await put({ phone_number: '+14155550000' })).status).toBe(200);
  });

  it.each(['[]', 'null', '7'])('for a change of a trunk, Autocalls refuses the body %s', async (body) => {
    const refused = await put(body);
    expect({ status: refused.status, body: refused.body }).toEqual(
      invalid({ body: ['The request body must be a JSON object.'] }),
    );
  });

  it.each<[ChangeAnswer, number, object, Record<string, string>]>([
    [
      { kind: 'unfinished', operationId, state: 'running' },
      202,
      { message: going, data: { operation_id: operationId, state: 'running' }, ...help },
      { location: `/v1/operations/${operationId}` },
    ],
    [
      { kind: 'unfinished', operationId, state: 'compensating' },
      202,
      { message: returning, data: { operation_id: operationId, state: 'compensating' }, ...help },
      { 'x-operation-id': operationId },
    ],
    [
      { kind: 'failed', operationId, failure: failure('outbound') },
      500,
      {
        error: 'Failed to update SIP trunk. Please try again or contact support.',
        code: 'livekit_refused',
        operation_id: operationId,
        ...help,
      },
      { 'x-operation-id': operationId },
    ],
    [
      { kind: 'failed', operationId, failure: failure('inbound', 'number_in_use') },
      409,
      { error: inUse, code: 'number_in_use', operation_id: operationId, ...help },
      {},
    ],
    [{ kind: 'number_in_use' }, 409, { error: inUse, code: 'number_in_use' }, {}],
    [
      { kind: 'already_exists', trunk: trunk({ id: 43 }) },
      409,
      { error: exists, code: 'already_exists' },
      { location: `${autocallsPath}/43` },
    ],
    [{ kind: 'already_exists', trunk: null }, 409, { error: exists, code: 'already_exists' }, {}],
    [{ kind: 'not_found' }, 404, { error: 'SIP trunk not found.', code: 'trunk_not_found' }, {}],
    [
      { kind: 'busy', operationId, retryAfterSeconds: 5 },
      409,
      { error: busy, code: 'trunk_busy', operation_id: operationId },
      { 'retry-after': '5', location: `/v1/operations/${operationId}` },
    ],
    [
      { kind: 'addresses_missing' },
      422,
      invalid({
        allowed_inbound_ips: ['At least one allowed IP address is required when authorization type is "ip".'],
      }).body,
      {},
    ],
    [
      { kind: 'idempotency_key_reused' },
      422,
      { ...invalid({ 'Idempotency-Key': [reused] }).body, code: 'idempotency_key_reused' },
      {},
    ],
    [
      { kind: 'unavailable', component: 'temporal', retryAfterSeconds: 5 },
      503,
      { error: cannot, code: 'temporal_unavailable', ...help },
      { 'retry-after': '5' },
    ],
  ])(
    'for a change of a trunk, Autocalls has words for %j',
    async (given, expected, words, expectedHeaders) => {
      answer = given;
      const { status, headers, body } = await put({ nickname: 'x' });
      expect(status).toBe(expected);
      expect(body).toEqual(words);
      for (const [name, value] of Object.entries(expectedHeaders)) expect(headers.get(name)).toBe(value);
    },
  );
});

describe('a change with warnings', () => {
  const short = expect.stringContaining('shorter than 12 characters');
  const unanswered = expect.stringContaining('Twilio does not answer a digest challenge');
  const atTwilio = trunk({ outboundAddress: 'me.pstn.twilio.com' as SipAddress });
  const put = async (body: object) =>
    (await gateway.request('PUT', `${autocallsPath}/42`, { headers: bearer, body })).body;

  it('a change with warnings warns about the password of the request, and about no other', async () => {
    expect(await put({ sip_password: 'hunter2' })).toEqual({
      message: 'SIP trunk updated successfully.',
      data: trunkObject,
      warnings: [short],
    });
    expect(await put({ sip_password: 'correct horse battery' })).not.toHaveProperty('warnings');
    expect(await put({ nickname: 'x' })).not.toHaveProperty('warnings');
  });

  it('a change with warnings warns also when the request is replayed, and its fields are not read again', async () => {
    const repeated = await startGateway({ changeTrunk: async () => answer });
    try {
      const body = { phone_number: '1000', sip_password: 'hunter2' };
      const answered = await repeated.request('PUT', `${autocallsPath}/42`, { headers: bearer, body });
      expect(answered.body).toMatchObject({ warnings: [short] });
    } finally {
      await repeated.close();
    }
  });

  it('a change with warnings warns about the trunk after the change, through both contracts', async () => {
    answer = { kind: 'changed', operationId, trunk: atTwilio };
    const byAddress = expect.stringContaining('set inbound_authorization_type to "ip"');
    expect(await put({ nickname: 'x' })).toMatchObject({ warnings: [byAddress] });
    expect(await put({ sip_password: 'hunter2' })).toMatchObject({ warnings: [short, unanswered] });
    const body = { nickname: 'x' };
    const patched = await gateway.request('PATCH', `/api/phone-numbers/${number}`, { headers: pair, body });
    const byImport = expect.stringContaining('import it with POST /api/phone-numbers/import');
    expect(patched.body).toMatchObject({ status: 'success', warnings: [byImport] });
  });
});

describe('Autocalls, changing a nickname', () => {
  const path = `${numbersPath}/42`;
  const put = (body: object) => gateway.request('PUT', path, { headers: bearer, body });

  it('for a change of a nickname, Autocalls answers as documented', async () => {
    answer = { kind: 'changed', operationId, trunk: trunk({ nickname: 'Reception' }) };
    const { status, body } = await put({ nickname: 'Reception', sip_username: 'ignored' });
    expect(status).toBe(200);
    expect(body).toEqual({
      message: 'Phone number updated successfully.',
      data: { id: 42, phone_number: '1000', nickname: 'Reception', country_code: 'US', type: 'sip' },
      warnings: ['sip_username is not a field; known are: nickname.'],
    });
    expect(requested()).toEqual([{ nickname: 'Reception' }]);
  });

  it('for a change of a nickname, Autocalls accepts an unchanged nickname that is too long for this contract', async () => {
    present = trunk({ nickname: 'x'.repeat(51) });
    expect((await put({ nickname: 'x'.repeat(51) })).status).toBe(200);
    expect(requested()).toEqual([{}]);
  });

  it('for a change of a nickname, Autocalls has the first problem as its message', async () => {
    const { status, body } = await put({ nickname: 'x'.repeat(51) });
    const problem = 'The nickname must not exceed 50 characters.';
    expect(status).toBe(422);
    expect(body).toEqual({ message: problem, errors: { nickname: [problem] } });
    expect(commands).toEqual([]);
  });

  it.each<[ChangeAnswer, number, object]>([
    [{ kind: 'not_found' }, 404, { error: 'Phone number not found.', code: 'phone_number_not_found' }],
    [
      { kind: 'failed', operationId, failure: failure('record', 'database_fault') },
      500,
      {
        error: 'Failed to update phone number. Please try again or contact support.',
        code: 'database_fault',
        operation_id: operationId,
        ...help,
      },
    ],
    [
      { kind: 'idempotency_key_reused' },
      422,
      { message: reused, errors: { 'Idempotency-Key': [reused] }, code: 'idempotency_key_reused' },
    ],
  ])('for a change of a nickname, Autocalls has words for %j', async (given, expected, words) => {
    answer = given;
    const { status, body } = await put({ nickname: null });
    expect([status, body]).toEqual([expected, words]);
  });
});

describe('Zudu, changing a number', () => {
  const path = `/api/phone-numbers/${number}`;
  const patch = (body: object) => gateway.request('PATCH', path, { headers: pair, body });
  const envelope = (message: string, code: string) => ({
    message,
    status: 'error',
    error: null,
    data: null,
    code,
  });

  it('for a change of a number, Zudu asks for what is given, and answers with the number as it is then', async () => {
    const notes = {
      numberProvider: 'twilio',
      outboundAgentId: 'grace',
      inboundAgentVersion: 3,
      outboundAgentVersion: null,
      inboundWebhookUrl: 'https://example.com/hook',
    };
    answer = {
      kind: 'changed',
      operationId,
      trunk: trunk({
        number: { kind: 'number', value: did(number) },
        nickname: 'Main',
        agentName: 'ada',
        notes,
        updatedAt: new Date('2026-04-01T08:30:00.000Z'),
      }),
    };
    const { status, body } = await patch({
      label: 'Main',
      inbound_agent_id: 'ada',
      outbound_agent_id: 'grace',
      inbound_agent_version: 3,
      outbound_agent_version: null,
      inbound_webhook_url: 'https://example.com/hook',
      outbound_trunk_id: 'ST_yyyyyyyyyyyy',
      number_provider: 'twilio',
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      message: 'Phone number updated successfully',
      status: 'success',
      error: null,
      data: {
        phone_number: number,
        nickname: 'Main',
        organization_id: organizationId,
        area_code: 415,
        phone_number_type: 'CUSTOM',
        number_provider: 'twilio',
        inbound_agent_id: 'ada',
        outbound_agent_id: 'grace',
        inbound_agent_version: 3,
        outbound_agent_version: null,
        inbound_webhook_url: 'https://example.com/hook',
        inbound_trunk_id: 'ST_xxxxxxxxxxxx',
        outbound_trunk_id: 'ST_yyyyyyyyyyyy',
        dispatch_rule_id: 'SDR_zzzzzzzzzzzz',
        created_at: '2026-03-31T10:00:00.000Z',
        updated_at: '2026-04-01T08:30:00.000Z',
        additional_numbers: [],
        accept_national: false,
        ...noSettings,
        phone_number_pretty: '+1 (415) 555-1234',
        last_modification_timestamp: 1775032200000,
      },
      warnings: [expect.stringMatching(/^inbound_webhook_url is stored and shown, but never called/)],
    });
    expect(commands).toMatchObject([
      {
        contract: 'zudu',
        requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' },
        target: { by: 'number', number },
        idempotencyKey: null,
      },
    ]);
    expect(requested()).toEqual([{ nickname: 'Main', agentName: 'ada', notes }]);
  });

  it('for a change of a number, Zudu has no other way to write an extension', async () => {
    const { body } = await patch({ nickname: 'x' });
    expect(body).toMatchObject({ data: { phone_number: '1000', phone_number_pretty: null } });
  });

  it.each(['https://example.com/calls?line=1', 'HTTP://example.com', 'https://example.com/caf%C3%A9'])(
    'for a change of a number, Zudu takes %s as the URL of a webhook',
    async (url) => {
      expect((await patch({ inbound_webhook_url: url })).status).toBe(200);
      expect(requested()).toEqual([{ notes: { inboundWebhookUrl: url } }]);
    },
  );

  it.each([
    'ftp://example.com',
    'https:example.com',
    'https://',
    ' https://example.com',
    'https://example.com ',
    'https://exam\nple.com',
    'https://example.com/a b',
    'https://example.com/\u0000',
    'https://example.com/\ud800',
    'https://example.com/ä',
    `https://example.com/${'x'.repeat(2_048)}`,
  ])('for a change of a number, Zudu does not take %j', async (url) => {
    const refused = await patch({ inbound_webhook_url: url });
    expect(refused).toMatchObject({
      status: 400,
      body: {
        error: {
          inbound_webhook_url: expect.stringMatching(
            /must be an http or https URL|invisible character U\+00/,
          ),
        },
      },
    });
    expect(commands).toEqual([]);
  });

  it.each<[object, object]>([
    [{}, {}],
    [{ outbound_trunk_id: 'ST_yyyyyyyyyyyy' }, {}],
    [{ inbound_agent_id: null }, { agentName: null }],
    [{ nickname: 'one', label: 'other' }, { nickname: 'one' }],
    [{ number_provider: '' }, { notes: { numberProvider: null } }],
  ])('for a change of a number, Zudu reads %j as nothing but %j', async (body, changes) => {
    await patch(body);
    expect(requested()).toEqual([changes]);
  });

  it.each<[object, Record<string, string>]>([
    [
      { outbound_trunk_id: 'TK1234567890abcdef1234567890abcdef' },
      {
        outbound_trunk_id:
          'Outbound trunk id must be an id of LiveKit, which begins with ST_; one that begins with TK belongs to Twilio.',
      },
    ],
    ...['ST_another', null, ''].map((id): [object, Record<string, string>] => [
      { outbound_trunk_id: id },
      {
        outbound_trunk_id:
          'Outbound trunk id cannot be changed: every phone number has an outbound trunk of its own.',
      },
    ]),
    [
      { inbound_agent_version: -1, outbound_agent_version: '2', inbound_webhook_url: 'ftp://x' },
      {
        inbound_agent_version: 'Inbound agent version must be a whole number that is not negative.',
        outbound_agent_version: 'Outbound agent version must be a whole number that is not negative.',
        inbound_webhook_url:
          'Inbound webhook URL must be an http or https URL of at most 2048 characters, all of them ASCII and none of them a space.',
      },
    ],
    [
      { inbound_agent_id: 'ä' },
      {
        inbound_agent_id:
          'Inbound agent id must be 1 to 128 characters out of A-Z, a-z, 0-9, space and . _ -.',
      },
    ],
  ])('for a change of a number, Zudu refuses %j before anything is begun', async (body, error) => {
    const refused = await patch(body);
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({
      message: 'Validation failed',
      status: 'error',
      error,
      data: null,
      code: 'validation_failed',
    });
    expect(commands).toEqual([]);
  });

  it.each<[ChangeAnswer, number, object]>([
    [
      { kind: 'unfinished', operationId, state: 'running' },
      202,
      {
        message: going,
        status: 'pending',
        error: null,
        data: { operation_id: operationId, state: 'running' },
        ...help,
      },
    ],
    [
      { kind: 'failed', operationId, failure: failure('rule') },
      500,
      {
        ...envelope('Error occurred while updating phonenumber', 'livekit_refused'),
        operation_id: operationId,
        ...help,
      },
    ],
    [{ kind: 'not_found' }, 404, envelope('Phone number not found.', 'phone_number_not_found')],
    [
      { kind: 'busy', operationId, retryAfterSeconds: 5 },
      409,
      { ...envelope(busy, 'trunk_busy'), operation_id: operationId },
    ],
    [{ kind: 'number_in_use' }, 409, envelope(inUse, 'number_in_use')],
    [{ kind: 'idempotency_key_reused' }, 422, envelope(reused, 'idempotency_key_reused')],
    [
      { kind: 'unavailable', component: 'database', retryAfterSeconds: 5 },
      503,
      { ...envelope(cannot, 'database_unavailable'), ...help },
    ],
  ])('for a change of a number, Zudu has words for %j', async (given, expected, words) => {
    answer = given;
    const { status, body } = await patch({ nickname: 'x' });
    expect([status, body]).toEqual([expected, words]);
  });
});
