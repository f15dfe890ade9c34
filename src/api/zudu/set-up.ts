import { z } from 'zod';
import type { SetUpRequest } from '../../domain/set-up/set-up.js';
import { withoutDuplicates } from '../../domain/trunk/addresses.js';
import { carrierSettingsIn, settingsOfFields } from '../../domain/trunk/carrier/carrier-settings.js';
import { presetOf } from '../../domain/trunk/carrier/presets.js';
import { answeredBeside } from '../../domain/trunk/numbers/dialling.js';
import { parseStatedDid } from '../../domain/trunk/numbers/lost-plus.js';
import { countryOfNumber, didForm } from '../../domain/trunk/numbers/phone-number.js';
import { warningsAbout } from '../../domain/trunk/warnings.js';
import { Secret } from '../../domain/values.js';
import type { ApiSettings } from '../http/dependencies.js';
import { liveKitTrunkId } from '../http/endpoint.js';
import {
  formed,
  notAnObject,
  passwordOf,
  type Reading,
  readBody,
  requiredText,
  textOf,
} from '../http/fields.js';
import { checkParameter, withCheck } from '../http/query.js';
import { operation, type Route } from '../http/route.js';
import { checkIfAsked, setUpErrors } from '../http/trunk/checks.js';
import {
  addedFields,
  additionalNumbersField,
  agentGivenIn,
  agentNameField,
  allowedAddresses,
  describedWithPreset,
  type PresetFields,
  presetField,
  presetProblems,
  problemsTogether,
  sipAddress,
  sipUsername,
  withPreset,
} from '../http/trunk/trunk-fields.js';
import { addressesInstead, done, replayForMs, setUpWords, success, zudu } from './style.js';

const presetFields: PresetFields = { address: 'outboundPstn', callingFormat: null, authorization: null };

/** Makes a route that sets up a trunk. */
export function createNumberRoute(
  settings: ApiSettings,
  names: Pick<Route, 'path' | 'id' | 'summary'>,
): Route {
  const message = 'Phone number created successfully';
  const read = createNumberReader(settings);
  return operation(
    {
      ...zudu,
      ...names,
      method: 'post',
      description:
        'Creates an inbound trunk, an outbound trunk and a dispatch rule in LiveKit and a record, or nothing at all. ' +
        'For a day the same request gets the same answer. ' +
        'Without `agent_name` the default agent of the organization answers; with null none does.',
      body: {
        schema: createNumberBody(settings),
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
          description: 'The trunk works. `data` is the id of its inbound trunk in LiveKit.',
          schema: success(liveKitTrunkId),
          examples: { trunk: { message, ...done, data: 'ST_sFAXh5zmGwU2' } },
        },
      },
      query: { check: checkParameter },
      errors: setUpErrors,
    },
    {
      read: async ({ request, input, caller }) => {
        const reading = withCheck(request, read(await input.json(), caller.agentName));
        if (reading.ok) input.warn(...warningsAbout(reading.value.requested, addressesInstead));
        return reading;
      },
      run: async (head, create, call) => {
        await checkIfAsked(call, create);
        return call.api.setUpTrunk({ ...head, contract: 'zudu', request: create.requested, replayForMs });
      },
      present: ({ trunk }) => ({
        status: settings.zuduSuccessStatus,
        body: { message, ...done, data: trunk.inboundTrunkId },
      }),
      words: setUpWords,
    },
  );
}

type BodySchema = ReturnType<typeof bodySchema>;

/** The contract names no lengths, so the schema refuses only absurd ones. */
function bodySchema(settings: ApiSettings) {
  return z.object(
    {
      name: requiredText('Name', textOf({ max: 255 })),
      number: requiredText('Number', formed(parseStatedDid, didForm)),
      outboundPstn: requiredText('Outbound PSTN gateway', sipAddress({ port: 'allowed' }, settings)),
      authUserName: requiredText('Authentication username', sipUsername({ min: 1, max: 255 })),
      authPassword: requiredText('Authentication password', passwordOf({})),
      allowed_inbound_ips: allowedAddresses,
      agent_name: agentNameField,
      additional_numbers: additionalNumbersField,
      ...addedFields,
      preset: presetField,
    },
    notAnObject,
  );
}

/** Makes the schema of every body that the reader may accept. */
export function createNumberBody(settings: ApiSettings) {
  const schema = bodySchema(settings);
  return z.union([schema, describedWithPreset(schema, presetFields)]);
}

/** Makes the reader of create requests. */
export function createNumberReader(settings: ApiSettings) {
  const schema = bodySchema(settings);
  return (given: unknown, defaultAgent: string | null): Reading<SetUpRequest> => {
    const body = withPreset(given, presetFields);
    const reading = readBody(schema, body);
    if (!reading.ok) return reading;
    const agentName = agentGivenIn(body, 'agent_name', reading.value, defaultAgent);
    const request = toRequest(reading.value, agentName);
    const problems = {
      ...problemsTogether(request.settings),
      ...presetProblems(reading.value.preset, request.settings, presetFields),
    };
    return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value: request };
  };
}

/**
 * The contract has one pair of credentials and no direction: it is used both ways, so that no trunk is open. Only a carrier that a
 * preset names and that answers no digest challenge is admitted by its addresses alone.
 */
function toRequest(fields: z.output<BodySchema>, agentName: string | null): SetUpRequest {
  const { number } = fields;
  const allowed = withoutDuplicates(fields.allowed_inbound_ips);
  const [first, ...others] = allowed;
  const byAddress = fields.preset !== null && presetOf(fields.preset).answersDigest === false;
  return {
    settings: {
      number,
      nickname: fields.name,
      username: fields.authUserName,
      outboundAddress: fields.outboundPstn,
      callingFormat: '+e164',
      inboundAuthorization:
        byAddress && first !== undefined
          ? { digest: false, allowed: [first, ...others] }
          : { digest: true, allowed },
      outboundProxy: false,
      countryCode: number.kind === 'number' ? countryOfNumber(number.value, null) : null,
      agentName,
      ...answeredBeside(number, fields.additional_numbers, fields.accept_national),
      ...carrierSettingsIn(settingsOfFields(fields)),
    },
    password: new Secret(fields.authPassword),
  };
}
