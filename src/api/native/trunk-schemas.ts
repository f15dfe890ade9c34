import { z } from 'zod';
import { operationOrigins } from '../../domain/operation/operation.js';
import { callingFormats } from '../../domain/trunk/trunk.js';
import { liveKitRuleId, liveKitTrunkId, operationId, time, trunkId, trunkStatus } from '../openapi/values.js';

const version = z.int().min(0).nullable();

const configurationFields = {
  sip_trunk_type: z.enum(['number', 'extension']),
  phone_number: z.string(),
  nickname: z.string().nullable(),
  sip_username: z.string(),
  sip_address: z.string(),
  sip_calling_format: z.enum(callingFormats),
  inbound_authorization_type: z.enum(['auth', 'ip']),
  allowed_inbound_ips: z.array(z.string()),
  outbound_proxy: z.boolean(),
  country_code: z.string().nullable(),
  agent_name: z.string().nullable(),
  outbound_agent_id: z.string().nullable(),
  inbound_agent_version: version,
  outbound_agent_version: version,
  inbound_webhook_url: z.string().nullable(),
  number_provider: z.string().nullable(),
};

/** A trunk with everything that either contract knows of it. */
export const wholeTrunkSchema = z
  .strictObject({
    id: trunkId,
    ...configurationFields,
    sip_inbound_host: z.string().nullable(),
    inbound_trunk_id: liveKitTrunkId,
    outbound_trunk_id: liveKitTrunkId,
    dispatch_rule_id: liveKitRuleId,
    status: trunkStatus,
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Trunk' });

const anyValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

/** What a trunk was set to, and how that differs from what it was before. */
export const revisionSchema = z
  .strictObject({
    trunk_id: trunkId,
    revision: z.int().min(1),
    made_at: time,
    operation_id: operationId,
    contract: z.enum(operationOrigins),
    requested_by: z.strictObject({ key: z.string(), label: z.string() }).nullable(),
    changes: z.array(
      z.union([
        z.strictObject({ field: z.string(), from: anyValue, to: anyValue }),
        z.strictObject({ field: z.literal('sip_password'), secret: z.literal(true) }),
      ]),
    ),
    settings: z.strictObject(configurationFields),
  })
  .meta({ id: 'Revision' });

/** Some entries of a list, and where the next ones are. */
export function partOf<T extends z.ZodType>(entry: T) {
  return z.strictObject({
    data: z.array(entry),
    next: z.string().nullable().meta({ description: 'The address of the next part; null on the last one.' }),
  });
}
