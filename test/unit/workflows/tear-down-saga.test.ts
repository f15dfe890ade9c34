import { describe, expect, it } from 'vitest';
import {
  type TearDownPart,
  type TearDownPorts,
  tearDownSaga,
} from '../../../src/workflows/tear-down-saga.js';

type Name = 'rule' | 'inbound' | 'outbound' | 'record' | 'route' | 'connection';

/** A tear-down whose quick attempts fail for the named parts, and what it does, in order. */
async function tearDown(...failing: readonly Name[]): Promise<string[]> {
  return tearDownAt(false, failing);
}

/** The same, of a trunk whose number is connected at a carrier; `in turn` as in runs before the outbound trunk went beside the route. */
async function tearDownAt(
  carrier: boolean | 'in turn',
  failing: readonly Name[],
  stuck?: Name,
): Promise<string[]> {
  const events: string[] = [];
  /** Takes a few turns, as anything does that goes over a wire, so that a race would show. */
  const noted = async (event: string, turns: number) => {
    events.push(event);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    events.push(`${event} ends`);
  };
  const part = (name: Name, turns: number): TearDownPart => ({
    fast: async () => {
      await noted(`${name}`, turns);
      if (failing.includes(name)) throw new Error(`${name} failed`);
    },
    durable: () =>
      name === stuck ? new Promise<void>(() => events.push(`${name} again`)) : noted(`${name} again`, turns),
  });
  const ports: TearDownPorts = {
    rule: part('rule', 2),
    inbound: part('inbound', 1),
    outbound: part('outbound', 9),
    record: part('record', 1),
    ...(carrier === false
      ? {}
      : {
          carrier: {
            route: part('route', 2),
            connection: part('connection', 2),
            outboundBesideRoute: () => carrier === true,
          },
        }),
    insistently: async (work) => {
      events.push('watch');
      await work();
      events.push('watch ends');
    },
  };
  const settled = new Promise((resolve) => setImmediate(resolve));
  await (stuck === undefined ? tearDownSaga(ports) : Promise.race([tearDownSaga(ports), settled]));
  return events;
}

const begun = (events: readonly string[]) => events.filter((event) => !event.endsWith(' ends'));

describe('a tear-down', () => {
  it('removes the rule beside the outbound trunk, then the inbound trunk, then the record', async () => {
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

  it('leaves the inbound trunk alone until its rule is gone', async () => {
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

  it.each<[readonly Name[], readonly string[]]>([
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
  ])('insists on what failed (%j), and on nothing else', async (failing, order) => {
    expect(begun(await tearDown(...failing))).toEqual(order);
  });

  it('removes the record when everything else is gone, and not before', async () => {
    const events = await tearDown('rule', 'inbound', 'outbound');
    const lastRemoval = Math.max(events.indexOf('inbound again ends'), events.indexOf('outbound again ends'));
    expect(events.indexOf('record')).toBeGreaterThan(lastRemoval);
  });
});

describe('a tear-down of a number that is connected at its carrier', () => {
  it('puts the route back before anything else, and removes the connection right before the record', async () => {
    expect(begun(await tearDownAt(true, []))).toEqual([
      'route',
      'rule',
      'outbound',
      'inbound',
      'connection',
      'record',
    ]);
  });

  it('insists on the route before the rule goes, and on the connection before the record does', async () => {
    expect(begun(await tearDownAt(true, ['route', 'connection']))).toEqual([
      'route',
      'watch',
      'route again',
      'outbound again',
      'rule again',
      'inbound again',
      'connection',
      'watch',
      'connection again',
      'record',
    ]);
  });

  it('removes the outbound trunk, and nothing else, while the route cannot be put back', async () => {
    const events = await tearDownAt(true, ['route'], 'route');
    expect(begun(events)).toEqual(['route', 'watch', 'route again', 'outbound again']);
    expect(events).toContain('outbound again ends');
  });

  it('insists on the route before anything else in a run whose history has it so', async () => {
    expect(begun(await tearDownAt('in turn', ['route', 'connection']))).toEqual([
      'route',
      'watch',
      'route again',
      'rule',
      'outbound',
      'inbound',
      'connection',
      'watch',
      'connection again',
      'record',
    ]);
  });
});
