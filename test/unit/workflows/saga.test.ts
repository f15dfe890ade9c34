import { describe, expect, it } from 'vitest';
import type { StepName } from '../../../src/domain/operation/operation.js';
import { stepsOf } from '../../../src/domain/operation/operation.js';
import { setUpSaga, undoSaga } from '../../../src/workflows/saga.js';
import {
  failing,
  made,
  type ScriptedWorld,
  type StepScript,
  scriptedWorld,
  withCarrier,
} from './scripted-saga.js';

const plainSteps = stepsOf('set_up_trunk', { atCarrier: false });

const nothing = { inbound: 0, outbound: 0, rule: 0 };

/** Every way in which one step can behave, and how the set-up must end if all others behave well. */
const behaviours = {
  'fails for good': {
    script: { fast: failing('livekit_refused') },
    ends: 'removed',
    code: 'livekit_refused',
    ambiguous: false,
    durable: false,
  },
  'fails for good, in doubt': {
    script: { fast: failing('livekit_echo_mismatch', { ambiguous: true }) },
    ends: 'removed',
    code: 'livekit_echo_mismatch',
    ambiguous: true,
    durable: false,
  },
  'fails in passing, then succeeds': {
    script: { fast: failing('livekit_unreachable', { transient: true }) },
    ends: 'succeeded',
    code: null,
    ambiguous: false,
    durable: true,
  },
  'fails in passing and in doubt, then succeeds': {
    script: { fast: failing('livekit_timeout', { transient: true, ambiguous: true }) },
    ends: 'succeeded',
    code: null,
    ambiguous: true,
    durable: true,
  },
  'fails in passing, again and again': {
    script: {
      fast: failing('livekit_unreachable', { transient: true }),
      durable: failing('livekit_throttled', { transient: true }),
    },
    ends: 'removed',
    code: 'livekit_throttled',
    ambiguous: false,
    durable: true,
  },
  'fails in passing, then in doubt': {
    script: {
      fast: failing('livekit_unreachable', { transient: true }),
      durable: failing('livekit_timeout', { transient: true, ambiguous: true }),
    },
    ends: 'removed',
    code: 'livekit_timeout',
    ambiguous: true,
    durable: true,
  },
  'fails in passing, then for good': {
    script: {
      fast: failing('livekit_fault', { transient: true, ambiguous: true }),
      durable: failing('number_taken'),
    },
    ends: 'removed',
    code: 'number_taken',
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

describe('a set-up in which every step succeeds', () => {
  it('makes both trunks side by side, then the rule of the inbound trunk, then the record of all three', async () => {
    const world = scriptedWorld();
    expect(await setUpSaga(world.ports)).toEqual({
      kind: 'succeeded',
      known: { inbound: made.inbound, outbound: made.outbound, rule: made.rule },
      ambiguous: false,
    });
    expect(world.events).toEqual([
      'begin inbound.fast',
      'begin outbound.fast',
      'end inbound.fast',
      'end outbound.fast',
      'begin rule.fast',
      'end rule.fast',
      'begin record.fast',
      'end record.fast',
    ]);
    expect(world.ruleFor).toEqual([made.inbound]);
    expect(world.recordFor).toEqual([
      { inboundTrunkId: made.inbound, outboundTrunkId: made.outbound, dispatchRuleId: made.rule },
    ]);
  });
});

describe.each(plainSteps)('when the step "%s"', (step) => {
  describe.each(behaviourNames)('%s', (name) => {
    const { script, ends, code, ambiguous, durable } = behaviours[name];
    const run = async () => {
      const world = scriptedWorld({ steps: { [step]: script } });
      return { world, outcome: await setUpSaga(world.ports) };
    };

    it(ends === 'succeeded' ? 'the set-up succeeds' : `it is taken back because of ${code}`, async () => {
      const { outcome } = await run();
      expect(outcome).toEqual(
        ends === 'succeeded'
          ? {
              kind: 'succeeded',
              known: { inbound: made.inbound, outbound: made.outbound, rule: made.rule },
              ambiguous,
            }
          : { kind: 'removed', failure: { step, code, removed: nothing }, ambiguous },
      );
    });

    it(durable ? 'it is tried once more, durably' : 'it is not tried again', async () => {
      const { world } = await run();
      expect(attemptsOf(world, `${step}.fast`)).toBe(1);
      expect(attemptsOf(world, `${step}.durable`)).toBe(durable ? 1 : 0);
    });

    it('no other step is tried durably, and no later one before it has ended', async () => {
      const { world } = await run();
      const others = plainSteps.filter((other) => other !== step);
      for (const other of others) expect(attemptsOf(world, `${other}.durable`)).toBe(0);
      const later = laterThan(step);
      for (const other of later)
        expect(attemptsOf(world, `${other}.fast`)).toBe(ends === 'succeeded' ? 1 : 0);
      const last = `end ${step}.${durable ? 'durable' : 'fast'}`;
      if (ends === 'succeeded') for (const other of later) expectOrder(world, last, `begin ${other}.fast`);
      else expectOrder(world, last, 'begin undo.begin');
    });

    it(
      ends === 'succeeded' ? 'nothing is undone' : 'everything is undone, whatever was attempted',
      async () => {
        const { world } = await run();
        const removed = world.events.filter((event) => event.startsWith('begin undo.'));
        if (ends === 'succeeded') {
          expect(removed).toEqual([]);
          return;
        }
        for (const kind of ['rule', 'inbound', 'outbound']) expect(attemptsOf(world, `undo.${kind}`)).toBe(2);
        expect(attemptsOf(world, 'undo.release')).toBe(1);
      },
    );
  });

  it('fails while its record was made after all, nothing is undone and the set-up has succeeded', async () => {
    const world = scriptedWorld({
      steps: { [step]: { fast: failing('cancelled', { ambiguous: true }) } },
      recordMadeAfterAll: true,
    });
    expect(await setUpSaga(world.ports)).toMatchObject({ kind: 'succeeded', ambiguous: true });
    expect(world.events.filter((event) => event.startsWith('begin undo.'))).toEqual(['begin undo.begin']);
  });
});

describe.each(behaviourNames.flatMap((inbound) => behaviourNames.map((outbound) => ({ inbound, outbound }))))(
  'when the inbound trunk $inbound and the outbound trunk $outbound',
  ({ inbound, outbound }) => {
    const scripts = { inbound: behaviours[inbound].script, outbound: behaviours[outbound].script };
    const bothWereTriedDurably = behaviours[inbound].durable && behaviours[outbound].durable;

    it('no durable attempt and no undo begins before both fast ones have settled', async () => {
      const world = scriptedWorld({ steps: scripts });
      await setUpSaga(world.ports);
      const settled = Math.max(positionOf(world, 'end inbound.fast'), positionOf(world, 'end outbound.fast'));
      const commands = world.events.findIndex((event) => /^begin (?!(in|out)bound\.fast)/.test(event));
      expect(commands).toBeGreaterThan(settled);
    });

    it('the ones that failed in passing are repeated only if none has failed for good', async () => {
      const world = scriptedWorld({ steps: scripts });
      await setUpSaga(world.ports);
      expect(attemptsOf(world, 'inbound.durable')).toBe(bothWereTriedDurably ? 1 : 0);
      expect(attemptsOf(world, 'outbound.durable')).toBe(bothWereTriedDurably ? 1 : 0);
    });

    it('no undo begins before both durable attempts have settled', async () => {
      const world = scriptedWorld({ steps: scripts });
      await setUpSaga(world.ports);
      const compensation = world.events.indexOf('begin undo.begin');
      const last = world.events.findLastIndex((event) => /^end (in|out)bound\.(fast|durable)/.test(event));
      if (compensation >= 0) expect(compensation).toBeGreaterThan(last);
    });

    it('the failure that is reported is one that was final, the first in order if there are several', async () => {
      const world = scriptedWorld({ steps: scripts });
      const outcome = await setUpSaga(world.ports);
      expect(outcome).toMatchObject(expectedEnd(scripts));
    });
  },
);

/** Which failure a reader would call the cause: one for good before one in passing, inbound before outbound. */
function expectedEnd(scripts: { inbound: StepScript; outbound: StepScript }) {
  const siblings = ['inbound', 'outbound'] as const;
  const isFinal = (failure: Error | undefined) => failure !== undefined && !traits(failure).transient;
  const hopelessAtOnce = siblings.find((step) => isFinal(scripts[step].fast));
  if (hopelessAtOnce !== undefined) return removed(hopelessAtOnce, scripts[hopelessAtOnce].fast);
  const failed = siblings.filter((step) => scripts[step].durable !== undefined);
  const cause = failed.find((step) => isFinal(scripts[step].durable)) ?? failed[0];
  return cause === undefined ? { kind: 'succeeded' } : removed(cause, scripts[cause].durable);
}

function removed(step: StepName, failure: Error | undefined) {
  return { kind: 'removed', failure: { step, code: failure === undefined ? null : traits(failure).code } };
}

function traits(failure: Error) {
  return scriptedWorld().ports.judge(failure, 'inbound');
}

function laterThan(step: StepName): readonly StepName[] {
  if (step === 'inbound' || step === 'outbound') return ['rule', 'record'];
  return step === 'rule' ? ['record'] : [];
}

describe('an undo', () => {
  const refused = { step: 'rule', code: 'livekit_refused', removed: nothing } as const;

  it('first notes why it was begun', async () => {
    const world = scriptedWorld({ steps: { rule: { fast: failing('livekit_refused') } } });
    await setUpSaga(world.ports);
    expect(world.beganWith).toEqual([refused]);
    expectOrder(world, 'end undo.begin', 'begin undo.rule');
    expectOrder(world, 'end undo.begin', 'begin undo.outbound');
  });

  it('removes the inbound trunk only once its rule is gone, and the outbound trunk beside them', async () => {
    const world = scriptedWorld();
    await undoSaga(world.ports, refused, { known: {}, ambiguous: false });
    expectOrder(world, 'end undo.rule', 'begin undo.inbound');
    expectOrder(world, 'begin undo.rule', 'begin undo.outbound', 'end undo.rule');
  });

  it('looks a second time, and releases the number after that and last of all', async () => {
    const world = scriptedWorld();
    await undoSaga(world.ports, refused, { known: {}, ambiguous: false });
    for (const kind of ['rule', 'inbound', 'outbound']) expect(attemptsOf(world, `undo.${kind}`)).toBe(2);
    expect(world.events.slice(-2)).toEqual(['begin undo.release', 'end undo.release']);
  });

  it('goes by the ids that the run has seen, at the first look', async () => {
    const removed: unknown[] = [];
    const world = scriptedWorld({ steps: { rule: { fast: failing('livekit_refused') } } });
    const compensation = {
      ...world.ports.compensation,
      removeOutbound: async (known: object) => {
        removed.push(known);
        return 0;
      },
    };
    await setUpSaga({ ...world.ports, compensation });
    expect(removed).toEqual([{ inbound: made.inbound, outbound: made.outbound }, {}]);
  });

  it('counts what both looks have removed, for the caller and for the record alike', async () => {
    const world = scriptedWorld({ found: { inbound: [1, 1], outbound: [1], rule: [0, 1] } });
    const outcome = await undoSaga(world.ports, refused, { known: {}, ambiguous: true });
    const removed = { inbound: 2, outbound: 1, rule: 1 };
    expect(outcome).toEqual({ kind: 'removed', failure: { ...refused, removed: removed }, ambiguous: true });
    expect(world.releasedWith).toEqual([removed]);
  });

  it('with a rule that cannot be removed keeps the inbound trunk and the number, but not the outbound trunk', async () => {
    const world = scriptedWorld();
    const stuck = new Promise<number>(() => undefined);
    const compensation = { ...world.ports.compensation, removeRule: () => stuck };
    void undoSaga({ ...world.ports, compensation }, refused, { known: {}, ambiguous: false });
    await new Promise((resolve) => setImmediate(resolve));
    expect(world.events).toContain('end undo.outbound');
    expect(world.events).not.toContain('begin undo.inbound');
    expect(world.events).not.toContain('begin undo.release');
  });
});

describe('a failure that no step has reported', () => {
  it('is undone as well, and in doubt', async () => {
    const world = scriptedWorld();
    const rule = () => {
      throw new Error('a defect');
    };
    expect(await setUpSaga({ ...world.ports, rule })).toEqual({
      kind: 'removed',
      failure: { step: 'inbound', code: 'internal', removed: nothing },
      ambiguous: true,
    });
    expect(attemptsOf(world, 'undo.release')).toBe(1);
  });

  it("in a step that throws instead of rejecting is that step's", async () => {
    const world = scriptedWorld({
      steps: { outbound: { fast: failing('livekit_fault', { transient: true }) } },
    });
    const outbound = {
      ...world.ports.outbound,
      durable: () => {
        throw failing('cancelled');
      },
    };
    expect(await setUpSaga({ ...world.ports, outbound })).toMatchObject({
      kind: 'removed',
      failure: { step: 'outbound', code: 'cancelled' },
    });
  });

  it('keeps its cause when there is no time for another attempt', async () => {
    const world = scriptedWorld({
      steps: {
        outbound: {
          fast: failing('livekit_unreachable', { transient: true }),
          durable: failing('out_of_time'),
        },
      },
    });
    expect(await setUpSaga(world.ports)).toMatchObject({
      kind: 'removed',
      failure: { step: 'outbound', code: 'livekit_unreachable' },
    });
  });
});

describe('a set-up with a carrier', () => {
  it('connects first, calls out through the address that the carrier gave, and routes the number right before the record', async () => {
    const { ports, world, addresses } = withCarrier();
    expect(await setUpSaga(ports)).toMatchObject({ kind: 'succeeded' });
    expect(addresses).toEqual([made.address]);
    expect(world.events.filter((event) => event.startsWith('begin '))).toEqual([
      'begin carrier.fast',
      'begin inbound.fast',
      'begin outbound.fast',
      'begin rule.fast',
      'begin route.fast',
      'begin record.fast',
    ]);
    expectOrder(world, 'end carrier.fast', 'begin inbound.fast');
    expectOrder(world, 'end rule.fast', 'begin route.fast', 'end route.fast', 'begin record.fast');
  });

  it.each(['inbound', 'outbound', 'rule', 'route', 'record'] as const)(
    'puts the route back before the rule goes, once, and removes the connection last when the step "%s" is given up',
    async (step) => {
      const { ports, world } = withCarrier({ steps: { [step]: { fast: failing('livekit_refused') } } });
      expect(await setUpSaga(ports)).toMatchObject({ kind: 'removed', failure: { step } });
      expectOrder(world, 'end undo.begin', 'begin undo.route', 'end undo.route', 'begin undo.rule');
      expect(attemptsOf(world, 'undo.route')).toBe(1);
      expectOrder(world, 'end undo.inbound', 'begin undo.carrier', 'end undo.carrier', 'begin undo.release');
    },
  );

  it('keeps rule, inbound trunk and number while its route cannot be put back, but not the outbound trunk', async () => {
    const { ports, world } = withCarrier({ steps: { rule: { fast: failing('livekit_refused') } } });
    const { carrier } = ports;
    if (carrier === undefined) throw new Error('There is no carrier.');
    const putRouteBack = () => new Promise<void>(() => undefined);
    void setUpSaga({
      ...ports,
      carrier: { ...carrier, compensation: { ...carrier.compensation, putRouteBack } },
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(world.events).toContain('end undo.outbound');
    expect(world.events.filter((event) => /begin undo\.(rule|inbound|carrier|release)/.test(event))).toEqual(
      [],
    );
  });

  it('puts the route back before anything else in a run whose history has it so', async () => {
    const { ports, world } = withCarrier({ steps: { rule: { fast: failing('livekit_refused') } } }, false);
    await setUpSaga(ports);
    expectOrder(world, 'end undo.route', 'begin undo.rule', 'begin undo.outbound');
    expect(attemptsOf(world, 'undo.route')).toBe(1);
  });

  it('asks nothing of a carrier that has certainly done nothing', async () => {
    const { ports, world } = withCarrier({
      steps: { carrier: { fast: failing('carrier_credentials_refused') } },
    });
    expect(await setUpSaga(ports)).toMatchObject({
      kind: 'removed',
      failure: { step: 'carrier', code: 'carrier_credentials_refused' },
      ambiguous: false,
    });
    expect(world.events.filter((event) => /undo\.(route|carrier)/.test(event))).toEqual([]);
    expect(attemptsOf(world, 'undo.release')).toBe(1);
  });

  it('takes the connection back when nobody knows what the carrier has done', async () => {
    const { ports, world } = withCarrier({
      steps: {
        carrier: {
          fast: failing('carrier_unreachable', { transient: true, ambiguous: true }),
          durable: failing('carrier_refused'),
        },
      },
    });
    expect(await setUpSaga(ports)).toMatchObject({ kind: 'removed', ambiguous: true });
    expect(attemptsOf(world, 'undo.route')).toBe(1);
    expect(attemptsOf(world, 'undo.carrier')).toBe(1);
  });

  it.each<[string, StepScript]>([
    [
      'a later attempt',
      {
        fast: failing('carrier_throttled', { transient: true }),
        // An attempt that looks first cannot know what the ones before it have done.
        durable: failing('carrier_credentials_refused', { ambiguous: true }),
      },
    ],
    [
      'the first attempt of a repeated run',
      { fast: failing('carrier_credentials_refused', { ambiguous: true }) },
    ],
    ['an attempt that was cancelled', { fast: failing('cancelled', { ambiguous: true }) }],
  ])('is looked after later wherever its account may be refused in the undo: %s', async (_what, script) => {
    const { ports, world } = withCarrier({ steps: { carrier: script } });
    expect(await setUpSaga(ports)).toMatchObject({ kind: 'removed', ambiguous: true });
    expect(attemptsOf(world, 'undo.carrier')).toBe(1);
    expect(attemptsOf(world, 'undo.release')).toBe(1);
  });

  it('takes everything back that an earlier run may have done', async () => {
    const { ports, world } = withCarrier();
    await undoSaga(
      ports,
      { step: 'inbound', code: 'internal', removed: nothing },
      { known: {}, ambiguous: true },
    );
    expect(attemptsOf(world, 'undo.route')).toBe(1);
    expect(attemptsOf(world, 'undo.carrier')).toBe(1);
  });
});
