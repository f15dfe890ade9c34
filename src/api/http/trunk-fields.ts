import {
  allowedAddressForm,
  maximumAllowedAddresses,
  parseAllowedAddress,
} from '../../domain/trunk/allowed-addresses.js';
import type { TrunkNotes } from '../../domain/trunk/notes.js';
import type { TrunkNumber } from '../../domain/trunk/number.js';
import { didForm, extensionForm, parseDid, parseExtension } from '../../domain/trunk/parse-number.js';
import { parseSipAddress, sipAddressForm } from '../../domain/trunk/sip-address.js';
import type { Cidr, SipAddress } from '../../domain/trunk/trunk.js';
import { accepted, type Parsed, refused, type TextForm } from '../../domain/values.js';
import type { ApiSettings } from '../dependencies.js';
import { fieldsIn, formed, listOfTexts, optionalCount, optionalText, type Rule, textOf } from './fields.js';

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

const webhookUrlForm = {
  description: 'An http or https URL; what is not ASCII is percent-encoded.',
  pattern: '^[Hh][Tt][Tt][Pp][Ss]?://[!-~]+$',
  format: 'uri',
  maxLength: 2_048,
  examples: ['https://example.com/calls'],
} as const satisfies TextForm;

/** What an owner keeps with a trunk, as a change and a line of an import name it. */
export const noteFields = {
  outbound_agent_id: optionalText('Outbound agent id', parseAgentName),
  inbound_agent_version: optionalCount('Inbound agent version'),
  outbound_agent_version: optionalCount('Outbound agent version'),
  inbound_webhook_url: optionalText('Inbound webhook URL', formed(parseWebhookUrl, webhookUrlForm)),
  number_provider: optionalText('Number provider', textOf({ max: 50 })),
};

/** What {@link noteFields} were read as. */
export interface NoteValues {
  readonly outbound_agent_id: string | null;
  readonly inbound_agent_version: number | null;
  readonly outbound_agent_version: number | null;
  readonly inbound_webhook_url: string | null;
  readonly number_provider: string | null;
}

/** The notes of those fields that were given. */
export function notesGiven(values: NoteValues, given: (name: string) => boolean): Partial<TrunkNotes> {
  return {
    ...(given('outbound_agent_id') ? { outboundAgentId: values.outbound_agent_id } : {}),
    ...(given('inbound_agent_version') ? { inboundAgentVersion: values.inbound_agent_version } : {}),
    ...(given('outbound_agent_version') ? { outboundAgentVersion: values.outbound_agent_version } : {}),
    ...(given('inbound_webhook_url') ? { inboundWebhookUrl: values.inbound_webhook_url } : {}),
    ...(given('number_provider') ? { numberProvider: values.number_provider } : {}),
  };
}

/** Notes as the fields name them. */
export function noteValues(notes: TrunkNotes): NoteValues {
  return {
    outbound_agent_id: notes.outboundAgentId,
    inbound_agent_version: notes.inboundAgentVersion,
    outbound_agent_version: notes.outboundAgentVersion,
    inbound_webhook_url: notes.inboundWebhookUrl,
    number_provider: notes.numberProvider,
  };
}

function parseWebhookUrl(text: string): Parsed<string> {
  // The parser forgives what the form does not allow, such as spaces around it, and a database cannot store all of that.
  const inForm = text.length <= webhookUrlForm.maxLength && new RegExp(webhookUrlForm.pattern).test(text);
  return inForm && URL.canParse(text)
    ? accepted(text)
    : refused(
        'must be an http or https URL of at most 2048 characters, all of them ASCII and none of them a space',
      );
}

/** Callers speak of IP addresses, so a network of one address is written as that address. */
export function plainAddress(network: Cidr): string {
  return network.replace(network.includes(':') ? /\/128$/ : /\/32$/, '');
}
