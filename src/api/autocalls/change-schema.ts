import { z } from 'zod';
import type { AuthorizationChange, TrunkChanges } from '../../domain/change/change.js';
import { Secret } from '../../domain/secret.js';
import { withoutDuplicates } from '../../domain/trunk/allowed-addresses.js';
import type { TrunkNumber } from '../../domain/trunk/number.js';
import type { ChangeEndpoint } from '../change-handler.js';
import type { ApiSettings } from '../dependencies.js';
import { fieldOf, fieldsIn, notAnObject, optionalText, type Reading, readBody, textOf } from '../fields.js';
import { allowedAddresses } from '../trunk-fields.js';
import {
  addressesMissing,
  atLeastOneAddress,
  authorizationField,
  numberRule,
  trunkFields,
} from './trunk-fields.js';
import { phoneNumberObject, trunkObject } from './trunk-objects.js';
import { withoutUnchanged } from './unchanged-fields.js';

type Kind = TrunkNumber['kind'];

/** Makes the reader of requests that change a trunk: what they leave out stays as it is. */
export function createChangeReader(settings: ApiSettings): ChangeEndpoint<never>['read'] {
  const schemas = {
    number: schemaFor('number', settings),
    extension: schemaFor('extension', settings),
  };
  return (body, trunk) => {
    const asked = withoutUnchanged(body, trunkObject(trunk, settings));
    const reading = readBody(schemas[trunk.number.kind], asked);
    const problems = { ...problemOfType(asked), ...(reading.ok ? {} : reading.problems) };
    if (!reading.ok || Object.keys(problems).length > 0) return { ok: false, problems };
    return toChanges(reading.value, fieldsIn(asked));
  };
}

/** The password that a body carries, also that of a repeated request whose fields are not read again; null when there is none. */
export function passwordIn(body: unknown): Secret | null {
  const given = fieldOf(body, 'sip_password');
  return typeof given === 'string' ? new Secret(given) : null;
}

/** Makes the reader of requests that give a number another nickname and nothing else. */
export function createNicknameReader(): ChangeEndpoint<never>['read'] {
  return (body, trunk) => {
    const asked = withoutUnchanged(body, phoneNumberObject(trunk));
    const reading = readBody(nicknameSchema, asked);
    if (!reading.ok) return reading;
    return { ok: true, value: fieldsIn(asked)('nickname') ? { nickname: reading.value.nickname } : {} };
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
function problemOfType(asked: unknown) {
  return fieldsIn(asked)('sip_trunk_type') ? { sip_trunk_type: ['SIP trunk type cannot be changed.'] } : {};
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
