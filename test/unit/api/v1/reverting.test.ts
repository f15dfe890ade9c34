import { afterEach, describe, expect, it } from 'vitest';
import type { RevertAnswer, RevertCommand } from '../../../../src/domain/change/change.js';
import type { SipAddress, Trunk } from '../../../../src/domain/trunk/trunk.js';
import { usualSettings } from '../../../support/interface.js';
import { type Gateway, type Overrides, startGateway } from '../gateway.js';
import { bearer, failure, operationId, organizationId, trunk } from '../samples.js';

const path = '/v1/trunks/42/revert/1';
const atOperation = { 'x-operation-id': operationId };
const toOperation = { ...atOperation, location: `/v1/operations/${operationId}` };

let gateway: Gateway;
let commands: RevertCommand[];

afterEach(() => gateway.close());

async function startWith(answer: RevertAnswer): Promise<void> {
  commands = [];
  gateway = await startGateway({
    revertTrunk: async (command) => {
      commands.push(command);
      return answer;
    },
  });
}

const revert = (headers: Record<string, string> = {}, to = path) =>
  gateway.request('POST', to, { headers: { ...bearer, ...headers } });

const changed: RevertAnswer = { kind: 'changed', operationId, trunk: trunk() };

describe('going back to a revision', () => {
  it('going back to a revision is one command of the internal model, and answers the trunk', async () => {
    await startWith(changed);
    const { status, headers, body } = await revert({ 'Idempotency-Key': 'once' });
    expect(status).toBe(200);
    expect(headers.get('x-operation-id')).toBe(operationId);
    expect(body).toMatchObject({ id: 42, phone_number: '1000', inbound_trunk_id: 'ST_xxxxxxxxxxxx' });
    expect(commands).toEqual([
      {
        organizationId,
        requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' },
        trunkId: 42,
        revision: 1,
        idempotencyKey: 'once',
        waitMs: null,
        problemsOf: expect.any(Function),
        isExpected: expect.any(Function),
      },
    ]);
  });

  it.each<[RevertAnswer, number, string, Record<string, string>]>([
    [{ kind: 'not_found' }, 404, 'trunk_not_found', {}],
    [{ kind: 'revision_not_found' }, 404, 'revision_not_found', {}],
    [{ kind: 'number_in_use' }, 409, 'number_in_use', {}],
    [{ kind: 'busy', operationId, retryAfterSeconds: 5 }, 409, 'trunk_busy', { 'retry-after': '5' }],
    [{ kind: 'idempotency_key_reused' }, 422, 'idempotency_key_reused', {}],
    [
      { kind: 'unavailable', component: 'temporal', retryAfterSeconds: 5 },
      503,
      'temporal_unavailable',
      { 'retry-after': '5' },
    ],
    [{ kind: 'failed', operationId, failure: failure('rule') }, 500, 'livekit_refused', atOperation],
    [
      { kind: 'failed', operationId, failure: failure('inbound', 'number_in_use') },
      409,
      'number_in_use',
      atOperation,
    ],
  ])('going back to a revision that ends as %j is a problem', async (answer, status, code, expected) => {
    await startWith(answer);
    const { headers, body, status: answered } = await revert();
    expect(answered).toBe(status);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(Object.fromEntries(headers)).toMatchObject(expected);
    expect(body).toMatchObject({ status, code, title: expect.any(String), detail: expect.any(String) });
  });

  it('going back to a revision that takes longer than the caller waits says where it can be followed', async () => {
    await startWith({ kind: 'unfinished', operationId, state: 'running' });
    const { status, headers, body } = await revert();
    expect(status).toBe(202);
    expect(Object.fromEntries(headers)).toMatchObject(toOperation);
    expect(body).toMatchObject({ operation_id: operationId, state: 'running' });
  });

  it('going back to a revision is not waited for where the caller prefers that', async () => {
    await startWith({ kind: 'unfinished', operationId, state: 'running' });
    const { status, headers } = await revert({ Prefer: 'respond-async' });
    expect([status, headers.get('preference-applied')]).toEqual([202, 'respond-async']);
    expect(commands).toMatchObject([{ waitMs: 0 }]);
  });

  it('going back to a revision is not begun without a key, nor for a path that names no revision', async () => {
    await startWith(changed);
    expect((await gateway.request('POST', path)).status).toBe(401);
    expect((await revert({}, '/v1/trunks/42/revert/first')).body).toMatchObject({
      code: 'revision_not_found',
    });
    expect((await revert({}, '/v1/trunks/ST_1/revert/1')).body).toMatchObject({ code: 'trunk_not_found' });
    expect((await revert({ 'Idempotency-Key': 'x'.repeat(256) })).body).toMatchObject({
      status: 400,
      errors: { 'Idempotency-Key': [expect.any(String)] },
    });
    expect(commands).toEqual([]);
  });

  it('going back to a revision is not needed to read', async () => {
    await startWith(changed);
    const { status, headers } = await gateway.request('GET', path, { headers: bearer });
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('POST');
  });
});

describe('what is no longer accepted', () => {
  const atHome = 'pbx.internal' as SipAddress;

  it('what is no longer accepted cannot be gone back to', async () => {
    await startBetween(trunk({ outboundAddress: atHome, outboundProxy: true }), trunk());
    const { status, body } = await revert();
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'validation_failed',
      errors: { sip_address: [expect.any(String)], outbound_proxy: [expect.any(String)] },
    });
  });

  it('what is no longer accepted may stay where the trunk still has it', async () => {
    const kept = trunk({ outboundAddress: atHome, outboundProxy: true });
    await startBetween(kept, kept);
    expect((await revert()).status).toBe(200);
  });

  it('what is no longer accepted can be gone back to where the operator accepts it', async () => {
    await startBetween(trunk({ outboundAddress: atHome, outboundProxy: true }), trunk(), {
      settings: {
        targets: { ...usualSettings.targets, allowPrivate: true },
        outboundEgressIp: '203.0.113.1',
      },
    });
    expect((await revert()).status).toBe(200);
  });

  /** The trunk as it is when the change begins. */
  async function startBetween(requested: Trunk, present: Trunk, overrides: Overrides = {}): Promise<void> {
    gateway = await startGateway({
      ...overrides,
      revertTrunk: async ({ problemsOf }) => {
        const problems = problemsOf(requested, present);
        return Object.keys(problems).length === 0 ? changed : { kind: 'invalid', problems };
      },
    });
  }

  it('to a trunk whose carrier will be refused warns', async () => {
    await startWith({
      ...changed,
      trunk: trunk({ outboundAddress: 'me.pstn.dublin.twilio.com' as SipAddress }),
    });
    expect((await revert()).body).toMatchObject({
      warnings: [expect.stringContaining('Twilio does not answer')],
    });
  });

  it('is refused for an extension that would dial nationally without a country', async () => {
    await startWith(changed);
    await revert();
    const before = trunk({ callingFormat: 'national', countryCode: null });
    expect(commands[0]?.problemsOf(before, trunk())).toEqual({
      sip_calling_format: [expect.stringContaining('cannot be national')],
    });
  });
});
