import { describe, expect, it } from 'vitest';
import { type Answer, at, type Tenant, zuduBody } from './support/tenant.js';
import { oneTrunk, operationIdOf, useWorld } from './support/world.js';

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

/** The operation as its owner sees it once it has ended. */
async function ended(tenant: Tenant, id: string): Promise<unknown> {
  await expect
    .poll(async () => at((await tenant.operation(id)).body, 'finished_at'))
    .toEqual(expect.any(String));
  return (await tenant.operation(id)).body;
}

const step = (name: string, state: string, attempts: number, error: object | null = null) => ({
  name,
  state,
  attempts,
  started_at: moment,
  ended_at: moment,
  error,
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
  docs: `docs/operations.md#${code}`,
});

describe('the steps of an operation', () => {
  it('show when each began and ended and how often it was tried, for a set-up, a change and a tear-down', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPOutboundTrunk', outage, 2);
    const made = await tenant.zudu(zuduBody(number));
    const path = `/api/phone-numbers/${number}`;
    const changed = await send(tenant, 'PATCH', path, { body: { inbound_agent_id: 'ada' } });
    world.proxy.plan('ListSIPDispatchRule', outage, 3);
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
      undo: [],
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
        step('rule', 'succeeded', 4),
        step('inbound', 'succeeded', 1),
        step('outbound', 'succeeded', 1),
        step('record', 'succeeded', 1),
      ],
    });
  });

  it('that failed name the error, and what was undone', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', refusal);
    const answer = await tenant.zudu(zuduBody(number));

    expect(await ended(tenant, operationIdOf(answer))).toMatchObject({
      state: 'failed',
      steps: [
        step('inbound', 'undone', 1),
        step('outbound', 'undone', 1),
        step('rule', 'failed', 1, fault('livekit_refused')),
        pending('record'),
      ],
      undo: expect.arrayContaining(
        ['rule', 'outbound', 'inbound', 'number'].map((name) => step(name, 'succeeded', 1)),
      ),
      failure: { ...fault('livekit_refused'), step: 'rule', undone: { inbound: 1, outbound: 1, rule: 0 } },
    });
  });

  it('can be seen while they are being repeated', async () => {
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
          { ...step('rule', 'running', 1, fault('livekit_fault')), ended_at: null },
          pending('record'),
        ],
      });
    world.proxy.reset();
    await ended(tenant, operationIdOf(answer));
  });
});

describe('a caller who does not want to wait', () => {
  it('is answered as soon as the wish is written down, for a set-up, a change and a delete', async () => {
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
    expect((await send(tenant, 'DELETE', path, { headers })).status, 'refused as ever').toBe(404);
  });
});
