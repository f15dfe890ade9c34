import { describe, expect, it } from 'vitest';
import { trunkIdParameter } from '../../src/api/v1/trunks/trunk.js';
import { largestTrunkId } from '../../src/domain/values.js';
import { namesOfNobody } from '../support/names.js';

describe('a trunk that nobody has, by which answers and times are compared', () => {
  it.each([1, largestTrunkId - 100_000_000, largestTrunkId])(
    'the id of a trunk that nobody has could be the id of a trunk, unlike %i',
    (trunk) => {
      const nobodys = namesOfNobody({
        trunk,
        number: '+15551230001',
        operation: 'op_1',
        import: 'imp_1',
        testCall: 'tc_1',
        key: 'sk_1',
      });

      expect(nobodys.trunk).not.toBe(trunk);
      expect(trunkIdParameter.read(String(nobodys.trunk))).toBe(nobodys.trunk);
    },
  );
});
