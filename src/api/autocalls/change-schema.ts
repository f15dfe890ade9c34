import { z } from 'zod';
import type { AuthorizationChange, TrunkChanges } from '../../trunks/change.js';
import type { TrunkNumber } from '../../trunks/number.js';
import { withoutDuplicates } from '../../trunks/parse-allowed-addresses.js';
import { Secret } from '../../trunks/secret.js';
import type { Trunk } from '../../trunks/trunk.js';
import type { ChangeEndpoint } from '../change-handler.js';
import type { ApiSettings } from '../dependencies.js';
import { fieldsIn, notAnObject, optionalText, type Reading, readBody, textOf } from '../fields.js';
import {
  addressesMissing,
  allowedAddresses,
  atLeastOneAddress,
  authorizationField,
  numberRule,
  trunkFields,
} from './trunk-fields.js';

type Kind = TrunkNumber['kind'];

/** Makes the reader of requests that change a trunk: what they leave out stays as it is. */
export function createChangeReader(settings: ApiSettings): ChangeEndpoint<never>['read'] {
  const schemas = {
    number: schemaFor('number', settings),
    extension: schemaFor('extension', settings),
    unknown: schemaFor(null, settings),
  };
  return (body, trunk) => {
    const reading = readBody(schemas[trunk?.number.kind ?? 'unknown'], body);
    const problems = { ...problemOfType(body, trunk), ...(reading.ok ? {} : reading.problems) };
    if (!reading.ok || Object.keys(problems).length > 0) return { ok: false, problems };
    return toChanges(reading.value, fieldsIn(body));
  };
}

/** Makes the reader of requests that give a number another nickname and nothing else. */
export function createNicknameReader(): ChangeEndpoint<never>['read'] {
  return (body) => {
    const reading = readBody(nicknameSchema, body);
    if (!reading.ok) return reading;
    return { ok: true, value: fieldsIn(body)('nickname') ? { nickname: reading.value.nickname } : {} };
  };
}

/** The body of a change of the nickname. */
export const nicknameSchema = z.object(
  { nickname: optionalText('The nickname', textOf({ max: 50 })) },
  notAnObject,
);

/** The body of a change, of a trunk of either type: whoever asks for addresses names some, unless it has them. */
export function changeBody(settings: ApiSettings): z.ZodType {
  const body = schemaFor(null, settings);
  return z.union([
    body.extend({ inbound_authorization_type: authorizationField(['auth']).optional() }),
    body.extend({
      inbound_authorization_type: authorizationField(['ip']),
      allowed_inbound_ips: atLeastOneAddress.optional(),
    }),
  ]);
}

type ChangeFields = z.output<ReturnType<typeof schemaFor>>;

function schemaFor(kind: Kind | null, settings: ApiSettings) {
  return z.object(trunkFields(numberRule(kind), allowedAddresses, settings), notAnObject).partial();
}

/** The contract does not let a trunk change its type; naming the one that it has is no harm. */
function problemOfType(body: unknown, trunk: Trunk | null) {
  if (trunk === null || !fieldsIn(body)('sip_trunk_type')) return {};
  const given: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, 'sip_trunk_type') : null;
  return given === trunk.number.kind ? {} : { sip_trunk_type: ['SIP trunk type cannot be changed.'] };
}

/** A field that is missing reads as undefined or as its empty value, so that the body decides what was given. */
function toChanges(fields: ChangeFields, given: (name: string) => boolean): Reading<TrunkChanges> {
  const authorization = authorizationOf(fields, given);
  if (authorization?.type === 'ip' && authorization.allowed?.length === 0) {
    return { ok: false, problems: { allowed_inbound_ips: [addressesMissing] } };
  }
  const value: TrunkChanges = {
    ...(fields.phone_number === undefined ? {} : { number: fields.phone_number }),
    ...(given('nickname') ? { nickname: fields.nickname ?? null } : {}),
    ...(fields.sip_username === undefined ? {} : { username: fields.sip_username }),
    ...(fields.sip_password === undefined ? {} : { password: new Secret(fields.sip_password) }),
    ...(fields.sip_address === undefined ? {} : { outboundAddress: fields.sip_address }),
    ...(fields.sip_calling_format === undefined ? {} : { callingFormat: fields.sip_calling_format }),
    ...(authorization === null ? {} : { inboundAuthorization: authorization }),
    ...(given('outbound_proxy') ? { outboundProxy: fields.outbound_proxy ?? false } : {}),
    ...(fields.country_code === undefined ? {} : { countryCode: fields.country_code }),
    ...(given('agent_name') ? { agentName: fields.agent_name ?? null } : {}),
  };
  return { ok: true, value };
}

function authorizationOf(fields: ChangeFields, given: (name: string) => boolean): AuthorizationChange | null {
  const type = fields.inbound_authorization_type ?? null;
  const allowed = given('allowed_inbound_ips') ? withoutDuplicates(fields.allowed_inbound_ips ?? []) : null;
  return type === null && allowed === null ? null : { type, allowed };
}
