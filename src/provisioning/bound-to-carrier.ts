import { isDeepStrictEqual } from 'node:util';
import type { StoredRequest } from '../database/schema.js';
import type { Preparation } from '../database/trunk-operations.js';
import { type TrunkRow, trunkOf } from '../database/trunk-rows.js';
import { type BoundField, boundFields } from '../trunks/carrier.js';

/**
 * Lets a trunk become what a request says, unless that differs in something that the carrier of its number knows as well:
 * calls would be refused there or here from then on.
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
