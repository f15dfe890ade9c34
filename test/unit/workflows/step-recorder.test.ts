import { describe, expect, it } from 'vitest';
import { stepsIn } from '../../../src/domain/operation/operation.js';
import { StepRecorder } from '../../../src/workflows/saga/operator-control.js';

const rule = { phase: 'compensation', step: 'rule' } as const;
const inbound = { phase: 'forward', step: 'inbound' } as const;

/** A recorder whose clock goes on by a second at each read, and to which each failure stands for three attempts. */
function recorder(): StepRecorder {
  let now = 0;
  return new StepRecorder(
    () => {
      now += 1_000;
      return now;
    },
    () => ({ code: 'livekit_fault', attempts: 3 }),
  );
}

const succeed = async () => ({ attempt: 1, output: 'done' });
const fail = () => Promise.reject(new Error('no'));

describe('the log of a step', () => {
  it('the log of a step logs the beginning and the success of an attempt, and passes its result on', async () => {
    const kept = recorder();
    expect(await kept.attempt(inbound, succeed)).toEqual({ attempt: 1, output: 'done' });
    expect(kept.log).toEqual([
      { at: 1_000, ...inbound, event: 'started', attempts: 0 },
      { at: 2_000, ...inbound, event: 'succeeded', attempts: 1 },
    ]);
  });

  it('the log of a step logs why an attempt has failed, and passes its error on', async () => {
    const kept = recorder();
    await expect(kept.attempt(inbound, fail)).rejects.toThrow('no');
    expect(kept.log.at(-1)).toEqual({
      at: 2_000,
      ...inbound,
      event: 'attempt_failed',
      attempts: 3,
      code: 'livekit_fault',
    });
  });

  it('the log of a step counts what Temporal has repeated by itself together with what went before', async () => {
    const kept = recorder();
    await kept.attempt(inbound, fail).catch(() => undefined);
    await kept.attempt(inbound, async () => ({ attempt: 4 }));
    expect(stepsIn(kept.log)).toMatchObject([{ startedAt: 1_000, endedAt: 4_000, attempts: 7 }]);
  });

  it('the log of a step counts a second pass over a removed part with the first', async () => {
    const kept = recorder();
    await kept.attempt(rule, succeed);
    await kept.attempt(rule, succeed);
    expect(stepsIn(kept.log)).toMatchObject([{ startedAt: 1_000, endedAt: 4_000, attempts: 1 }]);
  });

  it('the log of a step logs a result that says nobody can finish the step as a failed attempt', async () => {
    const kept = recorder();
    await kept.attempt(rule, async () => ({ attempt: 2, skipped: 'password_unreadable' as const }));
    expect(kept.log.at(-1)).toMatchObject({
      event: 'attempt_failed',
      attempts: 2,
      code: 'password_unreadable',
    });
  });

  it('the log of a step logs once that a step was skipped', async () => {
    const kept = recorder();
    await kept.attempt(rule, fail).catch(() => undefined);
    kept.skipped(rule, { by: 'Grace', reason: 'gone' });
    kept.skipped(rule, { by: 'Ada', reason: 'gone too' });
    expect(kept.log.map(({ event }) => event)).toEqual(['started', 'attempt_failed', 'skipped']);
    expect(stepsIn(kept.log)).toMatchObject([
      { attempts: 3, last: 'skipped', skipped: { by: 'Grace', reason: 'gone', at: 3_000 } },
    ]);
  });

  it.each([
    ['livekit_fault', 'the cause of the attempt before'],
    [null, 'no cause if that is not known'],
  ] as const)(
    'the log of a step that an operator ends shows how often it was tried: %s, %s',
    async (code, _meaning) => {
      const kept = new StepRecorder(
        () => 0,
        () => ({ code: 'cancelled', attempts: 1 }),
      );
      await kept.attempt(rule, fail, () => ({ attempts: 9, code })).catch(() => undefined);
      expect(stepsIn(kept.log)).toMatchObject([{ attempts: 9, code }]);
    },
  );

  it('the log of a step that the cancellation of its operation ends says so', async () => {
    const kept = new StepRecorder(
      () => 0,
      () => ({ code: 'cancelled', attempts: 1 }),
    );
    await kept.attempt(inbound, fail).catch(() => undefined);
    expect(stepsIn(kept.log)).toMatchObject([{ attempts: 1, code: 'cancelled' }]);
  });

  it('the log of a step logs where the compensation begins, and why', () => {
    const kept = recorder();
    kept.compensationBegins({
      step: 'rule',
      code: 'cancelled',
      removed: { inbound: 0, outbound: 0, rule: 0 },
    });
    expect(kept.log).toEqual([{ at: 1_000, event: 'compensation_begun', step: 'rule', code: 'cancelled' }]);
  });

  it('only ever grows, and is not changed through what was handed out', async () => {
    const kept = recorder();
    await kept.attempt(inbound, succeed);
    const before = kept.log;
    await kept.attempt(rule, succeed);
    expect(before).toHaveLength(2);
    expect(kept.log.slice(0, 2)).toEqual(before);
  });
});
