import { z } from 'zod';
import { countryOfNumber } from '../../trunks/country-of-number.js';
import {
  allowedAddressForm,
  maximumAllowedAddresses,
  parseAllowedAddress,
  withoutDuplicates,
} from '../../trunks/parse-allowed-addresses.js';
import { didForm, parseDid } from '../../trunks/parse-number.js';
import { parseSipAddress, sipAddressForm } from '../../trunks/parse-sip-address.js';
import { Secret } from '../../trunks/secret.js';
import type { SetUpRequest } from '../../trunks/set-up.js';
import type { ApiSettings } from '../dependencies.js';
import { formed, listOfTexts, notAnObject, readBody, requiredText, textOf } from '../fields.js';
import type { CreateEndpoint } from '../set-up-handler.js';
import { agentNameField, sipUsername } from '../trunk-fields.js';

/** Makes the reader of create requests. The contract names no lengths, so only absurd ones are refused. */
export function createRequestReader(settings: ApiSettings): CreateEndpoint['read'] {
  const schema = schemaFor(settings);
  return (body, defaultAgent) => {
    const reading = readBody(schema, body);
    return reading.ok ? { ok: true, value: toRequest(reading.value, defaultAgent) } : reading;
  };
}

const address = { port: 'allowed' } as const;

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
      outboundPstn: requiredText(
        'Outbound PSTN gateway',
        formed(
          (text) => parseSipAddress(text, { ...address, allowPrivate: settings.allowPrivateSipAddresses }),
          sipAddressForm(address),
        ),
      ),
      authUserName: requiredText('Authentication username', sipUsername({ min: 1, max: 255 })),
      authPassword: requiredText('Authentication password', textOf({})),
      allowed_inbound_ips: listOfTexts(
        { list: 'Allowed IP addresses', item: 'Allowed IP address' },
        formed(parseAllowedAddress, allowedAddressForm),
        maximumAllowedAddresses,
      ),
      agent_name: agentNameField,
    },
    notAnObject,
  );
}

/** The contract has one pair of credentials and no direction: it is used both ways, so no trunk is ever open. */
function toRequest(fields: CreateFields, defaultAgent: string | null): SetUpRequest {
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
      agentName: fields.agent_name ?? defaultAgent,
    },
    password: new Secret(fields.authPassword),
  };
}
