import { accepted, type Parsed, refused } from '../values.js';

/**
 * How the caller deals with credentials: it has none, the right ones or wrong ones of the trunk, sends them before LiveKit asks, or
 * answers in an `Authorization` header, which LiveKit does not read.
 */
export const callerCredentials = ['none', 'right', 'wrong', 'unasked', 'wrong_header'] as const;
export type CallerCredentials = (typeof callerCredentials)[number];

/** An inbound call as livekit-sip reads it from the INVITE. */
export interface InboundCall {
  /** The user part of the To header. LiveKit does not read the request URI. */
  readonly to: string;
  /** The user part of the From header. */
  readonly from: string;
  /** The host of the From header, which the caller chooses. */
  readonly fromHost: string;
  /** The address from which the packet comes. */
  readonly sourceIp: string;
  readonly credentials: CallerCredentials;
  /** The offered audio, for example `PCMU/8000`; null without SDP. */
  readonly codecs: readonly string[] | null;
  /** The offer has keys for SRTP. */
  readonly srtp: boolean;
  /** The digits before `#` that the caller enters when asked; empty for `#` alone, null for nothing. */
  readonly pin: string | null;
}

/** The audio codecs that every carrier offers. */
export const usualCodecs = ['PCMU/8000', 'PCMA/8000'] as const;

/** The user and the host of a SIP header. */
interface SipParty {
  readonly user: string;
  readonly host: string;
}

/**
 * Reads a party as people write it: a number or user alone, or the value of a To or From header.
 * @returns the host is null for a number or user alone
 */
export function parseParty(text: string): Parsed<{ readonly user: string; readonly host: string | null }> {
  if (/[<>"]|^(?:sips?|tel):/i.test(text)) return parseSipHeader(text);
  if (text.includes('@')) return refused('must begin with sip: if it has a host');
  return accepted({ user: text, host: null });
}

/**
 * Reads the value of a To or From header as livekit-sip does (`ParseAddressValue` and `ParseUri` of sipgo): with or without a
 * display name and angle brackets. The user ends at the last colon before `@`; everything else in it stays, for example `;npdi` or
 * `%2B`. A `tel:` URI has no user, because its number is read as the host.
 */
export function parseSipHeader(value: string): Parsed<SipParty> {
  const uri = uriOf(value);
  if (uri === null) return refused('must have a closing bracket after its URI');
  const scheme = /^[^:]*:(?:\/\/)?/.exec(uri);
  if (scheme === null || uri.length < 3) return refused('must have a scheme, for example sip:');
  const rest = uri.slice(scheme[0].length);
  // sipgo stops at the first bracket, because it takes it for an IPv6 host.
  const at = /^[^[@]*@/.exec(rest)?.[0].length ?? 0;
  const user = at === 0 ? '' : rest.slice(0, at - 1);
  const colon = user.lastIndexOf(':');
  return accepted({ user: colon > 0 ? user.slice(0, colon) : user, host: hostOf(rest.slice(at)) });
}

function uriOf(value: string): string | null {
  const quoted = /^[^"<;]*"(?:\\.|[^"\\])*"[^<;]*([<;])/s.exec(value);
  if (quoted !== null) {
    const rest = value.slice(quoted[0].length);
    return quoted[1] === '<' ? bracketed(rest) : (rest.split(';', 1)[0] ?? '');
  }
  const bracket = /^[^<;]*</.exec(value);
  return bracket === null ? (value.split(';', 1)[0] ?? '') : bracketed(value.slice(bracket[0].length));
}

function bracketed(rest: string): string | null {
  const end = rest.indexOf('>');
  return end === -1 ? null : rest.slice(0, end);
}

function hostOf(text: string): string {
  return /^[^[:;?]*(?:\[[^\]]*\])?/.exec(text)?.[0] ?? '';
}
