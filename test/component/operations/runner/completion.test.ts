import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OperationCompletions } from '../../../../src/operations/runner/completion.js';
import { operationId, operationIdOf } from '../../../unit/plans.js';

const long = 5_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function millisecondsOf(wait: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await wait;
  return performance.now() - began;
}

describe('a wait for the completion of an operation', () => {
  it('a wait for the completion of an operation is over as soon as the completion is notified', async () => {
    const completions = new OperationCompletions();
    const waiting = millisecondsOf(completions.listen(operationId).completedWithin(long));
    completions.notify(operationId);
    expect(await waiting).toBe(0);
  });

  it('a wait for the completion of an operation is over at once when the completion was notified after the listener began and before the wait did', async () => {
    const completions = new OperationCompletions();
    const listener = completions.listen(operationId);
    completions.notify(operationId);
    expect(await millisecondsOf(listener.completedWithin(long))).toBe(0);
  });

  it('a wait for the completion of an operation is over after its time when nothing is notified', async () => {
    const waiting = millisecondsOf(new OperationCompletions().listen(operationId).completedWithin(60));
    await vi.runAllTimersAsync();
    expect(await waiting).toBe(60);
  });

  it('a wait for the completion of an operation can be repeated', async () => {
    const completions = new OperationCompletions();
    const listener = completions.listen(operationId);
    const first = listener.completedWithin(1);
    await vi.runAllTimersAsync();
    await first;
    const again = millisecondsOf(listener.completedWithin(long));
    completions.notify(operationId);
    expect(await again).toBe(0);
  });

  it('a wait for the completion of an operation wakes once for one notification', async () => {
    const completions = new OperationCompletions();
    const listener = completions.listen(operationId);
    completions.notify(operationId);
    await listener.completedWithin(long);
    const again = millisecondsOf(listener.completedWithin(60));
    await vi.runAllTimersAsync();
    expect(await again).toBe(60);
  });

  it('a wait for the completion of an operation wakes everybody who waits for that operation, and nobody else', async () => {
    const completions = new OperationCompletions();
    const own = [completions.listen(operationId), completions.listen(operationId)].map((listener) =>
      listener.completedWithin(long),
    );
    const other = millisecondsOf(completions.listen(operationIdOf('b')).completedWithin(80));
    completions.notify(operationId);
    await Promise.all(own);
    await vi.advanceTimersByTimeAsync(80);
    expect(await other).toBe(80);
  });

  it('a wait for the completion of an operation goes on when another listener of the same operation stops', async () => {
    const completions = new OperationCompletions();
    const [stopped, kept] = [completions.listen(operationId), completions.listen(operationId)];
    stopped.stop();
    const waiting = millisecondsOf(kept.completedWithin(long));
    completions.notify(operationId);
    expect(await waiting).toBe(0);
  });
});

describe('a notification that nobody waits for', () => {
  it('a notification that nobody waits for is ignored', () => {
    const completions = new OperationCompletions();
    completions.listen(operationId).stop();
    expect(() => completions.notify(operationId)).not.toThrow();
  });
});
