import { describe, expect, it } from 'vitest';
import { type StepName, stepsOf } from '../../../src/domain/operation/operation.js';
import { type PartName, trunkParts } from '../../../src/domain/parts/graph.js';
import { resumeSaga, runSaga } from '../../../src/workflows/saga/walk.js';
import {
  failing,
  made,
  type Script,
  type ScriptedWorld,
  type StepScript,
  scriptedWorld,
} from './scripted-saga.js';

const plainSteps = stepsOf('set_up_trunk', { atCarrier: false });
const objects = trunkParts.objects.map(({ name }) => name);

const nothing = { inbound: 0, outbound: 0, rule: 0 };
const { carrier: _carrier, route: _route, ...madeWithoutCarrier } = made;

/** Every way in which one step can behave, and how the set-up must end if all others behave well. */
const behaviours = {
  'fails for good': {
    script: { quick: failing('livekit_refused') },
    ends: 'compensated',
    code: 'livekit_refused',
    ambiguous: false,
    durable: false,
  },
  'fails for good, ambiguously': {
    script: { quick: failing('livekit_echo_mismatch', { ambiguous: true }) },
    ends: 'compensated',
    code: 'livekit_echo_mismatch',
    ambiguous: true,
    durable: false,
  },
  'fails transiently, then succeeds': {
    script: { quick: failing('livekit_unreachable', { transient: true }) },
    ends: 'succeeded',
    code: null,
    ambiguous: false,
    durable: true,
  },
  'fails transiently and ambiguously, then succeeds': {
    script: { quick: failing('livekit_timeout', { transient: true, ambiguous: true }) },
    ends: 'succeeded',
    code: null,
    ambiguous: true,
    durable: true,
  },
  'fails transiently, again and again': {
    script: {
      quick: failing('livekit_unreachable', { transient: true }),
      durable: failing('livekit_throttled', { transient: true }),
    },
    ends: 'compensated',
    code: 'livekit_throttled',
    ambiguous: false,
    durable: true,
  },
  'fails transiently, then ambiguously': {
    script: {
      quick: failing('livekit_unreachable', { transient: true }),
      durable: failing('livekit_timeout', { transient: true, ambiguous: true }),
    },
    ends: 'compensated',
    code: 'livekit_timeout',
    ambiguous: true,
    durable: true,
  },
  'fails transiently, then for good': {
    script: {
      quick: failing('livekit_fault', { transient: true, ambiguous: true }),
      durable: failing('number_in_use'),
    },
    ends: 'compensated',
    code: 'number_in_use',
    ambiguous: true,
    durable: true,
  },
} as const satisfies Record<string, { script: StepScript; [trait: string]: unknown }>;

type Behaviour = keyof typeof behaviours;
const behaviourNames = Object.keys(behaviours) as Behaviour[];

function positionOf(world: ScriptedWorld, event: string): number {
  const position = world.events.indexOf(event);
  expect(position, `"${event}" in ${world.events.join(', ')}`).toBeGreaterThanOrEqual(0);
  return position;
}

function expectOrder(world: ScriptedWorld, ...events: readonly string[]): void {
  const positions = events.map((event) => positionOf(world, event));
  expect(positions).toEqual([...positions].sort((left, right) => left - right));
}

const attemptsOf = (world: ScriptedWorld, name: string) =>
  world.events.filter((event) => event === `begin ${name}`).length;

const removals = (world: ScriptedWorld) => world.events.filter((event) => event.startsWith('begin remove '));

/** Compensates a world as a run does that finds the operation in that state. */
async function compensated(script: Script): Promise<{ world: ScriptedWorld; outcome: unknown }> {
  const world = scriptedWorld(script);
  return { world, outcome: await resumeSaga(world.ports, 'compensating') };
}

const passed = () => new Promise((resolve) => setImmediate(resolve));

describe('a set-up that LiveKit refuses for its key', () => {
  const refused = failing('livekit_credentials', { untouched: true });

  it('a set-up that LiveKit refuses for its key releases its number at once, without a request to LiveKit', async () => {
    const world = scriptedWorld({
      steps: { inbound: { quick: refused }, outbound: { quick: refused } },
      stuck: 'inbound',
    });
    expect(await runSaga(world.ports)).toMatchObject({ kind: 'compensated', ambiguous: false });
    expect(removals(world)).toEqual(['begin remove number']);
  });

  it.each<[string, NonNullable<Script['steps']>]>([
    ['another part was made', { inbound: { quick: refused } }],
    [
      'another part may have been made',
      { inbound: { quick: refused }, outbound: { quick: failing('livekit_credentials') } },
    ],
    ['a later part is refused', { rule: { quick: refused } }],
  ])('a set-up that LiveKit refuses for its key removes everything if %s', async (_when, steps) => {
    const world = scriptedWorld({ steps });
    await runSaga(world.ports);
    expect(removals(world)).toEqual(expect.arrayContaining(['begin remove inbound', 'begin remove rule']));
  });

  it('a set-up that LiveKit refuses for its key in a later run removes everything', async () => {
    const world = scriptedWorld({ steps: { inbound: { quick: refused }, outbound: { quick: refused } } });
    await resumeSaga(world.ports, 'running');
    expect(removals(world)).toEqual(expect.arrayContaining(['begin remove inbound', 'begin remove rule']));
  });
});

describe('a set-up in which every step succeeds', () => {
  it('a set-up in which every step succeeds makes both trunks side by side, then the rule of the inbound trunk, then the record of all three', async () => {
    const world = scriptedWorld();
    expect(await runSaga(world.ports)).toEqual({
      kind: 'succeeded',
      made: madeWithoutCarrier,
      ambiguous: false,
    });
    expect(world.events).toEqual([
      'begin inbound.quick',
      'begin outbound.quick',
      'end inbound.quick',
      'end outbound.quick',
      'begin rule.quick',
      'end rule.quick',
      'begin record.quick',
      'end record.quick',
    ]);
    expect(world.madeBefore.get('rule')).toMatchObject({ inbound: made.inbound });
    expect(world.madeBefore.get('record')).toEqual({
      inbound: made.inbound,
      outbound: made.outbound,
      rule: made.rule,
    });
  });
});

describe.each(plainSteps)('when the step "%s" of a set-up', (step) => {
  describe.each(behaviourNames)('%s', (name) => {
    const { script, ends, code, ambiguous, durable } = behaviours[name];
    const run = async () => {
      const world = scriptedWorld({ steps: { [step]: script } });
      return { world, outcome: await runSaga(world.ports) };
    };

    it(
      ends === 'succeeded' ? 'the set-up succeeds' : `the set-up compensates because of ${code}`,
      async () => {
        const { outcome } = await run();
        expect(outcome).toEqual(
          ends === 'succeeded'
            ? { kind: 'succeeded', made: madeWithoutCarrier, ambiguous }
            : { kind: 'compensated', failure: { step, code, removed: nothing }, ambiguous },
        );
      },
    );

    it(durable ? 'the step is tried once more, durably' : 'the step is not tried again', async () => {
      const { world } = await run();
      expect(attemptsOf(world, `${step}.quick`)).toBe(1);
      expect(attemptsOf(world, `${step}.durable`)).toBe(durable ? 1 : 0);
    });

    it('no other step is tried durably, and no later one before it has ended', async () => {
      const { world } = await run();
      const others = plainSteps.filter((other) => other !== step);
      for (const other of others) expect(attemptsOf(world, `${other}.durable`)).toBe(0);
      const later = laterThan(step);
      for (const other of later) {
        expect(attemptsOf(world, `${other}.quick`)).toBe(ends === 'succeeded' ? 1 : 0);
      }
      const last = `end ${step}.${durable ? 'durable' : 'quick'}`;
      if (ends === 'succeeded') for (const other of later) expectOrder(world, last, `begin ${other}.quick`);
      else expectOrder(world, last, 'begin compensation');
    });

    it(
      ends === 'succeeded' ? 'nothing is removed' : 'everything is removed, whatever was attempted',
      async () => {
        const { world } = await run();
        if (ends === 'succeeded') {
          expect(removals(world)).toEqual([]);
          return;
        }
        for (const kind of objects) expect(attemptsOf(world, `remove ${kind}`)).toBe(2);
        expect(attemptsOf(world, 'remove number')).toBe(1);
      },
    );
  });

  it('when a step fails although its record was made after all, nothing is removed and the set-up has succeeded', async () => {
    const world = scriptedWorld({
      steps: { [step]: { quick: failing('cancelled', { ambiguous: true }) } },
      recordMadeAfterAll: true,
    });
    expect(await runSaga(world.ports)).toMatchObject({ kind: 'succeeded', ambiguous: true });
    expect(removals(world)).toEqual([]);
  });
});

describe.each(behaviourNames.flatMap((inbound) => behaviourNames.map((outbound) => ({ inbound, outbound }))))(
  'when the inbound trunk $inbound and the outbound trunk $outbound',
  ({ inbound, outbound }) => {
    const scripts = { inbound: behaviours[inbound].script, outbound: behaviours[outbound].script };
    const bothWereTriedDurably = behaviours[inbound].durable && behaviours[outbound].durable;

    it('no durable attempt and no compensation begins before both quick ones have settled', async () => {
      const world = scriptedWorld({ steps: scripts });
      await runSaga(world.ports);
      const settled = Math.max(
        positionOf(world, 'end inbound.quick'),
        positionOf(world, 'end outbound.quick'),
      );
      const commands = world.events.findIndex((event) => /^begin (?!(in|out)bound\.quick)/.test(event));
      expect(commands).toBeGreaterThan(settled);
    });

    it('transient failures are repeated only if no sibling has failed for good', async () => {
      const world = scriptedWorld({ steps: scripts });
      await runSaga(world.ports);
      expect(attemptsOf(world, 'inbound.durable')).toBe(bothWereTriedDurably ? 1 : 0);
      expect(attemptsOf(world, 'outbound.durable')).toBe(bothWereTriedDurably ? 1 : 0);
    });

    it('no compensation begins before both durable attempts have settled', async () => {
      const world = scriptedWorld({ steps: scripts });
      await runSaga(world.ports);
      const compensation = world.events.indexOf('begin compensation');
      const last = world.events.findLastIndex((event) => /^end (in|out)bound\.(quick|durable)/.test(event));
      if (compensation >= 0) expect(compensation).toBeGreaterThan(last);
    });

    it('the reported failure is one that was final, the first in order if there are several', async () => {
      const world = scriptedWorld({ steps: scripts });
      expect(await runSaga(world.ports)).toMatchObject(expectedEnd(scripts));
    });
  },
);

/** Which failure a reader would call the cause: a final one before a transient one, inbound before outbound. */
function expectedEnd(scripts: { inbound: StepScript; outbound: StepScript }) {
  const siblings = ['inbound', 'outbound'] as const;
  const isFinal = (failure: Error | undefined) => failure !== undefined && !traits(failure).transient;
  const finalAtOnce = siblings.find((step) => isFinal(scripts[step].quick));
  if (finalAtOnce !== undefined) return failedWith(finalAtOnce, scripts[finalAtOnce].quick);
  const failed = siblings.filter((step) => scripts[step].durable !== undefined);
  const cause = failed.find((step) => isFinal(scripts[step].durable)) ?? failed[0];
  return cause === undefined ? { kind: 'succeeded' } : failedWith(cause, scripts[cause].durable);
}

function failedWith(step: StepName, failure: Error | undefined) {
  return {
    kind: 'compensated',
    failure: { step, code: failure === undefined ? null : traits(failure).code },
  };
}

function traits(failure: Error) {
  return scriptedWorld().ports.readFailure(failure, trunkParts.part('inbound'));
}

function laterThan(step: StepName): readonly StepName[] {
  if (step === 'inbound' || step === 'outbound') return ['rule', 'record'];
  return step === 'rule' ? ['record'] : [];
}

describe('the compensation of a set-up', () => {
  it('the compensation of a set-up first records why it begins', async () => {
    const world = scriptedWorld({ steps: { rule: { quick: failing('livekit_refused') } } });
    await runSaga(world.ports);
    expect(world.beganWith).toEqual([{ step: 'rule', code: 'livekit_refused', removed: nothing }]);
    expectOrder(world, 'end compensation', 'begin remove rule');
    expectOrder(world, 'end compensation', 'begin remove outbound');
  });

  it('the compensation of a set-up removes the inbound trunk only once its rule is gone, and the outbound trunk beside them', async () => {
    const { world } = await compensated({});
    expectOrder(world, 'end remove rule', 'begin remove inbound');
    expectOrder(world, 'begin remove rule', 'begin remove outbound', 'end remove rule');
  });

  it('the compensation of a set-up passes over LiveKit a second time, and releases the number after that and last of all', async () => {
    const { world } = await compensated({});
    for (const kind of objects) expect(attemptsOf(world, `remove ${kind}`)).toBe(2);
    expect(world.events.slice(-2)).toEqual(['begin remove number', 'end remove number']);
  });

  it('the compensation of a set-up goes by the ids that the run has seen, in the first pass', async () => {
    const world = scriptedWorld({ steps: { rule: { quick: failing('livekit_refused') } } });
    await runSaga(world.ports);
    expect(world.removedIds.get('outbound')).toEqual([made.outbound, null]);
    expect(world.removedIds.get('rule')).toEqual([null, null]);
  });

  it('the compensation of a set-up counts what both passes have removed, for the caller and for the record alike', async () => {
    const { world, outcome } = await compensated({ found: { inbound: [1, 1], outbound: [1], rule: [0, 1] } });
    const removed = { inbound: 2, outbound: 1, rule: 1 };
    expect(outcome).toEqual({
      kind: 'compensated',
      failure: { step: 'inbound', code: 'internal', removed },
      ambiguous: true,
    });
    expect(world.releasedWith).toEqual([removed]);
  });

  it('with a rule that cannot be removed keeps the inbound trunk and the number, but not the outbound trunk', async () => {
    const world = scriptedWorld({ stuck: 'rule' });
    void resumeSaga(world.ports, 'compensating');
    await passed();
    expect(world.events).toContain('end remove outbound');
    expect(world.events).not.toContain('begin remove inbound');
    expect(world.events).not.toContain('begin remove number');
  });
});

describe('a run that goes on where another has stopped', () => {
  it('a run that goes on where another has stopped walks forward while the operation runs', async () => {
    const world = scriptedWorld();
    expect(await resumeSaga(world.ports, 'running')).toMatchObject({ kind: 'succeeded' });
  });

  it('a run that goes on where another has stopped does nothing once the operation has succeeded, and calls that ambiguous', async () => {
    const world = scriptedWorld();
    expect(await resumeSaga(world.ports, 'succeeded')).toEqual({
      kind: 'succeeded',
      made: {},
      ambiguous: true,
    });
    expect(world.events).toEqual([]);
  });

  it.each(['compensating', 'failed', 'unknown'] as const)(
    'a run that goes on where another has stopped compensates when the state is "%s"',
    async (state) => {
      const world = scriptedWorld();
      expect(await resumeSaga(world.ports, state)).toMatchObject({ kind: 'compensated', ambiguous: true });
      expect(attemptsOf(world, 'remove number')).toBe(1);
    },
  );
});

describe('a failure that no step has reported', () => {
  it('a failure that no step has reported is compensated as well, and is ambiguous', async () => {
    const world = scriptedWorld();
    const attemptsAt: ScriptedWorld['ports']['attemptsAt'] = (part, known) => {
      if (part.name === 'rule') throw new Error('a defect');
      return world.ports.attemptsAt(part, known);
    };
    expect(await runSaga({ ...world.ports, attemptsAt })).toEqual({
      kind: 'compensated',
      failure: { step: 'inbound', code: 'internal', removed: nothing },
      ambiguous: true,
    });
    expect(attemptsOf(world, 'remove number')).toBe(1);
  });

  it('a failure that no step has reported belongs to the step that throws instead of rejecting', async () => {
    const world = scriptedWorld({
      steps: { outbound: { quick: failing('livekit_fault', { transient: true }) } },
    });
    const attemptsAt: ScriptedWorld['ports']['attemptsAt'] = (part, known) => ({
      ...world.ports.attemptsAt(part, known),
      ...(part.name === 'outbound'
        ? {
            durable: () => {
              throw failing('cancelled');
            },
          }
        : {}),
    });
    expect(await runSaga({ ...world.ports, attemptsAt })).toMatchObject({
      kind: 'compensated',
      failure: { step: 'outbound', code: 'cancelled' },
    });
  });

  it('a failure that no step has reported keeps its cause when there is no time for another attempt', async () => {
    const world = scriptedWorld({
      steps: {
        outbound: {
          quick: failing('livekit_unreachable', { transient: true }),
          durable: failing('out_of_time'),
        },
      },
    });
    expect(await runSaga(world.ports)).toMatchObject({
      kind: 'compensated',
      failure: { step: 'outbound', code: 'livekit_unreachable' },
    });
  });
});

describe('a set-up with a carrier', () => {
  it('a set-up with a carrier connects first, calls out through the address that the carrier gave, and routes the number right before the record', async () => {
    const world = scriptedWorld({ atCarrier: true });
    expect(await runSaga(world.ports)).toMatchObject({ kind: 'succeeded' });
    expect(world.madeBefore.get('outbound')).toEqual({ carrier: made.carrier });
    expect(world.events.filter((event) => event.startsWith('begin '))).toEqual([
      'begin carrier.quick',
      'begin inbound.quick',
      'begin outbound.quick',
      'begin rule.quick',
      'begin route.quick',
      'begin record.quick',
    ]);
    expectOrder(world, 'end carrier.quick', 'begin inbound.quick');
    expectOrder(world, 'end rule.quick', 'begin route.quick', 'end route.quick', 'begin record.quick');
  });

  it.each(['inbound', 'outbound', 'rule', 'route', 'record'] as const)(
    'a set-up with a carrier restores the route before the rule goes, once, and removes the connection last when the step "%s" fails',
    async (step) => {
      const world = scriptedWorld({
        atCarrier: true,
        steps: { [step]: { quick: failing('livekit_refused') } },
      });
      expect(await runSaga(world.ports)).toMatchObject({ kind: 'compensated', failure: { step } });
      expectOrder(world, 'end compensation', 'begin remove route', 'end remove route', 'begin remove rule');
      expect(attemptsOf(world, 'remove route')).toBe(1);
      expectOrder(
        world,
        'end remove inbound',
        'begin remove carrier',
        'end remove carrier',
        'begin remove number',
      );
      expect(world.events.indexOf('begin remove carrier')).toBeGreaterThan(
        world.events.lastIndexOf('end remove inbound'),
      );
    },
  );

  it('a set-up with a carrier keeps rule, inbound trunk and number while its route cannot be restored, but not the outbound trunk', async () => {
    const world = scriptedWorld({
      atCarrier: true,
      stuck: 'route',
      steps: { rule: { quick: failing('livekit_refused') } },
    });
    void runSaga(world.ports);
    await passed();
    expect(world.events).toContain('end remove outbound');
    const kept: readonly PartName[] = ['rule', 'inbound', 'carrier', 'number'];
    for (const part of kept) expect(world.events).not.toContain(`begin remove ${part}`);
  });

  it('a set-up with a carrier asks nothing of a carrier that has certainly done nothing', async () => {
    const world = scriptedWorld({
      atCarrier: true,
      steps: { carrier: { quick: failing('carrier_credentials_refused') } },
    });
    expect(await runSaga(world.ports)).toMatchObject({
      kind: 'compensated',
      failure: { step: 'carrier', code: 'carrier_credentials_refused' },
      ambiguous: false,
    });
    expect(world.events.filter((event) => /remove (route|carrier)/.test(event))).toEqual([]);
    expect(attemptsOf(world, 'remove number')).toBe(1);
  });

  it('a set-up with a carrier removes the connection when nobody knows what the carrier has done', async () => {
    const world = scriptedWorld({
      atCarrier: true,
      steps: {
        carrier: {
          quick: failing('carrier_unreachable', { transient: true, ambiguous: true }),
          durable: failing('carrier_refused'),
        },
      },
    });
    expect(await runSaga(world.ports)).toMatchObject({ kind: 'compensated', ambiguous: true });
    expect(attemptsOf(world, 'remove route')).toBe(1);
    expect(attemptsOf(world, 'remove carrier')).toBe(1);
  });

  it.each<[string, StepScript]>([
    [
      'a later attempt',
      {
        quick: failing('carrier_throttled', { transient: true }),
        // An attempt that checks first cannot know what the ones before it have done.
        durable: failing('carrier_credentials_refused', { ambiguous: true }),
      },
    ],
    [
      'the first attempt of a repeated run',
      { quick: failing('carrier_credentials_refused', { ambiguous: true }) },
    ],
    ['an attempt that was cancelled', { quick: failing('cancelled', { ambiguous: true }) }],
  ])(
    'a set-up with a carrier is checked later wherever its account may be refused in the compensation: %s',
    async (_what, script) => {
      const world = scriptedWorld({ atCarrier: true, steps: { carrier: script } });
      expect(await runSaga(world.ports)).toMatchObject({ kind: 'compensated', ambiguous: true });
      expect(attemptsOf(world, 'remove carrier')).toBe(1);
      expect(attemptsOf(world, 'remove number')).toBe(1);
    },
  );

  it('a set-up with a carrier removes everything that an earlier run may have made', async () => {
    const { world } = await compensated({ atCarrier: true });
    expect(attemptsOf(world, 'remove route')).toBe(1);
    expect(attemptsOf(world, 'remove carrier')).toBe(1);
  });
});
