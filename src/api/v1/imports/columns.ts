import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { SetUpRequest } from '../../../domain/set-up/set-up.js';
import { withoutDuplicates } from '../../../domain/trunk/addresses.js';
import { otherForms } from '../../../domain/trunk/dialling.js';
import { countryForm, countryOfNumber, parseCountry } from '../../../domain/trunk/phone-number.js';
import {
  type Cidr,
  type CountryCode,
  callingFormats,
  carrierNames,
  type InboundAuthorization,
  noNotes,
  type Trunk,
  type TrunkNotes,
  type TrunkNumber,
  type TrunkSettings,
  transportOf,
  transports,
  withTransport,
} from '../../../domain/trunk/trunk.js';
import { refused, Secret } from '../../../domain/values.js';
import type { ApiSettings } from '../../http/dependencies.js';
import { objectOf } from '../../http/endpoint.js';
import {
  fieldOf,
  formed,
  notAnObject,
  oneOf,
  oneWordOf,
  optionalFlag,
  optionalText,
  type Reading,
  type Rule,
  readBody,
  requiredText,
  textOf,
  withForm,
} from '../../http/fields.js';
import {
  addedFields,
  agentGivenIn,
  agentNameField,
  allowedAddresses,
  noteFields,
  notesGiven,
  numberOf,
  presetField,
  presetFields,
  presetProblems,
  problemsTogether,
  sipAddress,
  sipUsername,
  trunkTypes,
  withPreset,
} from '../../http/trunk-fields.js';

/** How calls that come in are authorized: by credentials, by address, or by both. */
const authorizationTypes = ['auth', 'ip', 'auth_and_ip'] as const;
type AuthorizationType = (typeof authorizationTypes)[number];

/** Reads the trunk of one line. An agent that is left out is the organisation's default. */
export type LineReader = (fields: unknown, defaultAgent: string | null) => Reading<SetUpRequest>;

/** A line of an import, for the description of the interface. */
export function importLine(settings: ApiSettings): z.ZodType {
  return schemaFor(settings, numberRuleFor({})).meta({ id: 'ImportLine' });
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
  outbound_agent_id: [z.string().nullable(), ({ notes }) => notes.outboundAgentId],
  inbound_agent_version: [z.int().min(0).nullable(), ({ notes }) => notes.inboundAgentVersion],
  outbound_agent_version: [z.int().min(0).nullable(), ({ notes }) => notes.outboundAgentVersion],
  inbound_webhook_url: [z.string().nullable(), ({ notes }) => notes.inboundWebhookUrl],
  number_provider: [z.string().nullable(), ({ notes }) => notes.numberProvider],
  accept_national: [z.boolean(), ({ otherForms }) => otherForms !== undefined],
  transport: [z.enum(transports), transportOf],
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
export function createLineReader(settings: ApiSettings): LineReader {
  const schemas = new Map<string, ReturnType<typeof schemaFor>>();
  const schemaOf = (fields: unknown) => {
    const key = `${typeOf(fields)} ${countryOf(fields)}`;
    const schema = schemas.get(key) ?? schemaFor(settings, numberRuleFor(fields));
    schemas.set(key, schema);
    return schema;
  };
  return (given, defaultAgent) => {
    const fields = withPreset(given, presetFields);
    const reading = readBody(schemaOf(fields), fields);
    if (!reading.ok) return reading;
    const authorization = authorizationOf(reading.value);
    if (typeof authorization === 'string') {
      return { ok: false, problems: { allowed_inbound_ips: [authorization] } };
    }
    const agentName = agentGivenIn(fields, 'agent_name', reading.value, defaultAgent);
    const request = toRequest(reading.value, authorization, agentName);
    const problems = {
      ...problemsTogether(request.settings, reading.value.accept_national),
      ...presetProblems(reading.value.preset, request.settings, presetFields),
    };
    return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value: request };
  };
}

/** The type of the trunk of a line; null if the line does not state it, so that its number decides. */
function typeOf(fields: unknown): TrunkNumber['kind'] | null {
  return trunkTypes.find((type) => type === fieldOf(fields, 'sip_trunk_type')) ?? null;
}

/** The country of a line, as far as it can be read. */
function countryOf(fields: unknown): CountryCode | null {
  const given = fieldOf(fields, 'country_code');
  const country = typeof given === 'string' ? parseCountry(given) : null;
  return country?.ok === true ? country.value : null;
}

function numberRuleFor(fields: unknown): Rule<TrunkNumber> {
  const form = {
    description:
      'A number in E.164 format, or an extension, which does not begin with +. An extension of seven digits or more needs ' +
      '`sip_trunk_type`.',
    examples: ['+15551234567', '1000'],
  };
  return numberOf(typeOf(fields), countryOf(fields), form);
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

type LineFields = z.output<ReturnType<typeof schemaFor>>;

function schemaFor(settings: ApiSettings, numberRule: Rule<TrunkNumber>) {
  return z.object(
    {
      phone_number: requiredText('Phone number', numberRule),
      nickname: optionalText('Nickname', textOf({ max: 255 })),
      sip_username: requiredText('SIP username', sipUsername({ min: 1, max: 255 })),
      sip_password: requiredText('SIP password', textOf({})),
      sip_address: requiredText('SIP server address', sipAddress({ port: 'allowed' }, settings)),
      sip_calling_format: oneOf('SIP calling format', callingFormats),
      inbound_authorization_type: oneOf('Inbound authorization type', authorizationTypes),
      allowed_inbound_ips: allowedAddresses,
      country_code: optionalText('Country code', formed(parseCountry, countryForm)),
      outbound_proxy: outboundProxyField(settings),
      agent_name: agentNameField,
      ...noteFields(settings),
      ...addedFields,
      sip_trunk_type: optionalText('SIP trunk type', formed(oneWordOf(trunkTypes), { enum: trunkTypes })),
      carrier: optionalText('Carrier', noCarrier),
      preset: presetField,
    },
    notAnObject,
  );
}

function outboundProxyField({ outboundEgressIp }: ApiSettings): z.ZodType<boolean> {
  const title = 'Outbound proxy';
  return withForm(
    optionalFlag(title).refine(
      (requested) => !requested || outboundEgressIp !== null,
      'Outbound proxy is not available here: send false, or ask the operator to set OUTBOUND_EGRESS_IP.',
    ),
    { title, type: ['boolean', 'null'], default: false },
  );
}

function toRequest(
  fields: LineFields,
  inboundAuthorization: InboundAuthorization,
  agentName: string | null,
): SetUpRequest {
  const number = fields.phone_number;
  const given = fields.country_code;
  const settings: TrunkSettings = {
    number,
    nickname: fields.nickname,
    username: fields.sip_username,
    outboundAddress: fields.sip_address,
    callingFormat: fields.sip_calling_format,
    inboundAuthorization,
    outboundProxy: fields.outbound_proxy,
    countryCode: number.kind === 'number' ? countryOfNumber(number.value, given) : given,
    agentName,
    ...otherForms(number, fields.accept_national),
    ...withTransport(fields.transport ?? 'auto'),
  };
  const notes: TrunkNotes = { ...noNotes, ...notesGiven(fields, () => true) };
  return {
    settings,
    password: new Secret(fields.sip_password),
    ...(isDeepStrictEqual(notes, noNotes) ? {} : { notes }),
  };
}

/** @returns a text with the problem when type and addresses do not match. */
function authorizationOf(fields: LineFields): InboundAuthorization | string {
  const type: AuthorizationType = fields.inbound_authorization_type;
  const [first, ...others] = withoutDuplicates(fields.allowed_inbound_ips);
  if (type === 'auth') {
    return first === undefined
      ? { digest: true, allowed: [] }
      : 'Allowed IP addresses must be empty when the authorization type is "auth": write "auth_and_ip" to ask for both.';
  }
  if (first === undefined) {
    return `At least one allowed IP address is required when the authorization type is "${type}".`;
  }
  const allowed: readonly [Cidr, ...Cidr[]] = [first, ...others];
  return type === 'ip' ? { digest: false, allowed } : { digest: true, allowed };
}

function authorizationTypeOf({ digest, allowed }: InboundAuthorization): AuthorizationType {
  if (!digest) return 'ip';
  return allowed.length === 0 ? 'auth' : 'auth_and_ip';
}
