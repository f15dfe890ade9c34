import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KeyRing } from '../../../../src/crypto/secrets.js';
import { passwordContext } from '../../../../src/domain/trunk/spec.js';
import { type SealedSecret, Secret } from '../../../../src/domain/values.js';
import { keptIfSame } from '../../../../src/operations/change/change-trunk.js';
import { operationId, organizationId } from '../../../unit/plans.js';

const owner = { organizationId, operationId };
const oldKey = { id: 'k1', material: randomBytes(32) };
const keyRing = new KeyRing([{ id: 'k2', material: randomBytes(32) }, oldKey]);

const sealed = (password: string, ring = keyRing) => ring.seal(new Secret(password), passwordContext(owner));
const rowWith = (sealedPassword: SealedSecret) => ({ ...owner, sealedPassword });

describe('the password of a change', () => {
  it('the password of a change stays sealed as it was when the trunk has it already', () => {
    const present = sealed('pa55word');
    expect(keptIfSame(rowWith(present), sealed('pa55word'), keyRing)).toBe(present);
  });

  it('the password of a change stays sealed as it was also under an older key', () => {
    const present = sealed('pa55word', new KeyRing([oldKey]));
    expect(keptIfSame(rowWith(present), sealed('pa55word'), keyRing)).toBe(present);
  });

  it('the password of a change is replaced by the requested one when that differs', () => {
    const requested = sealed('another');
    expect(keptIfSame(rowWith(sealed('pa55word')), requested, keyRing)).toBe(requested);
  });

  it('the password of a change is replaced by the requested one when no key opens one of them', () => {
    const foreign = new KeyRing([{ id: 'k3', material: randomBytes(32) }]);
    const [present, requested] = [sealed('pa55word', foreign), sealed('pa55word', foreign)];
    expect(keptIfSame(rowWith(present), requested, keyRing)).toBe(requested);
    expect(keptIfSame(rowWith(present), sealed('pa55word'), keyRing)).not.toBe(present);
  });
});
