import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Admission, type Entry } from '../../../src/operations/admission.js';

const limits = { atOnce: 2, waiting: 3, longestWaitMs: 1_000 };

/** Keeps what became of an entry, so that a test can see whether there is an outcome yet. */
function knock(door: Admission): { entry: Entry | null } {
  const seen: { entry: Entry | null } = { entry: null };
  door.enter().then((entry) => {
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
    const door = new Admission(limits);
    const [first, second, third, fourth] = [knock(door), knock(door), knock(door), knock(door)];
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
    const door = new Admission({ ...limits, atOnce: 1 });
    const first = knock(door);
    const waiting = knock(door);
    await settled();
    leave(first);
    const late = knock(door);
    await settled();

    expect(door.inside).toBe(1);
    expect([waiting.entry?.kind, late.entry?.kind]).toEqual(['admitted', undefined]);
  });

  it('refuses at once when too many wait', async () => {
    const door = new Admission(limits);
    for (let caller = 0; caller < 5; caller += 1) knock(door);
    const sixth = knock(door);
    await settled();

    expect(sixth.entry).toEqual({ kind: 'refused', retryAfterSeconds: 1 });
    expect(door.waiting).toBe(3);
  });

  it('refuses who has waited too long', async () => {
    const door = new Admission(limits);
    for (let caller = 0; caller < 2; caller += 1) knock(door);
    const third = knock(door);
    await vi.advanceTimersByTimeAsync(limits.longestWaitMs);

    expect(third.entry).toMatchObject({ kind: 'refused' });
    expect(door.waiting).toBe(0);
  });

  it('refuses at once when the wait would be too long by what the last turns took, and says for how long', async () => {
    const door = new Admission({ ...limits, waiting: 1_000 });
    const slow = knock(door);
    await vi.advanceTimersByTimeAsync(20_000);
    leave(slow);
    for (let caller = 0; caller < 2; caller += 1) knock(door);
    const third = knock(door);
    await settled();

    expect(third.entry).toEqual({ kind: 'refused', retryAfterSeconds: 10 });
  });

  it('lets the next in directly once it is empty again, whatever was before', async () => {
    const door = new Admission(limits);
    const slow = knock(door);
    await vi.advanceTimersByTimeAsync(60_000);
    leave(slow);
    const next = knock(door);
    await settled();

    expect(next.entry?.kind).toBe('admitted');
  });

  it('counts a turn that is given back twice once', async () => {
    const door = new Admission(limits);
    const [first, second] = [knock(door), knock(door)];
    await settled();
    leave(first);
    leave(first);

    expect(door.inside).toBe(1);
    leave(second);
    expect(door.inside).toBe(0);
  });

  it('refuses everybody once it is closed, those who wait too', async () => {
    const door = new Admission({ ...limits, atOnce: 1 });
    const [first, waiting] = [knock(door), knock(door)];
    await settled();
    door.close();
    const late = knock(door);
    await settled();

    expect([first, waiting, late].map(({ entry }) => entry?.kind)).toEqual([
      'admitted',
      'refused',
      'refused',
    ]);
  });
});
