import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { parse } from 'tldts';
import { accepted, type Parsed, refused } from '../values.js';
import { parseHost } from './hosts.js';

/** Ports from and to which requests may go, both included. */
export type PortRange = readonly [from: number, to: number];

/** The operator's rules for the hosts that tenants name: SIP servers and webhooks. */
export interface TargetPolicy {
  /** Whether targets may be in private networks and on this machine. */
  readonly allowPrivate: boolean;
  /** Domains whose names are accepted although they do not seem public, in lower case. Their addresses must be public nevertheless. */
  readonly allowedDomains: readonly string[];
  readonly sipPorts: readonly PortRange[];
  readonly webhookPorts: readonly PortRange[];
}

/**
 * Blocks that are not ordinary public addresses: the IANA IPv4 and IPv6 Special-Purpose Address Registries under the names that
 * they use, as of 2026-11-29 (RFC 6890 and the RFCs that added to it, up to RFC 9637), and multicast. A wide block covers the
 * entries inside it. The last three rows are everything outside 2000::/3, so that no IPv6 form of an IPv4 address
 * (mapped, compatible, NAT64) gets past.
 */
const specialBlocks = [
  ['0.0.0.0/8', 'This network'],
  ['10.0.0.0/8', 'Private-Use'],
  ['100.64.0.0/10', 'Shared Address Space'],
  ['127.0.0.0/8', 'Loopback'],
  ['168.63.129.16/32', 'services of Azure for virtual machines'],
  ['169.254.0.0/16', 'Link Local'],
  ['172.16.0.0/12', 'Private-Use'],
  // Also 192.0.0.192, the metadata service of Oracle Cloud.
  ['192.0.0.0/24', 'IETF Protocol Assignments'],
  ['192.0.2.0/24', 'Documentation (TEST-NET-1)'],
  ['192.31.196.0/24', 'AS112-v4'],
  ['192.52.193.0/24', 'AMT'],
  ['192.88.99.0/24', 'Deprecated (6to4 Relay Anycast)'],
  ['192.168.0.0/16', 'Private-Use'],
  ['192.175.48.0/24', 'Direct Delegation AS112 Service'],
  ['198.18.0.0/15', 'Benchmarking'],
  ['198.51.100.0/24', 'Documentation (TEST-NET-2)'],
  ['203.0.113.0/24', 'Documentation (TEST-NET-3)'],
  ['224.0.0.0/4', 'Multicast'],
  ['240.0.0.0/4', 'Reserved'],
  ['::1/128', 'Loopback Address'],
  ['::/128', 'Unspecified Address'],
  ['::ffff:0:0/96', 'IPv4-mapped Address'],
  ['64:ff9b::/96', 'IPv4-IPv6 Translat.'],
  ['64:ff9b:1::/48', 'IPv4-IPv6 Translat.'],
  ['100::/64', 'Discard-Only Address Block'],
  ['100:0:0:1::/64', 'Dummy IPv6 Prefix'],
  ['2001::/23', 'IETF Protocol Assignments'],
  ['2001:db8::/32', 'Documentation'],
  ['2002::/16', '6to4'],
  ['2620:4f:8000::/48', 'Direct Delegation AS112 Service'],
  ['3fff::/20', 'Documentation'],
  ['5f00::/16', 'Segment Routing (SRv6) SIDs'],
  ['fc00::/7', 'Unique-Local'],
  ['fe80::/10', 'Link-Local Unicast'],
  ['ff00::/8', 'Multicast'],
  ['::/3', 'not Global Unicast'],
  ['4000::/2', 'not Global Unicast'],
  ['8000::/1', 'not Global Unicast'],
] as const;

const parsedBlocks = specialBlocks.map(([block, name]) => ({
  range: ipaddr.parseCIDR(block),
  name: `${block} (${name})`,
}));

/**
 * Domains that have a meaning only inside a network although their last label is in the Public Suffix List, as of 2026-11-30:
 * the domain of Tor and that of the internet's own infrastructure, a name that many routers give themselves, and the metadata service
 * of Tencent Cloud.
 */
const privateDomains = ['onion', 'arpa', 'fritz.box', 'metadata.tencentyun.com'];

/** Public services whose names resolve to the address that the name contains, or to this machine, as of 2026-11-30. */
const wildcardDomains = [
  ...['nip.io', 'nip.name', 'sslip.io', 'xip.io', 'xip.name', 'backname.io', 'ip.es.io', 'traefik.me'],
  ...['a-i.sh', 'local-ip.co', 'local-ip.sh', 'local-ip.medicmobile.org', 'plex.direct', '1u.ms', 'rbndr.us'],
  ...['localtest.me', 'localdev.me', 'lvh.me', 'vcap.me', 'fuf.me', 'lacolhost.com', 'localho.st'],
  ...['local.gd', 'localhost.direct', 'localhost.tv', 'localhst.co.uk', '127-0-0-1.org.uk', 'lndo.site'],
  'ddev.site',
];

/**
 * Returns why an address is no ordinary public address.
 * @returns a problem as in {@link Parsed}; null for a public address
 */
export function problemOfAddress(address: string): string | null {
  const parsed = ipaddr.parse(address);
  const block = parsedBlocks.find(({ range }) => range[0].kind() === parsed.kind() && parsed.match(range));
  return block === undefined ? null : `must be a public address: ${address} is in ${block.name}`;
}

/**
 * Returns why a host is not public, as far as its text shows. Names are not resolved. A name must end with a top-level domain of the
 * internet. Any other name can exist only inside a network: `redis.default` in Kubernetes, `db.service.consul`, `pbx.lan`.
 * @param host an IP address or a name, in lower case, without brackets and without a dot at the end
 * @returns a problem as in {@link Parsed}; null for a public host and for one that the operator allows
 */
export function problemOfHost(
  host: string,
  { allowPrivate, allowedDomains }: Pick<TargetPolicy, 'allowPrivate' | 'allowedDomains'>,
): string | null {
  if (allowPrivate) return null;
  if (isIP(host) > 0) return problemOfAddress(host);
  const isWithin = (domain: string) => host === domain || host.endsWith(`.${domain}`);
  if (allowedDomains.some(isWithin)) return null;
  if (!host.includes('.'))
    return 'must be a public name with a dot: a full host name such as sip.provider.com';
  const domain = privateDomains.find(isWithin);
  if (domain !== undefined) return `must be a public name: names in .${domain} belong to private networks`;
  if (parse(host, { extractHostname: false }).isIcann !== true) {
    return `must be a public name: .${host.slice(host.lastIndexOf('.') + 1)} is no top-level domain of the internet`;
  }
  const wildcard = wildcardDomains.find(isWithin);
  if (wildcard !== undefined) return `must not be a name in ${wildcard}, which stands for any address`;
  return null;
}

/** Reads domains, separated by commas: `newdomain,sip.corp`. They are returned in lower case. An empty text has none. */
export function parseDomains(text: string): Parsed<readonly string[]> {
  const entries = text.split(',').map((entry) => entry.trim());
  const given = entries.filter((entry) => entry !== '').map(parseHost);
  const domains = given.flatMap((domain) => (domain.ok && isIP(domain.value) === 0 ? [domain.value] : []));
  return domains.length === given.length
    ? accepted(domains)
    : refused('must be comma-separated domains without a dot at the beginning, such as newdomain,sip.corp');
}

/** Returns why a port is not allowed, as in {@link Parsed}; null for an allowed one. */
export function problemOfPort(port: number, allowed: readonly PortRange[]): string | null {
  if (allowed.some(([from, to]) => from <= port && port <= to)) return null;
  const ranges = allowed.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
  return `must have a port out of ${ranges.join(', ')}: this service does not allow ${port}`;
}

/** Reads ports and ranges of ports, separated by commas: `80,443,1024-65535`. */
export function parsePorts(text: string): Parsed<readonly PortRange[]> {
  const ranges = text.split(',').map((entry): PortRange | null => {
    const [, from = '', to = from] = /^ *(\d{1,5})(?:-(\d{1,5}))? *$/.exec(entry) ?? [];
    const range: PortRange = [Number(from), Number(to)];
    return from !== '' && range[0] > 0 && range[0] <= range[1] && range[1] <= 65_535 ? range : null;
  });
  const usable = ranges.filter((range) => range !== null);
  return usable.length === ranges.length
    ? accepted(usable)
    : refused('must be comma-separated ports or ranges such as 5060-5099');
}
