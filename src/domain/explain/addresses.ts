import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { accepted, type Parsed, refused, type TextForm } from '../values.js';

/** Describes the address from which a call comes. */
export const sourceIpForm = { format: 'ip-address', examples: ['203.0.113.7'] } as const satisfies TextForm;

/** Reads the address from which a call comes. */
export function parseSourceIp(text: string): Parsed<string> {
  return isIP(text) === 0
    ? refused('must be an IPv4 or IPv6 address, for example 203.0.113.7')
    : accepted(text);
}

/** How a list of addresses admits a source: it is empty, LiveKit drops all its entries, or one entry is what the source has. */
export type Admission = 'everybody' | 'nothing_readable' | 'address' | 'from_host';

/**
 * Tells how the allowed addresses of a trunk admit a call, as livekit-server decides it (`matchAddrMasks` in livekit/protocol).
 * Entries with blanks, brackets, `+ * ; ,` or `://` are dropped, and a list of which nothing is left admits everybody. All other
 * entries that cannot be read admit nobody. An entry that equals the host of the From header admits the call, whatever its source.
 * @returns null if the list does not admit the call
 */
export function admissionOf(
  allowedAddresses: readonly string[],
  sourceIp: string,
  fromHost: string,
): Admission | null {
  if (allowedAddresses.length === 0) return 'everybody';
  const kept = allowedAddresses.filter((entry) => !/[()+*;, \t\n\r]|:\/\//.test(entry));
  if (kept.length === 0) return 'nothing_readable';
  if (kept.some((entry) => contains(entry, sourceIp))) return 'address';
  return kept.includes(fromHost) ? 'from_host' : null;
}

/**
 * Tells whether an address or network contains a source, as Go's `net/netip` does: an IPv4-mapped IPv6 address is no IPv4 address,
 * octets and prefix lengths have no leading zeros, and no network contains an address with a zone.
 */
function contains(entry: string, sourceIp: string): boolean {
  const slash = entry.lastIndexOf('/');
  const host = slash === -1 ? entry : entry.slice(0, slash);
  if (isIP(host) === 0 || isIP(sourceIp) !== isIP(host)) return false;
  const network = parse(host);
  const source = parse(sourceIp);
  if (slash === -1) return network.toString() === source.toString();
  const bits = entry.slice(slash + 1);
  if (host.includes('%') || sourceIp.includes('%') || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) return false;
  return Number(bits) <= network.toByteArray().length * 8 && source.match(network, Number(bits));
}

/** Reads an address. The library takes `::1.2.3.4` for `::ffff:1.2.3.4`, so the last 32 bits are written as two groups. */
function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 {
  if (isIP(address) === 4) return ipaddr.parse(address);
  const groups = (dotted: string) => {
    const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number);
    return [a * 256 + b, c * 256 + d].map((group) => group.toString(16)).join(':');
  };
  return ipaddr.parse(address.replace(/\d+(?:\.\d+){3}/, groups));
}
