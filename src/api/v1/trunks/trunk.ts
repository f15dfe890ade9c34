import { z } from 'zod';
import type { Revision, TrunkConfiguration } from '../../../domain/change/revision.js';
import { operationOrigins } from '../../../domain/operation/operation.js';
import { callingFormats, statusOf, type Trunk } from '../../../domain/trunk/trunk.js';
import type { ApiSettings } from '../../dependencies.js';
import { plainAddress } from '../../http/trunk-fields.js';
import {
  liveKitRuleId,
  liveKitTrunkId,
  operationId,
  time,
  trunkId,
  trunkStatus,
} from '../../openapi/values.js';

/** What a trunk's owner has decided, in the words of both contracts; the password is never among it. */
export function configurationObject({ settings, notes }: TrunkConfiguration) {
  const { digest, allowed } = settings.inboundAuthorization;
  return {
    sip_trunk_type: settings.number.kind,
    phone_number: settings.number.value,
    nickname: settings.nickname,
    sip_username: settings.username,
    sip_address: settings.outboundAddress,
    sip_calling_format: settings.callingFormat,
    inbound_authorization_type: digest ? 'auth' : 'ip',
    allowed_inbound_ips: allowed.map(plainAddress),
    outbound_proxy: settings.outboundProxy,
    country_code: settings.countryCode,
    agent_name: settings.agentName,
    outbound_agent_id: notes.outboundAgentId,
    inbound_agent_version: notes.inboundAgentVersion,
    outbound_agent_version: notes.outboundAgentVersion,
    inbound_webhook_url: notes.inboundWebhookUrl,
    number_provider: notes.numberProvider,
  };
}

/** A trunk as `/v1` shows it: everything that either contract knows of it. */
export function trunkObject(trunk: Trunk, { sipInboundHost }: ApiSettings): object {
  return {
    id: trunk.id,
    ...configurationObject({ settings: trunk, notes: trunk.notes }),
    sip_inbound_host: sipInboundHost,
    inbound_trunk_id: trunk.inboundTrunkId,
    outbound_trunk_id: trunk.outboundTrunkId,
    dispatch_rule_id: trunk.dispatchRuleId,
    status: statusOf(trunk),
    created_at: trunk.createdAt,
    updated_at: trunk.updatedAt,
  };
}

/** A revision as `/v1` shows it. Of a password it says no more than that it was changed. */
export function revisionObject(revision: Revision): object {
  const { requestedBy } = revision;
  return {
    trunk_id: revision.trunkId,
    revision: revision.revision,
    made_at: revision.madeAt,
    operation_id: revision.operationId,
    contract: revision.contract,
    requested_by: requestedBy === null ? null : { key: requestedBy.keyId, label: requestedBy.label },
    changes: changesIn(revision),
    settings: configurationObject(revision),
  };
}

/** The fields that differ from the revision before, with both values where they may be seen. */
function changesIn({ before, passwordChanged, ...after }: Revision): object[] {
  if (before === null) return [];
  const was = new Map(Object.entries(configurationObject(before)));
  const changed = Object.entries(configurationObject(after))
    .map(([field, value]) => ({ field, from: was.get(field), to: value }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  return passwordChanged ? [...changed, { field: 'sip_password', secret: true }] : changed;
}

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
