import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sharedResult } from '../../../src/runtime/shared-result.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a shared result', () => {
  it('serves all who ask during a run and for some time after its end', async () => {
    let runs = 0;
    const read = sharedResult(async () => {
      runs += 1;
      const run = runs;
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      return run;
    }, 1_000);

    const during = [read(), read()];
    await vi.advanceTimersByTimeAsync(5_000);
    const after = read();
    await vi.advanceTimersByTimeAsync(1_000);
    const later = read();
    await vi.advanceTimersByTimeAsync(5_000);

    expect(await Promise.all([...during, after, later])).toEqual([1, 1, 1, 2]);
  });

  it('is not kept when the run has failed', async () => {
    let runs = 0;
    const read = sharedResult(async () => {
      runs += 1;
      if (runs === 1) throw new Error('away');
      return runs;
    }, 1_000);

    await expect(read()).rejects.toThrow('away');
    expect(await read()).toBe(2);
  });
});
