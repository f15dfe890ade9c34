import { WorkflowUpdateFailedError } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import type { Fault, SipMethod } from '../support/livekit/livekit-proxy.js';
import { meaningOf, objectsOf } from '../support/livekit/objects.js';
import { reconciled } from '../support/reconciling.js';
import { EventReader } from '../support/requests/event-reader.js';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { nothing, operationIdOf, useWorld, type World } from '../support/world.js';

const number = '+15551234567';
const refusal: Fault = { kind: 'answer', status: 400, code: 'invalid_argument' };
const outage: Fault = { kind: 'answer', status: 500 };

const world = useWorld({
  ANSWER_WAIT_MS: '1000',
  SET_UP_BUDGET_MS: '5000',
  COMPENSATION_STUCK_AFTER_MS: '1500',
  FOLLOW_UP_DELAYS_MS: '500,3000,8000',
});

/** After this many attempts, the next one comes by itself only after this pause, in milliseconds. */
const manyAttempts = 6;
const pauseMs = 6_400;

/** Starts a set-up whose rule is refused, and waits until its compensation has failed at one method. */
async function stuckSetUp(method: SipMethod, tenant?: Tenant): Promise<Answer> {
  const caller = tenant ?? (await world.tenant());
  world.proxy.plan('CreateSIPDispatchRule', refusal);
  world.proxy.plan(method, outage, Infinity);
  const answer = await caller.zudu(zuduBody(number));
  expect(answer.status).toBe(202);
  // On a busy machine the caller is answered before the compensation has begun.
  await expect.poll(() => world.operation(answer)).toMatchObject({ state: 'compensating' });
  const seen = world.proxy.seen(method);
  await expect.poll(() => world.proxy.seen(method)).toBeGreaterThan(seen);
  return answer;
}

function resolve(answer: Answer, part: string, action: string, within: World = world): Promise<unknown> {
  const resolution = { part, action, by: 'Grace', reason: 'tried by hand' };
  return within.workflow(answer).executeUpdate('resolveCompensation', { args: [resolution] });
}

async function expectRefusal(update: Promise<unknown>, why: RegExp): Promise<void> {
  const refused = await update.then(
    () => null,
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(WorkflowUpdateFailedError);
  expect(refused).toMatchObject({
    cause: { type: 'ResolutionRefused', message: expect.stringMatching(why) },
  });
}

const stateOf = async (answer: Answer, within: World = world) =>
  (await within.workflow(answer).describe()).searchAttributes.TrunklineState?.[0];

describe('a stuck compensation', () => {
  it('a stuck compensation appears in the search attribute, the current details, the log, the operation and its events', async () => {
    const tenant = await world.tenant();
    const answer = await stuckSetUp('DeleteSIPTrunk', tenant);
    const operationId = operationIdOf(answer);
    const stream = await EventReader.open(world.trunkline.url, tenant, operationId);

    await expect.poll(() => stateOf(answer), { timeout: 10_000 }).toBe('compensation_stuck');

    const metadata = await world
      .workflow(answer)
      .query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(metadata.currentDetails).toContain('waits for: inbound, outbound');
    expect(metadata.currentDetails).toContain(
      `--workflow-id trunk/${operationId} --name resolveCompensation`,
    );
    const isLogged = () =>
      world.trunkline.log.some(
        (line) => line.includes('compensation is stuck') && line.includes(operationId),
      );
    await expect.poll(isLogged).toBe(true);
    const stuck = {
      stuck: true,
      waiting_for: expect.arrayContaining([
        expect.objectContaining({
          phase: 'compensation',
          step: 'inbound',
          last_error: expect.objectContaining({ code: 'livekit_fault' }),
        }),
      ]),
    };
    expect(await tenant.operation(operationId)).toMatchObject({ body: stuck });
    await expect.poll(() => stream.waiting.at(-1), { timeout: 5_000 }).toMatchObject(stuck);
    stream.hangUp();
  });

  it('the metrics count a stuck compensation', async () => {
    await stuckSetUp('DeleteSIPTrunk');
    const metrics = async () => (await fetch(`${world.trunkline.url}/metrics`)).text();

    await expect.poll(metrics, { timeout: 20_000 }).toMatch(/^trunkline_compensation_stuck 1$/m);
    expect(await metrics()).toMatch(
      /^trunkline_operations_unfinished\{kind="set_up_trunk",state="compensating"\} 1$/m,
    );

    world.proxy.heal();
    await expect.poll(metrics, { timeout: 20_000 }).toMatch(/^trunkline_compensation_stuck 0$/m);
  });

  it('a compensation whose rule is stuck keeps the inbound trunk, but removes the outbound trunk', async () => {
    const answer = await stuckSetUp('ListSIPDispatchRule');

    await expect.poll(() => world.remains()).toEqual({ ...nothing, inbound: 1, reservations: 1 });
    expect(await world.operation(answer)).toMatchObject({ state: 'compensating' });
  });

  it('a stuck part is retried at once when an operator requests a retry', async () => {
    const answer = await stuckSetUp('DeleteSIPTrunk');
    await expect.poll(() => world.proxy.seen('DeleteSIPTrunk')).toBeGreaterThanOrEqual(2 * manyAttempts);
    world.proxy.heal();

    await Promise.all([resolve(answer, 'inbound', 'retry'), resolve(answer, 'outbound', 'retry')]);

    await expect
      .poll(() => world.operation(answer), { timeout: pauseMs - 1_000 })
      .toMatchObject({ state: 'failed', failure: { step: 'rule', code: 'livekit_refused' } });
    expect(await world.remains()).toEqual(nothing);
  });

  it('a skipped part does not keep the number, and its orphans are removed as soon as LiveKit works again', async () => {
    const answer = await stuckSetUp('ListSIPDispatchRule');
    await expect.poll(() => world.remains()).toMatchObject({ outbound: 0 });

    await resolve(answer, 'rule', 'skip');
    // The rule of an inbound trunk is removed before the trunk, so the trunk is stuck as well.
    await expect
      .poll(
        () =>
          resolve(answer, 'inbound', 'skip').then(
            () => 'accepted',
            () => 'refused',
          ),
        { timeout: 10_000 },
      )
      .toBe('accepted');

    const skipped = [
      { part: 'rule', by: 'Grace', reason: 'tried by hand' },
      { part: 'inbound', by: 'Grace', reason: 'tried by hand' },
    ];
    await expect
      .poll(() => world.operation(answer), { timeout: 5_000 })
      .toMatchObject({ state: 'failed', failure: { step: 'rule', skipped } });
    expect(await world.remains()).toMatchObject({ inbound: 1, reservations: 0 });

    world.proxy.heal();
    await expect.poll(() => world.remains(), { timeout: 20_000 }).toEqual(nothing);
  });

  it('the owner of an operation sees which part was skipped, by whom, why and when, and its real cause', async () => {
    const tenant = await world.tenant();
    const answer = await stuckSetUp('ListSIPOutboundTrunk', tenant);
    const stream = await EventReader.open(world.trunkline.url, tenant, operationIdOf(answer));
    // The last one may be under way when the part is skipped.
    await expect.poll(() => world.proxy.seen('ListSIPOutboundTrunk'), { timeout: 10_000 }).toBeGreaterThan(4);

    await resolve(answer, 'outbound', 'skip');

    const by = { by: 'Grace', reason: 'tried by hand' };
    await expect
      .poll(async () => (await tenant.operation(operationIdOf(answer))).body)
      .toMatchObject({
        state: 'failed',
        failure: { skipped: ['outbound'] },
        compensation: expect.arrayContaining([
          expect.objectContaining({
            name: 'outbound',
            state: 'skipped',
            error: expect.objectContaining({ code: 'livekit_fault' }),
            skipped: { ...by, at: expect.stringMatching(/^20.*Z$/) },
          }),
        ]),
      });
    await stream.closed;
    const compensated = stream.events
      .map(({ data }) => data)
      .filter((data) => at(data, 'step') === 'outbound' && at(data, 'phase') === 'compensation');
    expect(compensated).toMatchObject([
      { event: 'started' },
      { event: 'attempt_failed', error: { code: 'livekit_fault' } },
      { event: 'skipped', error: null, ...by },
    ]);
    expect(Number(at(compensated[1], 'attempts'))).toBeGreaterThan(3);
  });

  it('a resolution of an unknown action or of a part that is not being compensated is refused', async () => {
    const answer = await stuckSetUp('ListSIPDispatchRule');

    await expectRefusal(resolve(answer, 'inbound', 'skip'), /inbound is not being compensated/);
    await expectRefusal(resolve(answer, 'rule', 'forget'), /"action" must be/);
    await expectRefusal(resolve(answer, 'everything', 'retry'), /"part" must be one of/);
  });
});

describe('a running set-up', () => {
  it('a set-up that is not being compensated refuses every resolution', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', outage, Infinity);
    const answer = await tenant.zudu(zuduBody(number));
    expect(answer).toMatchObject({ status: 202, body: { data: { state: 'running' } } });

    await expectRefusal(resolve(answer, 'rule', 'retry'), /Nothing is being compensated/);

    world.proxy.heal();
    await expect
      .poll(() => world.operation(answer), { timeout: 10_000 })
      .toMatchObject({ state: 'succeeded' });
  });
});

describe('a stuck compensation of a change', () => {
  // The follow-up check for late writes comes after the end of these tests, so that only the operator and the reconciler act.
  const slow = useWorld({
    ANSWER_WAIT_MS: '1000',
    COMPENSATION_STUCK_AFTER_MS: '1500',
    FOLLOW_UP_DELAYS_MS: '600000',
    RECONCILE_GRACE_MS: '0',
    RECONCILE_SECOND_PASS_MS: '200',
  });

  /** Starts a change that updates the inbound trunk, is refused at the outbound trunk, and cannot restore the inbound trunk. */
  async function stuckChange(changes: object) {
    const tenant = await slow.tenant();
    const made = await tenant.autocalls(autocallsBody('1000'));
    // On a busy machine the caller is answered before the trunk exists.
    await ended(tenant, made).toMatchObject({ state: 'succeeded' });
    const { body: succeeded } = await tenant.operation(operationIdOf(made));
    const path = `/api/user/phone-numbers/sip-trunks/${String(at(succeeded, 'trunk_id'))}`;
    const before = await meaningOf(slow);
    slow.proxy.plan('UpdateSIPOutboundTrunk', refusal);
    slow.proxy.plan('UpdateSIPInboundTrunk', outage, { after: 1, times: Infinity });
    const answer = await tenant.request('PUT', path, {
      body: changes,
      headers: { authorization: `Bearer ${tenant.key.secret}` },
    });
    expect(answer.status).toBe(202);
    await expect.poll(() => stateOf(answer, slow), { timeout: 10_000 }).toBe('compensation_stuck');
    return { tenant, path, before, answer };
  }

  const ended = (tenant: Tenant, answer: Answer, timeout = 20_000) =>
    expect.poll(async () => (await tenant.operation(operationIdOf(answer))).body, { timeout });

  it('a stuck change shows its part and how to resolve it, and is restored at once when an operator requests a retry', async () => {
    const { tenant, path, before, answer } = await stuckChange({ sip_username: 'another' });
    const { currentDetails } = await slow
      .workflow(answer)
      .query<{ currentDetails: string }>('__temporal_workflow_metadata');
    await expect.poll(() => slow.proxy.seen('UpdateSIPInboundTrunk')).toBeGreaterThan(manyAttempts);
    slow.proxy.heal();

    await resolve(answer, 'inbound', 'retry', slow);

    await ended(tenant, answer, pauseMs - 1_000).toMatchObject({
      state: 'failed',
      failure: { step: 'outbound', skipped: [] },
    });
    expect(currentDetails).toContain('waits for: inbound.');
    expect(currentDetails).toContain('--name resolveCompensation');
    expect(await meaningOf(slow)).toEqual(before);
    expect((await tenant.get(path)).body).toMatchObject({ data: { sip_username: 'myuser' } });
  });

  it('a stuck change ends when an operator skips its part, and the reconciler reports and repairs the difference', async () => {
    const { tenant, path, before, answer } = await stuckChange({ sip_username: 'another' });

    await resolve(answer, 'inbound', 'skip', slow);

    await ended(tenant, answer).toMatchObject({
      state: 'failed',
      failure: { step: 'outbound', code: 'livekit_refused', skipped: ['inbound'] },
      compensation: expect.arrayContaining([expect.objectContaining({ name: 'inbound', state: 'skipped' })]),
    });
    expect(await slow.operation(answer)).toMatchObject({
      failure: { skipped: [{ part: 'inbound', by: 'Grace', reason: 'tried by hand' }] },
    });
    expect((await tenant.get(path)).body).toMatchObject({ data: { sip_username: 'myuser' } });
    const { inbound, outbound } = await objectsOf(slow);
    expect([inbound?.authUsername, outbound?.authUsername]).toEqual(['another', 'myuser']);
    const { findings } = await reconciled(slow);
    expect(findings).toMatchObject([{ code: 'drift', object: { id: inbound?.sipTrunkId } }]);

    slow.proxy.heal();
    await reconciled(slow, { repair: true });
    expect(await meaningOf(slow)).toEqual(before);
  });

  it('a change whose old password no key decrypts ends by itself, and a new password can be set', async () => {
    const tenant = await slow.tenant();
    const made = await tenant.autocalls(autocallsBody('1000'));
    await ended(tenant, made).toMatchObject({ state: 'succeeded' });
    const { body: succeeded } = await tenant.operation(operationIdOf(made));
    const path = `/api/user/phone-numbers/sip-trunks/${String(at(succeeded, 'trunk_id'))}`;
    const change = (body: object) =>
      tenant.request('PUT', path, { body, headers: { authorization: `Bearer ${tenant.key.secret}` } });
    await slow.trunkline.rows(`update trunks set sealed_password = replace(sealed_password, '.', '.lost-')`);
    slow.proxy.plan('UpdateSIPOutboundTrunk', refusal);

    const failed = await change({ phone_number: '2000', sip_password: 'another-password' });

    await ended(tenant, failed).toMatchObject({
      state: 'failed',
      failure: { step: 'outbound', code: 'livekit_refused', skipped: ['inbound', 'outbound'] },
      compensation: expect.arrayContaining(
        ['inbound', 'outbound'].map((name) =>
          expect.objectContaining({
            name,
            state: 'skipped',
            error: expect.objectContaining({ code: 'password_unreadable' }),
          }),
        ),
      ),
    });
    const { inbound, outbound } = await objectsOf(slow);
    expect([inbound?.numbers, outbound?.numbers]).toEqual([['1000'], ['1000']]);
    expect(await slow.trunkline.rows('select collision_key from number_reservations')).toEqual([
      { collision_key: '+1000' },
    ]);
    expect((await reconciled(slow)).findings).toMatchObject([{ code: 'password_unreadable' }]);

    await ended(tenant, await change({ sip_password: 'another-password' })).toMatchObject({
      state: 'succeeded',
    });
    const after = await objectsOf(slow);
    expect([after.inbound?.authPassword, after.outbound?.authPassword]).toEqual([
      'another-password',
      'another-password',
    ]);
    expect((await reconciled(slow)).findings).toEqual([]);
  });

  it('a stuck change of the number frees the new number when its part is skipped, and keeps the old one', async () => {
    const { tenant, answer } = await stuckChange({ phone_number: '2000' });

    await resolve(answer, 'inbound', 'skip', slow);

    await ended(tenant, answer).toMatchObject({ state: 'failed', failure: { skipped: ['inbound'] } });
    expect(await slow.trunkline.rows('select collision_key from number_reservations')).toEqual([
      { collision_key: '+1000' },
    ]);
  });
});
