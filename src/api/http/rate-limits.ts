import type { Request } from 'express';
import ipaddr from 'ipaddr.js';
import type { RateLimits, RateStanding } from '../../domain/limits.js';
import { RequestProblem } from '../errors/request-problem.js';
import { retryAfter } from './endpoint.js';

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

/** Counts a request of a client's address. @throws {RequestProblem} `rate_limited` */
export function limitAddress(limits: RateLimits, request: Request): void {
  requireRoom(limits.count('address', clientNetwork(request)));
}

/** Counts a request of a key, and tells the client in headers what is left. @throws {RequestProblem} `rate_limited` */
export function limitKey(limits: RateLimits, request: Request, publicId: string): void {
  const standing = limits.count('key', publicId);
  requireRoom(standing);
  if (standing !== null) request.res?.set(headersOf(standing));
}

/** Makes the problem of a subject that has used up its window. */
export function rateLimited(standing: RateStanding): RequestProblem {
  const headers = { ...headersOf(standing), ...retryAfter(standing.resetsInSeconds) };
  return new RequestProblem('rate_limited', { headers });
}

function requireRoom(standing: RateStanding | null): void {
  if (standing?.allowed === false) throw rateLimited(standing);
}

/** Words a standing as draft-ietf-httpapi-ratelimit-headers-10 does. */
function headersOf({ name, most, windowSeconds, remaining, resetsInSeconds }: RateStanding) {
  return {
    'RateLimit-Policy': `"${name}";q=${most};w=${windowSeconds}`,
    RateLimit: `"${name}";r=${remaining};t=${resetsInSeconds}`,
  };
}
