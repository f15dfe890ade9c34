import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KeyedHash } from '../../../src/crypto/secrets.js';

describe('a keyed hash', () => {
  const keyedHash = new KeyedHash(randomBytes(32));

  it('a keyed hash is the same for the same purpose and text, and 256 bits in hexadecimal', () => {
    const hash = keyedHash.of('api-key', 's3cr3t_1');
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(keyedHash.of('api-key', 's3cr3t_1')).toBe(hash);
    expect(keyedHash.matches('api-key', 's3cr3t_1', hash)).toBe(true);
  });

  it.each([
    ['another text', keyedHash.of('api-key', 's3cr3t_2')],
    ['another purpose', keyedHash.of('request', 's3cr3t_1')],
    ['another key', new KeyedHash(randomBytes(32)).of('api-key', 's3cr3t_1')],
    ['nothing', ''],
    ['a shorter hash', keyedHash.of('api-key', 's3cr3t_1').slice(0, 62)],
    ['what is no hash', 'not hexadecimal'],
  ])('a keyed hash does not match that of %s', (_what, hash) => {
    expect(keyedHash.matches('api-key', 's3cr3t_1', hash)).toBe(false);
  });
});
