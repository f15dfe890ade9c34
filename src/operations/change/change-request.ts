import { isDeepStrictEqual } from 'node:util';
import { type KeyRing, UnreadableSecretError } from '../../crypto/key-ring.js';
import type { Preparation, Refusal } from '../../database/operations/trunk-operations.js';
import type { StoredRequest } from '../../database/schema/columns.js';
import { type TrunkRow, trunkOf } from '../../database/trunks/rows.js';
import type { ChangeAnswer } from '../../domain/change/change.js';
import type { SealedSecret } from '../../domain/secret.js';
import { type BoundField, boundFields } from '../../domain/trunk/carrier-connection.js';
import { passwordContext } from '../../domain/trunk/spec.js';

/**
 * Accepts a change of a trunk, unless it differs in something that the carrier of its number knows as well. Calls would be
 * refused on one of the two sides from then on.
 */
export function unlessBound(row: TrunkRow, request: StoredRequest): Preparation {
  const fields = row.carrier === null ? [] : boundFields.filter((field) => differs(field, row, request));
  return fields.length === 0
    ? { kind: 'ready', request }
    : { kind: 'refused', refusal: { boundToCarrier: fields } };
}

function differs(field: BoundField, row: TrunkRow, { settings, sealedPassword }: StoredRequest): boolean {
  if (field === 'password') return row.sealedPassword !== sealedPassword;
  return !isDeepStrictEqual(trunkOf(row)[field], settings[field]);
}

/**
 * Returns the password that a trunk is to have, as it is to be stored. A password that the trunk has already stays sealed
 * as it is: sealed once more, it would look like a change.
 * @param requested the password, sealed for this trunk.
 */
export function keptIfSame(
  {
    organizationId,
    operationId,
    sealedPassword: present,
  }: Pick<TrunkRow, 'organizationId' | 'operationId' | 'sealedPassword'>,
  requested: SealedSecret,
  keyRing: KeyRing,
): SealedSecret {
  const context = passwordContext({ organizationId, operationId });
  const clear = [present, requested].map((sealed) => opened(sealed, context, keyRing));
  return clear[0] !== null && clear[0] === clear[1] ? present : requested;
}

/** @returns null when no key opens the password any more, because nobody can compare it then. */
function opened(sealed: SealedSecret, context: string, keyRing: KeyRing): string | null {
  try {
    return keyRing.open(sealed, context).reveal();
  } catch (error) {
    if (error instanceof UnreadableSecretError) return null;
    throw error;
  }
}

/** Derives the answer from a refusal that says what is wrong with the request; null for any other refusal. */
export function refusalAnswer(
  refusal: Refusal,
): Extract<ChangeAnswer, { kind: 'bound_to_carrier' | 'invalid' }> | null {
  if (typeof refusal === 'string') return null;
  return 'problems' in refusal
    ? { kind: 'invalid', problems: refusal.problems }
    : { kind: 'bound_to_carrier', fields: refusal.boundToCarrier };
}
