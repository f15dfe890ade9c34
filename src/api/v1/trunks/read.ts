import { z } from 'zod';
import { liveKitFields } from '../../../domain/trunk/carrier/carrier-settings.js';
import { problemOfDestination } from '../../../domain/trunk/numbers/destinations.js';
import { callerIdOf, callingNumber } from '../../../domain/trunk/numbers/dialling.js';
import { didForm, parseE164 } from '../../../domain/trunk/numbers/phone-number.js';
import { agentJobMetadata } from '../../../domain/trunk/spec.js';
import type { E164, Trunk, TrunkNumber } from '../../../domain/trunk/trunk.js';
import { RequestProblem } from '../../errors/request-problem.js';
import { type DescribedParameter, liveKitTrunkId, type PathParameter } from '../../http/endpoint.js';
import { formed, optionalText, readBody, requiredText, validated } from '../../http/fields.js';
import { readQuery } from '../../http/query.js';
import { forOrganization } from '../../http/route.js';
import { healthObject } from '../../http/trunk/health.js';
import { byTrunk, ownTrunk, readTrunkSchema, trunkIdParameter, trunkObject, versionOf } from './trunk.js';

/** Reads a trunk. */
export const readTrunk = forOrganization(
  {
    ...byTrunk,
    method: 'get',
    path: '/v1/trunks/{id}',
    id: 'readTrunk',
    summary: 'Read a trunk',
    answers: { 200: { description: 'The trunk.', schema: readTrunkSchema, headers: ['ETag'] } },
    errors: ['trunk_not_found'],
  },
  async (call) => {
    const trunk = await ownTrunk(call);
    const { settings, trunkHealths } = call.api;
    const healthOf = await trunkHealths.of([trunk.id]);
    const health = healthObject(healthOf(trunk.id));
    return {
      status: 200,
      headers: versionOf(trunk, settings),
      body: { ...trunkObject(trunk, settings), health },
    };
  },
);

/** The text is checked only after the trunk was found. */
const number: PathParameter<string> = {
  description: 'The number to call, in E.164; the plus may be written `+` or `%2B`.',
  schema: { type: 'string', pattern: didForm.pattern, format: didForm.format },
  example: '+13105550123',
  read: (text) => text,
};
/** The trunk's number from which the call is made. */
const from = {
  description:
    'The number of the trunk to call from, in E.164: `phone_number` or one of `additional_numbers`. Without it, `phone_number`. The ' +
    'plus must be written `%2B`.',
  schema: { type: 'string', pattern: didForm.pattern, format: didForm.format },
} as const satisfies DescribedParameter;
const fromSchema = z.object({ from: optionalText('From', formed(parseE164, didForm)) });
const numberSchema = z.object({ number: requiredText('Number', formed(parseE164, didForm)) });

const headersSchema = z.record(z.string(), z.string());
const mediaSchema = z.strictObject({
  encryption: z.enum(['SIP_MEDIA_ENCRYPT_ALLOW', 'SIP_MEDIA_ENCRYPT_REQUIRE']).optional(),
  only_listed_codecs: z.boolean().optional(),
  codecs: z.array(z.strictObject({ name: z.string(), rate: z.int() })).optional(),
});

/** The fields of LiveKit's CreateSIPParticipant, and the agent to dispatch into the room of the call. */
const diallingSchema = z
  .strictObject({
    sip_trunk_id: liveKitTrunkId,
    sip_call_to: z.string().meta({ description: 'The number in the form of `sip_calling_format`.' }),
    sip_number: z.string().meta({
      description:
        'The caller in the form of `caller_id_format`. LiveKit takes it from the trunk if the call has none.',
    }),
    headers: headersSchema.meta({
      description:
        'The headers of the trunk (`identity_header`, `outbound_headers`). LiveKit adds them to those of the call, which win.',
    }),
    media: mediaSchema.nullable().meta({
      description:
        'The encryption and the codecs of the trunk; null if it leaves both to LiveKit. LiveKit takes what a call leaves out from the trunk.',
    }),
    agent: z.strictObject({ agent_name: z.string(), metadata: z.string() }).nullable().meta({
      description:
        'The agent that makes the call (`outbound_agent_id`), in the fields of CreateDispatch, with its version in `metadata`; null when the trunk has none.',
    }),
  })
  .meta({ id: 'Dialling' });

/** Reads how to call a number over a trunk. */
export const readDialling = forOrganization(
  {
    ...byTrunk,
    pathParameters: { id: trunkIdParameter, number },
    method: 'get',
    path: '/v1/trunks/{id}/dialling/{number}',
    query: { from },
    id: 'readDialling',
    summary: 'Read how to call a number over a trunk',
    description:
      'Gives the fields of LiveKit’s CreateSIPParticipant, with the numbers in the forms of `sip_calling_format` and ' +
      '`caller_id_format`, the headers and the media of the trunk, and the agent to dispatch into the room of the call: the `outbound_agent_id` of the trunk. It does not dial.',
    answers: {
      200: { description: 'The fields of CreateSIPParticipant, and the agent.', schema: diallingSchema },
    },
    errors: ['validation_failed', 'trunk_not_found', 'destination_not_allowed', 'outbound_disabled'],
  },
  async (call) => {
    const { from } = validated(readQuery(call.request, fromSchema));
    const trunk = await ownTrunk(call);
    const called = validated(readBody(numberSchema, { number: call.path.number }));
    const problem = problemOfDestination(called.number, trunk, call.api.settings.destinations);
    if (problem !== null)
      throw new RequestProblem('destination_not_allowed', { fields: { number: [`Number ${problem}.`] } });
    if (trunk.outboundEnabled === false) throw new RequestProblem('outbound_disabled');
    return {
      status: 200,
      body: diallingObject({ ...trunk, number: callerOf(trunk, from) }, called.number),
    };
  },
);

/** Returns the number from which a call is made. @param from the number that is asked for; null for the trunk's own */
function callerOf({ number, additionalNumbers = [] }: Trunk, from: E164 | null): TrunkNumber {
  if (from === null || from === number.value) return number;
  if (additionalNumbers.includes(from)) return { kind: 'number', value: from };
  return validated({ ok: false, problems: { from: ['From must be one of the numbers of the trunk.'] } });
}

/**
 * LiveKit has no field for the calling format and dials the text as it is, so the number is written for the carrier here.
 * @param trunk with the number from which the call is made
 */
function diallingObject(trunk: Trunk, called: E164): z.output<typeof diallingSchema> {
  const { outboundTrunkId, callingFormat, notes } = trunk;
  const { headers, ...fields } = liveKitFields('outbound', trunk);
  const media = mediaSchema.parse({
    encryption: fields['media.encryption'] ?? undefined,
    only_listed_codecs: fields['media.onlyListedCodecs'] ?? undefined,
    codecs: fields['media.codecs'] ?? undefined,
  });
  return {
    sip_trunk_id: outboundTrunkId,
    sip_call_to: callingNumber(called, callingFormat, trunk),
    sip_number: callerIdOf(trunk),
    headers: headersSchema.parse(headers ?? {}),
    media: Object.values(media).some((value) => value !== undefined) ? media : null,
    agent:
      notes.outboundAgentId === null
        ? null
        : { agent_name: notes.outboundAgentId, metadata: agentJobMetadata(notes.outboundAgentVersion) },
  };
}
