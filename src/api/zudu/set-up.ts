import { z } from 'zod';
import { Secret } from '../../domain/secret.js';
import type { SetUpRequest } from '../../domain/set-up/set-up.js';
import { withoutDuplicates } from '../../domain/trunk/allowed-addresses.js';
import { countryOfNumber } from '../../domain/trunk/country.js';
import { didForm, parseDid } from '../../domain/trunk/parse-number.js';
import type { ApiSettings } from '../dependencies.js';
import { formed, notAnObject, readBody, requiredText, textOf } from '../http/fields.js';
import type { CreateEndpoint } from '../http/set-up-handler.js';
import {
  agentGivenIn,
  agentNameField,
  allowedAddresses,
  sipAddress,
  sipUsername,
} from '../http/trunk-fields.js';

/**
 * Makes the reader of create requests. The contract names no lengths, so only absurd ones are refused. An agent that is left out
 * is the organisation's default; null is none.
 */
export function createRequestReader(settings: ApiSettings): CreateEndpoint<SetUpRequest, never>['read'] {
  const schema = schemaFor(settings);
  return (body, defaultAgent) => {
    const reading = readBody(schema, body);
    if (!reading.ok) return reading;
    const agentName = agentGivenIn(body, 'agent_name', reading.value, defaultAgent);
    return { ok: true, value: toRequest(reading.value, agentName) };
  };
}

/** The body of a create request. */
export function createBody(settings: ApiSettings): z.ZodType {
  return schemaFor(settings);
}

type CreateFields = z.output<ReturnType<typeof schemaFor>>;

function schemaFor(settings: ApiSettings) {
  return z.object(
    {
      name: requiredText('Name', textOf({ max: 255 })),
      number: requiredText('Number', formed(parseDid, didForm)),
      outboundPstn: requiredText('Outbound PSTN gateway', sipAddress({ port: 'allowed' }, settings)),
      authUserName: requiredText('Authentication username', sipUsername({ min: 1, max: 255 })),
      authPassword: requiredText('Authentication password', textOf({})),
      allowed_inbound_ips: allowedAddresses,
      agent_name: agentNameField,
    },
    notAnObject,
  );
}

/** The contract has one pair of credentials and no direction: it is used both ways, so no trunk is ever open. */
function toRequest(fields: CreateFields, agentName: string | null): SetUpRequest {
  const { number } = fields;
  return {
    settings: {
      number,
      nickname: fields.name,
      username: fields.authUserName,
      outboundAddress: fields.outboundPstn,
      callingFormat: '+e164',
      inboundAuthorization: { digest: true, allowed: withoutDuplicates(fields.allowed_inbound_ips) },
      outboundProxy: false,
      countryCode: number.kind === 'number' ? countryOfNumber(number.value, null) : null,
      agentName,
    },
    password: new Secret(fields.authPassword),
  };
}
