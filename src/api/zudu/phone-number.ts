import { z } from 'zod';
import { areaCodeOf, prettyNumber } from '../../domain/trunk/numbers/phone-number.js';
import { type CollisionKey, collisionKeyOf, type Trunk } from '../../domain/trunk/trunk.js';
import { RequestProblem } from '../errors/request-problem.js';
import {
  acceptNational,
  additionalNumbers,
  liveKitRuleId,
  liveKitTrunkId,
  objectOf,
  organizationId,
  type PathParameter,
  time,
} from '../http/endpoint.js';
import { forOrganization } from '../http/route.js';
import { healthExample, healthObject, healthSchema } from '../http/trunk/health.js';
import { settingFallbacks, settingMembers } from '../http/trunk/setting-fields.js';
import { done, success, zudu } from './style.js';

/** A trunk as a phone number: every documented field, null where Trunkline has no value. */
const phoneNumber = objectOf<Trunk>()({
  phone_number: [z.string(), ({ number }) => number.value],
  nickname: [z.string().nullable(), ({ nickname }) => nickname],
  organization_id: [organizationId, (trunk) => trunk.organizationId],
  area_code: [z.int().min(0).max(999).nullable(), ({ number }) => areaCodeOf(number)],
  // The contract's word for a number that the vendor does not rent out itself.
  phone_number_type: [z.literal('CUSTOM'), () => 'CUSTOM' as const],
  number_provider: [z.string().nullable(), ({ notes }) => notes.numberProvider],
  inbound_agent_id: [z.string().nullable(), ({ agentName }) => agentName],
  outbound_agent_id: [z.string().nullable(), ({ notes }) => notes.outboundAgentId],
  inbound_agent_version: [z.int().min(0).nullable(), ({ notes }) => notes.inboundAgentVersion],
  outbound_agent_version: [z.int().min(0).nullable(), ({ notes }) => notes.outboundAgentVersion],
  inbound_webhook_url: [z.string().nullable(), ({ notes }) => notes.inboundWebhookUrl],
  inbound_trunk_id: [liveKitTrunkId, ({ inboundTrunkId }) => inboundTrunkId],
  outbound_trunk_id: [liveKitTrunkId, ({ outboundTrunkId }) => outboundTrunkId],
  dispatch_rule_id: [liveKitRuleId, ({ dispatchRuleId }) => dispatchRuleId],
  created_at: [time, ({ createdAt }) => createdAt.toISOString()],
  updated_at: [time, ({ updatedAt }) => updatedAt.toISOString()],
  additional_numbers: [additionalNumbers, (trunk) => [...(trunk.additionalNumbers ?? [])]],
  accept_national: [acceptNational, ({ otherForms }) => otherForms !== undefined],
  ...settingMembers((trunk: Trunk) => trunk),
});

/** A trunk as this contract shows a phone number. */
export const phoneNumberSchema = z.strictObject(phoneNumber.shape).meta({ id: 'PhoneNumber' });

/** Shows a trunk as a phone number. */
export const phoneNumberObject = phoneNumber.of;

/** A phone number that was read, with the health of its trunk. */
const readNumberSchema = phoneNumberSchema.extend({ health: healthSchema }).meta({ id: 'ReadPhoneNumber' });

/** A point in time, for machines. */
export const milliseconds = z.int().meta({ description: 'In milliseconds since 1970.' });

/** A phone number after a change, which the contract answers with two fields more. */
export const changedNumberSchema = phoneNumberSchema
  .extend({
    phone_number_pretty: z.string().nullable().meta({ description: 'For people; null for an extension.' }),
    last_modification_timestamp: milliseconds,
  })
  .meta({ id: 'ChangedPhoneNumber' });

/** Shows a trunk as a phone number after a change. */
export function changedNumberObject(trunk: Trunk): z.output<typeof changedNumberSchema> {
  return {
    ...phoneNumberObject(trunk),
    phone_number_pretty: prettyNumber(trunk.number),
    last_modification_timestamp: trunk.updatedAt.getTime(),
  };
}

/** A phone number, for examples. */
export const numberExample = {
  phone_number: '+15551234567',
  nickname: 'Main Office SIP Trunk',
  organization_id: 'org_0123456789abcdef01234567',
  area_code: 555,
  phone_number_type: 'CUSTOM',
  number_provider: null,
  inbound_agent_id: null,
  outbound_agent_id: null,
  inbound_agent_version: null,
  outbound_agent_version: null,
  inbound_webhook_url: null,
  inbound_trunk_id: 'ST_sFAXh5zmGwU2',
  outbound_trunk_id: 'ST_9mVqBqR2kLwT',
  dispatch_rule_id: 'SDR_4wQ7pTzYbN3c',
  created_at: '2026-03-31T10:00:00.000Z',
  updated_at: '2026-03-31T10:00:00.000Z',
  additional_numbers: [],
  accept_national: false,
  ...settingFallbacks,
} as const;

/** Reads a number as LiveKit compares it, because the plus may be lost on its way. */
const number: PathParameter<CollisionKey> = {
  description:
    'The number; the plus may be written `+` or `%2B`. The extension `import` is possible as well: only POST to its path ' +
    'is the import of a number.',
  schema: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[ -~]+$' },
  example: '+15551234567',
  read: (text) => {
    if (!/^[\x20-\x7e]{1,64}$/.test(text)) throw new RequestProblem('phone_number_not_found');
    return collisionKeyOf(text);
  },
};

/** The address of a phone number. */
export const byNumber = { path: '/api/phone-numbers/{number}', pathParameters: { number } } as const;

const message = 'Phone number retrieved successfully';

/** Reads a phone number with its trunk. */
export const readNumberRoute = forOrganization(
  {
    ...zudu,
    ...byNumber,
    method: 'get',
    id: 'readPhoneNumber',
    summary: 'Read a phone number',
    answers: {
      200: {
        description: 'The number with its trunk.',
        schema: success(readNumberSchema),
        examples: { number: { message, ...done, data: { ...numberExample, health: healthExample } } },
      },
    },
    errors: ['phone_number_not_found'],
  },
  async ({ caller, path, api }) => {
    const trunk = await api.findTrunkByNumber(caller.id, path.number);
    if (trunk === null) throw new RequestProblem('phone_number_not_found');
    const healthOf = await api.trunkHealths.of([trunk.id]);
    const data = { ...phoneNumberObject(trunk), health: healthObject(healthOf(trunk.id)) };
    return { status: 200, body: { message, ...done, data } };
  },
);
