import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { longerShare, tellApart, timesOf } from '../support/time-difference.js';

const pairs = 200;

/** Draws numbers between 0 and 1 that are the same in every run. */
function lots(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Times as a service has them: 2 ms and a bit more, and one in twenty much more. */
function requestTimes(seed: number, delayMs = 0): number[] {
  const lot = lots(seed);
  return Array.from({ length: pairs }, () => 2 + delayMs + lot() ** 2 + (lot() < 0.05 ? 30 * lot() : 0));
}

describe('the share of pairs in which the first kind takes longer', () => {
  it('the share of pairs in which the first kind takes longer is a half of equal times, and one when all of them are longer', () => {
    expect(longerShare({ first: [1, 2, 3], second: [1, 2, 3] })).toBe(0.5);
    expect(longerShare({ first: [4, 5], second: [1, 2] })).toBe(1);
    expect(longerShare({ first: [1, 2], second: [4, 5] })).toBe(0);
  });
});

describe('two kinds of requests', () => {
  it('two kinds of requests that take equally long cannot be distinguished, whatever the machine does in between', async () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const measure = async () => ({ first: requestTimes(seed), second: requestTimes(seed + 1_000) });
      expect(await tellApart(measure), `seed ${seed}`).toBeNull();
    }
  });

  it('two kinds of requests are distinguished by a fifth of a millisecond, although single requests take far longer', async () => {
    let seed = 7;
    const measure = async () => {
      seed += 1;
      return { first: requestTimes(seed, 0.2), second: requestTimes(seed + 1_000) };
    };
    expect(await tellApart(measure)).toHaveLength(3);
  });

  it('two kinds of requests are not distinguished by a difference in one round alone', async () => {
    let round = 0;
    const measure = async () => {
      round += 1;
      return { first: requestTimes(round, round === 1 ? 5 : 0), second: requestTimes(round + 1_000) };
    };
    expect(await tellApart(measure)).toBeNull();
    expect(round).toBe(2);
  });

  it('two kinds of requests are timed in turn, each first in every other pair', async () => {
    // By the machine's own clock, a request that takes no time could take longer than one that does.
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const sent: string[] = [];
    const taking = (kind: string, milliseconds: number) => async () => {
      sent.push(kind);
      vi.advanceTimersByTime(milliseconds);
    };
    const times = await timesOf(2, taking('first', 5), taking('second', 3));
    expect(sent).toEqual(['first', 'second', 'second', 'first']);
    expect(times).toEqual({ first: [5, 5], second: [3, 3] });
  });
});
