import { describe, expect, it } from 'vitest';
import { TimedOutError, within } from '../../../src/provisioning/within.js';

describe('a call within a time limit', () => {
  it('that comes back in time is what it came back with', async () => {
    await expect(within(1_000, Promise.resolve('told'))).resolves.toBe('told');
    await expect(within(1_000, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  });

  it('that never comes back fails at the limit', async () => {
    const began = performance.now();
    const attempt = within(60, new Promise(() => undefined));
    await expect(attempt).rejects.toThrow(TimedOutError);
    await expect(attempt).rejects.toThrow('No answer within 60 ms.');
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('that fails after the limit disturbs nobody', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), 40));
      await expect(within(10, late)).rejects.toThrow(TimedOutError);
      await new Promise((resolve) => setTimeout(resolve, 60));
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(unhandled).toEqual([]);
  });
});
