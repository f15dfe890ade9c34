import type { Request, RequestHandler, Response } from 'express';
import ipaddr from 'ipaddr.js';
import { inSlot, type RateLimits, type RateState, type Slots } from '../../domain/limits.js';
import type { OrganizationId } from '../../domain/values.js';
import { RequestProblem } from '../errors/request-problem.js';
import { retryAfter } from './endpoint.js';
import type { RefusalDelay } from './flood-control.js';

/**
 * Returns the network that counts as one client: an IPv4 address, or the 64 bits of an IPv6 address that a provider
 * gives to one customer.
 */
export function clientNetwork({ ip = '' }: Pick<Request, 'ip'>): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return `${address.toByteArray().slice(0, 8).join('.')}/64`;
}

/** Returns the address of a client in its shortest form; null when it is not known. */
export function clientAddress({ ip = '' }: Pick<Request, 'ip'>): string | null {
  return ipaddr.isValid(ip) ? ipaddr.process(ip).toString() : null;
}

/** Counts a request of a client's address. @throws {RequestProblem} `rate_limited` */
export function limitAddress(limits: RateLimits, request: Request): void {
  requireRoom(limits.count('address', clientNetwork(request)));
}

/** Makes the handler that counts the requests that no endpoint takes: for pages, unknown paths and other methods. */
export function addressLimit(limits: RateLimits): RequestHandler {
  return (request, _response, next) => {
    limitAddress(limits, request);
    next();
  };
}

/** Delays an answer that says when to come back, for a client that comes back at once. @param headers those of the answer */
export async function delayRefusal(
  delay: Pick<RefusalDelay, 'wait'>,
  response: Response,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  if (headers['Retry-After'] === undefined) return;
  const isDelayed = await delay.wait(response.locals.organization ?? clientNetwork(response.req));
  if (!isDelayed) response.set('Connection', 'close');
}

/** Counts a request of a key, and tells the client in headers what is left. @throws {RequestProblem} `rate_limited` */
export function limitKey(limits: RateLimits, request: Request, publicId: string): void {
  const state = limits.count('key', publicId);
  requireRoom(state);
  if (state !== null) request.res?.set(headersOf(state));
}

/** Makes the problem of a subject that has used up its window. */
export function rateLimited(state: RateState): RequestProblem {
  const headers = { ...headersOf(state), ...retryAfter(state.resetsInSeconds) };
  return new RequestProblem('rate_limited', { headers });
}

function requireRoom(state: RateState | null): void {
  if (state?.allowed === false) throw rateLimited(state);
}

/** Words a state as draft-ietf-httpapi-ratelimit-headers-10 does. */
function headersOf({ name, most, windowSeconds, remaining, resetsInSeconds }: RateState) {
  return {
    'RateLimit-Policy': `"${name}";q=${most};w=${windowSeconds}`,
    RateLimit: `"${name}";r=${remaining};t=${resetsInSeconds}`,
  };
}

/** Does work in a slot of an organization. @throws {RequestProblem} `capacity_unavailable` */
export function inOwnSlot<Result>(
  slots: Slots,
  organizationId: OrganizationId,
  work: () => Promise<Result>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Result> {
  return inSlot(slots, organizationId, work, ({ retryAfterSeconds }): never => {
    throw new RequestProblem('capacity_unavailable', {
      headers: { ...headers, ...retryAfter(retryAfterSeconds) },
    });
  });
}
