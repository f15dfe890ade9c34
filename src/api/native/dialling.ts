import { z } from 'zod';
import { agentJobMetadata } from '../../domain/livekit/sip-objects.js';
import type { E164 } from '../../domain/trunk/number.js';
import { callingNumber } from '../../domain/trunk/number-formats.js';
import { didForm, parseE164 } from '../../domain/trunk/parse-number.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import { formed, type Reading, readBody, requiredText } from '../fields.js';
import type { DescribedParameter } from '../openapi/endpoint.js';
import { liveKitTrunkId } from '../openapi/values.js';

/** The number that is to be called, as it is described. */
export const calledNumberParameter = {
  description: 'The number to be called, in E.164; its plus may be written `+` or `%2B`.',
  schema: { type: 'string', pattern: didForm.pattern, format: didForm.format },
  example: '+40741926265',
} as const satisfies DescribedParameter;

/**
 * What LiveKit must be told to call a number over a trunk, by the names of its CreateSIPParticipant, and which agent is to be
 * dispatched into the room of the call.
 */
export const diallingSchema = z
  .strictObject({
    sip_trunk_id: liveKitTrunkId,
    sip_call_to: z.string().meta({ description: 'The number as `sip_calling_format` has it.' }),
    agent: z.strictObject({ agent_name: z.string(), metadata: z.string() }).nullable().meta({
      description:
        'The agent that makes the call (`outbound_agent_id`), by the names of CreateDispatch, with its version in `metadata`; null where the trunk has none.',
    }),
  })
  .meta({ id: 'Dialling' });

const path = z.object({ number: requiredText('Number', formed(parseE164, didForm)) });

/** Reads the number that is to be called out of a path. */
export function readCalledNumber(text: string): Reading<E164> {
  const reading = readBody(path, { number: text });
  return reading.ok ? { ok: true, value: reading.value.number } : reading;
}

/**
 * How a number is called over a trunk. LiveKit has no field for the calling format and dials the text that it is
 * given, so that whoever places the call must write the number as the trunk's carrier wants it.
 */
export function diallingObject(
  { outboundTrunkId, callingFormat, countryCode, notes }: Trunk,
  called: E164,
): z.infer<typeof diallingSchema> {
  return {
    sip_trunk_id: outboundTrunkId,
    sip_call_to: callingNumber(called, callingFormat, countryCode),
    agent:
      notes.outboundAgentId === null
        ? null
        : { agent_name: notes.outboundAgentId, metadata: agentJobMetadata(notes.outboundAgentVersion) },
  };
}
