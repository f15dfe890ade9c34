import type { z } from 'zod';
import { defaultSipPort } from '../../domain/trunk/addresses.js';
import {
  countryForm,
  didForm,
  extensionForm,
  parseCountry,
} from '../../domain/trunk/numbers/phone-number.js';
import { problemOfPort } from '../../domain/trunk/targets.js';
import { type Cidr, callingFormats, type TrunkNumber, type TrunkSettings } from '../../domain/trunk/trunk.js';
import { type ErrorCode, RequestProblem } from '../errors/request-problem.js';
import type { ApiSettings } from '../http/dependencies.js';
import type { PathParameter } from '../http/endpoint.js';
import {
  atLeastOneItem,
  fieldOf,
  formed,
  formOf,
  neverTrue,
  oneOf,
  optionalFlag,
  optionalNumber,
  optionalText,
  passwordOf,
  type Rule,
  requiredText,
  textOf,
  withForm,
} from '../http/fields.js';
import type { RequestInput } from '../http/input.js';
import {
  addedFields,
  agentNameField,
  allowedAddresses,
  numberOf,
  sipAddress,
  sipUsername,
  unusedCountry,
} from '../http/trunk/trunk-fields.js';

const authorizationTypes = ['auth', 'ip'] as const;
type AuthorizationType = (typeof authorizationTypes)[number];

/** The message of the contract for a trunk that nothing would protect. */
export const addressesMissing =
  'At least one allowed IP address is required when authorization type is "ip".';

/** How this contract authorizes a carrier by its addresses, for warnings. */
export const addressesInstead =
  'set inbound_authorization_type to "ip" and list the addresses of the carrier in allowed_inbound_ips';

/** The addresses that may call in, when nothing else protects the trunk. */
export const atLeastOneAddress = atLeastOneItem(
  allowedAddresses,
  allowedAddresses.refine((list) => list.length > 0, addressesMissing),
);

/** Makes the field of the authorization of calls that come in. */
export function authorizationField<const Word extends AuthorizationType>(words: readonly Word[]) {
  return oneOf('Inbound authorization type', words);
}

/** Makes the fields of a trunk that can be set and, except its type, changed. */
export function trunkFields(
  parseNumber: Rule<TrunkNumber>,
  addresses: z.ZodType<Cidr[]>,
  settings: ApiSettings,
) {
  return {
    phone_number: requiredText('Phone number', parseNumber),
    nickname: optionalText('Nickname', textOf({ max: 50 })),
    sip_username: requiredText('SIP username', sipUsername({ min: 3, max: 128 })),
    sip_password: requiredText('SIP password', passwordOf({ min: 3 })),
    sip_address: requiredText('SIP server address', sipAddress({ port: 'refused' }, settings)),
    port: portField(settings),
    sip_calling_format: oneOf('SIP calling format', callingFormats),
    inbound_authorization_type: authorizationField(authorizationTypes),
    allowed_inbound_ips: addresses,
    country_code: requiredText('Country code', formed(parseCountry, countryForm)),
    outbound_proxy: outboundProxyField(settings),
    agent_name: agentNameField,
    ...addedFields,
  };
}

function portField({ targets: { sipPorts } }: ApiSettings): z.ZodType<number | null> {
  const field = optionalNumber('Port', {
    minimum: Math.min(...sipPorts.map(([from]) => from)),
    maximum: Math.max(...sipPorts.map(([, to]) => to)),
  });
  const problemOf = (port: unknown) => problemOfPort(Number(port ?? defaultSipPort), sipPorts);
  return withForm(
    field.refine((port) => problemOf(port) === null, {
      error: ({ input }) => `SIP server address ${problemOf(input)}.`,
    }),
    { ...formOf(field)?.schema },
  );
}

function outboundProxyField({ outboundEgressIp }: ApiSettings): z.ZodType<boolean> {
  const title = 'Outbound proxy';
  const field = optionalFlag(title);
  if (outboundEgressIp !== null) return field;
  return withForm(
    field.refine(
      (requested) => !requested,
      'Outbound proxy is not available here: send false, or ask the operator to deploy a proxy and to set ' +
        'OUTBOUND_EGRESS_IP to its address.',
    ),
    { title, description: 'No proxy is deployed here.', ...neverTrue },
  );
}

/** Gives the rule of a number. @param kind null when the type of the trunk is unknown; then the number decides. */
export function numberRule(kind: TrunkNumber['kind'] | null): Rule<TrunkNumber> {
  return numberOf(kind, null, {
    description: 'A number in E.164 format or an extension, as the type of the trunk requires.',
    examples: [...didForm.examples, ...extensionForm.examples],
  });
}

/** Reports the values of a body that this contract makes a trunk drop. @param settings those that the body leads to. */
export function reportDropped(body: unknown, settings: TrunkSettings, input: RequestInput): void {
  const addresses = fieldOf(body, 'allowed_inbound_ips');
  const { inboundAuthorization } = settings;
  const areDropped = inboundAuthorization.digest && inboundAuthorization.allowed.length === 0;
  const isByAddress = fieldOf(body, 'inbound_authorization_type') === 'ip';
  if (Array.isArray(addresses) && addresses.length > 0 && areDropped && !isByAddress) {
    input.ignore(
      'allowed_inbound_ips',
      'allowed_inbound_ips is not used when inbound_authorization_type is "auth": calls from every address are asked for the ' +
        'credentials. Send "ip" to admit these addresses instead.',
    );
  }
  const country = unusedCountry(body, settings);
  if (country !== null) input.ignore('country_code', country);
}

const longestId = 15;

/** The contract addresses a trunk in two ways, each with its own errors. */
export const asTrunk = addressedBy(
  '/api/user/phone-numbers/sip-trunks/{id}',
  'trunk_not_found',
  'not_a_trunk_number',
);
export const asPhoneNumber = addressedBy(
  '/api/user/phone-numbers/{id}',
  'phone_number_not_found',
  'not_a_phone_number_id',
);
export type Addressing = ReturnType<typeof addressedBy>;

/** @param foreignId the error for an id of another system, with a hint. */
function addressedBy(path: string, notFound: ErrorCode, foreignId: ErrorCode) {
  const id: PathParameter<number> = {
    description: 'The id of the trunk: `data.id` in the answer of the create call.',
    schema: { type: 'integer', minimum: 1, maximum: 10 ** longestId - 1 },
    example: 42,
    read: (text) => {
      if (/^(TK|ST_)/.test(text)) throw new RequestProblem(foreignId);
      if (!/^[1-9]\d*$/.test(text) || text.length > longestId) throw new RequestProblem(notFound);
      return Number(text);
    },
  };
  return { path, pathParameters: { id }, notFound, errors: [notFound, foreignId] } as const;
}
