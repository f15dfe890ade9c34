import type { KeyRing } from '../../crypto/key-ring.js';
import { openAccount, sealAccount } from '../../crypto/sealed-account.js';
import type { Holder, Intent } from '../../database/operations/set-up.js';
import type { StoredRequest } from '../../database/schema/columns.js';
import type { OperationId } from '../../domain/ids.js';
import type { OperationOrigin } from '../../domain/operation/operation.js';
import type { SetUpRequest } from '../../domain/set-up/set-up.js';
import { carrierUsername } from '../../domain/trunk/carrier-connection.js';
import { noteNames } from '../../domain/trunk/notes.js';
import { passwordContext, type TrunkSpec } from '../../domain/trunk/spec.js';

/** The set-up to which a password is bound. */
export type PasswordOwner = Pick<TrunkSpec, 'organizationId' | 'operationId'>;

/** Builds the request of a set-up as it is stored. Its password can be opened for that set-up alone. */
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
 * Builds the same request for another set-up of the same organisation. The user name at a carrier is the new set-up's own.
 * @param owner the set-up for which the request was sealed.
 * @param operationId the set-up for which it is sealed now.
 * @throws {UnreadableSecretError} when no key opens its secrets any more, or its carrier account is no longer stored.
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

/** Serialises a request. Two requests for a set-up are the same exactly when their texts are equal. */
export function canonicalRequest(
  origin: OperationOrigin,
  { settings, password, notes }: SetUpRequest,
): string {
  const { inboundAuthorization } = settings;
  return JSON.stringify([
    origin,
    settings.number.kind,
    settings.number.value,
    settings.nickname,
    settings.username,
    password.reveal(),
    settings.outboundAddress,
    settings.callingFormat,
    inboundAuthorization.digest,
    [...inboundAuthorization.allowed].sort(),
    settings.outboundProxy,
    settings.countryCode,
    settings.agentName,
    // A hash of this text is stored, so a request without notes must keep the text that it had before notes existed.
    ...(notes === undefined ? [] : noteNames.map((name) => notes[name])),
  ]);
}

/** Tells whether number, username and address agree: the vendor calls such a trunk a duplicate. */
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
