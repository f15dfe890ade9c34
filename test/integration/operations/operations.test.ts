import { describe, expect, it } from 'vitest';
import { objectsOf } from '../support/livekit/objects.js';
import { EventReader } from '../support/requests/event-reader.js';
import { type Answer, at, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { nothing, oneTrunk, operationIdOf, useWorld } from '../support/world.js';

const world = useWorld({ ANSWER_WAIT_MS: '8000' });
const number = '+14155551234';
const outage = { kind: 'answer', status: 500 } as const;
const refusal = { kind: 'answer', status: 400, code: 'invalid_argument' } as const;
const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

const send = (
  tenant: Tenant,
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  { body, headers = {} }: { readonly body?: object; readonly headers?: Record<string, string> } = {},
): Promise<Answer> =>
  tenant.request(method, path, {
    headers: { authorization: `Bearer ${tenant.key.secret}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });

/** Waits until an operation has ended. @returns the operation as its owner sees it. */
async function ended(tenant: Tenant, id: string): Promise<unknown> {
  await expect
    .poll(async () => at((await tenant.operation(id)).body, 'finished_at'))
    .toEqual(expect.any(String));
  return (await tenant.operation(id)).body;
}

const step = (name: string, state: string, attempts: unknown, error: object | null = null) => ({
  name,
  state,
  attempts,
  started_at: moment,
  ended_at: moment,
  error,
  skipped: null,
});
const pending = (name: string) => ({
  name,
  state: 'pending',
  attempts: null,
  started_at: null,
  ended_at: null,
  error: null,
});
const fault = (code: string) => ({
  code,
  component: 'livekit',
  meaning: expect.any(String),
  remedy: expect.any(String),
  docs: `/docs/errors#failure-${code}`,
});

describe('the steps of an operation', () => {
  it('the steps of a set-up, a change and a tear-down show their start, end and number of attempts', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPOutboundTrunk', outage, 2);
    const made = await tenant.zudu(zuduBody(number));
    const path = `/api/phone-numbers/${number}`;
    const changed = await send(tenant, 'PATCH', path, { body: { inbound_agent_id: 'ada' } });
    world.proxy.plan('DeleteSIPDispatchRule', outage, 2);
    const gone = await send(tenant, 'DELETE', path);

    const id = expect.any(Number);
    expect(await ended(tenant, operationIdOf(made))).toMatchObject({
      kind: 'set_up_trunk',
      state: 'succeeded',
      trunk_id: id,
      steps: [
        step('inbound', 'succeeded', 1),
        step('outbound', 'succeeded', 3),
        step('rule', 'succeeded', 1),
        step('record', 'succeeded', 1),
      ],
      compensation: [],
    });
    expect(await ended(tenant, operationIdOf(changed))).toMatchObject({
      kind: 'change_trunk',
      trunk_id: id,
      steps: ['inbound', 'outbound', 'rule', 'record'].map((name) => step(name, 'succeeded', 1)),
    });
    expect(await ended(tenant, operationIdOf(gone))).toMatchObject({
      kind: 'tear_down_trunk',
      trunk_id: id,
      steps: [
        step('rule', 'succeeded', 3),
        step('inbound', 'succeeded', 1),
        step('outbound', 'succeeded', 1),
        step('record', 'succeeded', 1),
      ],
    });
  });

  it('the steps of a failed set-up show the error and what was compensated', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', refusal);
    const answer = await tenant.zudu(zuduBody(number));

    expect(await ended(tenant, operationIdOf(answer))).toMatchObject({
      state: 'failed',
      steps: [
        step('inbound', 'compensated', 1),
        step('outbound', 'compensated', 1),
        step('rule', 'failed', 1, fault('livekit_refused')),
        pending('record'),
      ],
      compensation: expect.arrayContaining(
        ['rule', 'outbound', 'inbound', 'number'].map((name) => step(name, 'succeeded', 1)),
      ),
      failure: { ...fault('livekit_refused'), step: 'rule', removed: { inbound: 1, outbound: 1, rule: 0 } },
    });
  });

  it('a step that is being retried shows its last error', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', outage, Infinity);
    const answer = await tenant.zudu(zuduBody(number), { Prefer: 'wait=1' });
    expect(answer.status).toBe(202);

    await expect
      .poll(async () => (await tenant.operation(operationIdOf(answer))).body)
      .toMatchObject({
        state: 'running',
        steps: [
          step('inbound', 'succeeded', 1),
          step('outbound', 'succeeded', 1),
          { ...step('rule', 'running', expect.any(Number), fault('livekit_fault')), ended_at: null },
          pending('record'),
        ],
      });
    world.proxy.reset();
    await ended(tenant, operationIdOf(answer));
  });
});

describe('respond-async', () => {
  it('a set-up, a change and a delete with respond-async are answered as soon as they are accepted', async () => {
    const tenant = await world.tenant();
    const headers = { Prefer: 'respond-async' };
    const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const made = await tenant.zudu(zuduBody(number), headers);
    await held.arrived;
    expect(made.status).toBe(202);
    expect(made.headers.get('preference-applied')).toBe('respond-async');
    expect(made.headers.get('location')).toBe(`/v1/operations/${operationIdOf(made)}`);
    expect(made.body).toMatchObject({ status: 'pending', data: { operation_id: operationIdOf(made) } });
    await held.release();
    expect(await ended(tenant, operationIdOf(made))).toMatchObject({ state: 'succeeded' });
    expect(await world.remains()).toEqual(oneTrunk);

    const path = `/api/phone-numbers/${number}`;
    const changed = await send(tenant, 'PATCH', path, { body: { inbound_agent_id: 'ada' }, headers });
    expect(changed.status).toBe(202);
    expect(await ended(tenant, operationIdOf(changed))).toMatchObject({ state: 'succeeded' });
    const gone = await send(tenant, 'DELETE', path, { headers });
    expect(gone.status).toBe(202);
    expect(await ended(tenant, operationIdOf(gone))).toMatchObject({ state: 'succeeded' });
    expect((await send(tenant, 'DELETE', path, { headers })).status, 'a delete of a deleted trunk').toBe(404);
  });
});

const cancel = (tenant: Tenant, id: string, headers: Record<string, string> = {}) =>
  send(tenant, 'POST', `/v1/operations/${id}/cancel`, { headers });
const retry = (tenant: Tenant, id: string, headers: Record<string, string> = {}) =>
  send(tenant, 'POST', `/v1/operations/${id}/retry`, { headers });

describe('a cancellation', () => {
  it('a cancellation compensates a set-up and answers with its end, also when it is repeated with its key', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', outage, Infinity);
    const settingUp = tenant.zudu(zuduBody(number));
    await expect.poll(() => world.proxy.seen('CreateSIPDispatchRule')).toBeGreaterThan(1);
    const id = await world.onlyOperationId();

    const cancelled = await cancel(tenant, id, { 'Idempotency-Key': 'once' });

    expect(cancelled).toMatchObject({
      status: 200,
      body: { id, state: 'failed', cancel_requested_at: moment, failure: { code: 'cancelled' } },
    });
    expect(await settingUp).toMatchObject({ status: 500, body: { code: 'cancelled' } });
    expect(await world.remains()).toEqual(nothing);
    expect(await cancel(tenant, id, { 'Idempotency-Key': 'once' })).toMatchObject({
      status: 200,
      body: cancelled.body,
    });
    expect(await cancel(tenant, id)).toMatchObject({ status: 409, body: { code: 'operation_finished' } });
  });

  it('a cancellation compensates a change, and can be repeated while the compensation runs', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    await world.setUpsEnded();
    const before = await world.store.dispatchRules();
    world.proxy.plan('UpdateSIPDispatchRule', outage, Infinity);
    const path = `/api/phone-numbers/${number}`;
    const changing = send(tenant, 'PATCH', path, { body: { inbound_agent_id: 'ada' } });
    await expect.poll(() => world.proxy.seen('UpdateSIPDispatchRule')).toBeGreaterThan(1);
    const list = await tenant.get('/v1/operations?state=running');
    const id = String(at(list.body, 'data', '0', 'id'));

    // The compensation reads even the objects that were not changed. It runs until LiveKit answers that.
    world.proxy.plan('ListSIPDispatchRule', outage, Infinity);
    for (const _twice of [1, 2]) {
      expect(await cancel(tenant, id, { Prefer: 'respond-async' })).toMatchObject({
        status: 202,
        body: { id, kind: 'change_trunk', cancel_requested_at: moment },
      });
    }
    world.proxy.reset();

    expect(await changing).toMatchObject({ status: 500, body: { code: 'cancelled' } });
    expect(await world.store.dispatchRules()).toEqual(before);
    expect((await cancel(tenant, id)).status).toBe(409);
    expect(world.trunkline.log.filter((line) => line.includes('could not be cancelled'))).toEqual([]);
  });

  it('the dispatcher delivers a cancellation that did not reach the workflow', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', outage, Infinity);
    const settingUp = tenant.zudu(zuduBody(number));
    await expect.poll(() => world.proxy.seen('CreateSIPDispatchRule')).toBeGreaterThan(1);

    await world.trunkline.rows('update operations set cancel_requested_at = now(), dispatch_after = now()');

    expect(await settingUp).toMatchObject({ status: 500, body: { code: 'cancelled' } });
  });
});

describe('a retry', () => {
  it('a retry sets up a failed trunk with the same password, once for each key, and is refused when superseded', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', refusal);
    const failed = operationIdOf(await tenant.zudu(zuduBody(number)));

    const again = await retry(tenant, failed, { 'Idempotency-Key': 'once' });

    expect(again).toMatchObject({
      status: 200,
      body: { kind: 'set_up_trunk', state: 'succeeded', retry_of: failed },
    });
    const { outbound } = await objectsOf(world);
    expect(outbound).toMatchObject({ authUsername: 'sip_user', authPassword: 'sip_password' });
    expect(await world.remains()).toEqual(oneTrunk);
    const id = operationIdOf(again);
    expect(id).not.toBe(failed);
    expect(await retry(tenant, failed, { 'Idempotency-Key': 'once' })).toMatchObject({ body: { id } });
    expect(await retry(tenant, failed)).toMatchObject({
      status: 409,
      body: { code: 'operation_superseded' },
    });
    expect(await retry(tenant, id)).toMatchObject({ status: 409, body: { code: 'operation_succeeded' } });
  });

  it('a retry carries out a failed change', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    world.proxy.plan('UpdateSIPDispatchRule', refusal);
    const path = `/api/phone-numbers/${number}`;
    const failed = await send(tenant, 'PATCH', path, { body: { inbound_agent_id: 'ada', nickname: 'Desk' } });
    expect(failed.status).toBe(500);

    const again = await retry(tenant, operationIdOf(failed));

    expect(again).toMatchObject({ status: 200, body: { kind: 'change_trunk', state: 'succeeded' } });
    expect((await tenant.get(path)).body).toMatchObject({
      data: { inbound_agent_id: 'ada', nickname: 'Desk' },
    });
  });
});

describe('the events of an operation', () => {
  const open = (tenant: Tenant, id: string, lastEventId?: string) =>
    EventReader.open(world.trunkline.url, tenant, id, lastEventId);

  it('a stream of events ends with its operation, and can be resumed at any event', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', outage, Infinity);
    const made = await tenant.zudu(zuduBody(number), { Prefer: 'wait=1' });
    const id = operationIdOf(made);
    const stream = await open(tenant, id);
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await expect.poll(() => stream.events.length).toBeGreaterThan(6);

    world.proxy.reset();
    await stream.closed;

    const named = stream.events.map(({ event, data }) =>
      event === 'step' ? `${at(data, 'step')} ${at(data, 'event')}` : event,
    );
    expect(named.filter((name) => !/^(in|out)bound /.test(name))).toEqual([
      'accepted',
      'rule started',
      'rule attempt_failed',
      'rule started',
      'rule succeeded',
      'record started',
      'record succeeded',
      'ended',
    ]);
    expect(stream.events.at(-1)).toEqual({ id: 'end', event: 'ended', data: await ended(tenant, id) });
    expect(stream.ids.slice(0, -1)).toEqual(stream.ids.slice(0, -1).map((_, index) => String(index)));
    const rest = await open(tenant, id, stream.ids[4]);
    await rest.closed;
    expect(rest.ids).toEqual(stream.ids.slice(5));
    expect((await open(tenant, id, 'end')).status).toBe(204);
  });

  it('a stopping process closes streams without waiting for them, and they can be resumed after its start', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', refusal);
    world.proxy.plan('DeleteSIPTrunk', outage, Infinity);
    const id = operationIdOf(await tenant.zudu(zuduBody(number), { Prefer: 'respond-async' }));
    const stream = await open(tenant, id);
    await expect.poll(() => stream.events.map(({ event }) => event)).toContain('compensating');

    const began = performance.now();
    await world.trunkline.stop();
    expect(performance.now() - began).toBeLessThan(6_000);
    await stream.closed;
    expect(stream.ids).not.toContain('end');

    world.proxy.reset();
    await world.trunkline.startAgain();
    const rest = await open(tenant, id, stream.ids.at(-1) ?? '');
    await rest.closed;
    expect(rest.ids.at(-1)).toBe('end');
    expect(rest.ids.some((again) => stream.ids.includes(again))).toBe(false);
  });
});

describe("another organisation's operation", () => {
  it("another organisation's operation is answered exactly like an unknown one when it is read, followed, cancelled or retried", async () => {
    const [owner, other] = [await world.tenant(), await world.tenant()];
    const id = operationIdOf(await owner.zudu(zuduBody(number)));
    const headers = { authorization: `Bearer ${other.key.secret}` };
    for (const [method, what] of [
      ['GET', ''],
      ['GET', '/events'],
      ['POST', '/cancel'],
      ['POST', '/retry'],
    ] as const) {
      const asked = await other.request(method, `/v1/operations/${id}${what}`, { headers });
      const none = await other.request(method, `/v1/operations/op_${'0'.repeat(32)}${what}`, { headers });
      expect(asked.status).toBe(404);
      expect([asked.status, asked.body]).toEqual([none.status, none.body]);
    }
    expect((await other.get('/v1/operations')).body).toEqual({ data: [], next: null });
    expect((await owner.get('/v1/operations')).body).toMatchObject({ data: [{ id }], next: null });
  });
});
