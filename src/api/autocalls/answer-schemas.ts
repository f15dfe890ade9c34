import { z } from 'zod';
import { callingFormats } from '../../domain/trunk/trunk.js';
import type { AnswerStyle } from '../http/endpoint.js';
import {
  liveKitRuleId,
  liveKitTrunkId,
  operationId,
  trunkId,
  trunkStatus,
  unfinishedOperation,
  warnings,
} from '../openapi/values.js';

const timestamp = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/)
  .meta({ format: 'date-time' });

const ownFields = {
  id: trunkId,
  phone_number: z.string(),
  nickname: z.string().nullable(),
  sip_username: z.string(),
  sip_address: z.string(),
  sip_calling_format: z.enum(callingFormats),
  inbound_authorization_type: z.enum(['auth', 'ip']),
  allowed_inbound_ips: z.array(z.string()).min(1).nullable(),
  outbound_proxy: z.boolean(),
  country_code: z.string().nullable(),
};

const timestamps = { created_at: timestamp, updated_at: timestamp };

const addedFields = {
  sip_trunk_type: z.enum(['number', 'extension']),
  sip_inbound_host: z.string().nullable().meta({ description: 'Where carriers send calls.' }),
  status: trunkStatus,
  outbound_egress_ip: z.string().optional().meta({ description: 'Where calls come from through the proxy.' }),
  agent_name: z.string().nullable().meta({ description: 'The agent that answers.' }),
};

/** A trunk as it is created and read alone. */
export const trunkSchema = z
  .strictObject({
    ...ownFields,
    inbound_trunk_id: liveKitTrunkId,
    outbound_trunk_id: liveKitTrunkId,
    ...timestamps,
    dispatch_rule_id: liveKitRuleId,
    ...addedFields,
  })
  .meta({ id: 'SipTrunk' });

/** A trunk in a list. */
export const listedTrunkSchema = z
  .strictObject({ ...ownFields, ...timestamps, ...addedFields })
  .meta({ id: 'ListedSipTrunk' });

/** A trunk among all of an account's phone numbers. */
export const phoneNumberSchema = z
  .strictObject({
    id: trunkId,
    phone_number: z.string(),
    nickname: z.string().nullable(),
    country_code: z.string().nullable(),
    type: z.literal('sip'),
    type_label: z.string(),
    sms_capable: z.literal(false),
    region: z.null(),
    has_active_subscription: z.literal(false),
    created_at: timestamp,
  })
  .meta({ id: 'AccountPhoneNumber' });

/** A trunk among the numbers that an assistant may be given. */
export const assignableNumberSchema = z
  .strictObject({
    id: trunkId,
    phone_number: z.string(),
    country_code: z.string().nullable(),
    type_label: z.string(),
    is_available: z.boolean(),
  })
  .meta({ id: 'AssignablePhoneNumber' });

/** A number after a change of its nickname. */
export const renamedNumberSchema = z.strictObject({
  id: trunkId,
  phone_number: z.string(),
  nickname: z.string().nullable(),
  country_code: z.string().nullable(),
  type: z.literal('sip'),
});

/** A trunk in the envelope of a set-up or a change. */
export const savedTrunk = z.strictObject({ message: z.string(), data: trunkSchema, warnings });

/** A sentence and nothing else. */
export const sentence = z.strictObject({ message: z.string() });

/** All trunks of an account. */
export const allTrunks = z.strictObject({ data: z.array(listedTrunkSchema) });

/** One page of them. */
export const pageOfTrunks = z.strictObject({
  data: z.array(listedTrunkSchema),
  current_page: z.int().min(1),
  last_page: z.int().min(1),
  per_page: z.int().min(1),
  total: z.int().min(0),
});

const fieldProblems = z
  .strictObject({ message: z.string(), errors: z.record(z.string(), z.array(z.string()).min(1)) })
  .meta({ id: 'FieldErrors' });

/** Worded like a bad field. */
const keyReused = z
  .strictObject({ ...fieldProblems.shape, code: z.literal('idempotency_key_reused') })
  .meta({ id: 'IdempotencyKeyReused' });

/** Where the framework behind the contract speaks, there is a message alone. */
const frameworkCodes: ReadonlySet<string> = new Set(['unauthenticated', 'no_organization']);
const fieldCodes: ReadonlySet<string> = new Set(['validation_failed', 'idempotency_key_reused']);

/** How this contract words errors, and that an operation goes on. */
export const autocallsStyle: AnswerStyle = {
  contract: 'autocalls',
  errorType: 'application/json',
  errorBody: (codes) => {
    const others = codes.filter((code) => !frameworkCodes.has(code) && !fieldCodes.has(code));
    return z.union([
      ...(codes.some((code) => frameworkCodes.has(code)) ? [sentence] : []),
      ...(codes.includes('validation_failed') ? [fieldProblems] : []),
      ...(codes.includes('idempotency_key_reused') ? [keyReused] : []),
      ...(others.length === 0
        ? []
        : [
            z.strictObject({ error: z.string(), code: z.enum(others), operation_id: operationId.optional() }),
          ]),
    ]);
  },
  unfinished: z
    .strictObject({ message: z.string(), data: unfinishedOperation })
    .meta({ id: 'UnfinishedAutocallsOperation' }),
};
