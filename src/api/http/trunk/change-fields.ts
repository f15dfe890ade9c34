import { isDeepStrictEqual } from 'node:util';
import type { TrunkSettings } from '../../../domain/trunk/trunk.js';
import { fieldsIn } from '../fields.js';

/** Adds the present number to a change of the type without a number, because the number must be one of the new type. */
export function withNumberOfType(changed: unknown, { number }: Pick<TrunkSettings, 'number'>): unknown {
  const given = fieldsIn(changed);
  return given('sip_trunk_type') && !given('phone_number')
    ? { ...Object(changed), phone_number: number.value }
    : changed;
}

/** Two fields together decide who may call in. */
const authorizationFields: ReadonlySet<string> = new Set([
  'inbound_authorization_type',
  'allowed_inbound_ips',
]);

/**
 * Removes from a body the fields that equal the trunk, because to send back what was read must change nothing. This holds also
 * for a trunk of the other contract, whose fields may be longer, or empty.
 * @param present the trunk as the contract shows it.
 */
export function withoutUnchanged(body: unknown, present: object): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const fields = Object.entries(body);
  const isUnchanged = ([name, value]: [string, unknown]) =>
    Object.hasOwn(present, name) && isDeepStrictEqual(value, Reflect.get(present, name));
  const sameAuthorization = fields.filter(([name]) => authorizationFields.has(name)).every(isUnchanged);
  return Object.fromEntries(
    fields.filter((field) => (authorizationFields.has(field[0]) ? !sameAuthorization : !isUnchanged(field))),
  );
}
