import type { Cidr } from '../domain/trunk/trunk.js';

/** Callers speak of IP addresses, so a network of one address is written as that address. */
export function plainAddress(network: Cidr): string {
  return network.replace(network.includes(':') ? /\/128$/ : /\/32$/, '');
}
