import { z } from 'zod';
import {
  allowedAddressForm,
  maximumAllowedAddresses,
  parseAllowedAddress,
  parseSipAddress,
  sipAddressForm,
} from '../../../domain/trunk/addresses.js';
import {
  contradictionsTo,
  type PresetName,
  type PresetPart,
  presetNames,
  presetOf,
} from '../../../domain/trunk/carrier/presets.js';
import { cannotDialNationally } from '../../../domain/trunk/numbers/dialling.js';
import { isEmergencyCode } from '../../../domain/trunk/numbers/emergency-codes.js';
import { parseNumberOrExtension, parseStatedDid } from '../../../domain/trunk/numbers/lost-plus.js';
import {
  didForm,
  extensionForm,
  parseE164,
  parseExtension,
} from '../../../domain/trunk/numbers/phone-number.js';
import { problemOfHost, problemOfPort, type TargetPolicy } from '../../../domain/trunk/targets.js';
import type {
  Cidr,
  CountryCode,
  SipAddress,
  TrunkNotes,
  TrunkNumber,
  TrunkSettings,
} from '../../../domain/trunk/trunk.js';
import { accepted, invisibleRanges, type Parsed, refused, type TextForm } from '../../../domain/values.js';
import type { ApiSettings } from '../dependencies.js';
import {
  type FieldProblems,
  fieldOf,
  fieldsIn,
  formed,
  formOf,
  listOfTexts,
  oneOf,
  oneWordOf,
  optionalCount,
  optionalFlag,
  optionalText,
  orNothing,
  type Rule,
  textOf,
  withForm,
} from '../fields.js';
import { settingFields } from './setting-fields.js';

const agentNameShape = /^[A-Za-z0-9._ -]{1,128}$/;

/** Checks the name of an agent, under which the agent is registered in LiveKit. */
export const parseAgentName: Rule<string> = formed(
  (text): Parsed<string> =>
    agentNameShape.test(text)
      ? accepted(text)
      : refused('must be 1 to 128 characters out of A-Z, a-z, 0-9, space and . _ -'),
  {
    description: 'The name under which an agent is registered in LiveKit.',
    pattern: agentNameShape.source,
    examples: ['reception'],
  },
);

/** The agent that answers the calls of a trunk; optional in both contracts. */
export const agentNameField = optionalText('Agent name', parseAgentName);

/** Whether the trunk answers to the national form of its number and to the form with 00, too; optional in both contracts. */
const acceptNationalField = optionalFlag('Accept national');

/** The fields that both contracts have beside their own, in a set-up and in a change. */
export const addedFields = { accept_national: acceptNationalField, ...settingFields };

/** The carrier whose preset fills the fields that a create leaves out, and checks the others. */
export const presetField = optionalText(
  'Preset',
  formed(oneWordOf(presetNames), {
    description:
      'A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.',
    enum: presetNames,
  }),
);

/** The names of the fields that a preset fills, in the words of a contract; null for a field that it does not have. */
export interface PresetFields {
  readonly address: string;
  readonly callingFormat: string | null;
  /** The type of the authorization. A contract without it authorizes a carrier that answers no digest by addresses. */
  readonly authorization: string | null;
}

/** The names of the Autocalls contract and of import files. */
export const presetFields: PresetFields = {
  address: 'sip_address',
  callingFormat: 'sip_calling_format',
  authorization: 'inbound_authorization_type',
};

/** Fills the fields that a create leaves out from the preset that it names. Every other body stays as it is. */
export function withPreset(body: unknown, names: PresetFields): unknown {
  const name = presetNames.find((candidate) => candidate === fieldOf(body, 'preset'));
  if (typeof body !== 'object' || body === null || name === undefined) return body;
  const { host, callingFormat, answersDigest, signalling, caller } = presetOf(name);
  const isMissing = (field: string) => {
    const value = fieldOf(body, field);
    return (
      value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
    );
  };
  const givenType =
    names.authorization === null || isMissing(names.authorization)
      ? null
      : fieldOf(body, names.authorization);
  const hasAddresses = signalling.length > 0 || !isMissing('allowed_inbound_ips');
  // A carrier of which it is not known whether it answers a digest challenge is safely admitted by its addresses.
  const type = givenType ?? (answersDigest === true ? 'auth' : 'ip');
  const byAddress = names.authorization === null ? answersDigest === false : type !== 'auth';
  const values: readonly (readonly [string | null, unknown])[] = [
    [names.address, host],
    [names.callingFormat, callingFormat],
    [names.authorization, hasAddresses || type === 'auth' ? type : null],
    ['allowed_inbound_ips', byAddress ? signalling : []],
    ['caller_id_format', caller?.callerIdFormat ?? null],
    ['identity_header', isMissing('caller_id_format') ? (caller?.identityHeader ?? null) : null],
  ];
  const filled = values.filter(([field, value]) => field !== null && value !== null && isMissing(field));
  return { ...body, ...Object.fromEntries(filled) };
}

/** Describes a body that names a preset: the fields that it may fill need not be there. */
export function describedWithPreset(body: z.ZodObject, names: PresetFields): z.ZodObject {
  const fillable = [names.address, names.callingFormat, names.authorization].filter((name) => name !== null);
  const optional = fillable.map((name) => [
    name,
    withForm(z.unknown(), orNothing({ ...formOf(body.shape[name])?.schema })),
  ]);
  return body.extend({ ...Object.fromEntries(optional), preset: oneOf('Preset', presetNames) });
}

/** Gives the problems of a create that contradicts its preset. */
export function presetProblems(
  preset: PresetName | null,
  settings: TrunkSettings,
  names: PresetFields,
): FieldProblems {
  if (preset === null) return {};
  const fields: Readonly<Record<PresetPart, readonly [string, string]>> = {
    address: [names.address, 'SIP server address'],
    authorization: [names.authorization ?? 'preset', 'Inbound authorization type'],
    transport: ['transport', 'Transport'],
  };
  const found = Object.entries(contradictionsTo(preset, settings)) as [PresetPart, string][];
  return Object.fromEntries(
    found.map(([part, problem]) => [fields[part][0], [`${fields[part][1]} ${problem}.`]]),
  );
}

/** Gives the agent of a new trunk: none for null, and the organisation's default when the field is left out. */
export function agentGivenIn<const Field extends string>(
  body: unknown,
  field: Field,
  read: Readonly<Record<Field, string | null>>,
  defaultAgent: string | null,
): string | null {
  return fieldsIn(body)(field) ? read[field] : defaultAgent;
}

/** The largest number of further numbers of a trunk. */
const mostAdditionalNumbers = 100;

/** The further numbers of a trunk, in Zudu's contract, in `/v1` and in files. */
export const additionalNumbersField = listOfTexts(
  { list: 'Additional numbers', item: 'Additional number' },
  formed(parseE164, didForm),
  mostAdditionalNumbers,
);

/** The addresses that may call in. */
export const allowedAddresses = listOfTexts(
  { list: 'Allowed IP addresses', item: 'Allowed IP address' },
  formed(parseAllowedAddress, allowedAddressForm),
  maximumAllowedAddresses,
);

/** Makes the rule of the SIP server. The contract decides whether a port may be written, the operator which targets are allowed. */
export function sipAddress(
  address: { readonly port: 'allowed' | 'refused' },
  { targets }: ApiSettings,
): Rule<SipAddress> {
  return formed((text) => parseSipAddress(text, { ...address, targets }), sipAddressForm(address));
}

/** The types of a trunk by its number. */
export const trunkTypes = ['extension', 'number'] as const satisfies readonly TrunkNumber['kind'][];

/**
 * Makes the rule of a number.
 * @param kind the stated type of the trunk; null if it is unknown. Then a plus makes a number, and a number that has lost its plus is
 * refused.
 * @param country the country of the number, if one is known.
 * @param form describes a number of unknown type.
 */
export function numberOf(
  kind: TrunkNumber['kind'] | null,
  country: CountryCode | null,
  form: Pick<TextForm, 'description' | 'examples'>,
): Rule<TrunkNumber> {
  if (kind === 'number') return formed((text) => parseStatedDid(text, country), didForm);
  if (kind === 'extension') return formed(parseExtension, extensionForm);
  return formed((text) => parseNumberOrExtension(text, country), {
    ...form,
    pattern: `${didForm.pattern}|${extensionForm.pattern}`,
  });
}

/** Makes the rule of a SIP username. SIP headers carry it in quotes, so quotes and backslashes are refused. */
export function sipUsername(bounds: { readonly min: number; readonly max: number }): Rule<string> {
  const text = textOf(bounds);
  return formed(
    (username): Parsed<string> =>
      /["\\]/.test(username) ? refused('must not contain quotes or backslashes') : text(username),
    { ...text.form, pattern: `^[^"\\\\${invisibleRanges}]*$`, examples: ['sip_user'] },
  );
}

/**
 * Gives the problems of settings whose fields are right one by one, but not together.
 * @param acceptNational whether the trunk is requested to answer to other forms of its number.
 * @param present the settings that the trunk has, if it exists. Its number is not checked again.
 */
export function problemsTogether(
  settings: TrunkSettings,
  acceptNational = false,
  present: TrunkSettings | null = null,
): FieldProblems {
  const { number, countryCode } = settings;
  const noNationalDialling = settings.callingFormat === 'national' && cannotDialNationally(settings);
  const isNew = number.value !== present?.number.value;
  return {
    ...(isNew && isEmergencyCode(number, countryCode)
      ? { phone_number: ['Phone number must not be an emergency number.'] }
      : {}),
    ...(noNationalDialling
      ? {
          sip_calling_format: [
            'SIP calling format cannot be national for an extension without a country code: set country_code, or use +e164 or e164.',
          ],
        }
      : {}),
    ...identityProblem(settings),
    ...(acceptNational && number.kind === 'extension'
      ? {
          accept_national: [
            'Accept national is only possible for a number: an extension has no other form. Send false.',
          ],
        }
      : {}),
  };
}

/** A header that two settings give has no certain value. */
function identityProblem({ identityHeader, outboundHeaders = {} }: TrunkSettings): FieldProblems {
  if (identityHeader === undefined || !Object.hasOwn(outboundHeaders, identityHeader)) return {};
  const problem = `Outbound headers must not have ${identityHeader}, because identity_header gives it.`;
  return { outbound_headers: [problem] };
}

/** Words that a body names another country than its number has; null if it does not. */
export function unusedCountry(body: unknown, { number, countryCode }: TrunkSettings): string | null {
  const given = fieldOf(body, 'country_code');
  const isOther = typeof given === 'string' && given !== '' && given.toUpperCase() !== countryCode;
  if (!isOther || number.kind !== 'number' || countryCode === null) return null;
  return `country_code ${given} is not used: the number belongs to ${countryCode}.`;
}

const webhookUrlForm = {
  description: 'An http or https URL; characters outside ASCII must be percent-encoded.',
  pattern: '^[Hh][Tt][Tt][Pp][Ss]?://[!-~]+$',
  format: 'uri',
  maxLength: 2_048,
  examples: ['https://example.com/calls'],
} as const satisfies TextForm;

/** Makes the fields of a trunk's notes, in a change and in a line of an import. */
export function noteFields({ targets }: ApiSettings) {
  const webhookUrl = formed((text) => parseWebhookUrl(text, targets), webhookUrlForm);
  return {
    outbound_agent_id: optionalText('Outbound agent id', parseAgentName),
    inbound_agent_version: optionalCount('Inbound agent version'),
    outbound_agent_version: optionalCount('Outbound agent version'),
    inbound_webhook_url: optionalText('Inbound webhook URL', webhookUrl),
    number_provider: optionalText('Number provider', textOf({ max: 50 })),
  };
}

type NoteFields = ReturnType<typeof noteFields>;
/** The values of {@link noteFields}. */
export type NoteValues = { readonly [Name in keyof NoteFields]: z.output<NoteFields[Name]> };

/** Gives the notes of the fields that were sent. */
export function notesGiven(values: NoteValues, given: (name: string) => boolean): Partial<TrunkNotes> {
  return {
    ...(given('outbound_agent_id') ? { outboundAgentId: values.outbound_agent_id } : {}),
    ...(given('inbound_agent_version') ? { inboundAgentVersion: values.inbound_agent_version } : {}),
    ...(given('outbound_agent_version') ? { outboundAgentVersion: values.outbound_agent_version } : {}),
    ...(given('inbound_webhook_url') ? { inboundWebhookUrl: values.inbound_webhook_url } : {}),
    ...(given('number_provider') ? { numberProvider: values.number_provider } : {}),
  };
}

function parseWebhookUrl(text: string, targets: TargetPolicy): Parsed<string> {
  // The parser accepts more than the form, for example surrounding spaces, and the database cannot store all of that.
  const inForm = text.length <= webhookUrlForm.maxLength && new RegExp(webhookUrlForm.pattern).test(text);
  if (!inForm || !URL.canParse(text)) {
    return refused(
      'must be an http or https URL of at most 2048 characters, all of them ASCII and none of them a space',
    );
  }
  // The parser reads a host as clients do: it writes every form of an IPv4 address (0x7f.1, 2130706433) in four decimal parts.
  const { protocol, hostname, port } = new URL(text);
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '');
  const usedPort = Number(port === '' ? { 'http:': 80, 'https:': 443 }[protocol] : port);
  const problem = problemOfPort(usedPort, targets.webhookPorts) ?? problemOfHost(host, targets);
  return problem === null ? accepted(text) : refused(problem);
}

/** Writes a network of a single address as that address. */
export function plainAddress(network: Cidr): string {
  return network.replace(network.includes(':') ? /\/128$/ : /\/32$/, '');
}
