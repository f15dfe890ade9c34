import { describe, expect, it } from 'vitest';
import type { StepLog, StepPlace } from '../../../../src/domain/operation/operation.js';
import { compensationViews, type Progress, stepViews } from '../../../../src/domain/operation/view.js';

const forward = (step: 'inbound' | 'outbound' | 'rule' | 'record'): StepPlace => ({ phase: 'forward', step });
const compensation = (step: 'inbound' | 'outbound' | 'rule' | 'number'): StepPlace => ({
  phase: 'compensation',
  step,
});

const started = (at: number, place: StepPlace, attempts = 0): StepLog[number] => ({
  at,
  ...place,
  event: 'started',
  attempts,
});
const succeeded = (at: number, place: StepPlace, attempts = 1): StepLog[number] => ({
  at,
  ...place,
  event: 'succeeded',
  attempts,
});
const failed = (at: number, place: StepPlace, attempts = 1): StepLog[number] => ({
  at,
  ...place,
  event: 'attempt_failed',
  attempts,
  code: 'livekit_fault',
});

const settingUp: Progress = { kind: 'set_up_trunk', state: 'running', failure: null, log: [] };
const begun: StepLog = [
  started(1_000, forward('inbound')),
  started(1_000, forward('outbound')),
  succeeded(1_020, forward('inbound')),
  failed(1_030, forward('outbound')),
];
const compensationBegun: StepLog[number] = {
  at: 2_000,
  event: 'compensation_begun',
  step: 'outbound',
  code: 'livekit_fault',
};
const failure = {
  step: 'outbound',
  code: 'livekit_fault',
  removed: { inbound: 1, outbound: 0, rule: 0 },
} as const;

const statesOf = (progress: Progress) =>
  Object.fromEntries(stepViews(progress).map(({ name, state }) => [name, state]));

describe('the steps of an operation', () => {
  it('the steps of an operation show start, end and attempts, and the last failure of a step that is being retried', () => {
    expect(stepViews({ ...settingUp, log: begun })).toEqual([
      {
        name: 'inbound',
        state: 'succeeded',
        startedAt: new Date(1_000),
        endedAt: new Date(1_020),
        attempts: 1,
        error: null,
        skipped: null,
      },
      {
        name: 'outbound',
        state: 'running',
        startedAt: new Date(1_000),
        endedAt: null,
        attempts: 1,
        error: 'livekit_fault',
        skipped: null,
      },
      {
        name: 'rule',
        state: 'pending',
        startedAt: null,
        endedAt: null,
        attempts: null,
        error: null,
        skipped: null,
      },
      {
        name: 'record',
        state: 'pending',
        startedAt: null,
        endedAt: null,
        attempts: null,
        error: null,
        skipped: null,
      },
    ]);
  });

  it('a step that has succeeded shows no failure of an earlier attempt', () => {
    const log = [...begun, started(1_030, forward('outbound'), 1), succeeded(1_500, forward('outbound'), 4)];
    expect(stepViews({ ...settingUp, log })[1]).toMatchObject({
      state: 'succeeded',
      endedAt: new Date(1_500),
      attempts: 4,
      error: null,
    });
  });

  it('the steps of a tear-down are in the order of the tear-down', () => {
    expect(stepViews({ ...settingUp, kind: 'tear_down_trunk' }).map(({ name }) => name)).toEqual([
      'rule',
      'inbound',
      'outbound',
      'record',
    ]);
  });

  it('the steps of an operation turn from succeeded to compensated one by one', () => {
    const compensating: Progress = {
      ...settingUp,
      state: 'compensating',
      failure,
      log: [...begun, compensationBegun],
    };
    const first = { inbound: 'succeeded', outbound: 'failed', rule: 'pending', record: 'pending' };
    expect(statesOf(compensating)).toEqual(first);
    const log = [
      ...compensating.log,
      started(2_000, compensation('inbound')),
      succeeded(2_100, compensation('inbound')),
    ];
    expect(statesOf({ ...compensating, log })).toEqual({ ...first, inbound: 'compensated' });
  });

  it("a failed step shows the cause of the operation's failure, not that of its last attempt", () => {
    const log = [...begun, compensationBegun];
    const cancelled = { ...failure, code: 'cancelled' } as const;
    const [, outbound] = stepViews({ ...settingUp, state: 'failed', failure: cancelled, log });
    expect(outbound).toMatchObject({ state: 'failed', endedAt: new Date(1_030), error: 'cancelled' });
  });

  it.each<[Progress['state'], Progress['failure'], Record<string, string>]>([
    ['running', null, { inbound: 'pending', outbound: 'pending', rule: 'pending', record: 'pending' }],
    [
      'succeeded',
      null,
      { inbound: 'succeeded', outbound: 'succeeded', rule: 'succeeded', record: 'succeeded' },
    ],
    ['failed', failure, { inbound: 'compensated', outbound: 'failed', rule: 'pending', record: 'pending' }],
  ])('the steps are derived without a log if the operation is %s', (state, reason, states) => {
    expect(statesOf({ ...settingUp, state, failure: reason })).toEqual(states);
  });
});

describe('the steps of an operation at a carrier', () => {
  const atCarrier = true;

  it('the steps of an operation at a carrier begin with the connection and end with the route and the record', () => {
    expect(Object.keys(statesOf({ ...settingUp, atCarrier }))).toEqual([
      'carrier',
      'inbound',
      'outbound',
      'rule',
      'route',
      'record',
    ]);
  });

  it('a skipped step is shown with its last failure', () => {
    const place: StepPlace = { phase: 'forward', step: 'route' };
    const log: StepLog = [
      started(1_000, place),
      { at: 1_010, ...place, event: 'attempt_failed', attempts: 2, code: 'carrier_credentials_refused' },
      { at: 1_020, ...place, event: 'skipped', attempts: 2 },
    ];
    const [route] = stepViews({ kind: 'tear_down_trunk', state: 'succeeded', failure: null, log, atCarrier });
    expect(route).toMatchObject({ name: 'route', state: 'skipped', error: 'carrier_credentials_refused' });
  });
});

describe('the compensation of an operation', () => {
  const log: StepLog = [
    ...begun,
    compensationBegun,
    started(2_000, compensation('rule')),
    started(2_000, compensation('outbound')),
    failed(2_010, compensation('outbound'), 3),
    succeeded(2_020, compensation('rule')),
    started(2_020, compensation('inbound')),
    { at: 2_500, ...compensation('inbound'), event: 'skipped', attempts: 2 },
  ];

  it('the compensation of an operation shows each of its parts', () => {
    expect(compensationViews({ ...settingUp, state: 'compensating', failure, log })).toEqual([
      {
        name: 'rule',
        state: 'succeeded',
        startedAt: new Date(2_000),
        endedAt: new Date(2_020),
        attempts: 1,
        error: null,
        skipped: null,
      },
      {
        name: 'outbound',
        state: 'running',
        startedAt: new Date(2_000),
        endedAt: null,
        attempts: 3,
        error: 'livekit_fault',
        skipped: null,
      },
      {
        name: 'inbound',
        state: 'skipped',
        startedAt: new Date(2_020),
        endedAt: new Date(2_500),
        attempts: 2,
        error: null,
        skipped: { at: new Date(2_500), by: null, reason: null },
      },
    ]);
  });

  it('an operation that has not compensated shows no compensation', () => {
    expect(compensationViews({ ...settingUp, log: begun })).toEqual([]);
  });

  it('a compensation does not change the state of a skipped step', () => {
    expect(statesOf({ ...settingUp, state: 'failed', failure, log })).toMatchObject({ inbound: 'succeeded' });
  });
});
