import { setImmediate as nextIteration } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Interleaving, RefusalDelay } from '../../../../src/api/http/flood-control.js';

describe('interleaving', () => {
  it('the requests of one client begin one in each iteration of the event loop, and those of others need not wait for them', async () => {
    const interleaving = new Interleaving();
    const begun: string[] = [];
    const request = (client: string, name: string) =>
      void interleaving.begin(client).then(() => begun.push(name));
    for (const name of ['a1', 'a2', 'a3']) request('a', name);
    await Promise.resolve();
    request('b', 'b1');
    await Promise.resolve();

    expect(begun).toEqual(['a1', 'b1']);
    await nextIteration();
    expect(begun).toEqual(['a1', 'b1', 'a2']);
    request('b', 'b2');
    await nextIteration();
    await nextIteration();
    expect(begun).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
  });

  it('a client that has nothing waiting begins at once again', async () => {
    const interleaving = new Interleaving();
    await interleaving.begin('a');
    await nextIteration();
    let begun = false;
    void interleaving.begin('a').then(() => {
      begun = true;
    });
    await Promise.resolve();

    expect(begun).toBe(true);
  });
});

describe('the delay of refusals', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Asks for refusals of a client, and returns how many it has got. */
  function refusalsOf(delay: RefusalDelay, client: string, count: number): () => number {
    let sent = 0;
    for (let index = 0; index < count; index += 1) {
      void delay.wait(client).then(() => {
        sent += 1;
      });
    }
    return () => sent;
  }

  it('the first twenty refusals of a client come at once, and then forty a second', async () => {
    const sent = refusalsOf(new RefusalDelay(), 'a', 100);

    await vi.advanceTimersByTimeAsync(0);
    expect(sent()).toBe(20);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent()).toBe(60);
  });

  it('refusals of one client do not delay those of another one', async () => {
    const delay = new RefusalDelay();
    refusalsOf(delay, 'a', 100);
    const sent = refusalsOf(delay, 'b', 1);

    await vi.advanceTimersByTimeAsync(0);
    expect(sent()).toBe(1);
  });

  it('a client that does not come back for half a second gets twenty at once again', async () => {
    const delay = new RefusalDelay();
    refusalsOf(delay, 'a', 20);
    await vi.advanceTimersByTimeAsync(500);
    const sent = refusalsOf(delay, 'a', 20);

    await vi.advanceTimersByTimeAsync(0);
    expect(sent()).toBe(20);
  });

  it('no refusal is delayed by more than five seconds, however many there are', async () => {
    const sent = refusalsOf(new RefusalDelay(), 'a', 400);

    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent()).toBe(400);
  });

  it('a client with too many delayed refusals gets the others at once, until those have ended, and other clients are delayed', async () => {
    const delay = new RefusalDelay({ ofOne: 5, inAll: 100 });
    const waits = (client: string, count: number) => Array.from({ length: count }, () => delay.wait(client));
    const first = waits('a', 20 + 5);
    expect(await delay.wait('a')).toBe(false);
    const ofOther = waits('b', 20 + 5);
    await vi.advanceTimersByTimeAsync(200);
    expect(new Set(await Promise.all([...first, ...ofOther]))).toEqual(new Set([true]));

    const later = waits('a', 20);
    await vi.advanceTimersByTimeAsync(200);
    const outcomes = await Promise.all(later);
    expect(outcomes.slice(0, 5), 'five can be delayed again').toEqual(Array(5).fill(true));
    expect(outcomes.at(-1)).toBe(false);
  });

  it('with too many delayed refusals of all clients, every client gets the others at once', async () => {
    const delay = new RefusalDelay({ ofOne: 5, inAll: 7 });
    refusalsOf(delay, 'a', 20 + 4);
    refusalsOf(delay, 'b', 20 + 3);

    expect([await delay.wait('a'), await delay.wait('b')]).toEqual([false, false]);
  });

  it('all delays end when the process is about to stop', async () => {
    const delay = new RefusalDelay();
    const before = refusalsOf(delay, 'a', 100);
    delay.close();
    const after = refusalsOf(delay, 'a', 100);

    await vi.advanceTimersByTimeAsync(0);
    expect([before(), after()]).toEqual([100, 100]);
  });
});
