import { z } from 'zod';
import { partsOf } from '../../domain/trunk/addresses.js';
import { callingFormats, statusOf, type Trunk, transportOf } from '../../domain/trunk/trunk.js';
import type { ApiSettings } from '../http/dependencies.js';
import {
  acceptNational,
  liveKitRuleId,
  liveKitTrunkId,
  transport,
  trunkId,
  trunkStatus,
} from '../http/endpoint.js';
import { plainAddress } from '../http/trunk-fields.js';

/** The direction of the calls for which an assistant needs a number. */
export const callDirections = ['inbound', 'outbound'] as const;
export type CallDirection = (typeof callDirections)[number];

const timestampSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/)
  .meta({ format: 'date-time' });

const documentedFields = {
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

const timestampFields = { created_at: timestampSchema, updated_at: timestampSchema };

const addedFields = {
  sip_trunk_type: z.enum(['number', 'extension']),
  sip_inbound_host: z.string().nullable().meta({ description: 'The host to which carriers send calls.' }),
  status: trunkStatus,
  outbound_egress_ip: z
    .string()
    .optional()
    .meta({ description: 'The address that calls through the proxy come from.' }),
  agent_name: z.string().nullable().meta({ description: 'The agent that answers calls.' }),
  accept_national: acceptNational,
  transport,
  port: z
    .int()
    .min(1)
    .max(65_535)
    .nullable()
    .meta({ description: 'The port at `sip_address`; null for the usual one.' }),
};

/** A trunk in the answers of a set-up, a change and a read. */
export const trunkSchema = z
  .strictObject({
    ...documentedFields,
    inbound_trunk_id: liveKitTrunkId,
    outbound_trunk_id: liveKitTrunkId,
    ...timestampFields,
    dispatch_rule_id: liveKitRuleId,
    ...addedFields,
  })
  .meta({ id: 'SipTrunk' });

/** Shows a trunk: first the documented object in its order, then the fields that Trunkline adds. */
export function trunkObject(trunk: Trunk, settings: ApiSettings): z.output<typeof trunkSchema> {
  return {
    ...documentedValues(trunk),
    inbound_trunk_id: trunk.inboundTrunkId,
    outbound_trunk_id: trunk.outboundTrunkId,
    ...timestamps(trunk),
    dispatch_rule_id: trunk.dispatchRuleId,
    ...addedValues(trunk, settings),
  };
}

/** A trunk in a list. */
export const listedTrunkSchema = z
  .strictObject({ ...documentedFields, ...timestampFields, ...addedFields })
  .meta({ id: 'ListedSipTrunk' });

/** Shows a trunk in a list; by the contract it has no ids of LiveKit there. */
export function listedTrunkObject(trunk: Trunk, settings: ApiSettings): z.output<typeof listedTrunkSchema> {
  return { ...documentedValues(trunk), ...timestamps(trunk), ...addedValues(trunk, settings) };
}

/** A trunk in the list of all phone numbers of an account. */
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
    created_at: timestampSchema,
  })
  .meta({ id: 'AccountPhoneNumber' });

/** Shows a trunk as a phone number of the account. A number of the customer's own carrier is never rented here. */
export function phoneNumberObject(trunk: Trunk): z.output<typeof phoneNumberSchema> {
  return {
    id: trunk.id,
    phone_number: trunk.number.value,
    nickname: trunk.nickname,
    country_code: trunk.countryCode,
    type: 'sip',
    type_label: typeLabel,
    sms_capable: false,
    region: null,
    has_active_subscription: false,
    created_at: timestamp(trunk.createdAt),
  };
}

/** A trunk in the list of numbers for an assistant. */
export const assignableNumberSchema = z
  .strictObject({
    id: trunkId,
    phone_number: z.string(),
    country_code: z.string().nullable(),
    type_label: z.string(),
    is_available: z.boolean(),
  })
  .meta({ id: 'AssignablePhoneNumber' });

/**
 * Shows a trunk as a number for an assistant. It is available unless the trunk is being deleted or has an agent for calls in
 * the direction.
 * @param direction null for any direction.
 */
export function assignableNumberObject(
  trunk: Trunk,
  direction: CallDirection | null,
): z.output<typeof assignableNumberSchema> {
  return {
    id: trunk.id,
    phone_number: trunk.number.value,
    country_code: trunk.countryCode,
    type_label: typeLabel,
    is_available: !isAssigned(trunk, direction) && trunk.deletingSince === undefined,
  };
}

/** A trunk of the list, for examples. */
export const listedExample = {
  id: 42,
  phone_number: '1000',
  nickname: null,
  sip_username: 'myuser',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
  allowed_inbound_ips: null,
  outbound_proxy: false,
  country_code: 'US',
  created_at: '2026-03-31T10:00:00.000000Z',
  updated_at: '2026-03-31T10:00:00.000000Z',
  sip_trunk_type: 'extension',
  sip_inbound_host: null,
  status: 'active',
  agent_name: null,
  accept_national: false,
  transport: 'auto',
  port: null,
} as const;

/** The same trunk read alone. */
export const trunkExample = {
  ...listedExample,
  inbound_trunk_id: 'ST_sFAXh5zmGwU2',
  outbound_trunk_id: 'ST_9mVqBqR2kLwT',
  dispatch_rule_id: 'SDR_4wQ7pTzYbN3c',
} as const;

const typeLabel = 'SIP';

function isAssigned({ agentName, notes }: Trunk, direction: CallDirection | null): boolean {
  const assigned = { inbound: agentName !== null, outbound: notes.outboundAgentId !== null };
  return direction === null ? assigned.inbound || assigned.outbound : assigned[direction];
}

function documentedValues(trunk: Trunk) {
  const { digest, allowed } = trunk.inboundAuthorization;
  return {
    id: trunk.id,
    phone_number: trunk.number.value,
    nickname: trunk.nickname,
    sip_username: trunk.username,
    sip_address: partsOf(trunk.outboundAddress).host,
    sip_calling_format: trunk.callingFormat,
    inbound_authorization_type: digest ? ('auth' as const) : ('ip' as const),
    allowed_inbound_ips: allowed.length === 0 ? null : allowed.map(plainAddress),
    outbound_proxy: trunk.outboundProxy,
    country_code: trunk.countryCode,
  };
}

function timestamps(trunk: Trunk) {
  return { created_at: timestamp(trunk.createdAt), updated_at: timestamp(trunk.updatedAt) };
}

function addedValues(trunk: Trunk, settings: ApiSettings) {
  return {
    sip_trunk_type: trunk.number.kind,
    sip_inbound_host: settings.sipInboundHost,
    status: statusOf(trunk),
    ...(settings.outboundEgressIp === null ? {} : { outbound_egress_ip: settings.outboundEgressIp }),
    agent_name: trunk.agentName,
    accept_national: trunk.otherForms !== undefined,
    transport: transportOf(trunk),
    port: partsOf(trunk.outboundAddress).port,
  };
}

/** The form of the contract has six decimals. */
function timestamp(date: Date): string {
  return date.toISOString().replace(/Z$/, '000Z');
}
