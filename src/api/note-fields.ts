import type { TrunkNotes } from '../domain/trunk/notes.js';
import type { TextForm } from '../domain/values.js';
import { accepted, type Parsed, refused } from '../domain/values.js';
import { formed, optionalCount, optionalText, textOf } from './fields.js';
import { parseAgentName } from './trunk-fields.js';

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
