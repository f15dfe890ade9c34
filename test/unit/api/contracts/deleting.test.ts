import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TearDownAnswer, TearDownCommand } from '../../../../src/domain/tear-down/tear-down.js';
import { type Gateway, startGateway } from '../gateway.js';
import { autocallsPath, bearer, did, help, operationId, organizationId, pair, trunk } from '../samples.js';

const numbersPath = '/api/user/phone-numbers';
const number = '+14155551234';
const gone = trunk({ number: { kind: 'number', value: did(number) } });
const busy =
  'Another operation is still working on this phone number. Please send the same request again in a few seconds.';
const cannot = 'Phone numbers cannot be deleted right now. Please send the same request again later.';
const going = 'The phone number is still being deleted. See the address in Location for its state.';
const reused = 'Idempotency-Key was already used with another request.';

let gateway: Gateway;
let answer: TearDownAnswer;
let commands: TearDownCommand[];

beforeEach(async () => {
  answer = { kind: 'torn_down', operationId, trunk: gone, leftAtCarrier: false };
  commands = [];
  gateway = await startGateway({
    tearDownTrunk: async (command) => {
      commands.push(command);
      return answer;
    },
  });
});

afterEach(() => gateway.close());

const remove = (path: string, headers: Record<string, string> = {}) =>
  gateway.request('DELETE', path, { headers: { ...bearer, ...headers } });

describe.each([
  [
    'as a phone number',
    `${numbersPath}/42`,
    { error: 'Phone number not found.', code: 'phone_number_not_found' },
  ],
  ['as a trunk', `${autocallsPath}/42`, { error: 'SIP trunk not found.', code: 'trunk_not_found' }],
])('Autocalls, deleting %s', (_how, path, notFound) => {
  it('for a deletion, Autocalls answers as documented when nothing of it is left', async () => {
    const { status, headers, body } = await remove(path, { 'Idempotency-Key': 'once' });
    expect(status).toBe(200);
    expect(body).toEqual({ message: 'Phone number deleted successfully.' });
    expect(headers.get('x-operation-id')).toBe(operationId);
    expect(commands).toEqual([
      {
        organizationId,
        contract: 'autocalls',
        requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' },
        target: { by: 'id', id: 42 },
        onlyIfUnassigned: false,
        idempotencyKey: 'once',
        waitMs: null,
      },
    ]);
  });

  it.each<[TearDownAnswer, number, object, Record<string, string>]>([
    [
      { kind: 'unfinished', operationId, state: 'running' },
      202,
      { message: going, data: { operation_id: operationId, state: 'running' }, ...help },
      { location: `/v1/operations/${operationId}`, 'x-operation-id': operationId },
    ],
    [{ kind: 'not_found' }, 404, notFound, {}],
    [
      { kind: 'assigned' },
      409,
      { error: 'The phone number is assigned to an assistant.', code: 'trunk_assigned' },
      {},
    ],
    [
      { kind: 'busy', operationId, retryAfterSeconds: 5 },
      409,
      { error: busy, code: 'trunk_busy', operation_id: operationId },
      { 'retry-after': '5' },
    ],
    [
      { kind: 'idempotency_key_reused' },
      422,
      {
        message: 'The given data was invalid.',
        errors: { 'Idempotency-Key': [reused] },
        code: 'idempotency_key_reused',
      },
      {},
    ],
    [
      { kind: 'unavailable', component: 'temporal', retryAfterSeconds: 5 },
      503,
      { error: cannot, code: 'temporal_unavailable', ...help },
      { 'retry-after': '5' },
    ],
  ])('for a deletion, Autocalls has words for %j', async (given, expected, words, expectedHeaders) => {
    answer = given;
    const { status, headers, body } = await remove(path);
    expect(status).toBe(expected);
    expect(body).toEqual(words);
    for (const [name, value] of Object.entries(expectedHeaders)) expect(headers.get(name)).toBe(value);
  });

  it.each([
    ['?if_unused=true', true],
    ['?if_unused=1', true],
    ['?if_unused', true],
    ['?other=x&if_unused', true],
    ['?if_unused=false', false],
    ['?if_unused=', false],
    ['?other=x', false],
  ])('for a deletion, Autocalls understands %s', async (query, onlyIfUnassigned) => {
    await remove(`${path}${query}`);
    expect(commands).toMatchObject([{ onlyIfUnassigned }]);
  });

  it('for a deletion, Autocalls refuses a flag and a key that it cannot read, both at once, before anything is begun', async () => {
    const { status, body } = await remove(`${path}?if_unused=perhaps`, { 'Idempotency-Key': '' });
    expect(status).toBe(422);
    expect(body).toEqual({
      message: 'The given data was invalid.',
      errors: {
        if_unused: ['If unused must be one of: true, false, 1, 0.'],
        'Idempotency-Key': ['Idempotency-Key must have between 1 and 255 printable ASCII characters.'],
      },
    });
    expect(commands).toEqual([]);
  });

  it('for a deletion, Autocalls asks for a key first', async () => {
    expect((await gateway.request('DELETE', path)).status).toBe(401);
    expect(commands).toEqual([]);
  });

  it.each(['0', 'x', '%00'])(
    'for a deletion, Autocalls answers 404 for a path that can name no trunk: %s',
    async (id) => {
      const { status, body } = await remove(path.replace('42', id));
      expect([status, body]).toEqual([404, notFound]);
      expect(commands).toEqual([]);
    },
  );
});

describe('Zudu, deleting a number', () => {
  const path = `/api/phone-numbers/${number}`;
  const envelope = (message: string, code: string) => ({
    message,
    status: 'error',
    error: null,
    data: null,
    code,
  });

  it.each([path, '/api/phone-numbers/%2B14155551234'])(
    'for a deletion, Zudu answers %s as documented',
    async (written) => {
      const { status, headers, body } = await gateway.request('DELETE', written, { headers: pair });
      expect(status).toBe(200);
      expect(body).toEqual({
        message: 'Phone number deleted successfully',
        status: 'success',
        error: null,
        data: {
          phone_number: number,
          organization_id: organizationId,
          cleanup_results: { dispatch_rule: true, inbound_trunk: true, outbound_trunk: true },
        },
      });
      expect(headers.get('x-operation-id')).toBe(operationId);
      expect(commands).toEqual([
        {
          organizationId,
          contract: 'zudu',
          requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' },
          target: { by: 'number', number },
          onlyIfUnassigned: false,
          idempotencyKey: null,
          waitMs: null,
        },
      ]);
    },
  );

  it.each<[TearDownAnswer, number, object, Record<string, string>]>([
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
      { location: `/v1/operations/${operationId}`, 'x-operation-id': operationId },
    ],
    [{ kind: 'not_found' }, 404, envelope('Phone number not found.', 'phone_number_not_found'), {}],
    [
      { kind: 'assigned' },
      409,
      envelope('The phone number is assigned to an assistant.', 'trunk_assigned'),
      {},
    ],
    [
      { kind: 'busy', operationId, retryAfterSeconds: 5 },
      409,
      { ...envelope(busy, 'trunk_busy'), operation_id: operationId },
      { 'retry-after': '5' },
    ],
    [{ kind: 'idempotency_key_reused' }, 422, envelope(reused, 'idempotency_key_reused'), {}],
    [
      { kind: 'unavailable', component: 'database', retryAfterSeconds: 5 },
      503,
      { ...envelope(cannot, 'database_unavailable'), ...help },
      { 'retry-after': '5' },
    ],
  ])('for a deletion, Zudu has words for %j', async (given, expected, words, expectedHeaders) => {
    answer = given;
    const { status, headers, body } = await remove(path);
    expect(status).toBe(expected);
    expect(body).toEqual(words);
    for (const [name, value] of Object.entries(expectedHeaders)) expect(headers.get(name)).toBe(value);
  });

  it.each([
    ['?if_unused=true', true],
    ['?if_unused', true],
    ['?if_unused=0', false],
    ['?if_unused=', false],
  ])('for a deletion, Zudu understands %s', async (query, onlyIfUnassigned) => {
    await remove(`${path}${query}`);
    expect(commands).toMatchObject([{ onlyIfUnassigned }]);
  });

  it('for a deletion, Zudu refuses a flag and a key that it cannot read, both at once, before anything is begun', async () => {
    const { status, body } = await remove(`${path}?if_unused=perhaps`, { 'Idempotency-Key': '' });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      message: 'Validation failed',
      error: {
        if_unused: 'If unused must be one of: true, false, 1, 0.',
        'Idempotency-Key': 'Idempotency-Key must have between 1 and 255 printable ASCII characters.',
      },
      code: 'validation_failed',
    });
    expect(commands).toEqual([]);
  });
});
