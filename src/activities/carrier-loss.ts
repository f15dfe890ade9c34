import { CarrierProblem } from '../carriers/problem.js';
import { UnreadableSecretError } from '../crypto/key-ring.js';

/**
 * Whether the carrier refuses the account: its owner has changed the token or closed it, and nothing that anybody does here
 * makes it good again.
 */
export function accountIsRefused(error: unknown): boolean {
  return error instanceof CarrierProblem && error.code === 'carrier_credentials_refused';
}

/**
 * Whether the operator's configuration keeps the account from being used: the carrier is switched off, or no key opens it.
 * Both can be put right, so that whatever must not be left undone waits for that.
 */
export function accountIsShut(error: unknown): boolean {
  return (
    error instanceof UnreadableSecretError ||
    (error instanceof CarrierProblem && error.code === 'carrier_off')
  );
}
