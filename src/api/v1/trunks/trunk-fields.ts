import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { SetUpRequest } from '../../../domain/set-up/set-up.js';
import { withoutDuplicates } from '../../../domain/trunk/addresses.js';
import { carrierSettingsIn, settingsOfFields } from '../../../domain/trunk/carrier/carrier-settings.js';
import type { PresetName } from '../../../domain/trunk/carrier/presets.js';
import { answeredBeside } from '../../../domain/trunk/numbers/dialling.js';
import { countryForm, countryOfNumber, parseCountry } from '../../../domain/trunk/numbers/phone-number.js';
import {
  type Cidr,
  type CountryCode,
  callingFormats,
  type InboundAuthorization,
  noNotes,
  type TrunkNotes,
  type TrunkNumber,
} from '../../../domain/trunk/trunk.js';
import { Secret } from '../../../domain/values.js';
import type { ApiSettings } from '../../http/dependencies.js';
import {
  fieldOf,
  formed,
  oneOf,
  oneWordOf,
  optionalFlag,
  optionalText,
  passwordOf,
  type Reading,
  type Rule,
  readBody,
  requiredText,
  textOf,
  withForm,
} from '../../http/fields.js';
import {
  addedFields,
  additionalNumbersField,
  agentGivenIn,
  agentNameField,
  allowedAddresses,
  noteFields,
  notesGiven,
  numberOf,
  presetFields,
  presetProblems,
  problemsTogether,
  sipAddress,
  sipUsername,
  trunkTypes,
  withPreset,
} from '../../http/trunk/trunk-fields.js';

/** How calls that come in are authorized: by credentials, by address, or by both. */
export const authorizationTypes = ['auth', 'ip', 'auth_and_ip'] as const;
type AuthorizationType = (typeof authorizationTypes)[number];

/** Reads a trunk. An agent that is left out is the organisation's default. */
export type TrunkReader = (fields: unknown, defaultAgent: string | null) => Reading<SetUpRequest>;

/** Makes the fields of a trunk in `/v1` and in files: everything that its owner decides, in the words of both contracts. */
export function trunkFields(settings: ApiSettings, numberRule: Rule<TrunkNumber>) {
  return {
    phone_number: requiredText('Phone number', numberRule),
    nickname: optionalText('Nickname', textOf({ max: 255 })),
    sip_username: requiredText('SIP username', sipUsername({ min: 1, max: 255 })),
    sip_password: requiredText('SIP password', passwordOf({})),
    sip_address: requiredText('SIP server address', sipAddress({ port: 'allowed' }, settings)),
    sip_calling_format: oneOf('SIP calling format', callingFormats),
    inbound_authorization_type: oneOf('Inbound authorization type', authorizationTypes),
    allowed_inbound_ips: allowedAddresses,
    country_code: optionalText('Country code', formed(parseCountry, countryForm)),
    outbound_proxy: outboundProxyField(settings),
    agent_name: agentNameField,
    additional_numbers: additionalNumbersField,
    ...noteFields(settings),
    ...addedFields,
    sip_trunk_type: optionalText('SIP trunk type', formed(oneWordOf(trunkTypes), { enum: trunkTypes })),
  };
}

/** The values of {@link trunkFields}. */
type TrunkFields = {
  readonly [Name in keyof ReturnType<typeof trunkFields>]: z.output<ReturnType<typeof trunkFields>[Name]>;
};

/** The values of a new trunk, whose carrier may have a preset. */
interface NewTrunkFields extends TrunkFields {
  readonly preset: PresetName | null;
}

/**
 * Makes the function that reads trunks.
 * @param schemaFor makes the schema, which may have more fields. It gets the rule of the number, which depends on two others.
 */
export function createTrunkReader(
  schemaFor: (numberRule: Rule<TrunkNumber>) => z.ZodType<NewTrunkFields>,
): TrunkReader {
  const schemas = new Map<string, z.ZodType<NewTrunkFields>>();
  const schemaOf = (fields: unknown) => {
    const key = `${typeIn(fields)} ${countryIn(fields)}`;
    const schema = schemas.get(key) ?? schemaFor(numberRuleFor(fields));
    schemas.set(key, schema);
    return schema;
  };
  return (given, defaultAgent) => {
    const fields = withPreset(given, presetFields);
    const reading = readBody(schemaOf(fields), fields);
    if (!reading.ok) return reading;
    const authorization = authorizationOf(
      reading.value.inbound_authorization_type,
      reading.value.allowed_inbound_ips,
    );
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

/** The type of a trunk as its fields state it; null if they do not, so that the number decides. */
function typeIn(fields: unknown): TrunkNumber['kind'] | null {
  return trunkTypes.find((type) => type === fieldOf(fields, 'sip_trunk_type')) ?? null;
}

/** The country in the fields of a trunk, as far as it can be read. */
function countryIn(fields: unknown): CountryCode | null {
  const given = fieldOf(fields, 'country_code');
  const country = typeof given === 'string' ? parseCountry(given) : null;
  return country?.ok === true ? country.value : null;
}

/** Gives the rule of the number of a trunk. @param type the type of the trunk, if the fields do not state it. */
export function numberRuleFor(fields: unknown, type: TrunkNumber['kind'] | null = null): Rule<TrunkNumber> {
  const form = {
    description:
      'A number in E.164 format, or an extension, which does not begin with +. An extension of seven digits or more needs ' +
      '`sip_trunk_type`.',
    examples: ['+15551234567', '1000'],
  };
  return numberOf(typeIn(fields) ?? type, countryIn(fields), form);
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
  fields: TrunkFields,
  inboundAuthorization: InboundAuthorization,
  agentName: string | null,
): SetUpRequest {
  const number = fields.phone_number;
  const given = fields.country_code;
  const notes: TrunkNotes = { ...noNotes, ...notesGiven(fields, () => true) };
  return {
    settings: {
      number,
      nickname: fields.nickname,
      username: fields.sip_username,
      outboundAddress: fields.sip_address,
      callingFormat: fields.sip_calling_format,
      inboundAuthorization,
      outboundProxy: fields.outbound_proxy,
      countryCode: number.kind === 'number' ? countryOfNumber(number.value, given) : given,
      agentName,
      ...answeredBeside(number, fields.additional_numbers, fields.accept_national),
      ...carrierSettingsIn(settingsOfFields(fields)),
    },
    password: new Secret(fields.sip_password),
    ...(isDeepStrictEqual(notes, noNotes) ? {} : { notes }),
  };
}

/** @returns a text with the problem when type and addresses do not match. */
export function authorizationOf(
  type: AuthorizationType,
  addresses: readonly Cidr[],
): InboundAuthorization | string {
  const [first, ...others] = withoutDuplicates(addresses);
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

/** Gives the word for who may call in. */
export function authorizationTypeOf({ digest, allowed }: InboundAuthorization): AuthorizationType {
  if (!digest) return 'ip';
  return allowed.length === 0 ? 'auth' : 'auth_and_ip';
}
