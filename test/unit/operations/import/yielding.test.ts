import { describe, expect, it } from 'vitest';
import { turns } from '../../../../src/operations/import/importer.js';

describe('long work that leaves others their turn', () => {
  it('waits for them once it has gone on for long, and not before', async () => {
    let now = 0;
    const othersTurn = turns(() => now);
    let others = 0;
    const wait = async (): Promise<number> => {
      const other = setImmediate(() => {
        others += 1;
      });
      await othersTurn();
      clearImmediate(other);
      return others;
    };

    expect(await wait()).toBe(0);
    now = 9;
    expect(await wait()).toBe(0);
    now = 10;
    expect(await wait()).toBe(1);
    now = 15;
    expect(await wait(), 'the next turn begins anew').toBe(1);
    now = 20;
    expect(await wait()).toBe(2);
  });
});
