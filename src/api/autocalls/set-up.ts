import { z } from 'zod';
import type { SetUpRequest } from '../../domain/set-up/set-up.js';
import { addressWith, withoutDuplicates } from '../../domain/trunk/addresses.js';
import { carrierSettingsIn, settingsOfFields } from '../../domain/trunk/carrier/carrier-settings.js';
import { presets } from '../../domain/trunk/carrier/presets.js';
import { otherForms } from '../../domain/trunk/numbers/dialling.js';
import { countryOfNumber } from '../../domain/trunk/numbers/phone-number.js';
import type { Cidr, InboundAuthorization, TrunkNumber } from '../../domain/trunk/trunk.js';
import { warningsAbout } from '../../domain/trunk/warnings.js';
import { Secret } from '../../domain/values.js';
import { autocallsFailed } from '../errors/refusals.js';
import type { ApiSettings } from '../http/dependencies.js';
import { trunkLocation } from '../http/endpoint.js';
import {
  fieldOf,
  neverTrue,
  notAnObject,
  oneOf,
  optionalFlag,
  type Reading,
  type Rule,
  readBody,
  withForm,
} from '../http/fields.js';
import { checkParameter, withCheck } from '../http/query.js';
import { operation, type Route } from '../http/route.js';
import { checkIfAsked, setUpErrors } from '../http/trunk/checks.js';
import {
  agentGivenIn,
  allowedAddresses,
  describedWithPreset,
  presetField,
  presetFields,
  presetProblems,
  problemsTogether,
  trunkTypes,
  withPreset,
} from '../http/trunk/trunk-fields.js';
import { autocalls, savedTrunk } from './style.js';
import {
  addressesInstead,
  atLeastOneAddress,
  authorizationField,
  numberRule,
  reportDropped,
  trunkFields,
} from './trunk-fields.js';
import { trunkExample, trunkObject } from './trunk-objects.js';

const requestExample = {
  sip_trunk_type: 'extension',
  phone_number: '1000',
  sip_username: 'myuser',
  sip_password: 'correct horse battery',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
  country_code: 'US',
} as const;

const numberExample = {
  sip_trunk_type: 'number',
  phone_number: '+15551234567',
  nickname: 'Main office',
  agent_name: 'reception',
} as const;

const addressesExample = {
  phone_number: 'desk-7',
  inbound_authorization_type: 'ip',
  allowed_inbound_ips: ['203.0.113.7', '198.51.100.0/24'],
} as const;

const presetExample = {
  sip_trunk_type: 'number',
  phone_number: '+15551234567',
  sip_username: 'myuser',
  sip_password: 'correct horse battery',
  sip_address: 'example.pstn.twilio.com',
  country_code: 'US',
  preset: 'twilio',
} as const;

const { sip_password: _secret, preset: _preset, ...presetSettings } = presetExample;
const presetAnswer = {
  ...trunkExample,
  ...presetSettings,
  sip_calling_format: presets.twilio.callingFormat,
  inbound_authorization_type: 'ip',
  allowed_inbound_ips: presets.twilio.signalling,
};

/** Makes the route that sets up a trunk. */
export function createTrunkRoute(settings: ApiSettings): Route {
  const message = 'SIP trunk created successfully.';
  const read = createRequestReader(settings);
  return operation(
    {
      ...autocalls,
      method: 'post',
      path: '/api/user/phone-numbers/sip-trunks',
      id: 'createSipTrunk',
      summary: 'Set up a SIP trunk',
      description:
        'Creates an inbound trunk, an outbound trunk and a dispatch rule in LiveKit and a record, or nothing at all. ' +
        'Without `agent_name` the default agent of the organization answers; with null none does.',
      body: {
        schema: createBody(settings),
        required: true,
        examples: {
          extension: { summary: 'An extension, protected by credentials', value: requestExample },
          number: {
            summary: 'A number with a nickname and an agent',
            value: { ...requestExample, ...numberExample },
          },
          addresses: {
            summary: 'An extension, protected by addresses',
            value: { ...requestExample, ...addressesExample },
          },
          preset: { summary: 'A number at a carrier whose preset fills the rest', value: presetExample },
        },
      },
      answers: {
        201: {
          description: 'The trunk works.',
          schema: savedTrunk,
          headers: ['Location'],
          examples: {
            extension: { message, data: trunkExample },
            number: { message, data: { ...trunkExample, ...numberExample } },
            addresses: { message, data: { ...trunkExample, ...addressesExample } },
            preset: { message, data: presetAnswer },
          },
        },
      },
      query: { check: checkParameter },
      errors: setUpErrors,
    },
    {
      read: async ({ request, input, caller }) => {
        const body = await input.json();
        const reading = withCheck(request, read(body, caller.agentName));
        if (reading.ok) {
          reportDropped(body, reading.value.requested.settings, input);
          input.warn(...warningsAbout(reading.value.requested, addressesInstead));
        }
        return reading;
      },
      // The contract documents a 409 for a repeated request, so that nothing is replayed without a key.
      run: async (head, create, call) => {
        await checkIfAsked(call, create);
        return call.api.setUpTrunk({
          ...head,
          contract: 'autocalls',
          request: create.requested,
          replayForMs: 0,
        });
      },
      present: ({ trunk }) => ({
        status: 201,
        headers: trunkLocation(trunk.id, autocalls.style),
        body: { message, data: trunkObject(trunk, settings) },
      }),
      words: { undertaking: 'set_up', failed: () => autocallsFailed.set_up },
    },
  );
}

/**
 * Makes the reader of create requests. The rules of two fields depend on two others.
 * @returns a function of the body and of the organisation's default agent, which answers when the body names none.
 */
export function createRequestReader(settings: ApiSettings) {
  const schemas = {
    number: schemasFor(numberRule('number'), settings),
    extension: schemasFor(numberRule('extension'), settings),
    unknown: schemasFor(numberRule(null), settings),
  };
  return (given: unknown, defaultAgent: string | null): Reading<SetUpRequest> => {
    const body = withPreset(given, presetFields);
    const type = trunkTypes.find((candidate) => candidate === fieldOf(body, 'sip_trunk_type'));
    const ofType = schemas[type ?? 'unknown'];
    const schema = fieldOf(body, 'inbound_authorization_type') === 'ip' ? ofType.ip : ofType.auth;
    const reading = readBody(schema, body);
    if (!reading.ok) return reading;
    const agentName = agentGivenIn(body, 'agent_name', reading.value, defaultAgent);
    const request = toRequest(reading.value, agentName);
    const problems = {
      ...problemsTogether(request.settings, reading.value.accept_national),
      ...presetProblems(reading.value.preset, request.settings, presetFields),
    };
    return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value: request };
  };
}

/** The field of the other forms of a number as an extension may have it, for the description of the interface. */
const noOtherForms = withForm(optionalFlag('Accept national'), {
  title: 'Accept national',
  description: 'An extension has no other form.',
  ...neverTrue,
});

/** Makes the schema of every body that the reader may accept. */
export function createBody(settings: ApiSettings) {
  return z.union(
    trunkTypes.flatMap((type) => {
      const { auth, ip } = schemasFor(numberRule(type), settings);
      const ofType = {
        sip_trunk_type: oneOf('SIP trunk type', [type]),
        ...(type === 'extension' ? { accept_national: noOtherForms } : {}),
      };
      return [
        auth.extend({ ...ofType, inbound_authorization_type: authorizationField(['auth']) }),
        ip.extend({ ...ofType, inbound_authorization_type: authorizationField(['ip']) }),
        describedWithPreset(auth.extend(ofType), presetFields),
      ];
    }),
  );
}

type CreateFields = z.output<ReturnType<typeof schemaFor>>;

function schemasFor(parseNumber: Rule<TrunkNumber>, settings: ApiSettings) {
  return {
    auth: schemaFor(parseNumber, allowedAddresses, settings),
    ip: schemaFor(parseNumber, atLeastOneAddress, settings),
  };
}

function schemaFor(parseNumber: Rule<TrunkNumber>, addresses: z.ZodType<Cidr[]>, settings: ApiSettings) {
  return z.object(
    {
      sip_trunk_type: oneOf('SIP trunk type', trunkTypes),
      ...trunkFields(parseNumber, addresses, settings),
      preset: presetField,
    },
    notAnObject,
  );
}

function toRequest(fields: CreateFields, agentName: string | null): SetUpRequest {
  const number = fields.phone_number;
  const country = fields.country_code;
  return {
    settings: {
      number,
      nickname: fields.nickname,
      username: fields.sip_username,
      outboundAddress: addressWith(fields.sip_address, fields.port),
      callingFormat: fields.sip_calling_format,
      inboundAuthorization: authorizationOf(fields),
      outboundProxy: fields.outbound_proxy,
      countryCode: number.kind === 'number' ? countryOfNumber(number.value, country) : country,
      agentName,
      ...otherForms({ number }, fields.accept_national),
      ...carrierSettingsIn(settingsOfFields(fields)),
    },
    password: new Secret(fields.sip_password),
  };
}

function authorizationOf(fields: CreateFields): InboundAuthorization {
  const [first, ...others] = withoutDuplicates(fields.allowed_inbound_ips);
  // Under `auth` the contract drops the addresses and answers null.
  if (fields.inbound_authorization_type === 'auth' || first === undefined) {
    return { digest: true, allowed: [] };
  }
  return { digest: false, allowed: [first, ...others] };
}
