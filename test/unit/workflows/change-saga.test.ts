import { describe, expect, it } from 'vitest';
import type { StepName } from '../../../src/domain/operation/operation.js';
import {
  type ChangeOutcome,
  type ChangePart,
  type ChangePorts,
  changeSaga,
} from '../../../src/workflows/change-saga.js';
import { failing, ScriptedFailure, type StepScript } from './scripted-saga.js';

const outage = failing('livekit_fault', { transient: true, ambiguous: true });
const refusal = failing('livekit_refused');

interface Course {
  readonly events: readonly string[];
  readonly outcome: ChangeOutcome;
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
    for (let turn = 0; turn < event.length; turn += 1) await Promise.resolve();
    if (error !== undefined) throw error;
  };
  const shieldedOnly = (event: string) => {
    if (shields === 0) throw new Error(`"${event}" can be cancelled.`);
    return noted(event);
  };
  const step = (name: StepName) => ({
    name,
    fast: () => noted(name, steps[name]?.fast),
    durable: () => noted(`${name} again`, steps[name]?.durable),
  });
  const part = (name: StepName): ChangePart => ({
    ...step(name),
    fast: async () => {
      await step(name).fast();
      return true;
    },
    durable: async () => {
      await step(name).durable();
      return true;
    },
    restore: () => shieldedOnly(`put ${name} back`),
  });
  const ports: ChangePorts = {
    inbound: part('inbound'),
    outbound: part('outbound'),
    rule: part('rule'),
    record: step('record'),
    judge: (error) =>
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
    compensation: {
      begin: async () => {
        await shieldedOnly('begin undo');
        return !madeAfterAll;
      },
      end: () => shieldedOnly('end undo'),
    },
  };
  return { outcome: await changeSaga(ports), events };
}

const restore = ['begin undo', 'put inbound back', 'put outbound back', 'put rule back', 'end undo'];

describe('a change', () => {
  it('makes the three objects side by side, then the record', async () => {
    expect(await change()).toEqual({
      events: ['inbound', 'outbound', 'rule', 'record'],
      outcome: { kind: 'succeeded', ambiguous: false },
    });
  });

  it('repeats what failed in passing, and nothing else', async () => {
    expect(await change({ outbound: { fast: outage }, record: { fast: outage } })).toEqual({
      events: ['inbound', 'outbound', 'rule', 'outbound again', 'record', 'record again'],
      outcome: { kind: 'succeeded', ambiguous: true },
    });
  });

  it.each(['inbound', 'outbound', 'rule'] as const)(
    'puts everything back when the part "%s" is refused, and never comes to the record',
    async (name) => {
      const { events, outcome } = await change({ [name]: { fast: refusal } });
      expect(events).toEqual(['inbound', 'outbound', 'rule', ...restore]);
      expect(outcome).toMatchObject({ kind: 'removed', failure: { step: name, code: 'livekit_refused' } });
    },
  );

  it('puts everything back when a part fails for too long, whatever was seen to be done', async () => {
    const { events, outcome } = await change({ rule: { fast: outage, durable: outage } });
    expect(events).toEqual(['inbound', 'outbound', 'rule', 'rule again', ...restore]);
    expect(outcome).toMatchObject({ kind: 'removed', failure: { step: 'rule', code: 'livekit_fault' } });
  });

  it('puts everything back when the record cannot be written', async () => {
    const { events, outcome } = await change({ record: { fast: failing('database_fault') } });
    expect(events).toEqual(['inbound', 'outbound', 'rule', 'record', ...restore]);
    expect(outcome).toMatchObject({ kind: 'removed', failure: { step: 'record' } });
  });

  it('stays made when the record turns out to have been written after all', async () => {
    const { events, outcome } = await change(
      { record: { fast: failing('database_fault', { ambiguous: true }) } },
      { madeAfterAll: true },
    );
    expect(events).toEqual(['inbound', 'outbound', 'rule', 'record', 'begin undo']);
    expect(outcome).toEqual({ kind: 'succeeded', ambiguous: true });
  });
});
