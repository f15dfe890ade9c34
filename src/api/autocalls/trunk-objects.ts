import { z } from 'zod';
import type { CallDirection } from '../../domain/health/call.js';
import type { TrunkHealth } from '../../domain/health/health.js';
import { partsOf } from '../../domain/trunk/addresses.js';
import { callingFormats, statusOf, type Trunk } from '../../domain/trunk/trunk.js';
import type { ApiSettings } from '../http/dependencies.js';
import {
  acceptNational,
  liveKitRuleId,
  liveKitTrunkId,
  objectOf,
  trunkId,
  trunkStatus,
} from '../http/endpoint.js';
import { healthExample, healthObject, healthSchema } from '../http/trunk/health.js';
import { settingFallbacks, settingMembers } from '../http/trunk/setting-fields.js';
import { plainAddress } from '../http/trunk/trunk-fields.js';

const typeLabel = 'SIP';

const timestampSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/)
  .meta({ format: 'date-time' });

/** A trunk with the settings of the operator. */
interface Shown {
  readonly trunk: Trunk;
  readonly settings: ApiSettings;
}

/** First the documented object in its order, then the fields that Trunkline adds. */
const sipTrunk = objectOf<Shown>()({
  id: [trunkId, ({ trunk }) => trunk.id],
  phone_number: [z.string(), ({ trunk }) => trunk.number.value],
  nickname: [z.string().nullable(), ({ trunk }) => trunk.nickname],
  sip_username: [z.string(), ({ trunk }) => trunk.username],
  sip_address: [z.string(), ({ trunk }) => partsOf(trunk.outboundAddress).host],
  sip_calling_format: [z.enum(callingFormats), ({ trunk }) => trunk.callingFormat],
  inbound_authorization_type: [
    z.enum(['auth', 'ip']),
    ({ trunk }) => (trunk.inboundAuthorization.digest ? 'auth' : 'ip'),
  ],
  allowed_inbound_ips: [
    z.array(z.string()).min(1).nullable(),
    ({ trunk: { inboundAuthorization } }) => {
      const addresses = inboundAuthorization.allowed.map(plainAddress);
      return addresses.length === 0 ? null : addresses;
    },
  ],
  outbound_proxy: [z.boolean(), ({ trunk }) => trunk.outboundProxy],
  country_code: [z.string().nullable(), ({ trunk }) => trunk.countryCode],
  inbound_trunk_id: [liveKitTrunkId, ({ trunk }) => trunk.inboundTrunkId],
  outbound_trunk_id: [liveKitTrunkId, ({ trunk }) => trunk.outboundTrunkId],
  created_at: [timestampSchema, ({ trunk }) => timestamp(trunk.createdAt)],
  updated_at: [timestampSchema, ({ trunk }) => timestamp(trunk.updatedAt)],
  dispatch_rule_id: [liveKitRuleId, ({ trunk }) => trunk.dispatchRuleId],
  sip_trunk_type: [z.enum(['number', 'extension']), ({ trunk }) => trunk.number.kind],
  sip_inbound_host: [
    z.string().nullable().meta({ description: 'The host to which carriers send calls.' }),
    ({ settings }) => settings.sipInboundHost,
  ],
  status: [trunkStatus, ({ trunk }) => statusOf(trunk)],
  outbound_egress_ip: [
    z.string().optional().meta({ description: 'The address that calls through the proxy come from.' }),
    ({ settings }) => settings.outboundEgressIp ?? undefined,
  ],
  agent_name: [
    z.string().nullable().meta({ description: 'The agent that answers calls.' }),
    ({ trunk }) => trunk.agentName,
  ],
  accept_national: [acceptNational, ({ trunk }) => trunk.otherForms !== undefined],
  ...settingMembers(({ trunk }: Shown) => trunk),
  port: [
    z.int().min(1).max(65_535).nullable().meta({
      description: 'The port at `sip_address`; null for the usual one.',
    }),
    ({ trunk }) => partsOf(trunk.outboundAddress).port,
  ],
});

/** A trunk in the answers of a set-up and a change. */
export const trunkSchema = z.strictObject(sipTrunk.shape).meta({ id: 'SipTrunk' });

/** Shows a trunk. */
export function trunkObject(trunk: Trunk, settings: ApiSettings) {
  return sipTrunk.of({ trunk, settings });
}

/** A trunk that was read, with its health. */
export const readTrunkSchema = trunkSchema.extend({ health: healthSchema }).meta({ id: 'ReadSipTrunk' });

/** A trunk in a list. */
export const listedTrunkSchema = readTrunkSchema
  .omit({ inbound_trunk_id: true, outbound_trunk_id: true, dispatch_rule_id: true })
  .meta({ id: 'ListedSipTrunk' });

/** Shows a trunk in a list; by the contract it has no ids of LiveKit there. */
export function listedTrunkObject(trunk: Trunk, settings: ApiSettings, health: TrunkHealth): object {
  const { inbound_trunk_id, outbound_trunk_id, dispatch_rule_id, ...listed } = trunkObject(trunk, settings);
  return { ...listed, health: healthObject(health) };
}

/** A trunk as a phone number of the account. A number of the customer's own carrier is never rented here. */
const phoneNumber = objectOf<Trunk>()({
  id: [trunkId, ({ id }) => id],
  phone_number: [z.string(), ({ number }) => number.value],
  nickname: [z.string().nullable(), ({ nickname }) => nickname],
  country_code: [z.string().nullable(), ({ countryCode }) => countryCode],
  type: [z.literal('sip'), () => 'sip' as const],
  type_label: [z.string(), () => typeLabel],
  sms_capable: [z.literal(false), () => false as const],
  region: [z.null(), () => null],
  has_active_subscription: [z.literal(false), () => false as const],
  created_at: [timestampSchema, ({ createdAt }) => timestamp(createdAt)],
});

/** A trunk in the list of all phone numbers of an account. */
export const phoneNumberSchema = z.strictObject(phoneNumber.shape).meta({ id: 'AccountPhoneNumber' });

/** Shows a trunk as a phone number of the account. */
export const phoneNumberObject = phoneNumber.of;

/** A trunk as a number for an assistant, which needs it for calls in a direction; null is any direction. */
interface Assignable {
  readonly trunk: Trunk;
  readonly direction: CallDirection | null;
}

/** It is available unless the trunk is being deleted or has an agent for calls in the direction. */
const assignableNumber = objectOf<Assignable>()({
  id: [trunkId, ({ trunk }) => trunk.id],
  phone_number: [z.string(), ({ trunk }) => trunk.number.value],
  country_code: [z.string().nullable(), ({ trunk }) => trunk.countryCode],
  type_label: [z.string(), () => typeLabel],
  is_available: [
    z.boolean(),
    ({ trunk, direction }) => !isAssigned(trunk, direction) && trunk.deletingSince === undefined,
  ],
});

/** A trunk in the list of numbers for an assistant. */
export const assignableNumberSchema = z
  .strictObject(assignableNumber.shape)
  .meta({ id: 'AssignablePhoneNumber' });

/** Shows a trunk as a number for an assistant. */
export const assignableNumberObject = assignableNumber.of;

/** The fields of a trunk in every answer, for examples. */
const commonExample = {
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
  ...settingFallbacks,
  port: null,
} as const;

/** A trunk of the list, for examples. */
export const listedExample = { ...commonExample, health: healthExample } as const;

/** The same trunk after a set-up or a change. */
export const trunkExample = {
  ...commonExample,
  inbound_trunk_id: 'ST_sFAXh5zmGwU2',
  outbound_trunk_id: 'ST_9mVqBqR2kLwT',
  dispatch_rule_id: 'SDR_4wQ7pTzYbN3c',
} as const;

function isAssigned({ agentName, notes }: Trunk, direction: CallDirection | null): boolean {
  const assigned = { inbound: agentName !== null, outbound: notes.outboundAgentId !== null };
  return direction === null ? assigned.inbound || assigned.outbound : assigned[direction];
}

/** The form of the contract has six decimals. */
function timestamp(date: Date): string {
  return date.toISOString().replace(/Z$/, '000Z');
}
