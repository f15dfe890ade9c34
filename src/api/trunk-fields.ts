import { accepted, type Parsed, refused } from '../trunks/parsed.js';
import { optionalText, type Rule, textOf } from './fields.js';

/** What an agent may be called, by the name under which it is registered in LiveKit. */
export const parseAgentName: Rule<string> = (text): Parsed<string> =>
  /^[A-Za-z0-9._ -]{1,128}$/.test(text)
    ? accepted(text)
    : refused('must be 1 to 128 characters out of A-Z, a-z, 0-9, space and . _ -');

/** An optional field of both contracts: the agent that answers this trunk's calls. */
export const agentNameField = optionalText('Agent name', parseAgentName);

/** The user name of a digest; quotes and backslashes are left out because SIP headers carry it in quotes. */
export function sipUsername(bounds: { readonly min: number; readonly max: number }): Rule<string> {
  const text = textOf(bounds);
  return (username): Parsed<string> =>
    /["\\]/.test(username) ? refused('must not contain quotes or backslashes') : text(username);
}
