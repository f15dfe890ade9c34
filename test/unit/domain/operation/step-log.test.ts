import { describe, expect, it } from 'vitest';
import {
  attemptsAt,
  completedWith,
  type StepEvent,
  type StepLog,
  stepsIn,
} from '../../../../src/domain/operation/operation.js';

const inbound = { phase: 'forward', step: 'inbound' } as const;
const record = { phase: 'forward', step: 'record' } as const;

const started = (at: number, place: Pick<StepEvent, 'phase' | 'step'>, attempts = 0): StepEvent => ({
  at,
  ...place,
  event: 'started',
  attempts,
});
const succeeded = (at: number, place: Pick<StepEvent, 'phase' | 'step'>, attempts = 1): StepEvent => ({
  at,
  ...place,
  event: 'succeeded',
  attempts,
});

const repeated: StepLog = [
  started(1_000, inbound),
  { at: 1_200, ...inbound, event: 'attempt_failed', attempts: 1, code: 'livekit_fault' },
  started(1_200, inbound, 1),
  succeeded(1_900, inbound, 5),
];

describe('the steps in a log', () => {
  it('a step in a log starts with its first attempt and ends with its last', () => {
    expect(stepsIn(repeated)).toEqual([
      {
        ...inbound,
        startedAt: 1_000,
        endedAt: 1_900,
        attempts: 5,
        skipped: null,
        last: 'succeeded',
        code: 'livekit_fault',
      },
    ]);
  });

  it('a step in a log has no end while an attempt runs', () => {
    expect(stepsIn(repeated.slice(0, 3))).toMatchObject([{ endedAt: null, attempts: 1, last: 'started' }]);
  });

  it('the steps in a log are in the order of their starts, with those of a compensation apart from those of the operation', () => {
    const compensation = { phase: 'compensation', step: 'inbound' } as const;
    const log: StepLog = [
      ...repeated,
      { at: 2_000, event: 'compensation_begun', step: 'rule', code: 'livekit_refused' },
      started(2_000, compensation),
    ];
    expect(stepsIn(log)).toMatchObject([inbound, compensation]);
  });

  it('an empty log has no steps', () => {
    expect(stepsIn([])).toEqual([]);
  });
});

describe('the number of attempts at a step', () => {
  it.each<[number, StepLog]>([
    [5, repeated],
    [1, repeated.slice(0, 2)],
    [0, repeated.slice(0, 1)],
    [0, []],
  ])('the number of attempts at a step is %i', (attempts, log) => {
    expect(attemptsAt(log, inbound)).toBe(attempts);
    expect(attemptsAt(log, record)).toBe(0);
  });
});

describe('the completion of a log', () => {
  const log = [...repeated, started(2_000, record, 1)];

  it('the last event of a completed log is the success of the step that stores it, with all its attempts', () => {
    expect(completedWith(log, record, 2, new Date(2_500))).toEqual([...log, succeeded(2_500, record, 3)]);
  });

  it('the last event of a log is never earlier than the event before it', () => {
    expect(completedWith(log, record, 1, new Date(500)).at(-1)).toMatchObject({ at: 2_000 });
  });
});
