import { describe, expect, it } from 'vitest';
import { nothingRemoved, type StepName } from '../../../src/domain/operation/operation.js';
import { trunkParts } from '../../../src/domain/parts/graph.js';
import { runSaga, type SagaOutcome, walkRestoration } from '../../../src/workflows/saga/walk.js';
import { failing, ScriptedFailure, type StepScript } from './scripted-saga.js';

const outage = failing('livekit_fault', { transient: true, ambiguous: true });
const refusal = failing('livekit_refused');

interface Course {
  readonly events: readonly string[];
  readonly outcome: SagaOutcome;
}

/** One run of a change in a world with a script; what is not scripted succeeds. */
async function change(
  steps: Partial<Record<StepName, StepScript>> = {},
  { madeAfterAll = false } = {},
): Promise<Course> {
  const events: string[] = [];
  let shields = 0;
  const noted = async (event: string, error?: Error) => {
    events.push(event);
    for (let passed = 0; passed < event.length; passed += 1) await Promise.resolve();
    if (error !== undefined) throw error;
    return null;
  };
  const shieldedOnly = (event: string) => {
    if (shields === 0) throw new Error(`"${event}" can be cancelled.`);
    return noted(event);
  };
  const outcome = await runSaga({
    levels: [trunkParts.objects, [trunkParts.commit]],
    attemptsAt: ({ name }) => {
      if (name === 'number') throw new Error('The number is reserved before.');
      return {
        quick: () => noted(name, steps[name]?.quick),
        durable: () => noted(`${name} again`, steps[name]?.durable),
      };
    },
    readFailure: (error) =>
      error instanceof ScriptedFailure
        ? error.failure
        : { code: 'internal', transient: false, ambiguous: true },
    shielded: async (compensation) => {
      shields += 1;
      try {
        return await compensation();
      } finally {
        shields -= 1;
      }
    },
    beginCompensation: async () => {
      await shieldedOnly('begin compensation');
      return !madeAfterAll;
    },
    compensate: async () => {
      await walkRestoration(trunkParts, ({ name }) => shieldedOnly(`restore ${name}`));
      return nothingRemoved;
    },
  });
  return { outcome, events };
}

const restoration = [
  'begin compensation',
  'restore inbound',
  'restore outbound',
  'restore rule',
  'restore number',
];

describe('a change', () => {
  it('a change changes the three objects side by side, then the record', async () => {
    expect(await change()).toEqual({
      events: ['inbound', 'outbound', 'rule', 'record'],
      outcome: { kind: 'succeeded', ambiguous: false, made: {} },
    });
  });

  it('a change repeats what failed transiently, and nothing else', async () => {
    expect(await change({ outbound: { quick: outage }, record: { quick: outage } })).toEqual({
      events: ['inbound', 'outbound', 'rule', 'outbound again', 'record', 'record again'],
      outcome: { kind: 'succeeded', ambiguous: true, made: {} },
    });
  });

  it.each(['inbound', 'outbound', 'rule'] as const)(
    'a change restores everything when the part "%s" is refused, and never comes to the record',
    async (name) => {
      const { events, outcome } = await change({ [name]: { quick: refusal } });
      expect(events).toEqual(['inbound', 'outbound', 'rule', ...restoration]);
      expect(outcome).toMatchObject({
        kind: 'compensated',
        failure: { step: name, code: 'livekit_refused' },
      });
    },
  );

  it('a change restores everything when a part fails for too long, whatever was seen to be done', async () => {
    const { events, outcome } = await change({ rule: { quick: outage, durable: outage } });
    expect(events).toEqual(['inbound', 'outbound', 'rule', 'rule again', ...restoration]);
    expect(outcome).toMatchObject({ kind: 'compensated', failure: { step: 'rule', code: 'livekit_fault' } });
  });

  it('a change restores everything when the record cannot be written', async () => {
    const { events, outcome } = await change({ record: { quick: failing('database_fault') } });
    expect(events).toEqual(['inbound', 'outbound', 'rule', 'record', ...restoration]);
    expect(outcome).toMatchObject({ kind: 'compensated', failure: { step: 'record' } });
  });

  it('a change stays made when the record turns out to have been written after all', async () => {
    const { events, outcome } = await change(
      { record: { quick: failing('database_fault', { ambiguous: true }) } },
      { madeAfterAll: true },
    );
    expect(events).toEqual(['inbound', 'outbound', 'rule', 'record', 'begin compensation']);
    expect(outcome).toEqual({ kind: 'succeeded', ambiguous: true, made: {} });
  });
});
