import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OperationCompletions } from '../../../../src/operations/runner/completion.js';
import { operationId, operationIdOf } from '../../plans.js';

const long = 5_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function millisecondsOf(wait: Promise<void>): Promise<number> {
  const began = performance.now();
  await wait;
  return performance.now() - began;
}

describe('a wait for the end of an operation', () => {
  it('is over as soon as the end is announced', async () => {
    const ends = new OperationCompletions();
    const waiting = millisecondsOf(ends.listen(operationId).completedWithin(long));
    ends.announce(operationId);
    expect(await waiting).toBe(0);
  });

  it('is over at once when the end was announced before the wait began, but after the listener was there', async () => {
    const ends = new OperationCompletions();
    const listener = ends.listen(operationId);
    ends.announce(operationId);
    expect(await millisecondsOf(listener.completedWithin(long))).toBe(0);
  });

  it('is over after its time when nothing is announced', async () => {
    const waiting = millisecondsOf(new OperationCompletions().listen(operationId).completedWithin(60));
    await vi.runAllTimersAsync();
    expect(await waiting).toBe(60);
  });

  it('can be repeated', async () => {
    const ends = new OperationCompletions();
    const listener = ends.listen(operationId);
    const first = listener.completedWithin(1);
    await vi.runAllTimersAsync();
    await first;
    const again = millisecondsOf(listener.completedWithin(long));
    ends.announce(operationId);
    expect(await again).toBe(0);
  });

  it('wakes once for one announcement', async () => {
    const ends = new OperationCompletions();
    const listener = ends.listen(operationId);
    ends.announce(operationId);
    await listener.completedWithin(long);
    const again = millisecondsOf(listener.completedWithin(60));
    await vi.runAllTimersAsync();
    expect(await again).toBe(60);
  });

  it('wakes everybody who waits for the operation, and nobody else', async () => {
    const ends = new OperationCompletions();
    const own = [ends.listen(operationId), ends.listen(operationId)].map((listener) =>
      listener.completedWithin(long),
    );
    const other = millisecondsOf(ends.listen(operationIdOf('b')).completedWithin(80));
    ends.announce(operationId);
    await Promise.all(own);
    await vi.advanceTimersByTimeAsync(80);
    expect(await other).toBe(80);
  });

  it('that was given up does not take the others with it', async () => {
    const ends = new OperationCompletions();
    const [givenUp, kept] = [ends.listen(operationId), ends.listen(operationId)];
    givenUp.stop();
    const waiting = millisecondsOf(kept.completedWithin(long));
    ends.announce(operationId);
    expect(await waiting).toBe(0);
  });
});

describe('an announcement that nobody waits for', () => {
  it('does no harm', () => {
    const ends = new OperationCompletions();
    ends.listen(operationId).stop();
    expect(() => ends.announce(operationId)).not.toThrow();
  });
});
