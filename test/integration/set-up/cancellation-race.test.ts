import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { meaningOf } from '../support/livekit/objects.js';
import type { HeldRequest } from '../support/requests/held-request.js';
import { type Answer, at, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { nothing, operationIdOf, useWorld } from '../support/world.js';

const world = useWorld();
const number = '+14155550100';

const send = (tenant: Tenant, method: 'POST' | 'PATCH', path: string, body?: object): Promise<Answer> =>
  tenant.request(method, path, {
    headers: { authorization: `Bearer ${tenant.key.secret}`, prefer: 'respond-async' },
    ...(body === undefined ? {} : { body }),
  });
const cancel = (tenant: Tenant, id: string) => send(tenant, 'POST', `/v1/operations/${id}/cancel`);

async function ended(tenant: Tenant, id: string): Promise<unknown> {
  const read = async () => (await tenant.operation(id)).body;
  // On a busy machine the first workflow tasks of a new worker take longer than their time limit, and are repeated.
  await expect
    .poll(async () => at(await read(), 'finished_at'), { timeout: 45_000 })
    .toEqual(expect.any(String));
  return read();
}

/** Cancels an operation during a request to LiveKit that is held, and requires it to fail. */
async function expectCancelled(tenant: Tenant, begun: Answer, held: HeldRequest): Promise<void> {
  await held.arrived;
  expect((await cancel(tenant, operationIdOf(begun))).status).toBe(202);
  await held.release();
  expect(await ended(tenant, operationIdOf(begun))).toMatchObject({
    state: 'failed',
    failure: { code: 'cancelled' },
  });
}

it('a set-up that is cancelled during its last request to LiveKit fails and leaves nothing', async () => {
  const tenant = await world.tenant();
  const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
  const begun = await tenant.zudu(zuduBody(number), { prefer: 'respond-async' });

  await expectCancelled(tenant, begun, held);

  expect(await world.remains()).toEqual(nothing);
});

it('a change that is cancelled during its last request to LiveKit fails and restores the trunk', async () => {
  const tenant = await world.tenant();
  await tenant.zudu(zuduBody(number));
  await world.setUpsEnded();
  const before = await meaningOf(world);
  const held = world.proxy.hold('UpdateSIPDispatchRule', 'before_livekit');
  const begun = await send(tenant, 'PATCH', `/api/phone-numbers/${number}`, { inbound_agent_id: 'ada' });

  await expectCancelled(tenant, begun, held);

  expect(await meaningOf(world)).toEqual(before);
});

it('whenever a cancellation comes, either it is refused and the set-up succeeds, or it is accepted and the set-up fails', async () => {
  const tenant = await world.tenant();
  const outcomes: { accepted: boolean; state: unknown }[] = [];
  const setUpAndCancel = async (index: number) => {
    const id = operationIdOf(
      await tenant.zudu(zuduBody(`+1415555${2000 + index}`), { prefer: 'respond-async' }),
    );
    await delay((index % 8) * 12);
    const { status } = await cancel(tenant, id);
    outcomes.push({ accepted: status !== 409, state: at(await ended(tenant, id), 'state') });
  };
  let next = 0;
  const oneAfterTheOther = async () => {
    while (next < 16) await setUpAndCancel(next++);
  };
  await Promise.all([oneAfterTheOther(), oneAfterTheOther(), oneAfterTheOther(), oneAfterTheOther()]);

  for (const { accepted, state } of outcomes) expect(state).toBe(accepted ? 'failed' : 'succeeded');
  const succeeded = outcomes.filter(({ accepted }) => !accepted).length;
  await expect.poll(async () => (await world.remains()).rule).toBe(succeeded);
  expect(await world.remains()).toEqual({
    ...{ inbound: succeeded, outbound: succeeded, rule: succeeded },
    ...{ records: succeeded, reservations: succeeded },
  });
});
