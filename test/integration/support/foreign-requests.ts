import type { Endpoint } from '../../../src/api/http/endpoint.js';
import type { Names } from '../../support/names.js';
import type { Answer, Tenant } from './tenant.js';

/** What the first part of a path names that is in braces. */
const namedBy: Readonly<Record<string, keyof Names>> = {
  '/api/user/phone-numbers/sip-trunks/{id}': 'trunk',
  '/api/user/phone-numbers/{id}': 'trunk',
  '/api/phone-numbers/{number}': 'number',
  '/v1/trunks/{id}': 'trunk',
  '/v1/operations/{id}': 'operation',
  '/v1/imports/{id}': 'import',
};

/** What stands in the other braces; whose it is, is decided by the first. */
const others: Readonly<Record<string, string>> = { revision: '1', number: '+12025550123' };

/** What an endpoint's path names; null for a path that names nothing. @throws for one that is not known here. */
export function namedIn({ path }: Endpoint): keyof Names | null {
  if (!path.includes('{')) return null;
  const named = namedBy[path.slice(0, path.indexOf('}') + 1)];
  if (named === undefined) throw new Error(`Say in this file what ${path} names.`);
  return named;
}

/** One way to ask an endpoint. */
export interface Asking {
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object | string;
}

/** Every way in which a test asks an endpoint: with each body, parameter and header of its description; the usual way first. */
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

/** The path of an endpoint for what is named. */
export function pathOf({ path }: Endpoint, named: string | number): string {
  const [first = '', ...rest] = path.split(/(?<=\})/);
  const begin = first.replace(/\{\w+\}$/, encodeURIComponent(named));
  const end = rest.join('').replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const other = others[name];
    if (other === undefined) throw new Error(`Say in this file what ${name} in ${path} is.`);
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
const ofTheMoment = ['date', 'x-request-id'];

/** All that a caller sees of an answer and that is not of the moment. */
export function seenOf({ status, headers, body }: Answer): object {
  const kept = [...headers].filter(([name]) => !ofTheMoment.includes(name));
  return { status, headers: Object.fromEntries(kept), body };
}
