import { z } from 'zod';
import type { NumberImport } from '../../domain/set-up/set-up.js';
import { parseStatedDid } from '../../domain/trunk/numbers/lost-plus.js';
import { didForm } from '../../domain/trunk/numbers/phone-number.js';
import { carrierNames, type Trunk } from '../../domain/trunk/trunk.js';
import { accepted, type Parsed, refused, Secret, type TextForm } from '../../domain/values.js';
import { organizationId, ownershipErrors } from '../http/endpoint.js';
import {
  formed,
  notAnObject,
  oneOf,
  optionalText,
  type Reading,
  readBody,
  requiredText,
  textOf,
} from '../http/fields.js';
import { operation } from '../http/route.js';
import { agentGivenIn, parseAgentName } from '../http/trunk/trunk-fields.js';
import { byNumber, milliseconds, phoneNumberObject, phoneNumberSchema } from './phone-number.js';
import { done, replayForMs, setUpWords, success, zudu } from './style.js';

const message = 'Phone number validated and imported successfully';

const accountForm = {
  description:
    'Twilio: the Account SID, which begins with AC. Plivo: the Auth ID, which begins with MA or SA.',
  pattern: '^[A-Za-z0-9]{2,64}$',
  examples: ['AC0123456789abcdef0123456789abcdef'],
} as const satisfies TextForm;

const bodySchema = z.object(
  {
    phone_number: requiredText('Phone number', formed(parseStatedDid, didForm)),
    provider: oneOf('Provider', carrierNames),
    account_sid: requiredText('Account SID', formed(parseAccount, accountForm)),
    auth_token: requiredText('Auth token', textOf({ max: 255 })),
    nickname: optionalText('Nickname', textOf({ max: 255 })),
    inbound_agent_id: optionalText('Inbound agent id', parseAgentName),
    outbound_agent_id: optionalText('Outbound agent id', parseAgentName),
  },
  notAnObject,
);

/** The fields of a phone number in the answer to an import. */
const importedFields = phoneNumberSchema.pick({
  phone_number: true,
  nickname: true,
  organization_id: true,
  phone_number_type: true,
  inbound_agent_id: true,
  outbound_agent_id: true,
  inbound_trunk_id: true,
  outbound_trunk_id: true,
  dispatch_rule_id: true,
  created_at: true,
});

const importedNumberSchema = z
  .strictObject({
    phone_number: importedFields.extend({ number_provider: z.enum(carrierNames) }),
    validation_result: z.strictObject({
      phone_number: z.string(),
      provider: z.enum(carrierNames),
      capabilities: z.strictObject({ voice: z.boolean(), sms: z.boolean(), mms: z.boolean() }),
      status: z.literal('valid'),
    }),
    import_details: z.strictObject({
      imported_at: milliseconds,
      organization_id: organizationId,
      provider: z.enum(carrierNames),
    }),
  })
  .meta({ id: 'ImportedNumber' });

/** Sets up a trunk for a number of the customer's own account at a carrier. */
export const importNumberRoute = operation(
  {
    ...zudu,
    method: 'post',
    path: '/api/phone-numbers/import',
    // An extension may be called `import` as well: every other method of this path means a number.
    otherwise: byNumber.path,
    id: 'importPhoneNumber',
    summary: 'Import a phone number from its carrier',
    description:
      'Connects a number of your own account at Twilio or Plivo for calls in both directions, or does nothing at all. It creates ' +
      'a trunk at the carrier, routes the number to it, and creates the parts of a set-up. The credentials of the account are ' +
      'stored encrypted until the number is deleted, which removes all of these parts. After an import that failed they are ' +
      'kept for a retry. For a day the same request gets the same answer. ' +
      'Without `inbound_agent_id` the default agent of the organization answers; with null none does.',
    body: {
      schema: bodySchema,
      required: true,
      examples: {
        twilio: {
          summary: 'A number at Twilio',
          value: {
            phone_number: '+14155550123',
            provider: 'twilio',
            account_sid: 'AC0123456789abcdef0123456789abcdef',
            auth_token: 'the-token-of-the-account',
            nickname: 'Support line',
            inbound_agent_id: 'reception',
          },
        },
      },
    },
    answers: {
      200: {
        description: 'The number works in both directions.',
        schema: success(importedNumberSchema),
        examples: {
          twilio: {
            message,
            ...done,
            data: {
              phone_number: {
                phone_number: '+14155550123',
                nickname: 'Support line',
                organization_id: 'org_0123456789abcdef01234567',
                phone_number_type: 'CUSTOM',
                number_provider: 'twilio',
                inbound_agent_id: 'reception',
                outbound_agent_id: null,
                inbound_trunk_id: 'ST_sFAXh5zmGwU2',
                outbound_trunk_id: 'ST_9mVqBqR2kLwT',
                dispatch_rule_id: 'SDR_4wQ7pTzYbN3c',
                created_at: '2026-03-31T10:00:00.000Z',
              },
              validation_result: {
                phone_number: '+14155550123',
                provider: 'twilio',
                capabilities: { voice: true, sms: true, mms: false },
                status: 'valid',
              },
              import_details: {
                imported_at: 1774951200000,
                organization_id: 'org_0123456789abcdef01234567',
                provider: 'twilio',
              },
            },
          },
        },
      },
    },
    errors: [
      'carrier_not_enabled',
      'inbound_host_missing',
      'number_in_use',
      'quota_exceeded',
      ...ownershipErrors,
      'failed',
      'carrier_failed',
    ],
  },
  {
    read: async ({ input, caller }) => readImport(await input.json(), caller.agentName),
    run: (head, request, { api }) => api.importNumber({ ...head, contract: 'zudu', request, replayForMs }),
    present: ({ trunk }) => ({ status: 200, body: { message, ...done, data: importedNumber(trunk) } }),
    words: setUpWords,
  },
);

/** @param defaultAgent the agent of the organisation, for a body without the field; null is none. */
function readImport(body: unknown, defaultAgent: string | null): Reading<NumberImport> {
  const reading = readBody(bodySchema, body);
  if (!reading.ok) return reading;
  const fields = reading.value;
  const { phone_number: number } = fields;
  if (number.kind !== 'number') throw new Error('A DID was read as an extension.');
  return {
    ok: true,
    value: {
      number: number.value,
      carrier: fields.provider,
      account: { sid: fields.account_sid, token: new Secret(fields.auth_token) },
      nickname: fields.nickname,
      agentName: agentGivenIn(body, 'inbound_agent_id', fields, defaultAgent),
      outboundAgentId: fields.outbound_agent_id,
    },
  };
}

/** The account becomes part of an address and of a header, so only letters and digits are accepted. */
function parseAccount(text: string): Parsed<string> {
  return new RegExp(accountForm.pattern).test(text)
    ? accepted(text)
    : refused('must be 2 to 64 letters and digits: the Account SID at Twilio, the Auth ID at Plivo');
}

function importedNumber(trunk: Trunk): z.output<typeof importedNumberSchema> {
  const { carrier, organizationId } = trunk;
  if (carrier === undefined) throw new Error(`Trunk ${trunk.id} was imported without a carrier.`);
  return {
    phone_number: {
      ...importedFields.strip().parse(phoneNumberObject(trunk)),
      number_provider: carrier.name,
    },
    validation_result: {
      phone_number: trunk.number.value,
      provider: carrier.name,
      capabilities: carrier.capabilities,
      status: 'valid',
    },
    import_details: {
      imported_at: trunk.createdAt.getTime(),
      organization_id: organizationId,
      provider: carrier.name,
    },
  };
}
