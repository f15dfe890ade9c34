import { describe, expect, it } from 'vitest';
import { autocallsBody, type Tenant, zuduBody } from './support/tenant.js';
import { nothing, oneTrunk, useWorld } from './support/world.js';

const world = useWorld();
const key = { 'idempotency-key': 'order-4711' };
const reused = 'Idempotency-Key was already used with another request.';

const contracts = [
  {
    contract: 'Zudu',
    created: 200,
    call: (tenant: Tenant, number: string, headers: Record<string, string> = key) =>
      tenant.zudu(zuduBody(`+1555123${number}`), headers),
    refusal: { message: reused, status: 'error', error: null, data: null, code: 'idempotency_key_reused' },
  },
  {
    contract: 'Autocalls',
    created: 201,
    call: (tenant: Tenant, number: string, headers: Record<string, string> = key) =>
      tenant.autocalls(autocallsBody(number), headers),
    refusal: { message: 'The given data was invalid.', errors: { 'Idempotency-Key': [reused] } },
  },
];

describe.each(contracts)('with an Idempotency-Key, $contract', ({ created, call, refusal }) => {
  it('answers the same request again as it was', async () => {
    const tenant = await world.tenant();

    const [first, second] = [await call(tenant, '1000'), await call(tenant, '1000')];

    expect(first.status).toBe(created);
    expect(second.status).toBe(created);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('x-operation-id')).toBe(first.headers.get('x-operation-id'));
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('gives both calls the one answer when the second comes while the set-up runs', async () => {
    const tenant = await world.tenant();
    const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const first = call(tenant, '1000');
    await held.arrived;
    const second = call(tenant, '1000');

    await held.release();

    expect(await second).toMatchObject({ status: created, body: (await first).body });
    expect(world.proxy.seen('CreateSIPDispatchRule')).toBe(1);
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('refuses another request under the same key, while the first runs and after it', async () => {
    const tenant = await world.tenant();
    const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const first = call(tenant, '1000');
    await held.arrived;

    const during = await call(tenant, '1001');
    await held.release();
    await first;
    const after = await call(tenant, '1001');

    for (const answer of [during, after]) {
      expect(answer.status).toBe(422);
      expect(answer.body).toEqual(refusal);
    }
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('answers the failure again as well, so that only a new key tries anew', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });

    const [first, second] = [await call(tenant, '1000'), await call(tenant, '1000')];

    expect(first.status).toBe(500);
    expect(second.status).toBe(500);
    expect(second.body).toEqual(first.body);
    expect(await world.remains()).toEqual(nothing);
    expect(await call(tenant, '1000', { 'idempotency-key': 'order-4712' })).toMatchObject({
      status: created,
    });
  });

  it('keeps the keys of organisations apart', async () => {
    const [one, other] = await Promise.all([world.tenant(), world.tenant()]);

    const answers = [await call(one, '1000'), await call(other, '1001')];

    expect(answers.map(({ status }) => status)).toEqual([created, created]);
  });
});
