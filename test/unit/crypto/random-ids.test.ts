import { describe, expect, it } from 'vitest';
import {
  newApiSecret,
  newOperationId,
  newOrganizationId,
  newPublicKeyId,
  newTrunkId,
} from '../../../src/crypto/secrets.js';
import { isOperationId } from '../../../src/domain/values.js';

describe.each([
  ['an operation id', newOperationId, /^op_[0-9a-f]{32}$/],
  ['an organisation id', newOrganizationId, /^org_[0-9a-f]{24}$/],
  ['the public half of a key', newPublicKeyId, /^sk_[\w-]{24}$/],
  ['the secret half of a key', () => newApiSecret().reveal(), /^s3cr3t_[\w-]{43}$/],
] as const)('%s', (_what, make, shape) => {
  it('a random value has its form, and no two are the same', () => {
    const made = Array.from({ length: 100 }, () => make());
    for (const id of made) expect(id).toMatch(shape);
    expect(new Set(made).size).toBe(100);
  });
});

describe('a new operation id', () => {
  it('a new operation id has the form that the domain requires', () => {
    expect(isOperationId(newOperationId())).toBe(true);
  });
});

describe("a new trunk's id", () => {
  const ids = Array.from({ length: 1_000 }, newTrunkId);

  it('the id of a new trunk is a whole number of 32 bits, which every client can store', () => {
    for (const id of ids) {
      expect(Number.isInteger(id)).toBe(true);
      expect(id).toBeGreaterThan(0);
      expect(id).toBeLessThan(2 ** 31);
    }
  });

  it('ids of new trunks are not in increasing order', () => {
    const rises = ids.filter((id, index) => id > (ids[index - 1] ?? id)).length;
    expect(rises).toBeGreaterThan(400);
    expect(rises).toBeLessThan(600);
  });
});
