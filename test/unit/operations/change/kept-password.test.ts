import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KeyRing } from '../../../../src/crypto/key-ring.js';
import { type SealedSecret, Secret } from '../../../../src/domain/secret.js';
import { passwordContext } from '../../../../src/domain/trunk/spec.js';
import { keptIfSame } from '../../../../src/operations/change/change-request.js';
import { operationId, organizationId } from '../../plans.js';

const owner = { organizationId, operationId };
const oldKey = { id: 'k1', material: randomBytes(32) };
const keyRing = new KeyRing([{ id: 'k2', material: randomBytes(32) }, oldKey]);

const sealed = (password: string, ring = keyRing) => ring.seal(new Secret(password), passwordContext(owner));
const rowWith = (sealedPassword: SealedSecret) => ({ ...owner, sealedPassword });

describe('the password that a trunk is to have', () => {
  it('stays as it was sealed when it is the one that the trunk has', () => {
    const present = sealed('pa55word');
    expect(keptIfSame(rowWith(present), sealed('pa55word'), keyRing)).toBe(present);
  });

  it('stays so also under an older key', () => {
    const present = sealed('pa55word', new KeyRing([oldKey]));
    expect(keptIfSame(rowWith(present), sealed('pa55word'), keyRing)).toBe(present);
  });

  it('is taken as it is wanted when it is another', () => {
    const requested = sealed('another');
    expect(keptIfSame(rowWith(sealed('pa55word')), requested, keyRing)).toBe(requested);
  });

  it('is taken as it is wanted when nobody can tell what either of them is', () => {
    const foreign = new KeyRing([{ id: 'k3', material: randomBytes(32) }]);
    const [present, requested] = [sealed('pa55word', foreign), sealed('pa55word', foreign)];
    expect(keptIfSame(rowWith(present), requested, keyRing)).toBe(requested);
    expect(keptIfSame(rowWith(present), sealed('pa55word'), keyRing)).not.toBe(present);
  });
});
