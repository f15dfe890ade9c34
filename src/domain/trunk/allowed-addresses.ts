import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { TextForm } from '../values.js';
import { accepted, type Parsed, refused } from '../values.js';
import type { Cidr } from './trunk.js';

/** The largest number of networks that one trunk may allow. */
export const maximumAllowedAddresses = 50;

/** The shortest allowed prefixes. Wider networks are no allow-list: two halves of the Internet would let everybody in. */
const shortestPrefix = { ipv4: 16, ipv6: 32 } as const;

/** The number of bits before the IPv4 address in an IPv4-mapped IPv6 address. */
const mappedBits = 96;

/** Describes an address or a network that may call in. */
export const allowedAddressForm = {
  description:
    `An IPv4 or IPv6 address, or a network in CIDR form that is not wider than /${shortestPrefix.ipv4} (IPv4) or ` +
    `/${shortestPrefix.ipv6} (IPv6).`,
  format: 'ip-network',
  examples: ['203.0.113.7', '198.51.100.0/24'],
} as const satisfies TextForm;

interface Network {
  readonly address: ipaddr.IPv4 | ipaddr.IPv6;
  readonly prefix: number;
}

/**
 * Reads one address or network that may call in, and returns it as a CIDR with its host bits cleared. The check is strict, because
 * LiveKit drops what it cannot read and lets everybody in if nothing is left. An IPv4-mapped IPv6 address becomes the IPv4
 * address from which the calls really come.
 */
export function parseAllowedAddress(text: string): Parsed<Cidr> {
  const given = readNetwork(text);
  if (given === null) {
    return refused(
      'must be an IPv4 or IPv6 address or a network in CIDR form, for example 203.0.113.7 or 203.0.113.0/24',
    );
  }
  const { address, prefix } = unmapped(given);
  const kind = address.kind();
  if (prefix < shortestPrefix[kind]) {
    return refused(
      `must not be wider than /${shortestPrefix[kind]} for ${kind === 'ipv4' ? 'IPv4' : 'IPv6'}: ` +
        'name the networks that your provider really calls from',
    );
  }
  const network = networkOf({ address, prefix });
  if (address.range() === 'unspecified') {
    return refused('must not be the unspecified address, which no call can come from');
  }
  return accepted(`${network}/${prefix}` as Cidr);
}

/** Removes duplicates and keeps the order. */
export function withoutDuplicates(networks: readonly Cidr[]): readonly Cidr[] {
  return [...new Set(networks)];
}

function readNetwork(text: string): Network | null {
  const [host = '', bits, ...rest] = text.split('/');
  // node:net is strict; ipaddr.js alone would accept octal octets and addresses with fewer parts.
  if (rest.length > 0 || isIP(host) === 0 || host.includes('%')) return null;
  const address = ipaddr.parse(host);
  const length = address.kind() === 'ipv4' ? 32 : 128;
  if (bits === undefined) return { address, prefix: length };
  if (!/^(0|[1-9]\d{0,2})$/.test(bits) || Number(bits) > length) return null;
  return { address, prefix: Number(bits) };
}

function unmapped({ address, prefix }: Network): Network {
  if (!(address instanceof ipaddr.IPv6) || !address.isIPv4MappedAddress()) return { address, prefix };
  return { address: address.toIPv4Address(), prefix: Math.max(0, prefix - mappedBits) };
}

function networkOf({ address, prefix }: Network): string {
  const cidr = `${address.toString()}/${prefix}`;
  return address instanceof ipaddr.IPv6
    ? ipaddr.IPv6.networkAddressFromCIDR(cidr).toRFC5952String()
    : ipaddr.IPv4.networkAddressFromCIDR(cidr).toString();
}
