import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { AuthorizationChange, ChangeAnswer, TrunkChanges } from '../../domain/change/change.js';
import { Secret } from '../../domain/secret.js';
import { withoutDuplicates } from '../../domain/trunk/allowed-addresses.js';
import type { TrunkNumber } from '../../domain/trunk/number.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import type { ApiSettings } from '../dependencies.js';
import { autocallsFailed } from '../errors/failed-operations.js';
import { refusals, wordsOf } from '../errors/refusals.js';
import { RequestProblem } from '../errors/request-problem.js';
import { type ApiAnswer, operationHeader, trunkLocation } from '../http/answer.js';
import type { ChangeEndpoint } from '../http/change-handler.js';
import {
  type FieldProblems,
  fieldOf,
  fieldsIn,
  notAnObject,
  optionalText,
  type Reading,
  readBody,
  textOf,
} from '../http/fields.js';
import { boundProblems, changeWarnings, stillChangingMessage } from '../http/outcomes.js';
import { allowedAddresses } from '../http/trunk-fields.js';
import { presentFieldProblems, presentProblem } from './presenter.js';
import {
  presentBusy,
  presentFailure,
  presentKeyReused,
  presentRefusal,
  presentUnavailable,
  presentUnfinished,
} from './shared-answers.js';
import {
  addressesMissing,
  atLeastOneAddress,
  authorizationField,
  type NotFound,
  numberRule,
  trunkFields,
} from './trunk-fields.js';
import { phoneNumberObject, trunkObject } from './trunk-objects.js';

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

/** The words in which the endpoints that change a trunk differ. */
interface ChangeWords {
  readonly notFound: NotFound;
  readonly failed: string;
  readonly changed: (trunk: Trunk) => object;
  readonly fieldProblems: (problems: FieldProblems) => ApiAnswer;
}

/** Words the outcome of a change of a trunk as this contract documents it. @param password the one that the request carries. */
export function presentTrunkChange(
  answer: ChangeAnswer,
  settings: ApiSettings,
  password: Secret | null,
): ApiAnswer {
  return present(answer, {
    notFound: 'trunk_not_found',
    failed: autocallsFailed.change,
    changed: (trunk) => ({
      message: 'SIP trunk updated successfully.',
      data: trunkObject(trunk, settings),
      ...changeWarnings(trunk, password),
    }),
    fieldProblems: presentFieldProblems,
  });
}

/** Words the outcome of a change of a number's nickname. */
export function presentNicknameChange(answer: ChangeAnswer): ApiAnswer {
  return present(answer, {
    notFound: 'phone_number_not_found',
    failed: autocallsFailed.change_nickname,
    changed: ({ id, number, nickname, countryCode }) => ({
      message: 'Phone number updated successfully.',
      data: { id, phone_number: number.value, nickname, country_code: countryCode, type: 'sip' },
    }),
    fieldProblems: presentNicknameProblems,
  });
}

/** Here, and only here, the contract's message is the first problem. */
export function presentNicknameProblems(errors: FieldProblems): ApiAnswer {
  const { status, message } = wordsOf(refusals.validation_failed, 'autocalls');
  const [first] = Object.values(errors);
  return { status, body: { message: first?.[0] ?? message, errors } };
}

function present(answer: ChangeAnswer, words: ChangeWords): ApiAnswer {
  switch (answer.kind) {
    case 'changed':
      return {
        status: 200,
        headers: operationHeader(answer.operationId),
        body: words.changed(answer.trunk),
      };
    case 'unfinished':
      return presentUnfinished(answer, stillChangingMessage(answer.state));
    case 'failed':
      return presentFailure(answer.operationId, answer.failure, words.failed);
    case 'not_found':
      return presentProblem(new RequestProblem(words.notFound));
    case 'invalid':
      return words.fieldProblems(answer.problems);
    case 'addresses_missing':
      return words.fieldProblems({ allowed_inbound_ips: [addressesMissing] });
    case 'bound_to_carrier':
      return words.fieldProblems(boundProblems(answer.fields));
    case 'already_exists':
      return presentRefusal('already_exists', answer.trunk === null ? {} : trunkLocation(answer.trunk.id));
    case 'number_in_use':
      return presentRefusal('number_in_use');
    case 'busy':
      return presentBusy(answer.retryAfterSeconds);
    case 'idempotency_key_reused':
      return presentKeyReused(words.fieldProblems);
    case 'unavailable':
      return presentUnavailable(answer, 'change');
  }
}

/** Who may call in is one thing, which two fields tell together. */
const authorizationFields: ReadonlySet<string> = new Set([
  'inbound_authorization_type',
  'allowed_inbound_ips',
]);

/**
 * Leaves out of a body what is so already: whoever sends back what was read asks for no change, also of a trunk that was made
 * by way of the other contract, whose fields may be longer, or empty.
 * @param present the trunk as this contract shows it.
 */
export function withoutUnchanged(body: unknown, present: object): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const fields = Object.entries(body);
  const isUnchanged = ([name, value]: [string, unknown]) =>
    Object.hasOwn(present, name) && isDeepStrictEqual(value, Reflect.get(present, name));
  const sameAuthorization = fields.filter(([name]) => authorizationFields.has(name)).every(isUnchanged);
  return Object.fromEntries(
    fields.filter((field) => (authorizationFields.has(field[0]) ? !sameAuthorization : !isUnchanged(field))),
  );
}
