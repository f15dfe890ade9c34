import type { TrunkConfiguration } from '../../domain/change/revision.js';
import { statusOf, type Trunk } from '../../domain/trunk/trunk.js';
import type { ApiSettings } from '../dependencies.js';
import { plainAddress } from '../plain-address.js';

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
