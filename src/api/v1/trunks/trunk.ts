import { z } from 'zod';
import type { TrunkConfiguration } from '../../../domain/change/change.js';
import { callingFormats, statusOf, type Trunk, transportOf } from '../../../domain/trunk/trunk.js';
import { largestTrunkId } from '../../../domain/values.js';
import { type ErrorCode, RequestProblem } from '../../errors/request-problem.js';
import type { ApiSettings } from '../../http/dependencies.js';
import {
  acceptNational,
  liveKitRuleId,
  liveKitTrunkId,
  objectOf,
  type PathParameter,
  time,
  transport,
  trunkId,
  trunkStatus,
} from '../../http/endpoint.js';
import type { Call } from '../../http/route.js';
import { plainAddress } from '../../http/trunk-fields.js';
import { v1Style } from '../paging.js';

/** The members that all routes of trunks have. */
export const trunks = { tag: 'Trunks', style: v1Style } as const;

/** Makes a parameter that is a whole number from 1. @param otherwise the error for any other text. */
export function numberParameter(
  description: string,
  { largest, example, otherwise }: { largest: number; example: number; otherwise: ErrorCode },
): PathParameter<number> {
  return {
    description,
    schema: { type: 'integer', minimum: 1, maximum: largest },
    example,
    read: (text) => {
      if (!/^[1-9]\d{0,14}$/.test(text) || Number(text) > largest) throw new RequestProblem(otherwise);
      return Number(text);
    },
  };
}

/** The id of a trunk in a path. */
export const trunkIdParameter = numberParameter('The id of the trunk.', {
  largest: largestTrunkId,
  example: 42,
  otherwise: 'trunk_not_found',
});

/** Finds the caller's own trunk that the path names. @throws {RequestProblem} `trunk_not_found`. */
export async function ownTrunk({ caller, path, api }: Call<{ readonly id: number }>): Promise<Trunk> {
  const trunk = await api.findTrunk(caller.id, path.id);
  if (trunk === null) throw new RequestProblem('trunk_not_found');
  return trunk;
}

const version = z.int().min(0).nullable();

/** The fields that the owner of a trunk decides, in the words of both contracts. The password is never among them. */
export const configuration = objectOf<TrunkConfiguration>()({
  sip_trunk_type: [z.enum(['number', 'extension']), ({ settings }) => settings.number.kind],
  phone_number: [z.string(), ({ settings }) => settings.number.value],
  nickname: [z.string().nullable(), ({ settings }) => settings.nickname],
  sip_username: [z.string(), ({ settings }) => settings.username],
  sip_address: [z.string(), ({ settings }) => settings.outboundAddress],
  sip_calling_format: [z.enum(callingFormats), ({ settings }) => settings.callingFormat],
  inbound_authorization_type: [
    z.enum(['auth', 'ip']),
    ({ settings }) => (settings.inboundAuthorization.digest ? 'auth' : 'ip'),
  ],
  allowed_inbound_ips: [
    z.array(z.string()),
    ({ settings }) => settings.inboundAuthorization.allowed.map(plainAddress),
  ],
  outbound_proxy: [z.boolean(), ({ settings }) => settings.outboundProxy],
  country_code: [z.string().nullable(), ({ settings }) => settings.countryCode],
  agent_name: [z.string().nullable(), ({ settings }) => settings.agentName],
  accept_national: [acceptNational, ({ settings }) => settings.otherForms !== undefined],
  transport: [transport, ({ settings }) => transportOf(settings)],
  outbound_agent_id: [z.string().nullable(), ({ notes }) => notes.outboundAgentId],
  inbound_agent_version: [version, ({ notes }) => notes.inboundAgentVersion],
  outbound_agent_version: [version, ({ notes }) => notes.outboundAgentVersion],
  inbound_webhook_url: [z.string().nullable(), ({ notes }) => notes.inboundWebhookUrl],
  number_provider: [z.string().nullable(), ({ notes }) => notes.numberProvider],
});

/** A trunk with the fields of both contracts. */
export const trunkSchema = z
  .strictObject({
    id: trunkId,
    ...configuration.shape,
    sip_inbound_host: z.string().nullable(),
    inbound_trunk_id: liveKitTrunkId,
    outbound_trunk_id: liveKitTrunkId,
    dispatch_rule_id: liveKitRuleId,
    status: trunkStatus,
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Trunk' });

/** Shows a trunk. */
export function trunkObject(trunk: Trunk, { sipInboundHost }: ApiSettings): object {
  return {
    id: trunk.id,
    ...configuration.of({ settings: trunk, notes: trunk.notes }),
    sip_inbound_host: sipInboundHost,
    inbound_trunk_id: trunk.inboundTrunkId,
    outbound_trunk_id: trunk.outboundTrunkId,
    dispatch_rule_id: trunk.dispatchRuleId,
    status: statusOf(trunk),
    created_at: trunk.createdAt,
    updated_at: trunk.updatedAt,
  };
}
