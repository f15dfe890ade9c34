import { accepted, type Parsed, refused } from '../trunks/parsed.js';
import { formed, optionalText, type Rule, textOf } from './fields.js';

const agentNameShape = /^[A-Za-z0-9._ -]{1,128}$/;

/** What an agent may be called, by the name under which it is registered in LiveKit. */
export const parseAgentName: Rule<string> = formed(
  (text): Parsed<string> =>
    agentNameShape.test(text)
      ? accepted(text)
      : refused('must be 1 to 128 characters out of A-Z, a-z, 0-9, space and . _ -'),
  {
    description: 'The name under which an agent is registered in LiveKit.',
    pattern: agentNameShape.source,
    examples: ['reception'],
  },
);

/** An optional field of both contracts: the agent that answers this trunk's calls. */
export const agentNameField = optionalText('Agent name', parseAgentName);

/** The user name of a digest; quotes and backslashes are left out because SIP headers carry it in quotes. */
export function sipUsername(bounds: { readonly min: number; readonly max: number }): Rule<string> {
  const text = textOf(bounds);
  return formed(
    (username): Parsed<string> =>
      /["\\]/.test(username) ? refused('must not contain quotes or backslashes') : text(username),
    { ...text.form, pattern: '^[^"\\\\\\u0000-\\u001f\\u007f-\\u009f]*$', examples: ['sip_user'] },
  );
}
