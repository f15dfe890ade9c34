import { createCipheriv, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type EncryptionKey, KeyRing, UnreadableSecretError } from '../../../src/crypto/secrets.js';
import { type SealedSecret, Secret } from '../../../src/domain/values.js';

const context = 'org_1/op_1/sip-password';
const newKey = (id: string): EncryptionKey => ({ id, material: randomBytes(32) });

/** Changes one bit in one of the parts of a sealed secret. */
function tampered(sealed: SealedSecret, part: number): SealedSecret {
  const parts = sealed.split('.');
  const bytes = Buffer.from(parts[part] ?? '', 'base64url');
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
  parts[part] = bytes.toString('base64url');
  return parts.join('.') as SealedSecret;
}

describe('a sealed secret', () => {
  const ring = new KeyRing([newKey('k1')]);

  it.each(['pa55word', '', 'ключ 🔑', 'a.b:c\n"', 'x'.repeat(10_000)])(
    'a sealed secret opens as it was sealed: %j',
    (text) => {
      expect(ring.open(ring.seal(new Secret(text), context), context).reveal()).toBe(text);
    },
  );

  it('a sealed secret contains the id of its key and not the secret', () => {
    const sealed = ring.seal(new Secret('pa55word'), context);
    expect(sealed).toMatch(/^s2\.k1\.[\w-]{16}\.[\w-]+$/);
    expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain('pa55word');
  });

  it('all passwords that a request may have in ASCII have ciphertexts of one length', () => {
    const lengths = [0, 1, 3, 15, 16, 31, 64, 127, 128].map(
      (length) => ring.seal(new Secret('x'.repeat(length)), context).length,
    );
    expect(new Set(lengths).size).toBe(1);
  });

  it.each(['ends with zeros\0\0', '\0', 'ends with the end\u0080', 'x'.repeat(191), 'x'.repeat(192)])(
    'the padding of a secret changes nothing: %j',
    (text) => {
      expect(ring.open(ring.seal(new Secret(text), context), context).reveal()).toBe(text);
    },
  );

  it('a secret that an earlier release sealed without padding opens, but not under the name of the new version', () => {
    const key = newKey('k1');
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key.material, iv).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update('pa55word'), cipher.final(), cipher.getAuthTag()]);
    const rest = `k1.${iv.toString('base64url')}.${body.toString('base64url')}`;
    const owner = new KeyRing([key]);
    expect(owner.open(`s1.${rest}` as SealedSecret, context).reveal()).toBe('pa55word');
    expect(() => owner.open(`s2.${rest}` as SealedSecret, context)).toThrow(UnreadableSecretError);
    const now = owner.seal(new Secret('pa55word'), context).replace(/^s2/, 's1') as SealedSecret;
    expect(() => owner.open(now, context)).toThrow(UnreadableSecretError);
  });

  it('a secret is sealed to another text each time', () => {
    const sealed = Array.from({ length: 100 }, () => ring.seal(new Secret('pa55word'), context));
    expect(new Set(sealed.map((text) => text.split('.')[2])).size).toBe(100);
  });

  it('a sealed secret does not open for another owner or purpose', () => {
    const sealed = ring.seal(new Secret('pa55word'), context);
    expect(() => ring.open(sealed, 'org_2/op_1/sip-password')).toThrow(UnreadableSecretError);
    expect(() => ring.open(sealed, '')).toThrow(UnreadableSecretError);
  });

  it('a sealed secret does not open with another key of the same id', () => {
    const sealed = ring.seal(new Secret('pa55word'), context);
    expect(() => new KeyRing([newKey('k1')]).open(sealed, context)).toThrow(UnreadableSecretError);
  });

  it('a sealed secret does not open with a ring that lacks its key', () => {
    const sealed = ring.seal(new Secret('pa55word'), context);
    expect(() => new KeyRing([newKey('k2')]).open(sealed, context)).toThrow(/"k1"/);
  });

  it.each([
    ['nonce', 2],
    ['body', 3],
  ])('a sealed secret does not open with another %s', (_part, index) => {
    const sealed = ring.seal(new Secret('pa55word'), context);
    expect(() => ring.open(tampered(sealed, index), context)).toThrow(UnreadableSecretError);
  });

  it('a sealed secret does not open if its end is cut off, however short', () => {
    const parts = ring.seal(new Secret('pa55word'), context).split('.');
    const body = Buffer.from(parts[3] ?? '', 'base64url');
    for (let length = 0; length < body.length; length += 1) {
      const cut = [...parts.slice(0, 3), body.subarray(0, length).toString('base64url')].join(
        '.',
      ) as SealedSecret;
      expect(() => ring.open(cut, context), `${length} bytes`).toThrow(UnreadableSecretError);
    }
  });

  it.each(['', 'pa55word', 's1', 's1.k1', 's1.k1.iv', 's2.k1.AAAAAAAAAAAAAAAA.AAAA', '...'])(
    'the text "%s" is no sealed secret',
    (text) => {
      expect(() => ring.open(text as SealedSecret, context)).toThrow(UnreadableSecretError);
    },
  );
});

describe('a key ring', () => {
  it('a key ring needs a key', () => {
    expect(() => new KeyRing([])).toThrow(RangeError);
  });

  it('a key ring seals with its first key and opens the secrets of all its keys', () => {
    const [before, after] = [newKey('k1'), newKey('k2')];
    const old = new KeyRing([before]).seal(new Secret('pa55word'), context);
    const rotated = new KeyRing([after, before]);
    expect(rotated.open(old, context).reveal()).toBe('pa55word');
    expect(rotated.seal(new Secret('pa55word'), context)).toMatch(/^s2\.k2\./);
  });

  it('a key ring does not show its keys to a log', () => {
    const key = newKey('k1');
    const shown = inspect(new KeyRing([key]), { depth: 10 }) + JSON.stringify(new KeyRing([key]));
    expect(shown).not.toContain(key.material.toString('hex').slice(0, 8));
  });
});
