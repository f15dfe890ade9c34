import { z } from 'zod';
import { countryOfNumber } from '../../../trunks/country-of-number.js';
import {
  maximumAllowedAddresses,
  parseAllowedAddress,
  withoutDuplicates,
} from '../../../trunks/parse-allowed-addresses.js';
import { parseCountry } from '../../../trunks/parse-country.js';
import { parseDid, parseExtension } from '../../../trunks/parse-number.js';
import { parseSipAddress } from '../../../trunks/parse-sip-address.js';
import { Secret } from '../../../trunks/secret.js';
import type { SetUpRequest } from '../../../trunks/set-up.js';
import {
  type Cidr,
  callingFormats,
  type InboundAuthorization,
  type Trunk,
  type TrunkSettings,
} from '../../../trunks/trunk.js';
import type { ApiSettings } from '../../dependencies.js';
import {
  fieldsIn,
  listOfTexts,
  notAnObject,
  oneOf,
  optionalFlag,
  optionalText,
  type Reading,
  readBody,
  requiredText,
  textOf,
} from '../../fields.js';
import { agentNameField, sipUsername } from '../../trunk-fields.js';

/** What a line of an import or export holds, in the order of a CSV file's columns. */
export const columns = [
  'phone_number',
  'nickname',
  'sip_username',
  'sip_password',
  'sip_address',
  'sip_calling_format',
  'inbound_authorization_type',
  'allowed_inbound_ips',
  'country_code',
  'outbound_proxy',
  'agent_name',
] as const;
export type Column = (typeof columns)[number];

/** Whom a trunk lets in: who knows its credentials, who calls from its addresses, or who does both. */
const authorizationTypes = ['auth', 'ip', 'auth_and_ip'] as const;
type AuthorizationType = (typeof authorizationTypes)[number];

/** Reads the trunk of one line. An agent that is left out is the organisation's default. */
export type LineReader = (fields: unknown, defaultAgent: string | null) => Reading<SetUpRequest>;

/** Makes the reader of lines. */
export function createLineReader(settings: ApiSettings): LineReader {
  const schema = schemaFor(settings);
  return (fields, defaultAgent) => {
    const reading = readBody(schema, fields);
    if (!reading.ok) return reading;
    const authorization = authorizationOf(reading.value);
    if (typeof authorization === 'string') {
      return { ok: false, problems: { allowed_inbound_ips: [authorization] } };
    }
    const agentName = fieldsIn(fields)('agent_name') ? reading.value.agent_name : defaultAgent;
    return { ok: true, value: toRequest(reading.value, authorization, agentName) };
  };
}

/** Shows a trunk as a line; its password is left out. */
export function lineOf(trunk: Trunk): Record<Column, string | boolean | readonly string[] | null> {
  return {
    phone_number: trunk.number.value,
    nickname: trunk.nickname,
    sip_username: trunk.username,
    sip_password: null,
    sip_address: trunk.outboundAddress,
    sip_calling_format: trunk.callingFormat,
    inbound_authorization_type: authorizationTypeOf(trunk.inboundAuthorization),
    allowed_inbound_ips: trunk.inboundAuthorization.allowed,
    country_code: trunk.countryCode,
    outbound_proxy: trunk.outboundProxy,
    agent_name: trunk.agentName,
  };
}

type LineFields = z.output<ReturnType<typeof schemaFor>>;

function schemaFor(settings: ApiSettings) {
  return z.object(
    {
      // Only a number begins with +, so the type need not be told.
      phone_number: requiredText('Phone number', (text) =>
        text.startsWith('+') ? parseDid(text) : parseExtension(text),
      ),
      nickname: optionalText('Nickname', textOf({ max: 255 })),
      sip_username: requiredText('SIP username', sipUsername({ min: 1, max: 255 })),
      sip_password: requiredText('SIP password', textOf({})),
      sip_address: requiredText('SIP server address', (text) =>
        parseSipAddress(text, { port: 'allowed', allowPrivate: settings.allowPrivateSipAddresses }),
      ),
      sip_calling_format: oneOf('SIP calling format', callingFormats),
      inbound_authorization_type: oneOf('Inbound authorization type', authorizationTypes),
      allowed_inbound_ips: listOfTexts(
        { list: 'Allowed IP addresses', item: 'Allowed IP address' },
        parseAllowedAddress,
        maximumAllowedAddresses,
      ),
      country_code: optionalText('Country code', parseCountry),
      outbound_proxy: optionalFlag('Outbound proxy').refine(
        (wanted) => !wanted || settings.outboundEgressIp !== null,
        'Outbound proxy is not available here: send false, or ask the operator to set OUTBOUND_EGRESS_IP.',
      ),
      agent_name: agentNameField,
    },
    notAnObject,
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
  };
  return { settings, password: new Secret(fields.sip_password) };
}

/** @returns what is wrong, where type and addresses do not go together. */
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
