import type { KeyRing } from '../../crypto/key-ring.js';
import { openAccount, sealAccount } from '../../crypto/sealed-account.js';
import type { Holder, Intent } from '../../database/intents.js';
import type { StoredRequest } from '../../database/schema.js';
import type { OperationId } from '../../domain/ids.js';
import type { SetUpRequest } from '../../domain/set-up/set-up.js';
import { carrierUsername } from '../../domain/trunk/carrier-connection.js';
import { passwordContext, type TrunkSpec } from '../../domain/trunk/spec.js';

/** To which set-up a password is bound. */
export type PasswordOwner = Pick<TrunkSpec, 'organizationId' | 'operationId'>;

/** A set-up's request as it is stored: its password opens for that set-up alone. */
export function sealRequest(
  keyRing: KeyRing,
  { settings, password, notes }: SetUpRequest,
  owner: PasswordOwner,
): StoredRequest {
  return {
    settings,
    sealedPassword: keyRing.seal(password, passwordContext(owner)),
    ...(notes === undefined ? {} : { notes }),
  };
}

/**
 * The same request for another set-up of the same organisation. What a carrier knows the set-up by is that of the other one.
 * @throws {UnreadableSecretError} when no key opens its secrets any more, or its account is kept no longer.
 */
export function sealAgain(
  keyRing: KeyRing,
  request: StoredRequest,
  owner: PasswordOwner,
  operationId: OperationId,
): StoredRequest {
  const password = keyRing.open(request.sealedPassword, passwordContext(owner));
  const again = { ...owner, operationId };
  const sealed = { ...request, sealedPassword: keyRing.seal(password, passwordContext(again)) };
  const { carrier, settings } = request;
  if (carrier === undefined) return sealed;
  const account = openAccount(keyRing, carrier, owner);
  return {
    ...sealed,
    settings: { ...settings, username: carrierUsername(operationId) },
    carrier: { ...carrier, sealedAccount: sealAccount(keyRing, account, again) },
  };
}

/** The vendor calls a trunk a duplicate when number, username and address agree. */
export function namesTheSameAccount(holder: Holder, intent: Pick<Intent, 'request'>): boolean {
  const theirs = holder.trunk ?? holder.request?.settings;
  const ours = intent.request.settings;
  return (
    theirs !== undefined &&
    theirs.number.value === ours.number.value &&
    theirs.username === ours.username &&
    theirs.outboundAddress === ours.outboundAddress
  );
}
