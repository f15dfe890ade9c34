import { isDeepStrictEqual } from 'node:util';

/** Who may call in is one thing, which two fields tell together. */
const authorizationFields: ReadonlySet<string> = new Set([
  'inbound_authorization_type',
  'allowed_inbound_ips',
]);

/**
 * Leaves out of a body what is so already: whoever sends back what was read asks for no change, also of a trunk that was made
 * by way of the other contract, whose fields may be longer, or empty.
 * @param present the trunk as this contract shows it.
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
