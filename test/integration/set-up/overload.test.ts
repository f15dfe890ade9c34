import { describe, expect, it } from 'vitest';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { operationIdOf, useWorld, type World } from '../support/world.js';

/** Much longer than the requests that a test sends meanwhile, so that only a full queue refuses a caller. */
const longestSlotWaitMs = 30_000;
/** A held operation must not use up its time budget meanwhile, nor its caller stop waiting. */
const patience = {
  SET_UP_ADMISSION_WAIT_MS: String(longestSlotWaitMs),
  SET_UP_BUDGET_MS: '60000',
  ANSWER_WAIT_MS: '60000',
};
const world = useWorld({ SET_UPS_AT_ONCE: '1', SET_UPS_WAITING: '1', ...patience });

const numbers = { inside: '+15551234501', waiting: '+15551234502', refused: '+15551234503' };

/** Reads one value of the service's metrics, by its name with labels. It can be a second old. */
async function metric(name: string, from: World = world): Promise<number> {
  const response = await fetch(`${from.trunkline.url}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain');
  const line = (await response.text()).split('\n').find((text) => text.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1));
}

/** Starts one set-up that is held at LiveKit, and one that waits for its slot. */
async function fillSlots(tenant: Tenant) {
  const held = world.proxy.holdStep('CreateSIPOutboundTrunk');
  const inside = tenant.zudu(zuduBody(numbers.inside));
  await held.arrived;
  const waiting = tenant.zudu(zuduBody(numbers.waiting));
  await expect.poll(() => metric('trunkline_slots_awaited{kind="set_up"}')).toBe(1);
  return { held, inside, waiting };
}

describe('more set-ups than slots', () => {
  it('a caller without a slot gets a 503 with a Retry-After at once, and the other callers get their trunks', async () => {
    const tenant = await world.tenant();
    const { held, inside, waiting } = await fillSlots(tenant);

    const askedAt = performance.now();
    const zudu = await tenant.zudu(zuduBody(numbers.refused));
    const autocalls = await tenant.autocalls(autocallsBody('1000'));
    const answeredAfterMs = performance.now() - askedAt;

    expect(answeredAfterMs).toBeLessThan(longestSlotWaitMs / 2);
    expect(zudu).toMatchObject({ status: 503, body: { status: 'error', code: 'capacity_unavailable' } });
    expect(autocalls).toMatchObject({ status: 503, body: { code: 'capacity_unavailable' } });
    for (const { headers } of [zudu, autocalls]) {
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
    expect(await world.trunkline.rows('select id from operations'), 'no operation was written').toHaveLength(
      1,
    );
    await held.release();
    expect((await Promise.all([inside, waiting])).map(({ status }) => status)).toEqual([200, 200]);
    expect(await tenant.zudu(zuduBody(numbers.refused)), 'after the overload').toMatchObject({ status: 200 });
  });

  it('a stopping service starts no waiting set-up, and finishes those that run', async () => {
    const tenant = await world.tenant();
    const { held, inside, waiting } = await fillSlots(tenant);

    const stopping = world.trunkline.stop();
    expect(await waiting).toMatchObject({ status: 503, body: { code: 'capacity_unavailable' } });
    await held.release();
    expect(await inside).toMatchObject({ status: 200 });
    await stopping;
    await world.trunkline.startAgain();

    expect(await world.remains()).toMatchObject({ inbound: 1, records: 1, reservations: 1 });
  });
});

describe('callers who wait for the same set-up', () => {
  const roomy = useWorld({ SET_UPS_AT_ONCE: '2', ...patience });

  it('callers who wait for the set-up of another call take no slot', async () => {
    const tenant = await roomy.tenant();
    const held = roomy.proxy.hold('CreateSIPOutboundTrunk', 'before_livekit');
    const first = tenant.zudu(zuduBody(numbers.inside));
    await held.arrived;
    const repeated = [1, 2, 3].map(() => tenant.zudu(zuduBody(numbers.inside)));

    const other = await tenant.zudu(zuduBody(numbers.waiting));
    await held.release();

    expect(other).toMatchObject({ status: 200 });
    const answers = await Promise.all([first, ...repeated]);
    expect(new Set(answers.map(({ status, body }) => `${status} ${at(body, 'data')}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200 });
  });
});

describe('more changes and deletes than slots', () => {
  const tight = useWorld({
    CHANGES_AT_ONCE: '1',
    DELETES_AT_ONCE: '1',
    SET_UPS_WAITING: '1',
    ...patience,
  });
  const trunks = '/api/user/phone-numbers/sip-trunks';

  const send = (
    tenant: Tenant,
    method: 'PUT' | 'POST' | 'DELETE',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> =>
    tenant.request(method, path, {
      headers: { authorization: `Bearer ${tenant.key.secret}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });

  /** Sets up the requested number of extensions. @returns the addresses of their trunks. */
  async function someTrunks(tenant: Tenant, requested: number): Promise<string[]> {
    const made = Array.from({ length: requested }, (_, index) =>
      tenant.autocalls(autocallsBody(`20${index}`)),
    );
    return (await Promise.all(made)).map(({ body }) => `${trunks}/${String(at(body, 'data', 'id'))}`);
  }
  const rename = (tenant: Tenant, path = '') => send(tenant, 'PUT', path, { sip_username: 'another' });

  it('changes beyond the queue are refused, and do not block set-ups, deletes or cancellations', async () => {
    const tenant = await tight.tenant();
    const [first, second, third, fourth = ''] = await someTrunks(tenant, 4);
    const held = tight.proxy.holdStep('UpdateSIPInboundTrunk');
    const inside = await send(
      tenant,
      'PUT',
      first ?? '',
      { sip_username: 'another' },
      { prefer: 'respond-async' },
    );
    await held.arrived;
    const waiting = rename(tenant, second);
    await expect.poll(() => metric('trunkline_slots_awaited{kind="change"}', tight)).toBe(1);

    const refused = await rename(tenant, third);
    const setUp = await tenant.zudu(zuduBody(numbers.inside));
    const deleted = await send(tenant, 'DELETE', fourth);
    const path = `/v1/operations/${operationIdOf(inside)}/cancel`;
    const cancelled = await send(tenant, 'POST', path, undefined, { prefer: 'respond-async' });

    expect(refused).toMatchObject({ status: 503, body: { code: 'capacity_unavailable' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect([setUp.status, deleted.status, cancelled.status]).toEqual([200, 200, 202]);
    await held.release();
    expect(await waiting).toMatchObject({ status: 200 });
    expect(await rename(tenant, third), 'after the overload').toMatchObject({ status: 200 });
  });

  it('every delete of a burst gets a slot, and none blocks a set-up or a change', async () => {
    const tenant = await tight.tenant();
    const [first, second, third, fourth] = await someTrunks(tenant, 4);
    const held = tight.proxy.holdStep('DeleteSIPDispatchRule');
    const inside = send(tenant, 'DELETE', first ?? '');
    await held.arrived;
    const waiting = [second, third].map((path = '') => send(tenant, 'DELETE', path));
    await expect.poll(() => metric('trunkline_slots_awaited{kind="tear_down"}', tight)).toBe(2);

    const setUp = await tenant.zudu(zuduBody(numbers.inside));
    const changed = await rename(tenant, fourth);
    await held.release();

    expect([setUp.status, changed.status]).toEqual([200, 200]);
    expect((await Promise.all([inside, ...waiting])).map(({ status }) => status)).toEqual([200, 200, 200]);
    const kind = (name: string, answer: string) =>
      `trunkline_call_duration_seconds_count{kind="${name}",contract="autocalls",answer="${answer}"}`;
    await expect.poll(() => metric(kind('tear_down', 'torn_down'), tight)).toBeGreaterThanOrEqual(3);
    await expect.poll(() => metric(kind('change', 'changed'), tight)).toBeGreaterThanOrEqual(1);
  });
});
