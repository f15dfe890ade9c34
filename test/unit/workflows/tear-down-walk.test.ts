import { describe, expect, it } from 'vitest';
import { type PartName, trunkParts } from '../../../src/domain/parts/graph.js';
import { walkTearDown } from '../../../src/workflows/tear-down/walk.js';

/** A tear-down whose quick attempts fail for the named parts, and what it does, in order. */
async function tearDown(...failing: readonly PartName[]): Promise<string[]> {
  return tearDownIn({ atCarrier: false }, failing);
}

/** The same of a trunk whose number is connected at a carrier. @param stuck a part whose durable attempts never end. */
async function tearDownIn(
  scope: { readonly atCarrier: boolean },
  failing: readonly PartName[],
  stuck?: PartName,
): Promise<string[]> {
  const events: string[] = [];
  /** Takes a few microtasks, as anything does that goes over a wire, so that a race would show. */
  const noted = async (event: string, microtasks: number) => {
    events.push(event);
    for (let passed = 0; passed < microtasks; passed += 1) await Promise.resolve();
    events.push(`${event} ends`);
  };
  const durations: Partial<Record<PartName, number>> = { rule: 2, outbound: 9, route: 2, carrier: 2 };
  const torn = walkTearDown(trunkParts, scope, {
    attemptsAt: ({ name }) => ({
      quick: async () => {
        await noted(name, durations[name] ?? 1);
        if (failing.includes(name)) throw new Error(`${name} failed`);
      },
      durable: () =>
        name === stuck
          ? new Promise<void>(() => events.push(`${name} again`))
          : noted(`${name} again`, durations[name] ?? 1),
    }),
    untilDone: async (work) => {
      events.push('watch');
      await work();
      events.push('watch ends');
    },
  });
  const settled = new Promise((resolve) => setImmediate(resolve));
  await (stuck === undefined ? torn : Promise.race([torn, settled]));
  return events;
}

const begun = (events: readonly string[]) => events.filter((event) => !event.endsWith(' ends'));

describe('a tear-down', () => {
  it('a tear-down removes the rule beside the outbound trunk, then the inbound trunk, then the record', async () => {
    expect(await tearDown()).toEqual([
      'rule',
      'outbound',
      'rule ends',
      'outbound ends',
      'inbound',
      'inbound ends',
      'record',
      'record ends',
    ]);
  });

  it('a tear-down leaves the inbound trunk alone until its rule is gone', async () => {
    expect(await tearDown('rule')).toEqual([
      'rule',
      'outbound',
      'rule ends',
      'outbound ends',
      'watch',
      'rule again',
      'rule again ends',
      'inbound again',
      'inbound again ends',
      'watch ends',
      'record',
      'record ends',
    ]);
  });

  it.each<[readonly PartName[], readonly string[]]>([
    [['inbound'], ['rule', 'outbound', 'inbound', 'watch', 'inbound again', 'record']],
    [['outbound'], ['rule', 'outbound', 'inbound', 'watch', 'outbound again', 'record']],
    [['record'], ['rule', 'outbound', 'inbound', 'record', 'watch', 'record again']],
    [
      ['rule', 'outbound'],
      ['rule', 'outbound', 'watch', 'rule again', 'outbound again', 'inbound again', 'record'],
    ],
    [
      ['inbound', 'outbound', 'record'],
      [
        'rule',
        'outbound',
        'inbound',
        'watch',
        'inbound again',
        'outbound again',
        'record',
        'watch',
        'record again',
      ],
    ],
  ])('a tear-down repeats what failed (%j) until it is done, and nothing else', async (failing, order) => {
    expect(begun(await tearDown(...failing))).toEqual(order);
  });

  it('a tear-down removes the record when everything else is gone, and not before', async () => {
    const events = await tearDown('rule', 'inbound', 'outbound');
    const lastRemoval = Math.max(events.indexOf('inbound again ends'), events.indexOf('outbound again ends'));
    expect(events.indexOf('record')).toBeGreaterThan(lastRemoval);
  });
});

describe('a tear-down of a number that is connected at its carrier', () => {
  const atCarrier = { atCarrier: true };

  it('a tear-down of a number that is connected at its carrier restores the route before anything else, and removes the connection right before the record', async () => {
    expect(begun(await tearDownIn(atCarrier, []))).toEqual([
      'route',
      'rule',
      'outbound',
      'inbound',
      'carrier',
      'record',
    ]);
  });

  it('a tear-down of a number that is connected at its carrier repeats the route before the rule goes, and removes the connection before the record', async () => {
    const events = begun(await tearDownIn(atCarrier, ['route', 'carrier']));
    expect(events).toEqual([
      'route',
      'outbound',
      'watch',
      'route again',
      'rule again',
      'inbound again',
      'carrier again',
      'record',
    ]);
  });

  it('a tear-down of a number that is connected at its carrier removes the outbound trunk, and nothing else, while the route cannot be restored', async () => {
    const events = await tearDownIn(atCarrier, ['route'], 'route');
    expect(begun(events)).toEqual(['route', 'outbound', 'watch', 'route again']);
    expect(events).toContain('outbound ends');
  });
});
