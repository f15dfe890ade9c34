import { z } from 'zod';
import { callingFormats, carrierNames, type Trunk, type TrunkNumber } from '../../../domain/trunk/trunk.js';
import { refused } from '../../../domain/values.js';
import type { ApiSettings } from '../../http/dependencies.js';
import { objectOf } from '../../http/endpoint.js';
import { fieldOf, formed, notAnObject, optionalText, type Rule } from '../../http/fields.js';
import { settingMembers } from '../../http/trunk/setting-fields.js';
import { presetField, trunkTypes } from '../../http/trunk/trunk-fields.js';
import {
  authorizationTypeOf,
  authorizationTypes,
  createTrunkReader,
  numberRuleFor,
  type TrunkReader,
  trunkFields,
} from '../trunks/trunk-fields.js';

/** A line of an import, for the description of the interface. */
export function importLine(settings: ApiSettings): z.ZodType {
  return lineSchema(settings, numberRuleFor({})).meta({ id: 'ImportLine' });
}

/** A line of an export: a trunk without its password. */
export const exportLine = objectOf<Trunk>()({
  phone_number: [z.string(), ({ number }) => number.value],
  nickname: [z.string().nullable(), ({ nickname }) => nickname],
  sip_username: [z.string(), ({ username }) => username],
  sip_password: [z.null(), () => null],
  sip_address: [z.string(), ({ outboundAddress }) => outboundAddress],
  sip_calling_format: [z.enum(callingFormats), ({ callingFormat }) => callingFormat],
  inbound_authorization_type: [
    z.enum(authorizationTypes),
    ({ inboundAuthorization }) => authorizationTypeOf(inboundAuthorization),
  ],
  allowed_inbound_ips: [z.array(z.string()), ({ inboundAuthorization }) => [...inboundAuthorization.allowed]],
  country_code: [z.string().nullable(), ({ countryCode }) => countryCode],
  outbound_proxy: [z.boolean(), ({ outboundProxy }) => outboundProxy],
  agent_name: [z.string().nullable(), ({ agentName }) => agentName],
  additional_numbers: [z.array(z.string()), (trunk) => [...(trunk.additionalNumbers ?? [])]],
  outbound_agent_id: [z.string().nullable(), ({ notes }) => notes.outboundAgentId],
  inbound_agent_version: [z.int().min(0).nullable(), ({ notes }) => notes.inboundAgentVersion],
  outbound_agent_version: [z.int().min(0).nullable(), ({ notes }) => notes.outboundAgentVersion],
  inbound_webhook_url: [z.string().nullable(), ({ notes }) => notes.inboundWebhookUrl],
  number_provider: [z.string().nullable(), ({ notes }) => notes.numberProvider],
  accept_national: [z.boolean(), ({ otherForms }) => otherForms !== undefined],
  ...settingMembers((trunk: Trunk) => trunk),
  sip_trunk_type: [z.enum(trunkTypes), ({ number }) => number.kind],
  carrier: [z.enum(carrierNames).nullable(), ({ carrier }) => carrier?.name ?? null],
  // The fields hold what the preset has filled.
  preset: [z.null(), () => null],
});

/** The columns of an import and of an export, in the order of a CSV file. */
export type Column = keyof typeof exportLine.shape;
export const columns = Object.keys(exportLine.shape) as Column[];

/** Reads the number of a line, also of a line with other problems; null when it cannot be read. */
export function numberOn(fields: unknown): TrunkNumber | null {
  const given = fieldOf(fields, 'phone_number');
  const number = typeof given === 'string' ? numberRuleFor(fields)(given) : null;
  return number?.ok === true ? number.value : null;
}

/** Makes the function that reads lines. */
export function createLineReader(settings: ApiSettings): TrunkReader {
  return createTrunkReader((numberRule) => lineSchema(settings, numberRule));
}

/** The trunk of a carrier has generated credentials and objects at the carrier, neither of which is in a file. */
const noCarrier = formed<never>(
  () =>
    refused(
      'must be empty: the number of a carrier is set up with POST /api/phone-numbers/import, not by a file',
    ),
  {
    description: 'Must be empty. An export has the carrier here at which Trunkline has connected the number.',
    maxLength: 0,
  },
);

function lineSchema(settings: ApiSettings, numberRule: Rule<TrunkNumber>) {
  return z.object(
    {
      ...trunkFields(settings, numberRule),
      carrier: optionalText('Carrier', noCarrier),
      preset: presetField,
    },
    notAnObject,
  );
}
