import { describe, expect, it } from 'vitest';
import { removeAll } from '../../../src/carriers/remove-all.js';

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
