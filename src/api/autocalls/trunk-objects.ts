import type { z } from 'zod';
import { statusOf, type Trunk } from '../../domain/trunk/trunk.js';
import type { ApiSettings } from '../dependencies.js';
import { plainAddress } from '../http/trunk-fields.js';
import type {
  assignableNumberSchema,
  listedTrunkSchema,
  phoneNumberSchema,
  trunkSchema,
} from './answer-schemas.js';
import type { CallDirection } from './read.js';

/** A trunk as it is created and read alone: the documented object first, in its order, then what Trunkline adds. */
export function trunkObject(trunk: Trunk, settings: ApiSettings): z.output<typeof trunkSchema> {
  return {
    ...ownFields(trunk),
    inbound_trunk_id: trunk.inboundTrunkId,
    outbound_trunk_id: trunk.outboundTrunkId,
    ...timestamps(trunk),
    dispatch_rule_id: trunk.dispatchRuleId,
    ...addedFields(trunk, settings),
  };
}

/** A trunk in a list, which by the contract tells no ids of LiveKit's. */
export function listedTrunkObject(trunk: Trunk, settings: ApiSettings): z.output<typeof listedTrunkSchema> {
  return { ...ownFields(trunk), ...timestamps(trunk), ...addedFields(trunk, settings) };
}

/** A trunk among all of an account's phone numbers. A number from somebody's own carrier is never rented here. */
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

/**
 * A trunk among the numbers that an assistant may be given: available while it stays and has no agent for the calls in that
 * direction, or for any where none is named.
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

/** Tells whether an agent has the trunk's calls in a direction, or in any. */
function isAssigned({ agentName, notes }: Trunk, direction: CallDirection | null): boolean {
  const assigned = { inbound: agentName !== null, outbound: notes.outboundAgentId !== null };
  return direction === null ? assigned.inbound || assigned.outbound : assigned[direction];
}

const typeLabel = 'SIP';

function ownFields(trunk: Trunk) {
  const { digest, allowed } = trunk.inboundAuthorization;
  return {
    id: trunk.id,
    phone_number: trunk.number.value,
    nickname: trunk.nickname,
    sip_username: trunk.username,
    sip_address: trunk.outboundAddress,
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

function addedFields(trunk: Trunk, settings: ApiSettings) {
  return {
    sip_trunk_type: trunk.number.kind,
    sip_inbound_host: settings.sipInboundHost,
    status: statusOf(trunk),
    ...(settings.outboundEgressIp === null ? {} : { outbound_egress_ip: settings.outboundEgressIp }),
    agent_name: trunk.agentName,
  };
}

/** The contract's form has six decimals. */
function timestamp(date: Date): string {
  return date.toISOString().replace(/Z$/, '000Z');
}
