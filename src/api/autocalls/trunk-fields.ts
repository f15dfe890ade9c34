import type { z } from 'zod';
import { countryForm, parseCountry } from '../../domain/trunk/country.js';
import type { TrunkNumber } from '../../domain/trunk/number.js';
import { didForm, extensionForm, parseDid, parseExtension } from '../../domain/trunk/parse-number.js';
import { type Cidr, callingFormats } from '../../domain/trunk/trunk.js';
import type { ApiSettings } from '../dependencies.js';
import { RequestProblem, type RequestProblemCode } from '../errors/request-problem.js';
import type { DescribedParameter } from '../http/endpoint.js';
import {
  atLeastOneItem,
  formed,
  oneOf,
  optionalFlag,
  optionalText,
  type Rule,
  requiredText,
  textOf,
  withForm,
} from '../http/fields.js';
import {
  agentNameField,
  allowedAddresses,
  numberOfEitherKind,
  sipAddress,
  sipUsername,
} from '../http/trunk-fields.js';

const authorizationTypes = ['auth', 'ip'] as const;
type AuthorizationType = (typeof authorizationTypes)[number];

/** What the contract says of a trunk that nothing would guard. */
export const addressesMissing =
  'At least one allowed IP address is required when authorization type is "ip".';

/** Who may call in by address, where nothing else would guard the trunk. */
export const atLeastOneAddress = atLeastOneItem(
  allowedAddresses,
  allowedAddresses.refine((list) => list.length > 0, addressesMissing),
);

/** How callers show who they are. */
export function authorizationField<const Word extends AuthorizationType>(words: readonly Word[]) {
  return oneOf('Inbound authorization type', words);
}

const rules = {
  did: formed(parseDid, didForm),
  extension: formed(parseExtension, extensionForm),
  country: formed(parseCountry, countryForm),
};

/** The fields of a trunk that can be given and, but for its type, changed. */
export function trunkFields(
  parseNumber: Rule<TrunkNumber>,
  addresses: z.ZodType<Cidr[]>,
  settings: ApiSettings,
) {
  return {
    phone_number: requiredText('Phone number', parseNumber),
    nickname: optionalText('Nickname', textOf({ max: 50 })),
    sip_username: requiredText('SIP username', sipUsername({ min: 3, max: 128 })),
    sip_password: requiredText('SIP password', textOf({ min: 3 })),
    sip_address: requiredText('SIP server address', sipAddress({ port: 'refused' }, settings)),
    sip_calling_format: oneOf('SIP calling format', callingFormats),
    inbound_authorization_type: authorizationField(authorizationTypes),
    allowed_inbound_ips: addresses,
    country_code: requiredText('Country code', rules.country),
    outbound_proxy: outboundProxyField(settings),
    agent_name: agentNameField,
  };
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
    { title, description: 'No proxy is deployed here.', enum: [false, null], default: false },
  );
}

/** What a number must look like; where the type is not known, its own form tells. */
export function numberRule(kind: TrunkNumber['kind'] | null): Rule<TrunkNumber> {
  if (kind === 'number') return rules.did;
  if (kind === 'extension') return rules.extension;
  return numberOfEitherKind({
    description: "In the form of the trunk's type: a number in E.164 format, or an extension.",
    examples: [...didForm.examples, ...extensionForm.examples],
  });
}

/** How a path says that there is no such trunk: as a trunk, or as a phone number. */
export type NotFound = Extract<RequestProblemCode, 'trunk_not_found' | 'phone_number_not_found'>;

/** The same with a hint, for an id of another system's. */
const hints = {
  trunk_not_found: 'not_a_trunk_number',
  phone_number_not_found: 'not_a_phone_number_id',
} as const satisfies Record<NotFound, RequestProblemCode>;

const longestId = 15;

/** What a trunk's id looks like. */
export const trunkIdParameter = {
  description: "The trunk's id: what the create call returned as `data.id`.",
  schema: { type: 'integer', minimum: 1, maximum: 10 ** longestId - 1 },
  example: 42,
} as const satisfies DescribedParameter;

/**
 * Reads a trunk's id out of a path.
 * @throws {RequestProblem} for a text that names no trunk, with a hint where it is an id of another system's.
 */
export function readTrunkId(text: string, notFound: NotFound): number {
  if (/^(TK|ST_)/.test(text)) throw new RequestProblem(hints[notFound]);
  if (!/^[1-9]\d*$/.test(text) || text.length > longestId) throw new RequestProblem(notFound);
  return Number(text);
}
