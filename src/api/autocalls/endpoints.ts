import { z } from 'zod';
import type { ApiSettings } from '../dependencies.js';
import type { Endpoint } from '../http/endpoint.js';
import { ifUnusedParameter } from '../http/query.js';
import { warnings } from '../openapi/values.js';
import {
  allTrunks,
  assignableNumberSchema,
  autocallsStyle,
  pageOfTrunks,
  phoneNumberSchema,
  renamedNumberSchema,
  savedTrunk,
  sentence,
  trunkSchema,
} from './answer-schemas.js';
import { changeBody, nicknameSchema } from './change.js';
import { directionParameter, pageParameters } from './read.js';
import { createBody } from './set-up.js';
import { trunkIdParameter } from './trunk-fields.js';

const common = { tag: 'Autocalls', style: autocallsStyle, access: 'organization' } as const;
const byId = { pathParameters: { id: trunkIdParameter } } as const;
const saved = ['X-Operation-Id'] as const;

const createExample = {
  sip_trunk_type: 'extension',
  phone_number: '1000',
  sip_username: 'myuser',
  sip_password: 'correct horse battery',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
  country_code: 'US',
} as const;

const listedExample = {
  id: 42,
  phone_number: '1000',
  nickname: null,
  sip_username: 'myuser',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
  allowed_inbound_ips: null,
  outbound_proxy: false,
  country_code: 'US',
  created_at: '2026-03-31T10:00:00.000000Z',
  updated_at: '2026-03-31T10:00:00.000000Z',
  sip_trunk_type: 'extension',
  sip_inbound_host: null,
  status: 'active',
  agent_name: null,
} as const;

const trunkExample = {
  ...listedExample,
  inbound_trunk_id: 'ST_sFAXh5zmGwU2',
  outbound_trunk_id: 'ST_9mVqBqR2kLwT',
  dispatch_rule_id: 'SDR_4wQ7pTzYbN3c',
} as const;

/** What the routes of the Autocalls contract take and answer. */
export function autocallsEndpoints(settings: ApiSettings): readonly Endpoint[] {
  const removal = {
    ...common,
    ...byId,
    method: 'delete',
    query: { if_unused: ifUnusedParameter },
    changes: true,
    answers: {
      200: {
        description: 'Nothing of it is left in LiveKit, which a list has shown.',
        schema: sentence.extend({ warnings }),
        headers: saved,
        examples: { deleted: { message: 'Phone number deleted successfully.' } },
      },
    },
  } as const;
  return [
    {
      ...common,
      method: 'post',
      path: '/api/user/phone-numbers/sip-trunks',
      id: 'createSipTrunk',
      summary: 'Set up a SIP trunk',
      description:
        'Makes an inbound trunk, an outbound trunk and a dispatch rule in LiveKit and a record, or nothing at all. ' +
        'Without `agent_name` the agent of the organization answers, with null none.',
      changes: true,
      body: {
        schema: createBody(settings),
        required: true,
        examples: {
          extension: { summary: 'An extension, guarded by credentials', value: createExample },
          number: {
            summary: 'A number with a nickname and an agent',
            value: {
              ...createExample,
              sip_trunk_type: 'number',
              phone_number: '+15551234567',
              nickname: 'Main office',
              agent_name: 'reception',
            },
          },
          addresses: {
            summary: 'An extension, guarded by addresses',
            value: {
              ...createExample,
              phone_number: 'desk-7',
              inbound_authorization_type: 'ip',
              allowed_inbound_ips: ['203.0.113.7', '198.51.100.0/24'],
            },
          },
        },
      },
      answers: {
        201: {
          description: 'The trunk works.',
          schema: savedTrunk,
          headers: ['X-Operation-Id', 'Location'],
          examples: {
            extension: { message: 'SIP trunk created successfully.', data: trunkExample },
            number: {
              message: 'SIP trunk created successfully.',
              data: {
                ...trunkExample,
                phone_number: '+15551234567',
                nickname: 'Main office',
                sip_trunk_type: 'number',
                agent_name: 'reception',
              },
            },
            addresses: {
              message: 'SIP trunk created successfully.',
              data: {
                ...trunkExample,
                phone_number: 'desk-7',
                inbound_authorization_type: 'ip',
                allowed_inbound_ips: ['203.0.113.7', '198.51.100.0/24'],
              },
            },
          },
        },
      },
      errors: ['already_exists', 'number_in_use', 'failed'],
    },
    {
      ...common,
      method: 'get',
      path: '/api/user/phone-numbers/sip-trunks',
      id: 'listSipTrunks',
      summary: 'List the SIP trunks',
      description: 'All of them, or with `per_page` or `page` one page.',
      query: pageParameters,
      answers: {
        200: {
          description: 'The oldest first.',
          schema: z.union([allTrunks, pageOfTrunks]),
          examples: { all: { data: [listedExample] } },
        },
      },
      errors: ['validation_failed'],
    },
    {
      ...common,
      ...byId,
      method: 'get',
      path: '/api/user/phone-numbers/sip-trunks/{id}',
      id: 'readSipTrunk',
      summary: 'Read a SIP trunk',
      answers: {
        200: {
          description: 'The trunk.',
          schema: z.strictObject({ data: trunkSchema }),
          examples: { trunk: { data: trunkExample } },
        },
      },
      errors: ['trunk_not_found', 'not_a_trunk_number'],
    },
    {
      ...common,
      ...byId,
      method: 'put',
      path: '/api/user/phone-numbers/sip-trunks/{id}',
      id: 'changeSipTrunk',
      summary: 'Change a SIP trunk',
      description:
        'What is left out stays, and so does what is sent as it was read. Objects in LiveKit keep their ids; either all of it is ' +
        'changed or nothing. ' +
        'Under `auth` a trunk has no `allowed_inbound_ips`, and a list of addresses is not used; only a trunk that was made with both ' +
        'credentials and addresses (through Zudu, or by an import) keeps its addresses: a list replaces them, null or an ' +
        'empty list takes them away.',
      changes: true,
      body: {
        schema: changeBody(settings),
        required: false,
        examples: {
          password: {
            summary: 'A new password, in both trunks',
            value: { sip_password: 'another horse battery' },
          },
          addresses: {
            summary: 'Addresses instead of credentials',
            value: { inbound_authorization_type: 'ip', allowed_inbound_ips: ['203.0.113.7'] },
          },
        },
      },
      answers: {
        200: {
          description: 'The trunk is changed.',
          schema: savedTrunk,
          headers: saved,
          examples: {
            password: { message: 'SIP trunk updated successfully.', data: trunkExample },
            addresses: {
              message: 'SIP trunk updated successfully.',
              data: {
                ...trunkExample,
                inbound_authorization_type: 'ip',
                allowed_inbound_ips: ['203.0.113.7'],
              },
            },
          },
        },
      },
      errors: [
        'trunk_not_found',
        'not_a_trunk_number',
        'already_exists',
        'number_in_use',
        'trunk_busy',
        'failed',
      ],
    },
    {
      ...removal,
      path: '/api/user/phone-numbers/sip-trunks/{id}',
      id: 'deleteSipTrunk',
      summary: 'Delete a SIP trunk',
      errors: ['trunk_not_found', 'not_a_trunk_number', 'trunk_busy', 'trunk_assigned'],
    },
    {
      ...common,
      method: 'get',
      path: '/api/user/phone-numbers/all',
      id: 'listPhoneNumbers',
      summary: 'List the phone numbers of the account',
      answers: {
        200: {
          description: 'Every number that Trunkline knows is a SIP trunk’s.',
          schema: z.strictObject({ data: z.array(phoneNumberSchema) }),
          examples: {
            all: {
              data: [
                {
                  id: 42,
                  phone_number: '1000',
                  nickname: null,
                  country_code: 'US',
                  type: 'sip',
                  type_label: 'SIP',
                  sms_capable: false,
                  region: null,
                  has_active_subscription: false,
                  created_at: '2026-03-31T10:00:00.000000Z',
                },
              ],
            },
          },
        },
      },
    },
    {
      ...common,
      ...byId,
      method: 'get',
      path: '/api/user/phone-numbers/{id}',
      id: 'readTrunkOfNumber',
      summary: 'Read the trunk of a phone number',
      answers: {
        200: {
          description: 'The trunk.',
          schema: z.strictObject({ data: trunkSchema }),
          examples: { trunk: { data: trunkExample } },
        },
      },
      errors: ['phone_number_not_found', 'not_a_phone_number_id'],
    },
    {
      ...common,
      ...byId,
      method: 'put',
      path: '/api/user/phone-numbers/{id}',
      id: 'renamePhoneNumber',
      summary: 'Change the nickname of a phone number',
      description: 'Null or the empty text takes it away. Nothing in LiveKit is touched.',
      changes: true,
      body: {
        schema: nicknameSchema,
        required: false,
        examples: { nickname: { summary: 'Another nickname', value: { nickname: 'Back office' } } },
      },
      answers: {
        200: {
          description: 'The number with its nickname.',
          schema: z.strictObject({ message: z.string(), data: renamedNumberSchema }),
          headers: saved,
          examples: {
            nickname: {
              message: 'Phone number updated successfully.',
              data: {
                id: 42,
                phone_number: '1000',
                nickname: 'Back office',
                country_code: 'US',
                type: 'sip',
              },
            },
          },
        },
      },
      errors: ['phone_number_not_found', 'not_a_phone_number_id', 'trunk_busy', 'failed'],
    },
    {
      ...removal,
      path: '/api/user/phone-numbers/{id}',
      id: 'deletePhoneNumber',
      summary: 'Delete a phone number with its trunk',
      errors: ['phone_number_not_found', 'not_a_phone_number_id', 'trunk_busy', 'trunk_assigned'],
    },
    {
      ...common,
      method: 'get',
      path: '/api/user/assistants/phone-numbers',
      id: 'listAssignablePhoneNumbers',
      summary: 'List the numbers that an assistant may be given',
      query: { type: directionParameter },
      answers: {
        200: {
          description: 'A number is available while no agent answers its calls.',
          schema: z.array(assignableNumberSchema),
          examples: {
            all: [
              { id: 42, phone_number: '1000', country_code: 'US', type_label: 'SIP', is_available: true },
            ],
          },
        },
      },
      errors: ['validation_failed'],
    },
  ];
}
