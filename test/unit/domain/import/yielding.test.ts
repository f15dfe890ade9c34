import { describe, expect, it } from 'vitest';
import { yieldNowAndThen } from '../../../../src/domain/import/yielding.js';

describe('long work', () => {
  it('long work yields to other work after a long stretch, and not before', async () => {
    let now = 0;
    const yieldToOthers = yieldNowAndThen(() => now);
    let others = 0;
    const wait = async (): Promise<number> => {
      const other = setImmediate(() => {
        others += 1;
      });
      await yieldToOthers();
      clearImmediate(other);
      return others;
    };

    expect(await wait()).toBe(0);
    now = 1;
    expect(await wait()).toBe(0);
    now = 2;
    expect(await wait()).toBe(1);
    now = 3;
    expect(await wait(), 'the next stretch begins anew').toBe(1);
    now = 4;
    expect(await wait()).toBe(2);
  });
});
