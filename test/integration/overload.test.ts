import { describe, expect, it } from 'vitest';
import { at, autocallsBody, type Tenant, zuduBody } from './support/tenant.js';
import { useWorld } from './support/world.js';

const world = useWorld({ SET_UPS_AT_ONCE: '1', SET_UPS_WAITING: '1' });

const numbers = { inside: '+15551234501', waiting: '+15551234502', refused: '+15551234503' };

/** One number of the service's own metrics. */
async function metric(name: string): Promise<number> {
  const response = await fetch(`${world.trunkline.url}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain');
  const line = (await response.text()).split('\n').find((text) => text.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1));
}

/** One set-up that is held in LiveKit, and one that waits for its turn. */
async function fullHouse(tenant: Tenant) {
  const held = world.proxy.hold('CreateSIPOutboundTrunk', 'before_livekit');
  const inside = tenant.zudu(zuduBody(numbers.inside));
  await held.arrived;
  const waiting = tenant.zudu(zuduBody(numbers.waiting));
  await expect.poll(() => metric('trunkline_set_ups_waiting')).toBe(1);
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

    expect(toldAfterMs).toBeLessThan(1_000);
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
