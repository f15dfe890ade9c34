import { z } from 'zod';
import { type SealedSecret, Secret } from '../domain/secret.js';
import type { CarrierAccount, CarrierPlan } from '../domain/trunk/carrier-connection.js';
import { accountContext, type TrunkSpec } from '../domain/trunk/spec.js';
import { type KeyRing, UnreadableSecretError } from './key-ring.js';

/** The set-up to which an account is bound. */
type AccountOwner = Pick<TrunkSpec, 'organizationId' | 'operationId'>;

const clearAccount = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('The text is not JSON.');
      return z.NEVER;
    }
  })
  .pipe(z.tuple([z.string(), z.string()]));

/** Seals both halves of a carrier account together, for one set-up and its trunk. */
export function sealAccount(
  keyRing: KeyRing,
  { sid, token }: CarrierAccount,
  owner: AccountOwner,
): SealedSecret {
  return keyRing.seal(new Secret(JSON.stringify([sid, token.reveal()])), accountContext(owner));
}

/** Opens a sealed carrier account. @throws {UnreadableSecretError} if no key opens it, or if it is not stored any more */
export function openAccount(
  keyRing: KeyRing,
  { sealedAccount: sealed }: Pick<CarrierPlan, 'sealedAccount'>,
  owner: AccountOwner,
): CarrierAccount {
  if (sealed === undefined) throw new UnreadableSecretError('The account was deleted with its trunk.');
  const clear = clearAccount.safeParse(keyRing.open(sealed, accountContext(owner)).reveal());
  if (!clear.success) throw new UnreadableSecretError('The sealed text is not an account.');
  const [sid, token] = clear.data;
  return { sid, token: new Secret(token) };
}
