import { z } from 'zod';
import { carrierNames } from '../../domain/trunk/carrier.js';
import { type CollisionKey, collisionKeyOf } from '../../domain/trunk/number.js';
import { areaCodeOf, prettyNumber } from '../../domain/trunk/number-formats.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import { RequestProblem } from '../errors/request-problem.js';
import type { AnswerStyle, DescribedParameter } from '../http/endpoint.js';
import {
  liveKitRuleId,
  liveKitTrunkId,
  operationId,
  organizationId,
  time,
  unfinishedOperation,
  warnings,
} from '../openapi/values.js';

/** A trunk as this contract shows a phone number. */
export const phoneNumberSchema = z
  .strictObject({
    phone_number: z.string(),
    nickname: z.string().nullable(),
    organization_id: organizationId,
    area_code: z.int().min(0).max(999).nullable(),
    phone_number_type: z.literal('CUSTOM'),
    number_provider: z.string().nullable(),
    inbound_agent_id: z.string().nullable(),
    outbound_agent_id: z.string().nullable(),
    inbound_agent_version: z.int().min(0).nullable(),
    outbound_agent_version: z.int().min(0).nullable(),
    inbound_webhook_url: z.string().nullable(),
    inbound_trunk_id: liveKitTrunkId,
    outbound_trunk_id: liveKitTrunkId,
    dispatch_rule_id: liveKitRuleId,
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'PhoneNumber' });

const milliseconds = z.int().meta({ description: 'In milliseconds since 1970.' });

/** The same after a change, which the contract answers with two fields more. */
export const changedNumberSchema = phoneNumberSchema
  .extend({
    phone_number_pretty: z.string().nullable().meta({ description: 'For people; null for an extension.' }),
    last_modification_timestamp: milliseconds,
  })
  .meta({ id: 'ChangedPhoneNumber' });

/** A number that was imported from its carrier, and what the carrier has said of it. */
export const importedNumberSchema = z
  .strictObject({
    phone_number: z.strictObject({
      phone_number: z.string(),
      nickname: z.string().nullable(),
      organization_id: organizationId,
      phone_number_type: z.literal('CUSTOM'),
      number_provider: z.enum(carrierNames),
      inbound_agent_id: z.string().nullable(),
      outbound_agent_id: z.string().nullable(),
      inbound_trunk_id: liveKitTrunkId,
      outbound_trunk_id: liveKitTrunkId,
      dispatch_rule_id: liveKitRuleId,
      created_at: time,
    }),
    validation_result: z.strictObject({
      phone_number: z.string(),
      provider: z.enum(carrierNames),
      capabilities: z.strictObject({ voice: z.boolean(), sms: z.boolean(), mms: z.boolean() }),
      status: z.literal('valid'),
    }),
    import_details: z.strictObject({
      imported_at: milliseconds,
      organization_id: organizationId,
      provider: z.enum(carrierNames),
    }),
  })
  .meta({ id: 'ImportedNumber' });

/** What a tear-down has removed; a list has shown it. */
export const deletedNumberSchema = z.strictObject({
  phone_number: z.string(),
  organization_id: organizationId,
  cleanup_results: z.strictObject({
    dispatch_rule: z.literal(true),
    inbound_trunk: z.literal(true),
    outbound_trunk: z.literal(true),
  }),
});

/** The envelope of a success. */
export function success<T extends z.ZodType>(data: T) {
  return z.strictObject({
    message: z.string(),
    status: z.literal('success'),
    error: z.null(),
    data,
    warnings,
  });
}

/** The id of the inbound trunk, which is all that the contract tells of a set-up. */
export const createdTrunk = success(liveKitTrunkId);

const failed = { message: z.string(), status: z.literal('error'), data: z.null() };

const fieldProblems = z
  .strictObject({
    ...failed,
    error: z.record(z.string(), z.string()),
    code: z.literal('validation_failed'),
  })
  .meta({ id: 'FieldErrorEnvelope' });

/** Documented with "success" in an error. */
const noOrganization = z.strictObject({
  message: z.string(),
  status: z.literal('success'),
  error: z.null(),
  data: z.null(),
});

const wordedApart: ReadonlySet<string> = new Set(['no_organization', 'validation_failed']);

/** How this contract words errors, and that an operation goes on. */
export const zuduStyle: AnswerStyle = {
  contract: 'zudu',
  errorType: 'application/json',
  errorBody: (codes) => {
    const others = codes.filter((code) => !wordedApart.has(code));
    return z.union([
      ...(codes.includes('no_organization') ? [noOrganization] : []),
      ...(codes.includes('validation_failed') ? [fieldProblems] : []),
      ...(others.length === 0
        ? []
        : [
            z.strictObject({
              ...failed,
              error: z.null(),
              code: z.enum(others),
              operation_id: operationId.optional(),
            }),
          ]),
    ]);
  },
  unfinished: z
    .strictObject({
      message: z.string(),
      status: z.literal('pending'),
      error: z.null(),
      data: unfinishedOperation,
    })
    .meta({ id: 'UnfinishedZuduOperation' }),
};

/** A trunk as this contract shows a phone number: every documented field, null where Trunkline has nothing to say. */
export function phoneNumberObject(trunk: Trunk): z.output<typeof phoneNumberSchema> {
  return {
    phone_number: trunk.number.value,
    nickname: trunk.nickname,
    organization_id: trunk.organizationId,
    area_code: areaCodeOf(trunk.number),
    // The contract's word for a number that the vendor does not rent out itself.
    phone_number_type: 'CUSTOM',
    number_provider: trunk.notes.numberProvider,
    inbound_agent_id: trunk.agentName,
    outbound_agent_id: trunk.notes.outboundAgentId,
    inbound_agent_version: trunk.notes.inboundAgentVersion,
    outbound_agent_version: trunk.notes.outboundAgentVersion,
    inbound_webhook_url: trunk.notes.inboundWebhookUrl,
    inbound_trunk_id: trunk.inboundTrunkId,
    outbound_trunk_id: trunk.outboundTrunkId,
    dispatch_rule_id: trunk.dispatchRuleId,
    created_at: trunk.createdAt.toISOString(),
    updated_at: trunk.updatedAt.toISOString(),
  };
}

/** The same after a change. */
export function changedNumberObject(trunk: Trunk): z.output<typeof changedNumberSchema> {
  return {
    ...phoneNumberObject(trunk),
    phone_number_pretty: prettyNumber(trunk.number),
    last_modification_timestamp: trunk.updatedAt.getTime(),
  };
}

const shape = /^[\x20-\x7e]{1,64}$/;

/** What a number in a path looks like. */
export const numberParameter = {
  description:
    'The number; its plus may be written `+` or `%2B`. It may also be the extension `import`, whose path takes POST for ' +
    'the import besides.',
  schema: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[ -~]+$' },
  example: '+15551234567',
} as const satisfies DescribedParameter;

/**
 * Reads a number out of a path as LiveKit would compare it, so that a plus may be lost on its way.
 * @throws {RequestProblem} for a text that is no number.
 */
export function readNumberInPath(text: string): CollisionKey {
  if (!shape.test(text)) throw new RequestProblem('phone_number_not_found');
  return collisionKeyOf(text);
}
