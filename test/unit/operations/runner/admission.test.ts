import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Admission, type Entry } from '../../../../src/operations/runner/admission.js';

const limits = { atOnce: 2, waiting: 3, longestWaitMs: 1_000 };

/** Keeps what became of an entry, so that a test can see whether there is an outcome yet. */
function knock(queue: Admission): { entry: Entry | null } {
  const seen: { entry: Entry | null } = { entry: null };
  queue.enter().then((entry) => {
    seen.entry = entry;
  });
  return seen;
}

const settled = () => vi.advanceTimersByTimeAsync(0);

function leave({ entry }: { entry: Entry | null }): void {
  if (entry?.kind !== 'admitted') throw new Error('Nobody is inside.');
  entry.leave();
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the door before the set-ups', () => {
  it('lets so many in at once, and the next when one leaves, in the order of their coming', async () => {
    const queue = new Admission(limits);
    const [first, second, third, fourth] = [knock(queue), knock(queue), knock(queue), knock(queue)];
    await settled();

    expect([first, second, third, fourth].map(({ entry }) => entry?.kind)).toEqual([
      'admitted',
      'admitted',
      undefined,
      undefined,
    ]);
    leave(first);
    await settled();
    expect([third.entry?.kind, fourth.entry?.kind]).toEqual(['admitted', undefined]);
  });

  it('never has more inside than allowed, even when somebody comes in the moment another leaves', async () => {
    const queue = new Admission({ ...limits, atOnce: 1 });
    const first = knock(queue);
    const waiting = knock(queue);
    await settled();
    leave(first);
    const late = knock(queue);
    await settled();

    expect(queue.inside).toBe(1);
    expect([waiting.entry?.kind, late.entry?.kind]).toEqual(['admitted', undefined]);
  });

  it('refuses at once when too many wait', async () => {
    const queue = new Admission(limits);
    for (let caller = 0; caller < 5; caller += 1) knock(queue);
    const sixth = knock(queue);
    await settled();

    expect(sixth.entry).toEqual({ kind: 'refused', retryAfterSeconds: 1 });
    expect(queue.waiting).toBe(3);
  });

  it('refuses who has waited too long', async () => {
    const queue = new Admission(limits);
    for (let caller = 0; caller < 2; caller += 1) knock(queue);
    const third = knock(queue);
    await vi.advanceTimersByTimeAsync(limits.longestWaitMs);

    expect(third.entry).toMatchObject({ kind: 'refused' });
    expect(queue.waiting).toBe(0);
  });

  it('refuses at once when the wait would be too long by what the last turns took, and says for how long', async () => {
    const queue = new Admission({ ...limits, waiting: 1_000 });
    const slow = knock(queue);
    await vi.advanceTimersByTimeAsync(20_000);
    leave(slow);
    for (let caller = 0; caller < 2; caller += 1) knock(queue);
    const third = knock(queue);
    await settled();

    expect(third.entry).toEqual({ kind: 'refused', retryAfterSeconds: 10 });
  });

  it('lets the next in directly once it is empty again, whatever was before', async () => {
    const queue = new Admission(limits);
    const slow = knock(queue);
    await vi.advanceTimersByTimeAsync(60_000);
    leave(slow);
    const next = knock(queue);
    await settled();

    expect(next.entry?.kind).toBe('admitted');
  });

  it('counts a turn that is given back twice once', async () => {
    const queue = new Admission(limits);
    const [first, second] = [knock(queue), knock(queue)];
    await settled();
    leave(first);
    leave(first);

    expect(queue.inside).toBe(1);
    leave(second);
    expect(queue.inside).toBe(0);
  });

  it('refuses everybody once it is closed, those who wait too', async () => {
    const queue = new Admission({ ...limits, atOnce: 1 });
    const [first, waiting] = [knock(queue), knock(queue)];
    await settled();
    queue.close();
    const late = knock(queue);
    await settled();

    expect([first, waiting, late].map(({ entry }) => entry?.kind)).toEqual([
      'admitted',
      'refused',
      'refused',
    ]);
  });
});
