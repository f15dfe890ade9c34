import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Admission, type Refused, type Slot } from '../../../../src/operations/runner/admission.js';

const limits = { atOnce: 2, waiting: 3, longestWaitMs: 1_000 };

interface Caller {
  outcome: Slot | Refused | null;
}

/** Asks for a slot, and keeps the outcome, so that a test can see whether there is one yet. */
function ask(admission: Admission): Caller {
  const caller: Caller = { outcome: null };
  admission.acquire().then((outcome) => {
    caller.outcome = outcome;
  });
  return caller;
}

const settled = () => vi.advanceTimersByTimeAsync(0);

function release({ outcome }: Caller): void {
  if (outcome?.kind !== 'admitted') throw new Error('The caller has no slot.');
  outcome.release();
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the admission of one kind of work', () => {
  it('the admission of one kind of work admits as many as there are slots, and the others in the order of their arrival as slots become free', async () => {
    const admission = new Admission(limits);
    const [first, second, third, fourth] = [ask(admission), ask(admission), ask(admission), ask(admission)];
    await settled();

    expect([first, second, third, fourth].map(({ outcome }) => outcome?.kind)).toEqual([
      'admitted',
      'admitted',
      undefined,
      undefined,
    ]);
    release(first);
    await settled();
    expect([third.outcome?.kind, fourth.outcome?.kind]).toEqual(['admitted', undefined]);
  });

  it('the admission of one kind of work never admits more than allowed, even when a caller arrives in the moment in which another releases a slot', async () => {
    const admission = new Admission({ ...limits, atOnce: 1 });
    const first = ask(admission);
    const waiting = ask(admission);
    await settled();
    release(first);
    const late = ask(admission);
    await settled();

    expect(admission.active).toBe(1);
    expect([waiting.outcome?.kind, late.outcome?.kind]).toEqual(['admitted', undefined]);
  });

  it('the admission of one kind of work refuses a caller at once when too many wait', async () => {
    const admission = new Admission(limits);
    for (let caller = 0; caller < 5; caller += 1) ask(admission);
    const sixth = ask(admission);
    await settled();

    expect(sixth.outcome).toEqual({ kind: 'refused', retryAfterSeconds: 1 });
    expect(admission.waiting).toBe(3);
  });

  it('the admission of one kind of work refuses a caller who has waited too long', async () => {
    const admission = new Admission(limits);
    for (let caller = 0; caller < 2; caller += 1) ask(admission);
    const third = ask(admission);
    await vi.advanceTimersByTimeAsync(limits.longestWaitMs);

    expect(third.outcome).toMatchObject({ kind: 'refused' });
    expect(admission.waiting).toBe(0);
  });

  it('the admission of one kind of work refuses a caller at once when the expected wait is too long, and says when to try again', async () => {
    const admission = new Admission({ ...limits, waiting: 1_000 });
    const slow = ask(admission);
    await vi.advanceTimersByTimeAsync(20_000);
    release(slow);
    for (let caller = 0; caller < 2; caller += 1) ask(admission);
    const third = ask(admission);
    await settled();

    expect(third.outcome).toEqual({ kind: 'refused', retryAfterSeconds: 10 });
  });

  it('the admission of one kind of work admits a caller at once when all slots are free again, however long earlier operations took', async () => {
    const admission = new Admission(limits);
    const slow = ask(admission);
    await vi.advanceTimersByTimeAsync(60_000);
    release(slow);
    const next = ask(admission);
    await settled();

    expect(next.outcome?.kind).toBe('admitted');
  });

  it('the admission of one kind of work counts a slot that is released twice only once', async () => {
    const admission = new Admission(limits);
    const [first, second] = [ask(admission), ask(admission)];
    await settled();
    release(first);
    release(first);

    expect(admission.active).toBe(1);
    release(second);
    expect(admission.active).toBe(0);
  });

  it('the admission of one kind of work refuses everybody once it is closed, also those who wait', async () => {
    const admission = new Admission({ ...limits, atOnce: 1 });
    const [first, waiting] = [ask(admission), ask(admission)];
    await settled();
    admission.close();
    const late = ask(admission);
    await settled();

    expect([first, waiting, late].map(({ outcome }) => outcome?.kind)).toEqual([
      'admitted',
      'refused',
      'refused',
    ]);
  });
});
