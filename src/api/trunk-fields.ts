import {
  allowedAddressForm,
  maximumAllowedAddresses,
  parseAllowedAddress,
} from '../domain/trunk/allowed-addresses.js';
import type { TrunkNumber } from '../domain/trunk/number.js';
import { didForm, extensionForm, parseDid, parseExtension } from '../domain/trunk/parse-number.js';
import { parseSipAddress, sipAddressForm } from '../domain/trunk/sip-address.js';
import type { SipAddress } from '../domain/trunk/trunk.js';
import type { TextForm } from '../domain/values.js';
import { accepted, type Parsed, refused } from '../domain/values.js';
import type { ApiSettings } from './dependencies.js';
import { fieldsIn, formed, listOfTexts, optionalText, type Rule, textOf } from './fields.js';

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

/** The agent of a new trunk: null is none, and one that is left out is the organisation's default. */
export function agentGivenIn<const Field extends string>(
  body: unknown,
  field: Field,
  read: Readonly<Record<Field, string | null>>,
  defaultAgent: string | null,
): string | null {
  return fieldsIn(body)(field) ? read[field] : defaultAgent;
}

/** Who may call in by address. */
export const allowedAddresses = listOfTexts(
  { list: 'Allowed IP addresses', item: 'Allowed IP address' },
  formed(parseAllowedAddress, allowedAddressForm),
  maximumAllowedAddresses,
);

/** Where calls go out to; whether with a port is the contract's matter, and with a private address the operator's. */
export function sipAddress(
  address: { readonly port: 'allowed' | 'refused' },
  { allowPrivateSipAddresses: allowPrivate }: ApiSettings,
): Rule<SipAddress> {
  return formed((text) => parseSipAddress(text, { ...address, allowPrivate }), sipAddressForm(address));
}

/** A number of either kind: only one in E.164 begins with a plus. */
export function numberOfEitherKind(form: Pick<TextForm, 'description' | 'examples'>): Rule<TrunkNumber> {
  return formed((text) => (text.startsWith('+') ? parseDid(text) : parseExtension(text)), {
    ...form,
    pattern: `${didForm.pattern}|${extensionForm.pattern}`,
  });
}

/** The user name of a digest; quotes and backslashes are left out because SIP headers carry it in quotes. */
export function sipUsername(bounds: { readonly min: number; readonly max: number }): Rule<string> {
  const text = textOf(bounds);
  return formed(
    (username): Parsed<string> =>
      /["\\]/.test(username) ? refused('must not contain quotes or backslashes') : text(username),
    { ...text.form, pattern: '^[^"\\\\\\u0000-\\u001f\\u007f-\\u009f]*$', examples: ['sip_user'] },
  );
}
