import { z } from 'zod';
import { countryOfNumber } from '../../trunks/country-of-number.js';
import type { TrunkNumber } from '../../trunks/number.js';
import {
  maximumAllowedAddresses,
  parseAllowedAddress,
  withoutDuplicates,
} from '../../trunks/parse-allowed-addresses.js';
import { parseCountry } from '../../trunks/parse-country.js';
import { parseDid, parseExtension } from '../../trunks/parse-number.js';
import { parseSipAddress } from '../../trunks/parse-sip-address.js';
import { Secret } from '../../trunks/secret.js';
import type { SetUpRequest } from '../../trunks/set-up.js';
import { type Cidr, callingFormats, type InboundAuthorization } from '../../trunks/trunk.js';
import type { ApiSettings } from '../dependencies.js';
import {
  listOfTexts,
  notAnObject,
  oneOf,
  optionalFlag,
  optionalText,
  type Rule,
  readBody,
  requiredText,
  textOf,
} from '../fields.js';
import type { CreateEndpoint } from '../set-up-handler.js';
import { agentNameField, sipUsername } from '../trunk-fields.js';

const trunkTypes = ['extension', 'number'] as const;
const authorizationTypes = ['auth', 'ip'] as const;

/** Makes the reader of create requests. What two of the fields must look like depends on two others. */
export function createRequestReader(settings: ApiSettings): CreateEndpoint['read'] {
  const schemas = {
    number: schemasFor(parseDid, settings),
    extension: schemasFor(parseExtension, settings),
    unknown: schemasFor((text) => (text.startsWith('+') ? parseDid(text) : parseExtension(text)), settings),
  };
  return (body, defaultAgent) => {
    const type = trunkTypes.find((candidate) => candidate === fieldOf(body, 'sip_trunk_type'));
    const ofType = schemas[type ?? 'unknown'];
    const schema = fieldOf(body, 'inbound_authorization_type') === 'ip' ? ofType.ip : ofType.auth;
    const reading = readBody(schema, body);
    return reading.ok ? { ok: true, value: toRequest(reading.value, defaultAgent) } : reading;
  };
}

type CreateFields = z.output<ReturnType<typeof schemaFor>>;

function schemasFor(parseNumber: Rule<TrunkNumber>, settings: ApiSettings) {
  const addresses = listOfTexts(
    { list: 'Allowed IP addresses', item: 'Allowed IP address' },
    parseAllowedAddress,
    maximumAllowedAddresses,
  );
  const atLeastOne = addresses.refine(
    (list) => list.length > 0,
    'At least one allowed IP address is required when authorization type is "ip".',
  );
  return {
    auth: schemaFor(parseNumber, addresses, settings),
    ip: schemaFor(parseNumber, atLeastOne, settings),
  };
}

function schemaFor(parseNumber: Rule<TrunkNumber>, addresses: z.ZodType<Cidr[]>, settings: ApiSettings) {
  return z.object(
    {
      sip_trunk_type: oneOf('SIP trunk type', trunkTypes),
      phone_number: requiredText('Phone number', parseNumber),
      nickname: optionalText('Nickname', textOf({ max: 50 })),
      sip_username: requiredText('SIP username', sipUsername({ min: 3, max: 128 })),
      sip_password: requiredText('SIP password', textOf({ min: 3 })),
      sip_address: requiredText('SIP server address', (text) =>
        parseSipAddress(text, { port: 'refused', allowPrivate: settings.allowPrivateSipAddresses }),
      ),
      sip_calling_format: oneOf('SIP calling format', callingFormats),
      inbound_authorization_type: oneOf('Inbound authorization type', authorizationTypes),
      allowed_inbound_ips: addresses,
      country_code: requiredText('Country code', parseCountry),
      outbound_proxy: optionalFlag('Outbound proxy').refine(
        (wanted) => !wanted || settings.outboundEgressIp !== null,
        'Outbound proxy is not available here: send false, or ask the operator to deploy a proxy and to set ' +
          'OUTBOUND_EGRESS_IP to its address.',
      ),
      agent_name: agentNameField,
    },
    notAnObject,
  );
}

function toRequest(fields: CreateFields, defaultAgent: string | null): SetUpRequest {
  const number = fields.phone_number;
  const country = fields.country_code;
  return {
    settings: {
      number,
      nickname: fields.nickname,
      username: fields.sip_username,
      outboundAddress: fields.sip_address,
      callingFormat: fields.sip_calling_format,
      inboundAuthorization: authorizationOf(fields),
      outboundProxy: fields.outbound_proxy,
      countryCode: number.kind === 'number' ? countryOfNumber(number.value, country) : country,
      agentName: fields.agent_name ?? defaultAgent,
    },
    password: new Secret(fields.sip_password),
  };
}

function authorizationOf(fields: CreateFields): InboundAuthorization {
  const [first, ...others] = withoutDuplicates(fields.allowed_inbound_ips);
  // Under `auth` the contract drops the addresses and answers null.
  if (fields.inbound_authorization_type === 'auth' || first === undefined) {
    return { digest: true, allowed: [] };
  }
  return { digest: false, allowed: [first, ...others] };
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}
