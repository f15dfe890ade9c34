import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { accepted, type Parsed, refused } from '../values.js';

const longestHostName = 253;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const neverCallable: ReadonlySet<string> = new Set(['unspecified', 'multicast', 'broadcast']);

/** Reads a host: a full host name, which is returned in lower case, or an IPv4 address. */
export function parseHost(text: string): Parsed<string> {
  const host = text.toLowerCase();
  const problem =
    misunderstanding(text) ??
    (host.includes(':') ? 'must not contain a port: write the host alone' : problemOfForm(host));
  return problem === null ? accepted(host) : refused(problem);
}

/** Says why a text in lower case is no host to which a call can be sent; null if it is one. */
export function problemOfForm(host: string): string | null {
  return isIPv4(host) ? problemOfIp(host) : problemOfName(host);
}

/** Says what somebody has written instead of a host or an address; null if nothing is recognised. */
export function misunderstanding(text: string): string | null {
  if (/^<?sips?:/i.test(text)) {
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

function problemOfIp(host: string): string | null {
  const address = ipaddr.IPv4.parse(host);
  // 240.0.0.0/4 was never assigned.
  const unassigned = (address.octets[0] ?? 0) >= 240;
  if (!neverCallable.has(address.range()) && !unassigned) return null;
  return 'must be an address that a call can be sent to';
}

function problemOfName(host: string): string | null {
  const labels = host.split('.');
  // Some resolvers read a name whose last label has only digits (256.1.1.1, 10.1, 0x7f.1) as an IPv4 address.
  const numericEnd = /^(\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '');
  const isName = host.length <= longestHostName && !numericEnd && labels.every((part) => label.test(part));
  return isName ? null : 'must be a full host name or an IPv4 address, for example sip.provider.com';
}
