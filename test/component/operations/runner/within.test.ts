import { stat } from 'node:fs/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TimedOutError, within } from '../../../../src/operations/runner/temporal-reachability.js';

const nextIteration = () => new Promise((resolve) => setImmediate(resolve));

describe('a call with a time limit', () => {
  it('a call with a time limit settles as the call does when that is in time', async () => {
    await expect(within(1_000, Promise.resolve('an answer'))).resolves.toBe('an answer');
    await expect(within(1_000, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  });

  it('a call with a time limit fails at the limit when the call never settles', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    let failure: unknown = null;
    within(60, new Promise(() => undefined)).catch((error) => {
      failure = error;
    });
    await vi.advanceTimersByTimeAsync(59);
    await nextIteration();
    expect(failure).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    await nextIteration();
    expect(failure).toEqual(new TimedOutError('No answer within 60 ms.'));
    expect(failure).toBeInstanceOf(TimedOutError);
  });

  it('a call with a time limit returns an answer that arrived while the process stood still', async () => {
    const call = within(20, stat('.'));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    expect((await call).isDirectory()).toBe(true);
  });

  it('a call with a time limit leaves no unhandled rejection when the call fails after the limit', async () => {
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
      // Node reports unhandled rejections after the iteration of the event loop in which they happen.
      await nextIteration();
      await nextIteration();
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(unhandled).toEqual([]);
  });
});
