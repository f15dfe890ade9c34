import { z } from 'zod';
import { Secret } from '../../domain/secret.js';
import type { SetUpRequest } from '../../domain/set-up/set-up.js';
import { withoutDuplicates } from '../../domain/trunk/allowed-addresses.js';
import { countryOfNumber } from '../../domain/trunk/country.js';
import type { TrunkNumber } from '../../domain/trunk/number.js';
import type { Cidr, InboundAuthorization } from '../../domain/trunk/trunk.js';
import type { ApiSettings } from '../dependencies.js';
import { fieldOf, notAnObject, oneOf, type Rule, readBody } from '../http/fields.js';
import type { CreateEndpoint } from '../http/set-up-handler.js';
import { agentGivenIn, allowedAddresses } from '../http/trunk-fields.js';
import { atLeastOneAddress, authorizationField, numberRule, trunkFields } from './trunk-fields.js';

const trunkTypes = ['extension', 'number'] as const;

/**
 * Makes the reader of create requests. What two of the fields must look like depends on two others. An agent that is left out is
 * the organisation's default; null is none.
 */
export function createRequestReader(settings: ApiSettings): CreateEndpoint<SetUpRequest, never>['read'] {
  const schemas = {
    number: schemasFor(numberRule('number'), settings),
    extension: schemasFor(numberRule('extension'), settings),
    unknown: schemasFor(numberRule(null), settings),
  };
  return (body, defaultAgent) => {
    const type = trunkTypes.find((candidate) => candidate === fieldOf(body, 'sip_trunk_type'));
    const ofType = schemas[type ?? 'unknown'];
    const schema = fieldOf(body, 'inbound_authorization_type') === 'ip' ? ofType.ip : ofType.auth;
    const reading = readBody(schema, body);
    if (!reading.ok) return reading;
    const agentName = agentGivenIn(body, 'agent_name', reading.value, defaultAgent);
    return { ok: true, value: toRequest(reading.value, agentName) };
  };
}

/** Every body that the reader may accept: what two of the fields look like depends on two others. */
export function createBody(settings: ApiSettings): z.ZodType {
  return z.union(
    trunkTypes.flatMap((type) => {
      const { auth, ip } = schemasFor(numberRule(type), settings);
      const ofType = { sip_trunk_type: oneOf('SIP trunk type', [type]) };
      return [
        auth.extend({ ...ofType, inbound_authorization_type: authorizationField(['auth']) }),
        ip.extend({ ...ofType, inbound_authorization_type: authorizationField(['ip']) }),
      ];
    }),
  );
}

type CreateFields = z.output<ReturnType<typeof schemaFor>>;

function schemasFor(parseNumber: Rule<TrunkNumber>, settings: ApiSettings) {
  return {
    auth: schemaFor(parseNumber, allowedAddresses, settings),
    ip: schemaFor(parseNumber, atLeastOneAddress, settings),
  };
}

function schemaFor(parseNumber: Rule<TrunkNumber>, addresses: z.ZodType<Cidr[]>, settings: ApiSettings) {
  return z.object(
    {
      sip_trunk_type: oneOf('SIP trunk type', trunkTypes),
      ...trunkFields(parseNumber, addresses, settings),
    },
    notAnObject,
  );
}

function toRequest(fields: CreateFields, agentName: string | null): SetUpRequest {
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
      agentName,
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
