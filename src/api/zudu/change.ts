import { z } from 'zod';
import { changedSettings, type TrunkChanges } from '../../domain/change/change.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import { warningsAbout } from '../../domain/trunk/warnings.js';
import { accepted, type Parsed, refused, type TextForm } from '../../domain/values.js';
import { zuduFailedChange } from '../errors/refusals.js';
import type { ApiSettings } from '../http/dependencies.js';
import {
  fieldOf,
  fieldsIn,
  formed,
  notAnObject,
  optionalText,
  type Reading,
  readBody,
  requiredText,
  textOf,
} from '../http/fields.js';
import { anyBody, operation, type Route } from '../http/route.js';
import { changeErrors } from '../http/trunk/checks.js';
import { settingsGiven } from '../http/trunk/setting-fields.js';
import {
  addedFields,
  additionalNumbersField,
  noteFields,
  notesGiven,
  parseAgentName,
  problemsTogether,
} from '../http/trunk/trunk-fields.js';
import { byNumber, changedNumberObject, changedNumberSchema, numberExample } from './phone-number.js';
import { addressesInstead, done, success, zudu } from './style.js';

const message = 'Phone number updated successfully';

const ownTrunkIdForm = {
  description: 'Only the present id is possible, because every number has an outbound trunk of its own.',
  pattern: '^ST_[A-Za-z0-9]+$',
  examples: ['ST_sFAXh5zmGwU2'],
} as const satisfies TextForm;

const anotherTrunk = 'cannot be changed: every phone number has an outbound trunk of its own';

/** Changes a phone number. What a request leaves out stays as it is; null removes most fields. */
export const changeNumberRoute = (settings: ApiSettings): Route =>
  operation(
    {
      ...zudu,
      ...byNumber,
      method: 'patch',
      id: 'changePhoneNumber',
      summary: 'Change a phone number',
      description:
        'Fields that are left out do not change. Null removes a field, except `outbound_trunk_id`. `inbound_agent_id` assigns the ' +
        'agent that answers; the metadata of its job holds `inbound_agent_version`, as `{"agent_version":2}`. When an agent is ' +
        'replaced or removed, its version is removed as well, unless the same request has a version. Trunkline does not dial: ' +
        '`GET /v1/trunks/{id}/dialling/{number}` returns the outbound agent to the program that calls. `inbound_webhook_url` and ' +
        '`number_provider` are stored and shown.',
      body: {
        schema: schemaFor(settings, null),
        required: false,
        repeatable: [...Object.keys(changedNumberSchema.shape), 'health'],
        examples: {
          agent: {
            summary: 'An agent that answers, and another nickname',
            value: { nickname: 'Back office', inbound_agent_id: 'reception' },
          },
        },
      },
      answers: {
        200: {
          description: 'The number after the change.',
          schema: success(changedNumberSchema),
          examples: {
            agent: {
              message,
              ...done,
              data: {
                ...numberExample,
                nickname: 'Back office',
                inbound_agent_id: 'reception',
                updated_at: '2026-04-01T08:30:00.000Z',
                phone_number_pretty: '+1 (555) 123-4567',
                last_modification_timestamp: 1775032200000,
              },
            },
          },
        },
      },
      errors: ['phone_number_not_found', ...changeErrors],
    },
    {
      read: async (call) => {
        const reading = await anyBody(call);
        const body = reading.ok ? reading.value : {};
        if (
          fieldsIn(body)('nickname') &&
          fieldsIn(body)('label') &&
          fieldOf(body, 'nickname') !== fieldOf(body, 'label')
        ) {
          call.input.ignore('label', 'label is not used beside nickname, because both mean the same field.');
        }
        return reading;
      },
      run: (head, body, { api, path, input }) =>
        api.changeTrunk({
          ...head,
          contract: 'zudu',
          endpoint: 'change_trunk',
          target: { by: 'number', number: path.number },
          changesOf: (trunk) => {
            input.ignoreDifferent(body, changedNumberObject(trunk));
            return input.checked(changesOf(body, settings, trunk));
          },
          body,
        }),
      present: ({ trunk }, body, { input }) => {
        // A webhook is no news to a request that does not name it.
        const inboundWebhookUrl = fieldsIn(body)('inbound_webhook_url')
          ? trunk.notes.inboundWebhookUrl
          : null;
        const notes = { ...trunk.notes, inboundWebhookUrl };
        input.warn(...warningsAbout({ settings: trunk, password: null, notes }, addressesInstead));
        return { status: 200, body: { message, ...done, data: changedNumberObject(trunk) } };
      },
      words: { undertaking: 'change', notFound: 'phone_number_not_found', failed: () => zuduFailedChange },
    },
  );

/** @param trunk null for the description of the interface. */
function schemaFor(settings: ApiSettings, trunk: Trunk | null) {
  return z.object(
    {
      nickname: optionalText('Nickname', textOf({ max: 255 })),
      label: optionalText('Label', textOf({ max: 255 })),
      inbound_agent_id: optionalText('Inbound agent id', parseAgentName),
      additional_numbers: additionalNumbersField,
      ...noteFields(settings),
      ...addedFields,
      // The field may be left out, but it cannot be removed.
      outbound_trunk_id: requiredText(
        'Outbound trunk id',
        formed((text) => parseOwnTrunkId(text, trunk), ownTrunkIdForm),
        anotherTrunk,
      ).optional(),
    },
    notAnObject,
  );
}

function changesOf(body: unknown, settings: ApiSettings, trunk: Trunk): Reading<TrunkChanges> {
  const reading = readBody(schemaFor(settings, trunk), body);
  if (!reading.ok) return reading;
  const fields = reading.value;
  const given = fieldsIn(body);
  const notes = notesGiven(fields, given);
  const value: TrunkChanges = {
    ...(given('label') ? { nickname: fields.label } : {}),
    ...(given('nickname') ? { nickname: fields.nickname } : {}),
    ...(given('inbound_agent_id') ? { agentName: fields.inbound_agent_id } : {}),
    ...(given('additional_numbers') ? { additionalNumbers: fields.additional_numbers } : {}),
    ...settingsGiven(fields, given),
    ...(given('accept_national') ? { acceptNational: fields.accept_national } : {}),
    ...(Object.keys(notes).length === 0 ? {} : { notes }),
  };
  const settingsThen = changedSettings(trunk, value) ?? trunk;
  const problems = problemsTogether(settingsThen, fields.accept_national, trunk);
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value };
}

/** Every trunk has an outbound trunk of its own, so the only possible id is the present one. */
function parseOwnTrunkId(text: string, trunk: Trunk | null): Parsed<string> {
  if (text.startsWith('TK')) {
    return refused(
      'must be an id of LiveKit, which begins with ST_; one that begins with TK belongs to Twilio',
    );
  }
  if (trunk !== null && text !== trunk.outboundTrunkId) {
    return refused(anotherTrunk);
  }
  return accepted(text);
}
