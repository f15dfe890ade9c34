import { describe, expect, it } from 'vitest';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from './support/tenant.js';
import { operationIdOf, useWorld, type World } from './support/world.js';

const longestSlotWaitMs = 10_000;
const world = useWorld({
  SET_UPS_AT_ONCE: '1',
  SET_UPS_WAITING: '1',
  SET_UP_ADMISSION_WAIT_MS: String(longestSlotWaitMs),
});

const numbers = { inside: '+15551234501', waiting: '+15551234502', refused: '+15551234503' };

/** One number of the service's own metrics, with its labels. */
async function metric(name: string, from: World = world): Promise<number> {
  const response = await fetch(`${from.trunkline.url}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain');
  const line = (await response.text()).split('\n').find((text) => text.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1));
}

/** One set-up that is held in LiveKit, and one that waits for its turn. */
async function fullHouse(tenant: Tenant) {
  const held = world.proxy.holdStep('CreateSIPOutboundTrunk');
  const inside = tenant.zudu(zuduBody(numbers.inside));
  await held.arrived;
  const waiting = tenant.zudu(zuduBody(numbers.waiting));
  await expect.poll(() => metric('trunkline_slots_awaited{kind="set_up"}')).toBe(1);
  return { held, inside, waiting };
}

describe('when more set-ups are wanted than can be worked on', () => {
  it('who cannot have a turn is told so at once and when to come again; the others get their trunks', async () => {
    const tenant = await world.tenant();
    const { held, inside, waiting } = await fullHouse(tenant);

    const askedAt = performance.now();
    const zudu = await tenant.zudu(zuduBody(numbers.refused));
    const autocalls = await tenant.autocalls(autocallsBody('1000'));
    const toldAfterMs = performance.now() - askedAt;

    expect(toldAfterMs).toBeLessThan(longestSlotWaitMs / 2);
    expect(zudu).toMatchObject({ status: 503, body: { status: 'error', code: 'capacity_unavailable' } });
    expect(autocalls).toMatchObject({ status: 503, body: { code: 'capacity_unavailable' } });
    for (const { headers } of [zudu, autocalls]) {
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
    expect(await world.trunkline.rows('select id from operations'), 'nothing was written').toHaveLength(1);
    await held.release();
    expect((await Promise.all([inside, waiting])).map(({ status }) => status)).toEqual([200, 200]);
    expect(await tenant.zudu(zuduBody(numbers.refused)), 'and it recovers').toMatchObject({ status: 200 });
  });

  it('none begins any more once the service stops, and those that run are finished', async () => {
    const tenant = await world.tenant();
    const { held, inside, waiting } = await fullHouse(tenant);

    const stopping = world.trunkline.stop();
    expect(await waiting).toMatchObject({ status: 503, body: { code: 'capacity_unavailable' } });
    await held.release();
    expect(await inside).toMatchObject({ status: 200 });
    await stopping;
    await world.trunkline.startAgain();

    expect(await world.remains()).toMatchObject({ inbound: 1, records: 1, reservations: 1 });
  });
});

describe('while callers wait for a set-up that another call began', () => {
  const roomy = useWorld({ SET_UPS_AT_ONCE: '2' });

  it('they take no turn from anybody', async () => {
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

describe('when more changes and deletes are wanted than can be worked on', () => {
  const tight = useWorld({ CHANGES_AT_ONCE: '1', DELETES_AT_ONCE: '1', SET_UPS_WAITING: '1' });
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

  /** Sets up so many extensions. @returns the addresses of their trunks. */
  async function someTrunks(tenant: Tenant, requested: number): Promise<string[]> {
    const made = Array.from({ length: requested }, (_, index) =>
      tenant.autocalls(autocallsBody(`20${index}`)),
    );
    return (await Promise.all(made)).map(({ body }) => `${trunks}/${String(at(body, 'data', 'id'))}`);
  }
  const rename = (tenant: Tenant, path = '') => send(tenant, 'PUT', path, { sip_username: 'another' });

  it('a burst of changes is refused beyond its queue, and keeps no set-up, delete or cancellation out', async () => {
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
    expect(await rename(tenant, third), 'and it recovers').toMatchObject({ status: 200 });
  });

  it('every delete of a burst has its turn in the end, and none keeps a set-up or a change out', async () => {
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
    expect(await metric(kind('tear_down', 'torn_down'), tight)).toBeGreaterThanOrEqual(3);
    expect(await metric(kind('change', 'changed'), tight)).toBeGreaterThanOrEqual(1);
  });
});
