import { CarrierProblem } from '../carriers/problem.js';
import { UnreadableSecretError } from '../security/key-ring.js';
import type { FailureCode } from '../trunks/failures.js';

/**
 * Why an account at a carrier cannot be used any more: its owner has changed the token, the operator has switched the carrier
 * off, or no key opens it. Null for everything that may pass.
 */
export function carrierIsLost(error: unknown): FailureCode | null {
  if (error instanceof UnreadableSecretError) return 'password_unreadable';
  if (!(error instanceof CarrierProblem)) return null;
  const lost = error.code === 'carrier_credentials_refused' || error.code === 'carrier_off';
  return lost ? error.code : null;
}
