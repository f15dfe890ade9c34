import { stat } from 'node:fs/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TimedOutError, within } from '../../../../src/operations/runner/within.js';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('a call within a time limit', () => {
  it('that comes back in time is what it came back with', async () => {
    await expect(within(1_000, Promise.resolve('told'))).resolves.toBe('told');
    await expect(within(1_000, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  });

  it('that never comes back fails at the limit', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    let failure: unknown = null;
    within(60, new Promise(() => undefined)).catch((error) => {
      failure = error;
    });
    await vi.advanceTimersByTimeAsync(59);
    await nextTurn();
    expect(failure).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    await nextTurn();
    expect(failure).toEqual(new TimedOutError('No answer within 60 ms.'));
    expect(failure).toBeInstanceOf(TimedOutError);
  });

  it('whose answer came while the process stood still is what it came back with', async () => {
    const call = within(20, stat('.'));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    expect((await call).isDirectory()).toBe(true);
  });

  it('that fails after the limit disturbs nobody', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      let fail = (_reason: Error): void => undefined;
      const late = new Promise<never>((_, reject) => {
        fail = reject;
      });
      await expect(within(10, late)).rejects.toThrow(TimedOutError);
      fail(new Error('late'));
      // Unhandled rejections are told after the turn in which they happen.
      await nextTurn();
      await nextTurn();
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(unhandled).toEqual([]);
  });
});
