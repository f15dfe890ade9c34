import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TemporalReachability } from '../../../../src/operations/runner/temporal-reachability.js';

/** A Temporal that answers or not as the test says, and the log of its probes. */
function temporal() {
  const lines: string[] = [];
  const state = { answers: true as boolean | 'never', probes: 0 };
  const call = () => {
    state.probes += 1;
    if (state.answers === 'never') return new Promise<void>(() => undefined);
    return state.answers ? Promise.resolve() : Promise.reject(new Error('14 UNAVAILABLE'));
  };
  const logger = pino({ base: null, timestamp: false }, { write: (line: string) => void lines.push(line) });
  return { state, lines, reachability: new TemporalReachability(call, logger) };
}

/** A Temporal that is connected and never answers. */
function silent() {
  const world = temporal();
  world.state.answers = 'never';
  return world;
}

/** Returns the result of a probe after so many milliseconds. */
async function answerAfter(ms: number, probing: Promise<boolean>): Promise<boolean> {
  await vi.advanceTimersByTimeAsync(ms);
  return probing;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the reachability of Temporal', () => {
  it('the reachability of Temporal is assumed until a probe fails', () => {
    expect(temporal().reachability.reachable).toBe(true);
  });

  it('the reachability of Temporal is what the last probe found', async () => {
    const { state, reachability } = temporal();
    state.answers = false;
    expect(await reachability.probe()).toBe(false);
    expect(reachability.reachable).toBe(false);
    state.answers = true;
    expect(await reachability.probe()).toBe(true);
    expect(reachability.reachable).toBe(true);
  });

  it('the reachability of Temporal is denied when two probes in a row get no answer for two seconds each', async () => {
    const { reachability } = silent();
    expect(await answerAfter(2_000, reachability.probe()), 'the probe itself has no answer').toBe(false);
    expect(reachability.reachable).toBe(true);
    const probing = reachability.probe();
    await vi.advanceTimersByTimeAsync(1_999);
    expect(reachability.reachable).toBe(true);
    expect(await answerAfter(1, probing)).toBe(false);
    expect(reachability.reachable).toBe(false);
  });

  it('the reachability of Temporal is not denied for a single probe without an answer', async () => {
    const { state, lines, reachability } = silent();
    for (const answers of ['never', true, 'never', true] as const) {
      state.answers = answers;
      await answerAfter(2_000, reachability.probe());
      expect(reachability.reachable).toBe(true);
    }
    expect(lines).toEqual([]);
  });

  it('the reachability of Temporal stays denied while no probe is answered', async () => {
    const { state, reachability } = temporal();
    state.answers = false;
    await reachability.probe();
    state.answers = 'never';
    expect(await answerAfter(2_000, reachability.probe())).toBe(false);
  });

  it('the reachability of Temporal is probed in the background every two seconds until it is stopped', async () => {
    const { state, reachability } = temporal();
    reachability.start();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(state.probes).toBe(3);
    reachability.stop();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(state.probes).toBe(3);
  });

  it('the reachability of Temporal is probed at once after a failed call', async () => {
    const { state, reachability } = temporal();
    state.answers = false;
    reachability.reportFailure();
    await vi.advanceTimersByTimeAsync(0);
    expect(reachability.reachable).toBe(false);
  });

  it('the reachability of Temporal is logged when it changes, not at each probe', async () => {
    const { state, lines, reachability } = temporal();
    state.answers = false;
    await reachability.probe();
    await reachability.probe();
    state.answers = true;
    await reachability.probe();
    await reachability.probe();
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      'Temporal cannot be reached',
      'Temporal can be reached again',
    ]);
  });
});
