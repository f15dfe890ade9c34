import type { Endpoint } from '../../../../src/api/http/endpoint.js';
import type { Names } from '../../../support/names.js';
import type { Answer, Tenant } from './tenant.js';

/** The kind of name that stands in the first braces of a path. */
const namedBy: Readonly<Record<string, keyof Names>> = {
  '/api/user/phone-numbers/sip-trunks/{id}': 'trunk',
  '/api/user/phone-numbers/{id}': 'trunk',
  '/api/phone-numbers/{number}': 'number',
  '/v1/trunks/{id}': 'trunk',
  '/v1/operations/{id}': 'operation',
  '/v1/imports/{id}': 'import',
  '/v1/test-calls/{id}': 'testCall',
  '/v1/keys/{id}': 'key',
};

/** The values for the other braces. The first name alone decides who owns them. */
const others: Readonly<Record<string, string>> = { revision: '1', number: '+12025550123' };

/** The kind of name in an endpoint's path; null for a path without one. @throws for a path that is not listed here. */
export function namedIn({ path }: Endpoint): keyof Names | null {
  if (!path.includes('{')) return null;
  const named = namedBy[path.slice(0, path.indexOf('}') + 1)];
  if (named === undefined) throw new Error(`List in this file what ${path} names.`);
  return named;
}

/** One variant of a request to an endpoint. */
export interface Asking {
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object | string;
}

/** Every variant of a request to an endpoint: each body, parameter and header of its description, the usual one first. */
export function askingsOf(endpoint: Endpoint, key: string): Asking[] {
  const plain: Asking = { query: '', headers: {} };
  const bodies = Object.values(endpoint.body?.examples ?? {}).map(({ value }) => ({ ...plain, body: value }));
  const [usual = plain] = bodies;
  const queries = Object.entries(endpoint.query ?? {}).map(([name, { schema }]) => {
    const [one] = 'enum' in schema && Array.isArray(schema.enum) ? schema.enum : [];
    return { ...usual, query: `?${name}=${String(one ?? ('minimum' in schema ? schema.minimum : 'x'))}` };
  });
  const headers = [
    ...(endpoint.changes ? [{ 'Idempotency-Key': key }, { Prefer: 'respond-async' }] : []),
    ...Object.keys(endpoint.headers ?? {}).flatMap((name) => [{ [name]: '0' }, { [name]: 'end' }]),
  ].map((each) => ({ ...usual, headers: { ...each } }));
  return [...bodies, plain, ...queries, ...headers];
}

/** The path of an endpoint with a name filled in. */
export function pathOf({ path }: Endpoint, named: string | number): string {
  const [first = '', ...rest] = path.split(/(?<=\})/);
  const begin = first.replace(/\{\w+\}$/, encodeURIComponent(named));
  const end = rest.join('').replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const other = others[name];
    if (other === undefined) throw new Error(`List in this file a value for ${name} in ${path}.`);
    return other;
  });
  return `${begin}${end}`;
}

/** Sends a request with a tenant's key. */
export function ask(tenant: Tenant, method: string, path: string, asking: Asking): Promise<Answer> {
  const { query, headers, body } = asking;
  return tenant.request(method.toUpperCase(), `${path}${query}`, {
    headers: { authorization: `Bearer ${tenant.key.secret}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

/** Headers that differ between two equal answers. */
const volatileHeaders = ['date', 'x-request-id', 'ratelimit'];

/** Everything that a caller sees of an answer, without the headers that differ each time. */
export function seenOf({ status, headers, body }: Answer): object {
  const kept = [...headers].filter(([name]) => !volatileHeaders.includes(name));
  return { status, headers: Object.fromEntries(kept), body };
}
