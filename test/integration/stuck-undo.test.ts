import { WorkflowUpdateFailedError } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import type { Fault, SipMethod } from './support/livekit-proxy.js';
import { type Answer, zuduBody } from './support/tenant.js';
import { nothing, operationIdOf, useWorld } from './support/world.js';

const number = '+15551234567';
const refusal: Fault = { kind: 'answer', status: 400, code: 'invalid_argument' };
const outage: Fault = { kind: 'answer', status: 500 };

const world = useWorld({
  ANSWER_WAIT_MS: '1000',
  SET_UP_BUDGET_MS: '2000',
  UNDO_STUCK_AFTER_MS: '1500',
  FOLLOW_UP_DELAYS_MS: '500,3000,8000',
});

/** A set-up whose rule is refused and whose undo cannot do one thing. */
async function stuckSetUp(method: SipMethod): Promise<Answer> {
  const tenant = await world.tenant();
  world.proxy.plan('CreateSIPDispatchRule', refusal);
  world.proxy.plan(method, outage, Infinity);
  const answer = await tenant.zudu(zuduBody(number));
  expect(answer.status).toBe(202);
  return answer;
}

function resolve(answer: Answer, part: string, action: string): Promise<unknown> {
  const resolution = { part, action, by: 'Grace', reason: 'tried by hand' };
  return world.workflow(answer).executeUpdate('resolveRollback', { args: [resolution] });
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

const stateOf = async (answer: Answer) =>
  (await world.workflow(answer).describe()).searchAttributes.TrunklineState?.[0];

describe('an undo that does not come to an end', () => {
  it('is shown by its search attribute, by its current details and in the log', async () => {
    const answer = await stuckSetUp('DeleteSIPTrunk');
    const operationId = operationIdOf(answer);

    await expect.poll(() => stateOf(answer), { timeout: 10_000 }).toBe('undo_stuck');

    const metadata = await world
      .workflow(answer)
      .query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(metadata.currentDetails).toContain('waits for: inbound, outbound');
    expect(metadata.currentDetails).toContain(`--workflow-id trunk/${operationId} --name resolveRollback`);
    const isLogged = () =>
      world.trunkline.log.some((line) => line.includes('an undo is stuck') && line.includes(operationId));
    await expect.poll(isLogged).toBe(true);
  });

  it('is counted in the metrics', async () => {
    await stuckSetUp('DeleteSIPTrunk');
    const metrics = async () => (await fetch(`${world.trunkline.url}/metrics`)).text();

    await expect.poll(metrics, { timeout: 10_000 }).toMatch(/^trunkline_undo_stuck 1$/m);
    expect(await metrics()).toMatch(/^trunkline_operations_unfinished\{state="undoing"\} 1$/m);

    world.proxy.heal();
    await expect.poll(metrics, { timeout: 10_000 }).toMatch(/^trunkline_undo_stuck 0$/m);
  });

  it('goes on without the parts that wait for it: a stuck rule keeps its trunk, but not the outbound trunk', async () => {
    const answer = await stuckSetUp('ListSIPDispatchRule');

    await expect.poll(() => world.remains()).toEqual({ ...nothing, inbound: 1, reservations: 1 });
    expect(await world.operation(answer)).toMatchObject({ state: 'undoing' });
  });

  it('begins a part again at once when an operator says so', async () => {
    const answer = await stuckSetUp('DeleteSIPTrunk');
    await expect.poll(() => stateOf(answer), { timeout: 10_000 }).toBe('undo_stuck');
    world.proxy.heal();

    await Promise.all([resolve(answer, 'inbound', 'retry'), resolve(answer, 'outbound', 'retry')]);

    await expect
      .poll(() => world.operation(answer), { timeout: 3_000 })
      .toMatchObject({ state: 'failed', failure: { step: 'rule', code: 'livekit_refused' } });
    expect(await world.remains()).toEqual(nothing);
  });

  it('frees the number without a part that an operator gives up, and removes what was left once it can', async () => {
    const answer = await stuckSetUp('ListSIPDispatchRule');
    await expect.poll(() => world.remains()).toMatchObject({ outbound: 0 });

    await resolve(answer, 'rule', 'skip');
    // The rule of an inbound trunk goes first, so the trunk cannot be removed either.
    await expect
      .poll(
        () =>
          resolve(answer, 'inbound', 'skip').then(
            () => 'taken',
            () => 'not yet',
          ),
        { timeout: 10_000 },
      )
      .toBe('taken');

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

  it('shows its owner which parts were given up, but not who did it', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', refusal);
    world.proxy.plan('ListSIPOutboundTrunk', outage, Infinity);
    const answer = await tenant.zudu(zuduBody(number));

    await resolve(answer, 'outbound', 'skip');

    await expect
      .poll(() => tenant.operation(operationIdOf(answer)))
      .toMatchObject({ body: { state: 'failed', failure: { skipped: ['outbound'] } } });
  });

  it('refuses a resolution that makes no sense', async () => {
    const answer = await stuckSetUp('ListSIPDispatchRule');

    await expectRefusal(resolve(answer, 'inbound', 'skip'), /inbound is not being undone/);
    await expectRefusal(resolve(answer, 'rule', 'forget'), /"action" must be/);
    await expectRefusal(resolve(answer, 'everything', 'retry'), /"part" must be one of/);
  });
});

describe('a set-up that is not being undone', () => {
  it('refuses every resolution', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', outage, Infinity);
    const answer = await tenant.zudu(zuduBody(number));
    expect(answer).toMatchObject({ status: 202, body: { data: { state: 'running' } } });

    await expectRefusal(resolve(answer, 'rule', 'retry'), /Nothing is being undone/);

    world.proxy.heal();
    await expect
      .poll(() => world.operation(answer), { timeout: 10_000 })
      .toMatchObject({ state: 'succeeded' });
  });
});
