import { describe, expect, it } from 'vitest';
import type { StepLog } from '../../../../src/domain/operation/operation.js';
import { eventsBehind, eventsOf } from '../../../../src/domain/operation/view.js';
import { operationView } from '../../operation-views.js';

const log: StepLog = [
  { at: 1_000, phase: 'forward', step: 'rule', event: 'started', attempts: 0 },
  { at: 2_000, phase: 'forward', step: 'rule', event: 'attempt_failed', attempts: 1, code: 'livekit_fault' },
  { at: 3_000, event: 'compensation_begun', step: 'rule', code: 'livekit_fault' },
];
const running = operationView({ log });
const over = operationView({ log, state: 'failed', finishedAt: new Date(9_000) });
const ids = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

describe('the events of an operation', () => {
  it('the events of an operation begin with its acceptance and follow its log', () => {
    expect(eventsOf(running)).toEqual([
      { id: '0', kind: 'accepted', at: running.createdAt },
      { id: '1', kind: 'step', at: new Date(1_000), step: log[0] },
      { id: '2', kind: 'step', at: new Date(2_000), step: log[1] },
      { id: '3', kind: 'compensating', at: new Date(3_000), begun: log[2] },
    ]);
  });

  it('the events of a completed operation end with its completion', () => {
    expect(eventsOf(over).at(-1)).toEqual({ id: 'end', kind: 'ended', at: new Date(9_000) });
  });

  it('the events of an operation keep their positions when more are added', () => {
    expect(eventsOf(over).slice(0, 4)).toEqual(eventsOf(running));
  });
});

describe('the events that a reader has missed', () => {
  it.each<[string, string | null, readonly string[]]>([
    ['nothing was seen', null, ['0', '1', '2', '3', 'end']],
    ['the acceptance was seen', '0', ['1', '2', '3', 'end']],
    ['everything but the end was seen', '3', ['end']],
    ['the end was seen', 'end', []],
    ['more was seen than is written down in the end', '7', ['end']],
    ['what was seen is no event', 'x', ['0', '1', '2', '3', 'end']],
  ])('the missed events are right when %s', (_what, seen, missed) => {
    expect(ids(eventsBehind(eventsOf(over), seen))).toEqual(missed);
  });
});
