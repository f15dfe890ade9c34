import { describe, expect, it } from 'vitest';
import type { SipMethod } from '../support/livekit/livekit-proxy.js';
import { zuduBody } from '../support/requests/tenant.js';
import { nothing, oneTrunk, operationIdOf, useWorld } from '../support/world.js';

// The next test would hold the follow-up check of the one before.
const world = useWorld({ FOLLOW_UP_DELAYS_MS: '3600000' });
const number = '+15551234567';

/** The workflow of the only running set-up, through Temporal's own client. Its objects may be begun before it has started. */
const onlyWorkflow = async () => {
  const workflow = world.temporal.workflow.getHandle(`trunk/${await world.onlyOperationId()}`);
  const isStarted = () =>
    workflow.describe().then(
      () => true,
      () => false,
    );
  await expect.poll(isStarted).toBe(true);
  return workflow;
};

describe('a cancellation of the workflow in Temporal', () => {
  it.each<[string, SipMethod, 'before_livekit' | 'after_livekit']>([
    ['before the inbound trunk is created', 'CreateSIPInboundTrunk', 'before_livekit'],
    ['just after the outbound trunk is created', 'CreateSIPOutboundTrunk', 'after_livekit'],
    ['just after the rule is created', 'CreateSIPDispatchRule', 'after_livekit'],
  ])('a cancellation %s leaves nothing, and the caller gets the failure', async (_when, method, point) => {
    const tenant = await world.tenant();
    // The request is never released: its quick attempt times out, and the workflow sees the cancellation before the next one.
    const held = world.proxy.hold(method, point);
    const answer = tenant.zudu(zuduBody(number));
    await held.arrived;

    await (await onlyWorkflow()).cancel();

    const answered = await answer;
    expect(answered).toMatchObject({ status: 500, body: { status: 'error', code: 'cancelled' } });
    expect(await world.operation(answered)).toMatchObject({
      state: 'failed',
      failure: { code: 'cancelled' },
    });
    expect(await world.remains()).toEqual(nothing);
    await expect(world.workflow(answered).result()).rejects.toMatchObject({ cause: { type: 'SetUpFailed' } });
    expect(await world.workflow(answered).describe()).toMatchObject({ status: { name: 'FAILED' } });
    expect(await tenant.zudu(zuduBody(number)), 'the number is free').toMatchObject({ status: 200 });
  });

  it('a cancellation during the last step of a quick set-up comes too late, and the workflow succeeds', async () => {
    const tenant = await world.tenant();
    const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const answer = tenant.zudu(zuduBody(number));
    await held.arrived;

    await (await onlyWorkflow()).cancel();
    await held.release();

    const answered = await answer;
    expect(answered).toMatchObject({ status: 200 });
    expect(await world.workflow(answered).result()).toMatchObject({
      operationId: operationIdOf(answered),
      state: 'succeeded',
    });
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('a cancellation while a step is retried leaves nothing, and the caller gets the failure', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 500 }, Infinity);
    const answer = tenant.zudu(zuduBody(number));
    await expect.poll(() => world.proxy.seen('CreateSIPDispatchRule')).toBeGreaterThan(1);

    await (await onlyWorkflow()).cancel();

    const answered = await answer;
    expect(answered).toMatchObject({ status: 500, body: { code: 'cancelled' } });
    expect(await world.operation(answered)).toMatchObject({
      state: 'failed',
      failure: { step: 'rule', code: 'cancelled', removed: { inbound: 1, outbound: 1, rule: 0 } },
    });
    expect(await world.remains()).toEqual(nothing);
  });

  it('a cancellation while LiveKit does not answer a retried step waits for it, and removes what it creates', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 500 });
    const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const answer = tenant.zudu(zuduBody(number));
    await held.arrived;

    const workflow = await onlyWorkflow();
    await workflow.cancel();
    /** The events after the one with which the workflow cancels the step. Null before that. */
    const eventsAfterCancellation = async () => {
      const { events } = await workflow.fetchHistory();
      const index = events?.findIndex((event) => event.activityTaskCancelRequestedEventAttributes) ?? -1;
      return index < 0 ? null : events?.slice(index + 1);
    };
    // A compensation that does not wait would begin in the same workflow task, with events that directly follow.
    await expect.poll(eventsAfterCancellation).toEqual([]);
    expect(world.proxy.seen('DeleteSIPTrunk'), 'nothing is removed before the attempt has ended').toBe(0);
    await held.release();

    const answered = await answer;
    expect(answered).toMatchObject({ status: 500, body: { code: 'cancelled' } });
    expect(await world.operation(answered)).toMatchObject({
      failure: { code: 'cancelled', removed: { inbound: 1, outbound: 1, rule: 1 } },
    });
    expect(await world.remains()).toEqual(nothing);
  });

  it('a cancellation during a compensation does not change its reason, and the compensation completes', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });
    const held = world.proxy.hold('DeleteSIPTrunk', 'before_livekit');
    const answer = tenant.zudu(zuduBody(number));
    await held.arrived;

    await (await onlyWorkflow()).cancel();
    await held.release();

    const answered = await answer;
    expect(answered).toMatchObject({ status: 500, body: { code: 'livekit_refused' } });
    expect(await world.operation(answered)).toMatchObject({
      state: 'failed',
      failure: { step: 'rule', code: 'livekit_refused' },
    });
    expect(await world.remains()).toEqual(nothing);
  });

  it('a cancellation after the record is written keeps the trunk', async () => {
    const tenant = await world.tenant();
    // The check for duplicates comes after the answer. Holding it keeps the workflow open.
    const held = world.proxy.hold('ListSIPInboundTrunk', 'before_livekit');

    const answer = await tenant.zudu(zuduBody(number));
    await held.arrived;
    await world.workflow(answer).cancel();
    await held.release();

    expect(answer.status).toBe(200);
    expect(await world.workflow(answer).result()).toMatchObject({
      operationId: operationIdOf(answer),
      state: 'succeeded',
    });
    expect(await world.remains()).toEqual(oneTrunk);
  });
});

describe('a termination of the workflow in Temporal', () => {
  it('an operation whose workflow is terminated is started again and completes', async () => {
    const tenant = await world.tenant();
    const held = world.proxy.hold('CreateSIPDispatchRule', 'after_livekit');
    const answer = tenant.zudu(zuduBody(number));
    await held.arrived;

    await (await onlyWorkflow()).terminate();
    await held.release();

    expect(await answer).toMatchObject({ status: 200 });
    expect(await world.remains()).toEqual(oneTrunk);
  });
});
