import { afterEach, describe, expect, it } from 'vitest';
import type { CancelAnswer, ControlCommand, RetryAnswer } from '../../../../src/domain/operation/control.js';
import { operationView } from '../../operation-views.js';
import { type Answer, type Gateway, startGateway } from '../gateway.js';
import { bearer, operationId, organizationId } from '../samples.js';

let gateway: Gateway;
let commands: ControlCommand[];

afterEach(() => gateway.close());

const going = operationView({
  id: operationId,
  state: 'compensating',
  cancelRequestedAt: new Date('2026-03-31T10:00:01.000Z'),
});
const over = operationView({
  id: operationId,
  state: 'failed',
  finishedAt: new Date('2026-03-31T10:00:02.000Z'),
});

async function post(
  what: 'cancel' | 'retry',
  answer: CancelAnswer | RetryAnswer,
  { id = operationId as string, headers = {} }: { id?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  commands = [];
  const noted = async <Given>(command: ControlCommand, given: Given) => {
    commands.push(command);
    return given;
  };
  gateway = await startGateway({
    cancelOperation: (command) => noted(command, answer as CancelAnswer),
    retryOperation: (command) => noted(command, answer as RetryAnswer),
  });
  return gateway.request('POST', `/v1/operations/${id}/${what}`, { headers: { ...bearer, ...headers } });
}

const asked = { organizationId, requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' }, operationId };

describe.each(['cancel', 'retry'] as const)('a request to %s an operation', (what) => {
  it('a request to cancel or retry an operation is answered with 202 and the operation while that goes on', async () => {
    const { status, headers, body } = await post(what, { kind: 'followed', operation: going });
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/v1/operations/${operationId}`);
    expect(headers.get('x-operation-id')).toBe(operationId);
    expect(body).toMatchObject({
      id: operationId,
      state: 'compensating',
      cancel_requested_at: '2026-03-31T10:00:01.000Z',
      retry_of: null,
    });
    expect(commands).toEqual([{ ...asked, idempotencyKey: null, waitMs: null }]);
  });

  it('a request to cancel or retry an operation is answered with 200 and its end when that comes within the wait', async () => {
    const { status, body } = await post(what, { kind: 'followed', operation: over });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: operationId, state: 'failed' });
  });

  it('a request to cancel or retry an operation honours Idempotency-Key and Prefer', async () => {
    const headers = { 'Idempotency-Key': 'once', Prefer: 'respond-async' };
    const answer = await post(what, { kind: 'followed', operation: going }, { headers });
    expect(answer.headers.get('preference-applied')).toBe('respond-async');
    expect(commands).toEqual([{ ...asked, idempotencyKey: 'once', waitMs: 0 }]);
  });

  it('a request to cancel or retry an operation is refused when the key cannot be used', async () => {
    const answer = await post(
      what,
      { kind: 'followed', operation: going },
      { headers: { 'Idempotency-Key': 'x'.repeat(256) } },
    );
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      code: 'validation_failed',
      errors: { 'Idempotency-Key': expect.any(Array) },
    });
    expect(commands).toEqual([]);
  });

  it.each(['op_1', 'x%00'])(
    'a request to cancel or retry an operation of an id that cannot be one (%s) is a 404',
    async (id) => {
      const answer = await post(what, { kind: 'followed', operation: going }, { id });
      expect(answer).toMatchObject({ status: 404, body: { code: 'operation_not_found' } });
      expect(commands).toEqual([]);
    },
  );

  it.each(['temporal', 'database', 'capacity'] as const)(
    'a request to cancel or retry an operation is a 503 without %s',
    async (component) => {
      const answer = await post(what, { kind: 'unavailable', component, retryAfterSeconds: 5 });
      expect(answer).toMatchObject({ status: 503, body: { code: `${component}_unavailable` } });
      expect(answer.headers.get('retry-after')).toBe('5');
    },
  );

  it('a request to cancel or retry an operation is a POST', async () => {
    await post(what, { kind: 'not_found' });
    const answer = await gateway.request('GET', `/v1/operations/${operationId}/${what}`, { headers: bearer });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });
});

describe('what cannot be', () => {
  it.each<['cancel' | 'retry', CancelAnswer | RetryAnswer, number, string]>([
    ['cancel', { kind: 'not_found' }, 404, 'operation_not_found'],
    ['cancel', { kind: 'finished' }, 409, 'operation_finished'],
    ['cancel', { kind: 'not_cancellable' }, 409, 'operation_not_cancellable'],
    ['cancel', { kind: 'idempotency_key_reused' }, 422, 'idempotency_key_reused'],
    ['retry', { kind: 'not_found' }, 404, 'operation_not_found'],
    ['retry', { kind: 'unfinished' }, 409, 'operation_unfinished'],
    ['retry', { kind: 'succeeded' }, 409, 'operation_succeeded'],
    ['retry', { kind: 'superseded' }, 409, 'operation_superseded'],
    ['retry', { kind: 'not_retryable' }, 409, 'operation_not_retryable'],
    ['retry', { kind: 'busy', operationId, retryAfterSeconds: 5 }, 409, 'trunk_busy'],
    ['retry', { kind: 'idempotency_key_reused' }, 422, 'idempotency_key_reused'],
  ])(
    'a request that cannot be carried out (%s: %j) is returned as the problem %i %s',
    async (what, answer, status, code) => {
      const answered = await post(what, answer);
      expect(answered.status).toBe(status);
      expect(answered.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(answered.body).toMatchObject({
        type: `/docs/errors#${code}`,
        status,
        code,
        detail: expect.any(String),
      });
    },
  );
});
