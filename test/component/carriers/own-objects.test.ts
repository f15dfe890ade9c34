import { describe, expect, it } from 'vitest';
import { makeOrFind, removeAll } from '../../../src/carriers/account-client.js';
import { permanent } from '../../../src/carriers/carrier.js';
import { CarrierProblem } from '../../../src/domain/failures.js';

const refused = permanent('carrier_refused', 'The carrier answered 400.');
const unreachable = new CarrierProblem(
  { kind: 'failure', code: 'carrier_unreachable', transient: true, mayHaveApplied: false },
  'The carrier did not answer.',
);

/** Makes or finds an object. The checks find `checks`, one after the other, and the create has the result `making`. */
async function attempt(
  checkFirst: boolean,
  checks: readonly (string | null | Error)[],
  making: string | Error,
) {
  const events: string[] = [];
  const left = [...checks];
  const resultOf = (end: string | null | Error | undefined) => {
    if (end instanceof Error) throw end;
    return end ?? null;
  };
  const find = async () => {
    events.push('check');
    return resultOf(left.shift());
  };
  const make = async () => {
    events.push('make');
    return resultOf(making);
  };
  const [outcome] = await Promise.allSettled([makeOrFind(checkFirst, find, make)]);
  return { events, end: outcome.status === 'fulfilled' ? outcome.value : outcome.reason };
}

describe('an object that must exist once at a carrier', () => {
  it('an object is created without a check if no outcome is ambiguous', async () => {
    expect(await attempt(false, [], 'new')).toEqual({ events: ['make'], end: { made: 'new', found: false } });
  });

  it('the check comes first after an ambiguous outcome', async () => {
    expect(await attempt(true, ['old'], 'new')).toEqual({
      events: ['check'],
      end: { made: 'old', found: true },
    });
    expect(await attempt(true, [null], 'new')).toEqual({
      events: ['check', 'make'],
      end: { made: 'new', found: false },
    });
  });

  it('a late write between the check and the refused create is found', async () => {
    expect(await attempt(true, [null, 'late'], refused)).toEqual({
      events: ['check', 'make', 'check'],
      end: { made: 'late', found: true },
    });
    expect(await attempt(false, ['late'], refused)).toMatchObject({ end: { made: 'late', found: true } });
  });

  it.each<[string, boolean, readonly (null | Error)[]]>([
    ['one check finds nothing', false, [null]],
    ['two checks find nothing', true, [null, null]],
    ['the check after it fails', false, [unreachable]],
    ['the check after it fails, after another check', true, [null, unreachable]],
  ])('the refusal stays the reason if %s', async (_what, checkFirst, checks) => {
    expect((await attempt(checkFirst, checks, refused)).end).toBe(refused);
  });

  it('no check follows a failure that is no refusal, because the next attempt checks first', async () => {
    expect(await attempt(false, ['late'], unreachable)).toEqual({ events: ['make'], end: unreachable });
  });

  it('nothing is created if the check before it fails', async () => {
    expect(await attempt(true, [unreachable], 'new')).toEqual({ events: ['check'], end: unreachable });
  });
});

describe('the removal of all listed objects', () => {
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

  it('the removal ends with an empty list, and counts late writes', async () => {
    const { list, remove, removed } = listWith(['a', 'b'], { after: 2, entry: 'late' });
    expect(await removeAll(list, remove)).toBe(3);
    expect(removed).toEqual(['a', 'b', 'late']);
    expect(await list()).toEqual([]);
  });

  it('the removal sends nothing if there is nothing', async () => {
    const refuse = () => Promise.reject(new Error('There is nothing to remove.'));
    expect(await removeAll(async () => [], refuse)).toBe(0);
  });

  it('the removal stops at the first failure, so that the next attempt begins with a list', async () => {
    const failure = new Error('The carrier did not answer.');
    await expect(
      removeAll(
        async () => ['a'],
        () => Promise.reject(failure),
      ),
    ).rejects.toBe(failure);
  });
});
