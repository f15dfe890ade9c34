import { z } from 'zod';
import { type AuthorizationChange, changedSettings, type TrunkChanges } from '../../domain/change/change.js';
import { addressWith, partsOf, withoutDuplicates } from '../../domain/trunk/addresses.js';
import type { Trunk, TrunkNumber } from '../../domain/trunk/trunk.js';
import { warningsAbout } from '../../domain/trunk/warnings.js';
import { Secret } from '../../domain/values.js';
import { autocallsFailed } from '../errors/refusals.js';
import type { ApiSettings } from '../http/dependencies.js';
import { trunkId, warnings } from '../http/endpoint.js';
import {
  fieldOf,
  fieldsIn,
  notAnObject,
  oneOf,
  optionalText,
  type Reading,
  readBody,
  textOf,
} from '../http/fields.js';
import type { RequestInput } from '../http/input.js';
import { anyBody, operation, type Route } from '../http/route.js';
import { withNumberOfType, withoutUnchanged } from '../http/trunk/change-fields.js';
import { changeErrors } from '../http/trunk/checks.js';
import { settingsGiven } from '../http/trunk/setting-fields.js';
import { allowedAddresses, problemsTogether, trunkTypes } from '../http/trunk/trunk-fields.js';
import { autocalls, nicknameStyle, savedTrunk } from './style.js';
import {
  addressesInstead,
  addressesMissing,
  asPhoneNumber,
  asTrunk,
  atLeastOneAddress,
  authorizationField,
  numberRule,
  reportDropped,
  trunkFields,
} from './trunk-fields.js';
import {
  phoneNumberObject,
  phoneNumberSchema,
  readTrunkSchema,
  trunkExample,
  trunkObject,
} from './trunk-objects.js';

/** Makes the route that changes a trunk. The fields are read for the trunk as it is when the change begins. */
export function changeTrunkRoute(settings: ApiSettings): Route {
  const message = 'SIP trunk updated successfully.';
  const byAddress = { inbound_authorization_type: 'ip', allowed_inbound_ips: ['203.0.113.7'] } as const;
  const changesOf = createChangeReader(settings);
  return operation(
    {
      ...autocalls,
      path: asTrunk.path,
      pathParameters: asTrunk.pathParameters,
      method: 'put',
      id: 'changeSipTrunk',
      summary: 'Change a SIP trunk',
      description:
        'Fields that are left out or equal the trunk do not change. Objects in LiveKit keep their ids, and either all fields ' +
        'change or none. Under `auth` a trunk has no `allowed_inbound_ips`, and a list of addresses is not used. The exception ' +
        'is a trunk that was made with credentials and addresses (through Zudu, or by an import): there a list replaces the ' +
        'addresses, and null or an empty list removes them.',
      body: {
        schema: changeBody(settings),
        required: false,
        repeatable: Object.keys(readTrunkSchema.shape),
        examples: {
          password: {
            summary: 'A new password, in both trunks',
            value: { sip_password: 'another horse battery' },
          },
          addresses: { summary: 'Addresses instead of credentials', value: byAddress },
        },
      },
      answers: {
        200: {
          description: 'The trunk after the change.',
          schema: savedTrunk,
          examples: {
            password: { message, data: trunkExample },
            addresses: { message, data: { ...trunkExample, ...byAddress } },
          },
        },
      },
      errors: [...asTrunk.errors, 'already_exists', ...changeErrors],
    },
    {
      read: anyBody,
      run: (head, body, { api, path, input }) =>
        api.changeTrunk({
          ...head,
          contract: 'autocalls',
          endpoint: 'change_trunk',
          target: { by: 'id', id: path.id },
          changesOf: (trunk) => input.checked(changesOf(body, trunk, input)),
          body,
        }),
      present: ({ trunk }, body, { input }) => {
        // The answer may be a replay, whose fields were not read.
        reportDropped(body, trunk, input);
        input.warn(...warningsAbout({ settings: trunk, password: passwordIn(body) }, addressesInstead));
        return { status: 200, body: { message, data: trunkObject(trunk, settings) } };
      },
      words: {
        undertaking: 'change',
        notFound: asTrunk.notFound,
        failed: () => autocallsFailed.change,
        addressesMissing,
      },
    },
  );
}

const nicknameSchema = z.object({ nickname: optionalText('The nickname', textOf({ max: 50 })) }, notAnObject);

/** Changes the nickname of a number and nothing else. */
export const changeNicknameRoute = operation(
  {
    ...autocalls,
    style: nicknameStyle,
    path: asPhoneNumber.path,
    pathParameters: asPhoneNumber.pathParameters,
    method: 'put',
    id: 'renamePhoneNumber',
    summary: 'Change the nickname of a phone number',
    description: 'Null or the empty text removes it. Nothing changes in LiveKit.',
    body: {
      schema: nicknameSchema,
      required: false,
      repeatable: Object.keys(phoneNumberSchema.shape),
      examples: { nickname: { summary: 'Another nickname', value: { nickname: 'Back office' } } },
    },
    answers: {
      200: {
        description: 'The number with its nickname.',
        schema: z.strictObject({
          message: z.string(),
          data: z.strictObject({
            id: trunkId,
            phone_number: z.string(),
            nickname: z.string().nullable(),
            country_code: z.string().nullable(),
            type: z.literal('sip'),
          }),
          warnings,
        }),
        examples: {
          nickname: {
            message: 'Phone number updated successfully.',
            data: { id: 42, phone_number: '1000', nickname: 'Back office', country_code: 'US', type: 'sip' },
          },
        },
      },
    },
    errors: [...asPhoneNumber.errors, 'trunk_busy', 'failed'],
  },
  {
    read: anyBody,
    run: (head, body, { api, path, input }) =>
      api.changeTrunk({
        ...head,
        contract: 'autocalls',
        endpoint: 'change_nickname',
        target: { by: 'id', id: path.id },
        changesOf: (trunk) => {
          input.ignoreDifferent(body, phoneNumberObject(trunk));
          return input.checked(nicknameOf(body, trunk));
        },
        body,
      }),
    present: ({ trunk: { id, number, nickname, countryCode } }) => ({
      status: 200,
      body: {
        message: 'Phone number updated successfully.',
        data: { id, phone_number: number.value, nickname, country_code: countryCode, type: 'sip' },
      },
    }),
    words: {
      undertaking: 'change',
      notFound: asPhoneNumber.notFound,
      failed: () => autocallsFailed.change_nickname,
    },
  },
);

function nicknameOf(body: unknown, trunk: Trunk): Reading<TrunkChanges> {
  const changed = withoutUnchanged(body, phoneNumberObject(trunk));
  const reading = readBody(nicknameSchema, changed);
  if (!reading.ok) return reading;
  return { ok: true, value: fieldsIn(changed)('nickname') ? { nickname: reading.value.nickname } : {} };
}

/** Makes the reader of change requests. What a request leaves out stays as it is. */
function createChangeReader(settings: ApiSettings) {
  const schemas = {
    number: schemaFor('number', settings),
    extension: schemaFor('extension', settings),
  };
  return (body: unknown, trunk: Trunk, input: RequestInput): Reading<TrunkChanges> => {
    const present = trunkObject(trunk, settings);
    input.ignoreDifferent(body, present);
    const changed = withNumberOfType(withoutUnchanged(body, present), trunk);
    const type = trunkTypes.find((each) => each === fieldOf(changed, 'sip_trunk_type'));
    const reading = readBody(schemas[type ?? trunk.number.kind], changed);
    if (!reading.ok) return reading;
    const changes = toChanges(reading.value, fieldsIn(changed), trunk);
    const result = changes.ok ? changedSettings(trunk, changes.value) : null;
    const accept = changes.ok ? (changes.value.acceptNational ?? trunk.otherForms !== undefined) : false;
    if (result !== null) reportDropped(body, result, input);
    const together = result === null ? {} : problemsTogether(result, accept, trunk);
    return Object.keys(together).length > 0 ? { ok: false, problems: together } : changes;
  };
}

/** Gets the password of a body, also of a replayed request whose fields are not read again; null when there is none. */
function passwordIn(body: unknown): Secret | null {
  const given = fieldOf(body, 'sip_password');
  return typeof given === 'string' ? new Secret(given) : null;
}

/** Makes the schema of a change of a trunk of either type. A switch to addresses needs some, unless the trunk has them. */
function changeBody(settings: ApiSettings): z.ZodType {
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

function schemaFor(kind: TrunkNumber['kind'] | null, settings: ApiSettings) {
  const sip_trunk_type = oneOf('SIP trunk type', trunkTypes);
  const fields = trunkFields(numberRule(kind), allowedAddresses, settings);
  return z.object({ sip_trunk_type, ...fields }, notAnObject).partial();
}

/** A missing field is read as undefined or as its empty value, so `given` decides which fields were sent. */
function toChanges(
  fields: ChangeFields,
  given: (name: string) => boolean,
  trunk: Trunk,
): Reading<TrunkChanges> {
  const present = partsOf(trunk.outboundAddress);
  const authorization = authorizationOf(fields, given);
  if (authorization?.type === 'ip' && authorization.allowed?.length === 0) {
    return { ok: false, problems: { allowed_inbound_ips: [addressesMissing] } };
  }
  const value: TrunkChanges = {
    ...(fields.phone_number === undefined ? {} : { number: fields.phone_number }),
    ...(given('nickname') ? { nickname: fields.nickname ?? null } : {}),
    ...(fields.sip_username === undefined ? {} : { username: fields.sip_username }),
    ...(fields.sip_password === undefined ? {} : { password: new Secret(fields.sip_password) }),
    ...(given('sip_address') || given('port')
      ? {
          outboundAddress: addressWith(
            fields.sip_address ?? present.host,
            given('port') ? (fields.port ?? null) : present.port,
          ),
        }
      : {}),
    ...(fields.sip_calling_format === undefined ? {} : { callingFormat: fields.sip_calling_format }),
    ...(authorization === null ? {} : { inboundAuthorization: authorization }),
    ...(given('outbound_proxy') ? { outboundProxy: fields.outbound_proxy ?? false } : {}),
    ...(fields.country_code === undefined ? {} : { countryCode: fields.country_code }),
    ...(given('agent_name') ? { agentName: fields.agent_name ?? null } : {}),
    ...settingsGiven(fields, given),
    ...(given('accept_national') ? { acceptNational: fields.accept_national ?? false } : {}),
  };
  return { ok: true, value };
}

function authorizationOf(fields: ChangeFields, given: (name: string) => boolean): AuthorizationChange | null {
  const type = fields.inbound_authorization_type ?? null;
  const allowed = given('allowed_inbound_ips') ? withoutDuplicates(fields.allowed_inbound_ips ?? []) : null;
  return type === null && allowed === null ? null : { type, allowed };
}
