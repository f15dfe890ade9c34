import { z } from 'zod';
import { changedSettings, type TrunkChanges } from '../../../domain/change/change.js';
import { failures } from '../../../domain/failures.js';
import type { InboundAuthorization, Trunk, TrunkNumber } from '../../../domain/trunk/trunk.js';
import { Secret } from '../../../domain/values.js';
import type { ApiSettings } from '../../http/dependencies.js';
import { fieldOf, fieldsIn, notAnObject, type Reading, type Rule, readBody } from '../../http/fields.js';
import { ifMatchParameter } from '../../http/precondition.js';
import { anyBody, operation, type Route } from '../../http/route.js';
import { withNumberOfType, withoutUnchanged } from '../../http/trunk/change-fields.js';
import { changeErrors } from '../../http/trunk/checks.js';
import { settingsGiven } from '../../http/trunk/setting-fields.js';
import { notesGiven, problemsTogether } from '../../http/trunk/trunk-fields.js';
import {
  both,
  byTrunk,
  presentSaved,
  readExpected,
  savedTrunkSchema,
  trunkExample,
  trunkObject,
} from './trunk.js';
import { authorizationOf, authorizationTypeOf, numberRuleFor, trunkFields } from './trunk-fields.js';

/** Makes the route that changes a trunk. The fields are read for the trunk as it is when the change begins. */
export function changeTrunkRoute(settings: ApiSettings): Route {
  return operation(
    {
      ...byTrunk,
      method: 'patch',
      path: '/v1/trunks/{id}',
      id: 'changeTrunk',
      summary: 'Change a trunk',
      description:
        'Fields that are left out or equal the trunk do not change, so that a trunk as it was read may be sent back. Null removes ' +
        'what may be missing. Objects in LiveKit keep their ids, and either all fields change or none. With `If-Match` nothing ' +
        'changes if somebody else has changed the trunk meanwhile. When an agent is replaced or removed, its version is removed ' +
        'as well, unless the same request has a version.',
      headers: ifMatchParameter,
      body: {
        schema: bodySchema(settings, numberRuleFor({})).meta({ id: 'TrunkChanges' }),
        required: false,
        repeatable: [...Object.keys(savedTrunkSchema.shape), 'health'],
        examples: {
          nickname: {
            summary: 'Another nickname, and an agent that answers',
            value: { nickname: 'Back office', agent_name: 'reception' },
          },
        },
      },
      answers: {
        200: {
          description: 'The trunk after the change.',
          schema: savedTrunkSchema,
          headers: ['ETag'],
          examples: { nickname: { ...trunkExample, nickname: 'Back office', agent_name: 'reception' } },
        },
      },
      errors: ['trunk_not_found', 'precondition_failed', 'already_exists', ...changeErrors],
    },
    {
      read: async (call) => both(readExpected(call), await anyBody(call)),
      run: (head, [isExpected, body], { api, path }) =>
        api.changeTrunk({
          ...head,
          contract: 'native',
          endpoint: 'change_trunk',
          target: { by: 'id', id: path.id },
          isExpected,
          changesOf: (trunk) => changesOf(body, trunk, settings),
          body,
        }),
      present: ({ trunk }, [, body]) => ({ status: 200, ...presentSaved(trunk, passwordIn(body), settings) }),
      words: {
        undertaking: 'change',
        failed: ({ code }) => `The SIP trunk is as it was. ${failures[code].meaning}`,
      },
    },
  );
}

function bodySchema(settings: ApiSettings, numberRule: Rule<TrunkNumber>) {
  return z.strictObject(trunkFields(settings, numberRule), notAnObject).partial();
}

type ChangeFields = z.output<ReturnType<typeof bodySchema>>;

function changesOf(body: unknown, trunk: Trunk, settings: ApiSettings): Reading<TrunkChanges> {
  // Clients send back what they have read. The health may have changed since, and nobody can set it.
  const present = { ...trunkObject(trunk, settings), health: fieldOf(body, 'health') };
  const changed = withNumberOfType(withoutUnchanged(body, present), trunk);
  const schema = bodySchema(settings, numberRuleFor(changed, trunk.number.kind));
  const reading = readBody(schema, changed);
  if (!reading.ok) return reading;
  const authorization = changedAuthorization(reading.value, fieldsIn(changed), trunk);
  if (typeof authorization === 'string') {
    return { ok: false, problems: { allowed_inbound_ips: [authorization] } };
  }
  const changes = toChanges(reading.value, fieldsIn(changed), authorization);
  const result = changedSettings(trunk, changes);
  const accept = changes.acceptNational ?? trunk.otherForms !== undefined;
  const together = result === null ? {} : problemsTogether(result, accept, trunk);
  return Object.keys(together).length > 0 ? { ok: false, problems: together } : { ok: true, value: changes };
}

/** A missing field is read as undefined or as its empty value, so `given` decides which fields were sent. */
function toChanges(
  fields: ChangeFields,
  given: (name: string) => boolean,
  authorization: InboundAuthorization | null,
): TrunkChanges {
  const notes = notesGiven(
    {
      outbound_agent_id: fields.outbound_agent_id ?? null,
      inbound_agent_version: fields.inbound_agent_version ?? null,
      outbound_agent_version: fields.outbound_agent_version ?? null,
      inbound_webhook_url: fields.inbound_webhook_url ?? null,
      number_provider: fields.number_provider ?? null,
    },
    given,
  );
  return {
    ...(fields.phone_number === undefined ? {} : { number: fields.phone_number }),
    ...(given('nickname') ? { nickname: fields.nickname ?? null } : {}),
    ...(fields.sip_username === undefined ? {} : { username: fields.sip_username }),
    ...(fields.sip_password === undefined ? {} : { password: new Secret(fields.sip_password) }),
    ...(fields.sip_address === undefined ? {} : { outboundAddress: fields.sip_address }),
    ...(fields.sip_calling_format === undefined ? {} : { callingFormat: fields.sip_calling_format }),
    ...(authorization === null ? {} : { inboundAuthorization: authorization }),
    ...(given('outbound_proxy') ? { outboundProxy: fields.outbound_proxy ?? false } : {}),
    ...(given('country_code') ? { countryCode: fields.country_code ?? null } : {}),
    ...(given('agent_name') ? { agentName: fields.agent_name ?? null } : {}),
    ...(given('additional_numbers') ? { additionalNumbers: fields.additional_numbers ?? [] } : {}),
    ...settingsGiven(fields, given),
    ...(given('accept_national') ? { acceptNational: fields.accept_national ?? false } : {}),
    ...(Object.keys(notes).length === 0 ? {} : { notes }),
  };
}

/** The half that is left out stays as the trunk has it, except that credentials alone need no addresses. */
function changedAuthorization(
  fields: ChangeFields,
  given: (name: string) => boolean,
  { inboundAuthorization: present }: Trunk,
): InboundAuthorization | string | null {
  const type = fields.inbound_authorization_type;
  if (type === undefined && !given('allowed_inbound_ips')) return null;
  const kept = type === 'auth' ? [] : present.allowed;
  const allowed = given('allowed_inbound_ips') ? (fields.allowed_inbound_ips ?? []) : kept;
  return authorizationOf(type ?? authorizationTypeOf(present), allowed);
}

/** Gets the password of a body, also of a replayed request whose fields are not read again; null when there is none. */
function passwordIn(body: unknown): Secret | null {
  const given = fieldOf(body, 'sip_password');
  return typeof given === 'string' ? new Secret(given) : null;
}
