import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { TextForm } from '../values.js';
import { accepted, type Parsed, refused } from '../values.js';
import type { SipAddress } from './trunk.js';

/** The rules of a contract and of the operator for the address of a SIP server. */
export interface SipAddressRules {
  readonly port: 'allowed' | 'refused';
  /** Whether calls may go into private networks and to this machine. */
  readonly allowPrivate: boolean;
}

const longestHostName = 253;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const neverCallable: ReadonlySet<string> = new Set(['unspecified', 'multicast', 'broadcast']);
const privateRanges: ReadonlySet<string> = new Set(['private', 'loopback', 'linkLocal', 'carrierGradeNat']);

/** Domains that the public DNS never resolves. They have a meaning only inside a network. */
const privateDomains = ['localhost', 'local', 'internal', 'home.arpa'];

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
  const problem = isIPv4(host) ? problemOfIp(host, rules) : problemOfName(host, rules);
  if (problem !== null) return refused(problem);
  return accepted((port === undefined ? host : `${host}:${port}`) as SipAddress);
}

function misunderstanding(text: string): string | null {
  if (/^sips?:/i.test(text)) {
    return 'must not begin with "sip:" or "sips:": write the host alone, for example sip.provider.com';
  }
  if (text.includes('://')) return 'must not be a URL: write the host alone, for example sip.provider.com';
  if (text.includes('@')) return 'must not contain a user name or @: write the host alone';
  if (text.includes(';') || /transport=/i.test(text)) {
    return 'must not contain parameters such as ;transport=: write the host alone';
  }
  if (/\s/.test(text)) return 'must not contain spaces';
  if (!/^[\x21-\x7e]+$/.test(text)) {
    return 'must be written in ASCII; a name in another script has a form that begins with xn--';
  }
  if (text.startsWith('[') || isIP(text) === 6 || text.split(':').length > 2) {
    return 'must be a host name or an IPv4 address; IPv6 addresses are not supported here';
  }
  return null;
}

function problemOfIp(host: string, rules: SipAddressRules): string | null {
  const address = ipaddr.IPv4.parse(host);
  const range = address.range();
  // 240.0.0.0/4 was never assigned. The other ranges that ipaddr.js calls reserved include documentation networks.
  const unassigned = (address.octets[0] ?? 0) >= 240;
  if (neverCallable.has(range) || unassigned) return 'must be an address that a call can be sent to';
  if (privateRanges.has(range) && !rules.allowPrivate) {
    return 'must not be a private or local address, because this service does not call into private networks';
  }
  return null;
}

function problemOfName(host: string, rules: SipAddressRules): string | null {
  const labels = host.split('.');
  // Some resolvers read a name whose last label has only digits (256.1.1.1, 10.1, 0x7f.1) as an IPv4 address.
  const numericEnd = /^(\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '');
  if (host.length > longestHostName || numericEnd || !labels.every((part) => label.test(part))) {
    return 'must be a full host name or an IPv4 address, for example sip.provider.com';
  }
  if (rules.allowPrivate) return null;
  if (isPrivateName(host)) {
    return 'must not be a private or local name, because this service does not call into private networks';
  }
  if (labels.length === 1) return 'must be a full host name with a dot, for example sip.provider.com';
  return null;
}

function isPrivateName(host: string): boolean {
  return privateDomains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;
}
