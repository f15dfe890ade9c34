import type { z } from 'zod';
import { areaCodeOf, prettyNumber } from '../../domain/trunk/number-formats.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import type { changedNumberSchema, phoneNumberSchema } from './answer-schemas.js';

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
