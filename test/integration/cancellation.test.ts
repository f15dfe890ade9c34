import { describe, expect, it } from 'vitest';
import type { SipMethod } from './support/livekit-proxy.js';
import { zuduBody } from './support/tenant.js';
import { nothing, oneTrunk, operationIdOf, useWorld } from './support/world.js';

// A follow-up of one test would be held by the next.
const world = useWorld({ FOLLOW_UP_DELAYS_MS: '3600000' });
const number = '+15551234567';

/** The workflow of the only set-up that runs, through Temporal's own client. */
const onlyWorkflow = async () => world.temporal.workflow.getHandle(`trunk/${await world.onlyOperationId()}`);

describe('when an operator cancels the workflow in Temporal', () => {
  it.each<[string, SipMethod, 'before_livekit' | 'after_livekit']>([
    ['before the inbound trunk is made', 'CreateSIPInboundTrunk', 'before_livekit'],
    ['just after the outbound trunk was made', 'CreateSIPOutboundTrunk', 'after_livekit'],
    ['just after the rule was made', 'CreateSIPDispatchRule', 'after_livekit'],
  ])('%s, nothing is left and the caller is told of the failure', async (_when, method, point) => {
    const tenant = await world.tenant();
    // Never let go: the quick attempt is given up, and the cancellation is seen before the next one.
    const held = world.proxy.hold(method, point);
    const answer = tenant.zudu(zuduBody(number));
    await held.arrived;

    await (await onlyWorkflow()).cancel();

    const told = await answer;
    expect(told).toMatchObject({ status: 500, body: { status: 'error', code: 'cancelled' } });
    expect(await world.operation(told)).toMatchObject({ state: 'failed', failure: { code: 'cancelled' } });
    expect(await world.remains()).toEqual(nothing);
    await expect(world.workflow(told).result()).rejects.toMatchObject({ cause: { type: 'SetUpFailed' } });
    expect(await world.workflow(told).describe()).toMatchObject({ status: { name: 'FAILED' } });
    expect(await tenant.zudu(zuduBody(number)), 'the number is free').toMatchObject({ status: 200 });
  });

  it('too late, while all steps succeed at once, the trunk is whole and the workflow says so', async () => {
    const tenant = await world.tenant();
    const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const answer = tenant.zudu(zuduBody(number));
    await held.arrived;

    await (await onlyWorkflow()).cancel();
    await held.release();

    const told = await answer;
    expect(told).toMatchObject({ status: 200 });
    expect(await world.workflow(told).result()).toMatchObject({
      operationId: operationIdOf(told),
      state: 'succeeded',
    });
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('while a step is being repeated, nothing is left and the caller is told of the failure', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 500 }, Infinity);
    const answer = tenant.zudu(zuduBody(number));
    await expect.poll(() => world.proxy.seen('CreateSIPDispatchRule')).toBeGreaterThan(1);

    await (await onlyWorkflow()).cancel();

    const told = await answer;
    expect(told).toMatchObject({ status: 500, body: { code: 'cancelled' } });
    expect(await world.operation(told)).toMatchObject({
      state: 'failed',
      failure: { step: 'rule', code: 'cancelled', removed: { inbound: 1, outbound: 1, rule: 0 } },
    });
    expect(await world.remains()).toEqual(nothing);
  });

  it('while LiveKit does not answer a repeated step, the undo waits for it and takes back what it makes', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 500 });
    const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const answer = tenant.zudu(zuduBody(number));
    await held.arrived;

    const workflow = await onlyWorkflow();
    await workflow.cancel();
    const isAskedToEnd = async () =>
      (await workflow.fetchHistory()).events?.some(
        (event) => event.activityTaskCancelRequestedEventAttributes,
      );
    await expect.poll(isAskedToEnd).toBe(true);
    // An undo that did not wait would have begun by now.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(world.proxy.seen('DeleteSIPTrunk'), 'nothing is removed before the attempt has ended').toBe(0);
    await held.release();

    const told = await answer;
    expect(told).toMatchObject({ status: 500, body: { code: 'cancelled' } });
    expect(await world.operation(told)).toMatchObject({
      failure: { code: 'cancelled', removed: { inbound: 1, outbound: 1, rule: 1 } },
    });
    expect(await world.remains()).toEqual(nothing);
  });

  it('during the undo, the undo is finished and keeps its own reason', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });
    const held = world.proxy.hold('DeleteSIPTrunk', 'before_livekit');
    const answer = tenant.zudu(zuduBody(number));
    await held.arrived;

    await (await onlyWorkflow()).cancel();
    await held.release();

    const told = await answer;
    expect(told).toMatchObject({ status: 500, body: { code: 'livekit_refused' } });
    expect(await world.operation(told)).toMatchObject({
      state: 'failed',
      failure: { step: 'rule', code: 'livekit_refused' },
    });
    expect(await world.remains()).toEqual(nothing);
  });

  it('after the record is made, the trunk stays', async () => {
    const tenant = await world.tenant();
    // The look for doubles comes after the answer, and holds the workflow open.
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

describe('when an operator terminates the workflow in Temporal', () => {
  it('the operation is taken up again and comes to its end', async () => {
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
