import { z } from 'zod';
import type { TrunkConfiguration } from '../../../domain/change/change.js';
import { callingFormats, statusOf, type Trunk } from '../../../domain/trunk/trunk.js';
import { warningsAbout } from '../../../domain/trunk/warnings.js';
import { largestTrunkId, type Secret } from '../../../domain/values.js';
import { type ErrorCode, RequestProblem } from '../../errors/request-problem.js';
import type { ApiSettings } from '../../http/dependencies.js';
import {
  acceptNational,
  additionalNumbers,
  liveKitRuleId,
  liveKitTrunkId,
  objectOf,
  organizationId,
  type PathParameter,
  time,
  trunkId,
  trunkStatus,
  warnings,
  warningsMember,
} from '../../http/endpoint.js';
import type { Reading } from '../../http/fields.js';
import { entityTagOf, type Precondition, readIfMatch } from '../../http/precondition.js';
import type { Call, Exchange } from '../../http/route.js';
import { healthSchema } from '../../http/trunk/health.js';
import { settingFallbacks, settingMembers } from '../../http/trunk/setting-fields.js';
import { plainAddress } from '../../http/trunk/trunk-fields.js';
import { v1Style } from '../paging.js';
import { authorizationTypeOf, authorizationTypes } from './trunk-fields.js';

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

/** The members of the routes of one trunk. An operator acts as its owner. */
export const byTrunk = {
  ...trunks,
  pathParameters: { id: trunkIdParameter },
  owned: ({ path }: { readonly path: { readonly id: number } }) => ({ kind: 'trunk', id: path.id }) as const,
} as const;

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
    z.enum(authorizationTypes),
    ({ settings }) => authorizationTypeOf(settings.inboundAuthorization),
  ],
  allowed_inbound_ips: [
    z.array(z.string()),
    ({ settings }) => settings.inboundAuthorization.allowed.map(plainAddress),
  ],
  outbound_proxy: [z.boolean(), ({ settings }) => settings.outboundProxy],
  country_code: [z.string().nullable(), ({ settings }) => settings.countryCode],
  agent_name: [z.string().nullable(), ({ settings }) => settings.agentName],
  additional_numbers: [additionalNumbers, ({ settings }) => [...(settings.additionalNumbers ?? [])]],
  accept_national: [acceptNational, ({ settings }) => settings.otherForms !== undefined],
  ...settingMembers(({ settings }: TrunkConfiguration) => settings),
  outbound_agent_id: [z.string().nullable(), ({ notes }) => notes.outboundAgentId],
  inbound_agent_version: [version, ({ notes }) => notes.inboundAgentVersion],
  outbound_agent_version: [version, ({ notes }) => notes.outboundAgentVersion],
  inbound_webhook_url: [z.string().nullable(), ({ notes }) => notes.inboundWebhookUrl],
  number_provider: [z.string().nullable(), ({ notes }) => notes.numberProvider],
});

/** A trunk with the fields of both contracts. */
const trunkSchema = z.strictObject({
  id: trunkId,
  organization_id: organizationId,
  ...configuration.shape,
  sip_inbound_host: z.string().nullable(),
  inbound_trunk_id: liveKitTrunkId,
  outbound_trunk_id: liveKitTrunkId,
  dispatch_rule_id: liveKitRuleId,
  status: trunkStatus,
  created_at: time,
  updated_at: time,
});

/** A trunk that was read, with its health. */
export const readTrunkSchema = trunkSchema.extend({ health: healthSchema }).meta({ id: 'Trunk' });

/** Shows a trunk. Its health is not part of it, because a version of a trunk does not depend on its calls. */
export function trunkObject(trunk: Trunk, { sipInboundHost }: ApiSettings): z.output<typeof trunkSchema> {
  return {
    id: trunk.id,
    organization_id: trunk.organizationId,
    ...configuration.of({ settings: trunk, notes: trunk.notes }),
    sip_inbound_host: sipInboundHost,
    inbound_trunk_id: trunk.inboundTrunkId,
    outbound_trunk_id: trunk.outboundTrunkId,
    dispatch_rule_id: trunk.dispatchRuleId,
    status: statusOf(trunk),
    created_at: trunk.createdAt.toISOString(),
    updated_at: trunk.updatedAt.toISOString(),
  };
}

/** A trunk after it was set up or changed. */
export const savedTrunkSchema = trunkSchema.extend({ warnings }).meta({ id: 'ChangedTrunk' });

/** Gives the header with the version of a trunk. */
export function versionOf(trunk: Trunk, settings: ApiSettings): Record<string, string> {
  return { ETag: entityTagOf(trunkObject(trunk, settings)) };
}

/** How `/v1` authorizes a carrier by its addresses, for warnings. */
const addressesInstead =
  'change inbound_authorization_type to "ip" and allowed_inbound_ips to the addresses of the carrier';

/** Words a trunk that was set up or changed. @param password the one of the request; null if it has none. */
export function presentSaved(trunk: Trunk, password: Secret | null, settings: ApiSettings) {
  return {
    headers: versionOf(trunk, settings),
    body: {
      ...trunkObject(trunk, settings),
      ...warningsMember(warningsAbout({ settings: trunk, password, notes: trunk.notes }, addressesInstead)),
    },
  };
}

/** Reads which versions of a trunk the caller accepts. A trunk whose deletion has begun has the version from before as well. */
export function readExpected({ request, api }: Exchange): Reading<(trunk: Trunk) => boolean> {
  const reading = readIfMatch(request);
  if (!reading.ok) return reading;
  const accepts: Precondition = reading.value;
  const tagOf = (trunk: Trunk) => entityTagOf(trunkObject(trunk, api.settings));
  return {
    ok: true,
    value: ({ deletingSince, ...before }) =>
      accepts([tagOf(before), ...(deletingSince === undefined ? [] : [tagOf({ ...before, deletingSince })])]),
  };
}

/** Puts two readings together: both values, or the problems of both. */
export function both<One, Other>(one: Reading<One>, other: Reading<Other>): Reading<readonly [One, Other]> {
  if (one.ok && other.ok) return { ok: true, value: [one.value, other.value] };
  return {
    ok: false,
    problems: { ...(one.ok ? {} : one.problems), ...(other.ok ? {} : other.problems) },
  };
}

/** An extension that was set up, for examples. */
export const trunkExample = {
  id: 42,
  organization_id: 'org_0123456789abcdef01234567',
  sip_trunk_type: 'extension',
  phone_number: '1000',
  nickname: null,
  sip_username: 'myuser',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
  allowed_inbound_ips: [],
  outbound_proxy: false,
  country_code: 'US',
  agent_name: null,
  additional_numbers: [],
  accept_national: false,
  ...settingFallbacks,
  outbound_agent_id: null,
  inbound_agent_version: null,
  outbound_agent_version: null,
  inbound_webhook_url: null,
  number_provider: null,
  sip_inbound_host: null,
  inbound_trunk_id: 'ST_sFAXh5zmGwU2',
  outbound_trunk_id: 'ST_9mVqBqR2kLwT',
  dispatch_rule_id: 'SDR_4wQ7pTzYbN3c',
  status: 'active',
  created_at: '2026-03-31T10:00:00.000Z',
  updated_at: '2026-03-31T10:00:00.000Z',
} as const;
