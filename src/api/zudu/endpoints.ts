import type { ApiSettings } from '../dependencies.js';
import type { Endpoint } from '../http/endpoint.js';
import { ifUnusedParameter } from '../http/query.js';
import { changeBody } from './change.js';
import { importBody } from './import-number.js';
import {
  changedNumberSchema,
  createdTrunk,
  deletedNumberSchema,
  importedNumberSchema,
  numberParameter,
  phoneNumberSchema,
  success,
  zuduStyle,
} from './phone-number.js';
import { createBody } from './set-up.js';

const common = { tag: 'Zudu', style: zuduStyle, access: 'organization' } as const;
const byNumber = {
  path: '/api/phone-numbers/{number}',
  pathParameters: { number: numberParameter },
} as const;

const numberExample = {
  phone_number: '+15551234567',
  nickname: 'Main Office SIP Trunk',
  organization_id: 'org_0123456789abcdef01234567',
  area_code: 555,
  phone_number_type: 'CUSTOM',
  number_provider: null,
  inbound_agent_id: null,
  outbound_agent_id: null,
  inbound_agent_version: null,
  outbound_agent_version: null,
  inbound_webhook_url: null,
  inbound_trunk_id: 'ST_sFAXh5zmGwU2',
  outbound_trunk_id: 'ST_9mVqBqR2kLwT',
  dispatch_rule_id: 'SDR_4wQ7pTzYbN3c',
  created_at: '2026-03-31T10:00:00.000Z',
  updated_at: '2026-03-31T10:00:00.000Z',
} as const;

const done = { status: 'success', error: null } as const;

/** What the routes of the Zudu contract take and answer. */
export function zuduEndpoints(settings: ApiSettings): readonly Endpoint[] {
  const creation = {
    ...common,
    method: 'post',
    description:
      'Makes an inbound trunk, an outbound trunk and a dispatch rule in LiveKit and a record, or nothing at all. ' +
      'For a day the same request gets the same answer. ' +
      'Without `agent_name` the agent of the organization answers, with null none.',
    changes: true,
    body: {
      schema: createBody(settings),
      required: true,
      examples: {
        trunk: {
          summary: 'The published example',
          value: {
            name: 'Main Office SIP Trunk',
            number: '+15551234567',
            outboundPstn: 'sip.gateway.com',
            authUserName: 'sip_user',
            authPassword: 'sip_password',
          },
        },
      },
    },
    answers: {
      [settings.zuduSuccessStatus]: {
        description: 'The trunk works; `data` is the id of its inbound trunk in LiveKit.',
        schema: createdTrunk,
        headers: ['X-Operation-Id'],
        examples: {
          trunk: { message: 'Phone number created successfully', ...done, data: 'ST_sFAXh5zmGwU2' },
        },
      },
    },
    errors: ['already_exists', 'number_in_use', 'failed'],
  } as const;
  return [
    {
      ...creation,
      path: '/api/sio/createSipTrunkDispatch',
      id: 'createSipTrunkDispatch',
      summary: 'Set up a SIP trunk',
    },
    {
      ...creation,
      path: '/api/sip/createSipTrunkDispatch',
      id: 'createSipTrunkDispatchBySip',
      summary: 'Set up a SIP trunk, at the path that was meant',
    },
    {
      ...common,
      method: 'post',
      path: '/api/phone-numbers/import',
      id: 'importPhoneNumber',
      summary: 'Import a phone number from its carrier',
      description:
        'Connects a number of your own account at Twilio or Plivo, so that it rings here and can be called from, or does ' +
        'nothing at all: the trunk at the carrier, the route of the number, and all that a set-up makes. The account is kept ' +
        'sealed until the number is deleted, which takes everything back; with an import that failed, so that it can be tried ' +
        'again, until the number was imported and deleted. For a day the same request gets the same answer. ' +
        'Without `inbound_agent_id` the agent of the organization answers, with null none.',
      changes: true,
      body: {
        schema: importBody(),
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
          description: 'Calls to the number come in, and calls from it go out.',
          schema: success(importedNumberSchema),
          headers: ['X-Operation-Id'],
          examples: {
            twilio: {
              message: 'Phone number validated and imported successfully',
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
      errors: ['carrier_not_enabled', 'inbound_host_missing', 'number_in_use', 'failed', 'carrier_failed'],
    },
    {
      ...common,
      ...byNumber,
      method: 'get',
      id: 'readPhoneNumber',
      summary: 'Read a phone number',
      answers: {
        200: {
          description: 'The number with its trunk.',
          schema: success(phoneNumberSchema),
          examples: {
            number: { message: 'Phone number retrieved successfully', ...done, data: numberExample },
          },
        },
      },
      errors: ['phone_number_not_found'],
    },
    {
      ...common,
      ...byNumber,
      method: 'patch',
      id: 'changePhoneNumber',
      summary: 'Change a phone number',
      description:
        'What is left out stays, null takes it away; only `outbound_trunk_id` cannot be taken away. `inbound_agent_id` assigns ' +
        'the agent that answers; it is told `inbound_agent_version` in the metadata of its job, as `{"agent_version":2}`. An ' +
        'agent that is replaced or taken away, inbound or outbound, takes its version with it, unless the same request gives one. ' +
        'The outbound agent is told to whoever calls, by `GET /v1/trunks/{id}/dialling/{number}`: Trunkline dials nothing. ' +
        '`inbound_webhook_url` and `number_provider` are kept and shown.',
      changes: true,
      body: {
        schema: changeBody(),
        required: false,
        examples: {
          agent: {
            summary: 'An agent that answers, and another nickname',
            value: { nickname: 'Back office', inbound_agent_id: 'reception' },
          },
        },
      },
      answers: {
        200: {
          description: 'The number as it is now.',
          schema: success(changedNumberSchema),
          headers: ['X-Operation-Id'],
          examples: {
            agent: {
              message: 'Phone number updated successfully',
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
      errors: ['phone_number_not_found', 'number_in_use', 'trunk_busy', 'failed'],
    },
    {
      ...common,
      ...byNumber,
      method: 'delete',
      id: 'deleteNumber',
      summary: 'Delete a phone number with its trunk',
      query: { if_unused: ifUnusedParameter },
      changes: true,
      answers: {
        200: {
          description: 'Nothing of it is left in LiveKit, which a list has shown.',
          schema: success(deletedNumberSchema),
          headers: ['X-Operation-Id'],
          examples: {
            deleted: {
              message: 'Phone number deleted successfully',
              ...done,
              data: {
                phone_number: '+15551234567',
                organization_id: 'org_0123456789abcdef01234567',
                cleanup_results: { dispatch_rule: true, inbound_trunk: true, outbound_trunk: true },
              },
            },
          },
        },
      },
      errors: ['phone_number_not_found', 'trunk_busy', 'trunk_assigned'],
    },
  ];
}
