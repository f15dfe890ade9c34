import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Refused, Slot } from '../../../../src/domain/limits.js';
import type { OrganizationId } from '../../../../src/domain/values.js';
import { Admission, admissionControl } from '../../../../src/operations/runner/admission.js';

const limits = { atOnce: 2, perOrganization: 1, waiting: 3, longestWaitMs: 1_000 };

interface Caller {
  outcome: Slot | Refused | null;
}

/** Asks for a slot, and keeps the outcome, so that a test can see whether there is one yet. */
function ask(admission: Admission, organization = 'org_a'): Caller {
  const caller: Caller = { outcome: null };
  admission.acquire(organization as OrganizationId).then((outcome) => {
    caller.outcome = outcome;
  });
  return caller;
}

/** Asks for a slot that is free. */
async function asked(admission: Admission, organization: string): Promise<Caller> {
  const caller = ask(admission, organization);
  await settled();
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

describe('the admission of several organizations', () => {
  const shared = { atOnce: 4, perOrganization: 2, waiting: 100, longestWaitMs: 100_000 };
  const admitted = (callers: readonly Caller[]) =>
    callers.filter(({ outcome }) => outcome?.kind === 'admitted').length;

  it('an organization alone has all slots, and only its share once another one comes', async () => {
    const admission = new Admission(shared);
    const ofA = Array.from({ length: 20 }, () => ask(admission));
    await settled();
    expect(admitted(ofA)).toBe(4);

    const ofB = [ask(admission, 'org_b')];
    await settled();
    expect(admitted(ofB), 'all slots are taken').toBe(0);
    for (const caller of ofA.slice(0, 2)) release(caller);
    await settled();

    expect(admitted(ofB), 'the first free slot is its own, before the twenty of the other').toBe(1);
    expect(admitted(ofA), 'the second one stays free for the next of B').toBe(4);
    const next = ask(admission, 'org_b');
    await settled();
    expect(next.outcome?.kind).toBe('admitted');
  });

  it('an organization without a slot gets the next one before those that have some and came earlier', async () => {
    const admission = new Admission({ ...shared, atOnce: 3, perOrganization: 3 });
    const [, , ofC] = [ask(admission), ask(admission), ask(admission, 'org_c')];
    const nextOfA = ask(admission);
    const firstOfB = ask(admission, 'org_b');
    await settled();
    if (ofC !== undefined) release(ofC);
    await settled();

    expect([nextOfA.outcome?.kind, firstOfB.outcome?.kind]).toEqual([undefined, 'admitted']);
  });

  it('an organization with a long queue has fewer slots beside another one, until its queue is short', async () => {
    const admission = new Admission({ ...shared, whileCrowding: 1 });
    const ofB = ask(admission, 'org_b');
    await settled();
    release(ofB);
    const ofA = Array.from({ length: 6 }, () => ask(admission));
    await settled();
    const activeAfter = [admission.active];
    for (const index of [0, 1, 2, 3]) {
      release(ofA[index] ?? ofB);
      await settled();
      activeAfter.push(admission.active);
    }
    // Four wait at first; with one the queue is shorter than the share.
    expect(activeAfter).toEqual([2, 1, 1, 1, 2]);
  });

  it.each([
    [400, 800],
    [5_000, 1_000],
  ])(
    'a slot of an organization with a long queue rests after an operation of %i ms for %i ms, and those of others do not',
    async (tookMs, restMs) => {
      const admission = new Admission({ ...shared, whileCrowding: 1 });
      release(await asked(admission, 'org_b'));
      const ofA = Array.from({ length: 9 }, () => ask(admission));
      await settled();
      const [first, second] = ofA;
      if (first === undefined || second === undefined) throw new Error('There are nine.');
      release(second);
      await vi.advanceTimersByTimeAsync(tookMs);
      release(first);
      release(await asked(admission, 'org_b'));
      await vi.advanceTimersByTimeAsync(restMs - 1);
      expect(admission.active).toBe(0);

      await vi.advanceTimersByTimeAsync(1);
      expect(admission.active).toBe(1);
    },
  );

  it('an organization that only reads counts as another one', async () => {
    const { set_up, read } = admissionControl({
      ...{ set_up: shared, change: shared, tear_down: shared, read: shared, download: shared, file: shared },
      ...{ check: shared, keys: shared },
    });
    const alone = Array.from({ length: 4 }, () => ask(set_up));
    await settled();
    expect(admitted(alone)).toBe(4);

    const reader = ask(read, 'org_b');
    await settled();
    release(reader);
    const beside = Array.from({ length: 4 }, () => ask(set_up));
    for (const caller of alone) release(caller);
    await settled();
    expect(admitted(beside)).toBe(2);
  });

  it('an organization gets all slots back when the others have been away for a while', async () => {
    const admission = new Admission(shared);
    const ofB = ask(admission, 'org_b');
    await settled();
    release(ofB);
    const ofA = Array.from({ length: 20 }, () => ask(admission));
    await settled();
    expect(admitted(ofA)).toBe(2);

    await vi.advanceTimersByTimeAsync(40_000);
    for (const caller of ofA.slice(0, 1)) release(caller);
    await settled();

    expect(admission.active).toBe(4);
  });

  it('an organization fills its own queue only', async () => {
    const admission = new Admission({ ...shared, waiting: 3 });
    const ofA = Array.from({ length: 20 }, () => ask(admission));
    const ofB = Array.from({ length: 3 }, () => ask(admission, 'org_b'));
    await settled();

    expect(ofA.filter(({ outcome }) => outcome?.kind === 'refused')).toHaveLength(13);
    expect(ofB.filter(({ outcome }) => outcome?.kind === 'refused')).toHaveLength(0);
  });

  it('an organization never has more than its share of work that is always shared', async () => {
    const admission = new Admission({ ...shared, alwaysShared: true });
    const ofA = Array.from({ length: 20 }, () => ask(admission));
    await settled();

    expect(admitted(ofA)).toBe(2);
  });
});
