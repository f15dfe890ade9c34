import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { accepted, type Parsed, refused, type TextForm } from '../values.js';
import { misunderstanding, problemOfForm } from './hosts.js';
import { problemOfHost, problemOfPort, type TargetPolicy } from './targets.js';
import type { Cidr, SipAddress } from './trunk.js';

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
  if (given === null) return refused(`must be ${misunderstoodNetwork(text)}`);
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

/** Tells whether an address is in one of the networks. An IPv4-mapped IPv6 address is the IPv4 address. */
export function isWithin(address: string, networks: readonly Cidr[]): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  return networks.some((network) => {
    const range = ipaddr.parseCIDR(network);
    return range[0].kind() === parsed.kind() && parsed.match(range);
  });
}

/** Says what must be written instead of a text that is neither an address nor a network. */
function misunderstoodNetwork(text: string): string {
  const forms =
    'an IPv4 or IPv6 address or a network in CIDR form, for example 203.0.113.7 or 203.0.113.0/24';
  const [before = ''] = text.split(/[/:](?=[\d.]+$)/);
  if (isIPv4(before))
    return text.includes('/') ? `${forms}; the length is 0 to 32` : `${forms}, without a port`;
  if (/[,;]/.test(text)) return `${forms}; each one is an entry of its own`;
  // The letters of hexadecimal numbers alone make no name.
  if (/^[a-z\d.-]*[g-wyz][a-z\d.-]*$/i.test(text)) {
    return `${forms}, not a host name: a call shows only the address that it comes from`;
  }
  return forms;
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

/** The rules of a contract and of the operator for the address of a SIP server. */
export interface SipAddressRules {
  readonly port: 'allowed' | 'refused';
  readonly targets: Omit<TargetPolicy, 'webhookPorts'>;
}

/** The port to which LiveKit sends calls when the address has none. */
export const defaultSipPort = 5060;

/** Splits the address of a SIP server into host and port; the port is null if it has none. */
export function partsOf(address: SipAddress): { readonly host: SipAddress; readonly port: number | null } {
  const [host = '', port] = address.split(':');
  return { host: host as SipAddress, port: port === undefined ? null : Number(port) };
}

/** Joins a host and a port, which may be null. */
export function addressWith(host: SipAddress, port: number | null): SipAddress {
  return port === null ? host : (`${host}:${port}` as SipAddress);
}

/** Describes the address of a SIP server. */
export function sipAddressForm({ port }: Pick<SipAddressRules, 'port'>): TextForm {
  return port === 'allowed'
    ? {
        description: "The carrier's SIP server: a full host name or an IPv4 address, with or without a port.",
        format: 'sip-address-with-port',
        examples: ['sip.gateway.com', 'sip.gateway.com:5070'],
      }
    : {
        description: "The carrier's SIP server: a full host name or an IPv4 address, without a port.",
        format: 'sip-address',
        examples: ['sip.provider.com'],
      };
}

/**
 * Reads the address of a carrier's SIP server: a full host name or an IPv4 address, with a port if the contract allows one. Host
 * names are returned in lower case, because their case has no meaning. A name is not resolved, because some carriers refuse
 * calls to their IP address.
 */
export function parseSipAddress(text: string, rules: SipAddressRules): Parsed<SipAddress> {
  const misunderstood = misunderstanding(text);
  if (misunderstood !== null) return refused(misunderstood);
  const [host = '', port] = text.toLowerCase().split(':');
  if (port !== undefined) {
    if (rules.port === 'refused') return refused(`must not contain a port: write ${host}`);
    if (!isPort(port)) return refused('must end with a port between 1 and 65535 when it contains a colon');
  }
  const problem =
    problemOfForm(host) ??
    // A contract that refuses a port here has a field for it, whose rule checks it.
    (rules.port === 'refused'
      ? null
      : problemOfPort(Number(port ?? defaultSipPort), rules.targets.sipPorts)) ??
    problemOfHost(host, rules.targets);
  if (problem !== null) return refused(problem);
  return accepted((port === undefined ? host : `${host}:${port}`) as SipAddress);
}

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;
}
