import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  KeyRing,
  newOperationId,
  openAccount,
  sealAccount,
  UnreadableSecretError,
} from '../../../../src/crypto/secrets.js';
import { carrierUsername } from '../../../../src/domain/trunk/spec.js';
import { Secret } from '../../../../src/domain/values.js';
import { sealAgain, sealRequest } from '../../../../src/operations/set-up/set-up-trunk.js';
import { settingsWith } from '../../../unit/plans.js';
import { ada } from '../../database/in-memory-database.js';

const keyRing = new KeyRing([{ id: 'k1', material: randomBytes(32) }]);
const owner = { organizationId: ada, operationId: newOperationId() };
const account = { sid: 'AC0123456789abcdef0123456789abcdef', token: new Secret('a-token') };
const carrier = {
  name: 'twilio',
  sealedAccount: sealAccount(keyRing, account, owner),
  sipHost: 'sip.example.com',
} as const;
const request = sealRequest(
  keyRing,
  { settings: settingsWith({}), password: new Secret('a password') },
  owner,
);

describe('the request of a number import that is retried', () => {
  it('the request of a number import that is retried belongs to the new set-up, by its user name and its seals', () => {
    const again = newOperationId();
    const sealed = sealAgain(keyRing, { ...request, carrier }, owner, again);
    expect(sealed.settings.username).toBe(carrierUsername(again));
    const opened = openAccount(keyRing, sealed.carrier ?? {}, { ...owner, operationId: again });
    expect([opened.sid, opened.token.reveal()]).toEqual([account.sid, account.token.reveal()]);
  });

  it('the request of a number import that is retried cannot be sealed again when its carrier account is no longer stored', () => {
    const { sealedAccount: _, ...kept } = carrier;
    expect(() => sealAgain(keyRing, { ...request, carrier: kept }, owner, newOperationId())).toThrow(
      UnreadableSecretError,
    );
  });
});
