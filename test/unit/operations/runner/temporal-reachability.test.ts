import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TemporalReachability } from '../../../../src/operations/runner/temporal-reachability.js';

/** A Temporal that answers or not as the test says, and the log of whoever asks it. */
function temporal() {
  const lines: string[] = [];
  const state = { answers: true as boolean | 'never', asked: 0 };
  const probe = () => {
    state.asked += 1;
    if (state.answers === 'never') return new Promise<void>(() => undefined);
    return state.answers ? Promise.resolve() : Promise.reject(new Error('14 UNAVAILABLE'));
  };
  const logger = pino({ base: null, timestamp: false }, { write: (line: string) => void lines.push(line) });
  return { state, lines, reachability: new TemporalReachability(probe, logger) };
}

/** A Temporal that is there, and answers nothing. */
function silent() {
  const world = temporal();
  world.state.answers = 'never';
  return world;
}

/** What a question is answered once so much time has passed. */
async function answerAfter(ms: number, asking: Promise<boolean>): Promise<boolean> {
  await vi.advanceTimersByTimeAsync(ms);
  return asking;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('whether Temporal can be reached', () => {
  it('is assumed until it is known otherwise', () => {
    expect(temporal().reachability.reachable).toBe(true);
  });

  it('is what the last question found', async () => {
    const { state, reachability } = temporal();
    state.answers = false;
    expect(await reachability.ask()).toBe(false);
    expect(reachability.reachable).toBe(false);
    state.answers = true;
    expect(await reachability.ask()).toBe(true);
    expect(reachability.reachable).toBe(true);
  });

  it('is denied when two questions in a row get no answer for two seconds each', async () => {
    const { reachability } = silent();
    expect(await answerAfter(2_000, reachability.ask()), 'the question itself has no answer').toBe(false);
    expect(reachability.reachable).toBe(true);
    const asking = reachability.ask();
    await vi.advanceTimersByTimeAsync(1_999);
    expect(reachability.reachable).toBe(true);
    expect(await answerAfter(1, asking)).toBe(false);
    expect(reachability.reachable).toBe(false);
  });

  it('is not denied for a silence now and then', async () => {
    const { state, lines, reachability } = silent();
    for (const answers of ['never', true, 'never', true] as const) {
      state.answers = answers;
      await answerAfter(2_000, reachability.ask());
      expect(reachability.reachable).toBe(true);
    }
    expect(lines).toEqual([]);
  });

  it('stays denied while there is no answer', async () => {
    const { state, reachability } = temporal();
    state.answers = false;
    await reachability.ask();
    state.answers = 'never';
    expect(await answerAfter(2_000, reachability.ask())).toBe(false);
  });

  it('is asked in the background every two seconds, until it is stopped', async () => {
    const { state, reachability } = temporal();
    reachability.start();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(state.asked).toBe(3);
    reachability.stop();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(state.asked).toBe(3);
  });

  it('is asked at once after a doubt', async () => {
    const { state, reachability } = temporal();
    state.answers = false;
    reachability.ambiguity();
    await vi.advanceTimersByTimeAsync(0);
    expect(reachability.reachable).toBe(false);
  });

  it('is logged when it changes, not each time', async () => {
    const { state, lines, reachability } = temporal();
    state.answers = false;
    await reachability.ask();
    await reachability.ask();
    state.answers = true;
    await reachability.ask();
    await reachability.ask();
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      'Temporal cannot be reached',
      'Temporal can be reached again',
    ]);
  });
});
