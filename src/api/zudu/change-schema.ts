import { z } from 'zod';
import type { TrunkChanges } from '../../trunks/change.js';
import type { TrunkNotes } from '../../trunks/notes.js';
import { accepted, type Parsed, refused } from '../../trunks/parsed.js';
import type { TextForm } from '../../trunks/text-form.js';
import type { Trunk } from '../../trunks/trunk.js';
import type { ChangeEndpoint } from '../change-handler.js';
import { fieldsIn, formed, notAnObject, optionalCount, optionalText, readBody, textOf } from '../fields.js';
import { parseAgentName } from '../trunk-fields.js';

/** Makes the reader of requests that change a number: what they leave out stays as it is, null takes it away. */
export function createChangeReader(): ChangeEndpoint<never>['read'] {
  return (body, trunk) => {
    const reading = readBody(schemaFor(trunk), body);
    return reading.ok ? { ok: true, value: toChanges(reading.value, fieldsIn(body)) } : reading;
  };
}

/** The body of a change. */
export function changeBody(): z.ZodType {
  return schemaFor(null);
}

type ChangeFields = z.output<ReturnType<typeof schemaFor>>;

function schemaFor(trunk: Trunk | null) {
  return z.object(
    {
      nickname: optionalText('Nickname', textOf({ max: 255 })),
      label: optionalText('Label', textOf({ max: 255 })),
      inbound_agent_id: optionalText('Inbound agent id', parseAgentName),
      outbound_agent_id: optionalText('Outbound agent id', parseAgentName),
      inbound_agent_version: optionalCount('Inbound agent version'),
      outbound_agent_version: optionalCount('Outbound agent version'),
      inbound_webhook_url: optionalText('Inbound webhook URL', formed(parseWebhookUrl, webhookUrlForm)),
      outbound_trunk_id: optionalText(
        'Outbound trunk id',
        formed((text) => parseOwnTrunkId(text, trunk), ownTrunkIdForm),
      ),
      number_provider: optionalText('Number provider', textOf({ max: 50 })),
    },
    notAnObject,
  );
}

function toChanges(fields: ChangeFields, given: (name: string) => boolean): TrunkChanges {
  const notes: Partial<TrunkNotes> = {
    ...(given('outbound_agent_id') ? { outboundAgentId: fields.outbound_agent_id } : {}),
    ...(given('inbound_agent_version') ? { inboundAgentVersion: fields.inbound_agent_version } : {}),
    ...(given('outbound_agent_version') ? { outboundAgentVersion: fields.outbound_agent_version } : {}),
    ...(given('inbound_webhook_url') ? { inboundWebhookUrl: fields.inbound_webhook_url } : {}),
    ...(given('number_provider') ? { numberProvider: fields.number_provider } : {}),
  };
  return {
    ...(given('label') ? { nickname: fields.label } : {}),
    ...(given('nickname') ? { nickname: fields.nickname } : {}),
    ...(given('inbound_agent_id') ? { agentName: fields.inbound_agent_id } : {}),
    ...(Object.keys(notes).length === 0 ? {} : { notes }),
  };
}

const webhookUrlForm = {
  description: 'An http or https URL.',
  pattern: '^[Hh][Tt][Tt][Pp][Ss]?://',
  format: 'uri',
  maxLength: 2_048,
  examples: ['https://example.com/calls'],
} as const satisfies TextForm;

const ownTrunkIdForm = {
  description: 'Only the id that the number has already: every number has an outbound trunk of its own.',
  pattern: '^ST_[A-Za-z0-9]+$',
  examples: ['ST_sFAXh5zmGwU2'],
} as const satisfies TextForm;

function parseWebhookUrl(text: string): Parsed<string> {
  const problem = 'must be an http or https URL of at most 2048 characters';
  if (text.length > webhookUrlForm.maxLength || !URL.canParse(text)) return refused(problem);
  return /^https?:$/.test(new URL(text).protocol) ? accepted(text) : refused(problem);
}

/** Every trunk has an outbound trunk of its own, so the only id that can be given is the one it has. */
function parseOwnTrunkId(text: string, trunk: Trunk | null): Parsed<string> {
  if (text.startsWith('TK')) {
    return refused(
      'must be an id of LiveKit, which begins with ST_; one that begins with TK belongs to Twilio',
    );
  }
  if (trunk !== null && text !== trunk.outboundTrunkId) {
    return refused('cannot be changed: every phone number has an outbound trunk of its own');
  }
  return accepted(text);
}
