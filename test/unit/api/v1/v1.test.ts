import { afterEach, describe, expect, it } from 'vitest';
import { jsonFor } from '../../../../src/api/http/endpoint.js';
import { operationObject } from '../../../../src/api/v1/operations/operation.js';
import { failures } from '../../../../src/domain/failures.js';
import type { OperationView } from '../../../../src/domain/operation/view.js';
import { operationView } from '../../operation-views.js';
import { type Gateway, type Overrides, startGateway } from '../gateway.js';
import { bearer, failure, help, operationId, organizationId, pair } from '../samples.js';

let gateway: Gateway;

afterEach(() => gateway.close());

const startWith = async (overrides: Overrides) => {
  gateway = await startGateway(overrides);
};

const running = operationView({
  id: operationId,
  steps: [
    {
      name: 'inbound',
      state: 'running',
      startedAt: new Date('2026-03-31T10:00:00.100Z'),
      endedAt: null,
      attempts: 2,
      error: 'livekit_timeout',
      skipped: null,
    },
    {
      name: 'outbound',
      state: 'pending',
      ...{ startedAt: null, endedAt: null, attempts: null, error: null, skipped: null },
    },
  ],
});

describe('an operation', () => {
  it('an operation tells the key of an operator what the operator can do, and no tenant', async () => {
    const { operatorRemedy } = failures.livekit_credentials;
    const view: OperationView = {
      ...running,
      failure: failure('rule', 'livekit_credentials'),
      waiting: {
        stuck: true,
        steps: [
          {
            phase: 'compensation',
            step: 'rule',
            attempts: 8,
            error: 'livekit_credentials',
            nextAttemptAt: null,
          },
        ],
      },
    };
    await startWith({ findOperation: async () => view });
    const shown = operationObject(view);
    const explained = { operator_remedy: operatorRemedy };
    expect(JSON.parse(jsonFor({ locals: { isOperator: true } }, shown))).toMatchObject({
      ...explained,
      failure: explained,
      waiting_for: [{ last_error: explained }],
      steps: [{ error: { operator_remedy: failures.livekit_timeout.operatorRemedy } }, { error: null }],
    });
    const { body } = await gateway.request('GET', `/v1/operations/${operationId}`, { headers: bearer });
    expect(body).toMatchObject({ failure: { remedy: expect.any(String) } });
    expect(JSON.stringify(body)).not.toMatch(/operator_remedy|LIVEKIT_API/);
  });

  it.each([
    ['a bearer token', bearer],
    ['a pair of keys', pair],
  ])('an operation that runs is shown to its owner, who shows %s', async (_what, headers) => {
    const asked: unknown[] = [];
    await startWith({
      findOperation: async (...question) => {
        asked.push(question);
        return running;
      },
    });
    const { status, body } = await gateway.request('GET', `/v1/operations/${operationId}`, { headers });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: operationId,
      organization_id: organizationId,
      kind: 'set_up_trunk',
      state: 'running',
      contract: 'zudu',
      meaning: 'The operation goes on; nothing has failed.',
      remedy: expect.any(String),
      retryable: false,
      docs: '/docs/errors#operation-running',
      phone_number: '+15551234567',
      trunk_id: null,
      created_at: '2026-03-31T10:00:00.000Z',
      finished_at: null,
      cancel_requested_at: null,
      retry_of: null,
      steps: [
        {
          name: 'inbound',
          state: 'running',
          started_at: '2026-03-31T10:00:00.100Z',
          ended_at: null,
          attempts: 2,
          error: {
            code: 'livekit_timeout',
            component: 'livekit',
            meaning: 'LiveKit did not answer in time.',
            remedy: 'Send the same request again, with the same Idempotency-Key if it had one.',
            retryable: true,
            docs: '/docs/errors#failure-livekit_timeout',
          },
          skipped: null,
        },
        {
          name: 'outbound',
          state: 'pending',
          ...{ started_at: null, ended_at: null, attempts: null, error: null, skipped: null },
        },
      ],
      compensation: [],
      failure: null,
      waiting_for: [],
      stuck: false,
      trunk: null,
    });
    expect(asked).toEqual([[organizationId, operationId]]);
  });

  it('an operation that failed names the step, the cause, the remedy and what was removed', async () => {
    await startWith({
      findOperation: async () => ({
        ...running,
        state: 'failed',
        finishedAt: new Date('2026-03-31T10:00:05.000Z'),
        steps: [],
        compensation: [
          {
            name: 'number',
            state: 'succeeded',
            startedAt: new Date('2026-03-31T10:00:04.000Z'),
            endedAt: new Date('2026-03-31T10:00:05.000Z'),
            attempts: 1,
            error: null,
            skipped: { by: 'Grace', reason: 'It is gone.', at: new Date('2026-03-31T10:00:05.000Z') },
          },
        ],
        failure: failure('rule', 'livekit_timeout'),
      }),
    });
    const { body } = await gateway.request('GET', `/v1/operations/${operationId}`, { headers: bearer });
    expect(body).toMatchObject({
      state: 'failed',
      finished_at: '2026-03-31T10:00:05.000Z',
      ...help,
      phone_number: '+15551234567',
      failure: {
        code: 'livekit_timeout',
        step: 'rule',
        component: 'livekit',
        meaning: 'LiveKit did not answer in time.',
        remedy: expect.stringContaining('Send the same request again'),
        retryable: true,
        docs: '/docs/errors#failure-livekit_timeout',
        removed: { inbound: 0, outbound: 1, rule: 0 },
      },
      compensation: [
        {
          name: 'number',
          state: 'succeeded',
          started_at: '2026-03-31T10:00:04.000Z',
          ended_at: '2026-03-31T10:00:05.000Z',
          attempts: 1,
          error: null,
          skipped: { by: 'Grace', reason: 'It is gone.', at: '2026-03-31T10:00:05.000Z' },
        },
      ],
    });
  });

  it('an operation that succeeded shows what it made', async () => {
    await startWith({
      findOperation: async () => ({
        ...running,
        state: 'succeeded',
        trunkId: 42,
        trunk: {
          id: 42,
          inboundTrunkId: 'ST_xxxxxxxxxxxx',
          outboundTrunkId: 'ST_yyyyyyyyyyyy',
          dispatchRuleId: 'SDR_zzzzzzzzzzzz',
        },
      }),
    });
    const { body } = await gateway.request('GET', `/v1/operations/${operationId}`, { headers: bearer });
    expect(body).toMatchObject({
      state: 'succeeded',
      trunk: {
        id: 42,
        inbound_trunk_id: 'ST_xxxxxxxxxxxx',
        outbound_trunk_id: 'ST_yyyyyyyyyyyy',
        dispatch_rule_id: 'SDR_zzzzzzzzzzzz',
      },
    });
  });

  it.each([operationId, 'op_1', 'TK1234567890abcdef1234567890abcdef', 'x%00'])(
    'an operation that is unknown or belongs to somebody else (%s) is a 404',
    async (id) => {
      await startWith({});
      const answer = await gateway.request('GET', `/v1/operations/${id}`, { headers: bearer });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(answer.body).toEqual({
        type: '/docs/errors#operation_not_found',
        title: 'Not Found',
        status: 404,
        detail: 'There is no such operation.',
        code: 'operation_not_found',
      });
    },
  );
});

describe('the list of operations', () => {
  const place = { acceptedAt: new Date('2026-03-31T10:00:00.000Z'), id: operationId };

  it('the list of operations is filtered, and leads from page to page', async () => {
    const asked: unknown[][] = [];
    await startWith({
      listOperations: async (...question) => {
        asked.push(question);
        return { operations: [running], next: asked.length === 1 ? place : null };
      },
    });
    const filters = 'state=running&kind=set_up_trunk&trunk_id=42';
    const first = await gateway.request('GET', `/v1/operations?${filters}&limit=1`, { headers: bearer });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      data: [{ id: operationId, state: 'running', steps: [{ name: 'inbound' }, { name: 'outbound' }] }],
      next: expect.stringMatching(
        /^\/v1\/operations\?state=running&kind=set_up_trunk&trunk_id=42&limit=1&cursor=/,
      ),
    });
    const second = await gateway.request('GET', Object(first.body).next, { headers: bearer });
    expect(second.body).toMatchObject({ next: null });
    const filter = {
      ...{ state: 'running', kind: 'set_up_trunk', trunkId: 42 },
      ...{ number: null, liveKitId: null, stuck: false },
    };
    expect(asked).toEqual([
      [organizationId, filter, { after: null, limit: 1 }],
      [organizationId, filter, { after: place, limit: 1 }],
    ]);
  });

  it('without filters is of everything, twenty at a time', async () => {
    const asked: unknown[][] = [];
    await startWith({
      listOperations: async (...question) => {
        asked.push(question);
        return { operations: [], next: null };
      },
    });
    const { body } = await gateway.request('GET', '/v1/operations', { headers: bearer });
    expect(body).toEqual({ data: [], next: null });
    expect(asked).toEqual([
      [
        organizationId,
        { state: null, kind: null, trunkId: null, number: null, liveKitId: null, stuck: false },
        { after: null, limit: 20 },
      ],
    ]);
  });

  it.each([
    ['state', 'done', 'State must be one of: running, compensating, succeeded, failed.'],
    ['kind', 'x', 'Kind must be one of: set_up_trunk, change_trunk, tear_down_trunk, repair_trunk.'],
    ['trunk_id', 'ST_x', 'Trunk id must be a whole number between 1 and 2147483647.'],
    ['limit', '0', 'Limit must be a whole number between 1 and 100.'],
    ['limit', '101', 'Limit must be a whole number between 1 and 100.'],
    ['cursor', 'abc', 'Cursor must be taken from the "next" of another page.'],
  ])('the list of operations refuses %s=%s as a problem', async (name, value, message) => {
    await startWith({});
    const answer = await gateway.request('GET', `/v1/operations?${name}=${value}`, { headers: bearer });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      type: '/docs/errors#validation_failed',
      title: 'Bad Request',
      status: 400,
      detail: 'The request has values that cannot be used.',
      code: 'validation_failed',
      errors: { [name]: [message] },
    });
  });

  it('the list of operations needs a key', async () => {
    await startWith({});
    expect((await gateway.request('GET', '/v1/operations')).status).toBe(401);
  });
});

describe('the health of the service', () => {
  it('the health of the service is that it answers', async () => {
    await startWith({});
    const { status, body } = await gateway.request('GET', '/healthz');
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'ok' });
  });

  it('the service is ready when everything can be reached', async () => {
    await startWith({});
    const { status, body } = await gateway.request('GET', '/readyz');
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'ready',
      components: { temporal: true, database: true, livekit: true },
      livekit: 'ready',
      sip: 'responds',
    });
  });

  it('the service is not ready otherwise, and names what cannot be reached', async () => {
    await startWith({
      checkReadiness: async () => ({ temporal: false, database: true, livekit: 'rejected', sip: 'silent' }),
    });
    const { status, body } = await gateway.request('GET', '/readyz');
    expect(status).toBe(503);
    expect(body).toEqual({
      status: 'not_ready',
      message: 'Not usable: temporal, livekit. LiveKit rejects the API key or the secret of this service.',
      unreachable: ['temporal', 'livekit'],
      components: { temporal: false, database: true, livekit: false },
      livekit: 'rejected',
      sip: 'silent',
    });
  });
});
