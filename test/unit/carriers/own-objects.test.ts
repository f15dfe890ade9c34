import { describe, expect, it } from 'vitest';
import { makeOrFind, removeAll } from '../../../src/carriers/own-objects.js';
import { CarrierProblem, permanent } from '../../../src/carriers/problem.js';

const refused = permanent('carrier_refused', 'The carrier answered 400.');
const unreachable = new CarrierProblem(
  { kind: 'failure', code: 'carrier_unreachable', transient: true, mayHaveApplied: false },
  'The carrier did not answer.',
);

/** Makes or finds something where the looks find this, one after the other, and the making ends like that. */
async function attempt(
  checkFirst: boolean,
  polls: readonly (string | null | Error)[],
  making: string | Error,
) {
  const events: string[] = [];
  const left = [...polls];
  const ending = (end: string | null | Error | undefined) => {
    if (end instanceof Error) throw end;
    return end ?? null;
  };
  const find = async () => {
    events.push('pass');
    return ending(left.shift());
  };
  const make = async () => {
    events.push('make');
    return ending(making);
  };
  const [outcome] = await Promise.allSettled([makeOrFind(checkFirst, find, make)]);
  return { events, end: outcome.status === 'fulfilled' ? outcome.value : outcome.reason };
}

describe('something that must exist once at a carrier', () => {
  it('is made at once where there is no doubt', async () => {
    expect(await attempt(false, [], 'new')).toEqual({ events: ['make'], end: { made: 'new', found: false } });
  });

  it('is looked for first after a doubt', async () => {
    expect(await attempt(true, ['old'], 'new')).toEqual({
      events: ['pass'],
      end: { made: 'old', found: true },
    });
    expect(await attempt(true, [null], 'new')).toEqual({
      events: ['pass', 'make'],
      end: { made: 'new', found: false },
    });
  });

  it('is found where its own success landed late, between the look and the request that is refused for it', async () => {
    expect(await attempt(true, [null, 'late'], refused)).toEqual({
      events: ['pass', 'make', 'pass'],
      end: { made: 'late', found: true },
    });
    expect(await attempt(false, ['late'], refused)).toMatchObject({ end: { made: 'late', found: true } });
  });

  it.each<[string, boolean, readonly (null | Error)[]]>([
    ['a look finds nothing', false, [null]],
    ['two looks find nothing', true, [null, null]],
    ['the look after it fails', false, [unreachable]],
    ['the look after it fails, after another one', true, [null, unreachable]],
  ])('keeps the refusal as its reason where %s', async (_what, checkFirst, polls) => {
    expect((await attempt(checkFirst, polls, refused)).end).toBe(refused);
  });

  it('is not looked for after a failure that is no refusal: the next attempt looks first', async () => {
    expect(await attempt(false, ['late'], unreachable)).toEqual({ events: ['make'], end: unreachable });
  });

  it('is not made when the look before it fails', async () => {
    expect(await attempt(true, [unreachable], 'new')).toEqual({ events: ['pass'], end: unreachable });
  });
});

describe('the removal of all that a list shows', () => {
  /** A list with some entries, to which an entry comes late, after so many removals. */
  function listWith(entries: readonly string[], late: { readonly after: number; readonly entry: string }) {
    const present = [...entries];
    const removed: string[] = [];
    const remove = async (entry: string) => {
      present.splice(present.indexOf(entry), 1);
      removed.push(entry);
      if (removed.length === late.after) present.push(late.entry);
    };
    return { removed, list: async () => [...present], remove };
  }

  it('ends when a list shows nothing, and counts what was made while it went on', async () => {
    const { list, remove, removed } = listWith(['a', 'b'], { after: 2, entry: 'late' });
    expect(await removeAll(list, remove)).toBe(3);
    expect(removed).toEqual(['a', 'b', 'late']);
    expect(await list()).toEqual([]);
  });

  it('asks for nothing where there is nothing', async () => {
    const refuse = () => Promise.reject(new Error('There is nothing to remove.'));
    expect(await removeAll(async () => [], refuse)).toBe(0);
  });

  it('ends with the first failure, so that the next attempt begins with a list', async () => {
    const failure = new Error('The carrier did not answer.');
    await expect(
      removeAll(
        async () => ['a'],
        () => Promise.reject(failure),
      ),
    ).rejects.toBe(failure);
  });
});
