import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  KeyRing,
  newOperationId,
  newOrganizationId,
  openAccount,
  sealAccount,
  UnreadableSecretError,
} from '../../../src/crypto/secrets.js';
import { accountContext } from '../../../src/domain/trunk/spec.js';
import { Secret } from '../../../src/domain/values.js';

const keyRing = new KeyRing([{ id: 'k1', material: randomBytes(32) }]);
const owner = { organizationId: newOrganizationId(), operationId: newOperationId() };
const account = { sid: 'AC0123456789abcdef0123456789abcdef', token: new Secret('a-token') };

describe('a sealed account', () => {
  it('a sealed account opens only for its own set-up', () => {
    const sealedAccount = sealAccount(keyRing, account, owner);
    const opened = openAccount(keyRing, { sealedAccount }, owner);
    expect([opened.sid, opened.token.reveal()]).toEqual([account.sid, account.token.reveal()]);
    expect(() =>
      openAccount(keyRing, { sealedAccount }, { ...owner, operationId: newOperationId() }),
    ).toThrow(UnreadableSecretError);
  });

  it('an account that is not stored any more cannot be opened', () => {
    expect(() => openAccount(keyRing, {}, owner)).toThrow(UnreadableSecretError);
  });

  it.each(['no JSON', '["only one half"]', '{"sid":"AC","token":"t"}'])(
    'another sealed text is not an account: %s',
    (text) => {
      const sealedAccount = keyRing.seal(new Secret(text), accountContext(owner));
      expect(() => openAccount(keyRing, { sealedAccount }, owner)).toThrow(UnreadableSecretError);
    },
  );
});
