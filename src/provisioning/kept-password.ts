import type { TrunkRow } from '../database/trunk-rows.js';
import { type KeyRing, UnreadableSecretError } from '../security/key-ring.js';
import { passwordContext } from '../trunks/plan.js';
import type { SealedSecret } from '../trunks/secret.js';

/**
 * A password that a trunk is to have, as it is to be stored. One that the trunk has already stays as it was sealed, so
 * that nothing is changed for it: sealed once more, it would look like another.
 */
export function keptIfSame(
  {
    organizationId,
    operationId,
    sealedPassword: present,
  }: Pick<TrunkRow, 'organizationId' | 'operationId' | 'sealedPassword'>,
  wanted: SealedSecret,
  keyRing: KeyRing,
): SealedSecret {
  const context = passwordContext({ organizationId, operationId });
  const clear = [present, wanted].map((sealed) => opened(sealed, context, keyRing));
  return clear[0] !== null && clear[0] === clear[1] ? present : wanted;
}

/** Null for one that no key opens any more: nobody can tell what it is. */
function opened(sealed: SealedSecret, context: string, keyRing: KeyRing): string | null {
  try {
    return keyRing.open(sealed, context).reveal();
  } catch (error) {
    if (error instanceof UnreadableSecretError) return null;
    throw error;
  }
}
