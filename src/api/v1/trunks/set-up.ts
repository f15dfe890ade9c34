import { z } from 'zod';
import type { TrunkNumber } from '../../../domain/trunk/trunk.js';
import type { OrganizationId } from '../../../domain/values.js';
import { RequestProblem } from '../../errors/request-problem.js';
import type { ApiSettings } from '../../http/dependencies.js';
import { trunkLocation } from '../../http/endpoint.js';
import { notAnObject, type Rule, validated } from '../../http/fields.js';
import { checkParameter, readQuery, withCheck } from '../../http/query.js';
import { type Exchange, operation, type Route } from '../../http/route.js';
import { checkIfAsked, setUpErrors } from '../../http/trunk/checks.js';
import {
  describedWithPreset,
  presetField,
  presetFields,
  unusedCountry,
} from '../../http/trunk/trunk-fields.js';
import { organizationAsked, organizationRule } from '../paging.js';
import { presentSaved, savedTrunkSchema, trunkExample, trunks } from './trunk.js';
import { createTrunkReader, numberRuleFor, trunkFields } from './trunk-fields.js';

/** Makes the route that sets up a trunk. */
export function createTrunkRoute(settings: ApiSettings): Route {
  const read = createNativeReader(settings);
  return operation(
    {
      ...trunks,
      method: 'post',
      path: '/v1/trunks',
      id: 'createTrunk',
      summary: 'Set up a trunk',
      description:
        'Creates an inbound trunk, an outbound trunk and a dispatch rule in LiveKit and a record, or nothing at all. A number ' +
        'begins with +; an extension of seven digits or more needs `sip_trunk_type`. `sip_address` may have a port. ' +
        '`auth_and_ip` requires credentials and one of the addresses. Without `agent_name` the default agent of the ' +
        'organization answers; with null none does. `preset` fills what is left out with what the carrier needs.',
      query: {
        check: checkParameter,
        organization_id: ownerParameter,
      },
      owned: ownerNamed,
      body: {
        schema: createNativeBody(settings).meta({ id: 'NewTrunk' }),
        required: true,
        examples: {
          number: {
            summary: 'A number, protected by credentials',
            value: {
              phone_number: '+14155551234',
              sip_username: 'myuser',
              sip_password: 'correct horse battery',
              sip_address: 'sip.provider.com',
              sip_calling_format: '+e164',
              inbound_authorization_type: 'auth',
            },
          },
        },
      },
      answers: {
        201: {
          description: 'The trunk works.',
          schema: savedTrunkSchema,
          headers: ['Location', 'ETag'],
          examples: {
            number: {
              ...trunkExample,
              ...{ sip_trunk_type: 'number', phone_number: '+14155551234' },
            },
          },
        },
      },
      errors: setUpErrors,
    },
    {
      read: async ({ request, input, caller }) => {
        const body = await input.json();
        const reading = withCheck(request, read(body, caller.agentName));
        const country = reading.ok ? unusedCountry(body, reading.value.requested.settings) : null;
        if (country !== null) input.warn(country);
        return reading;
      },
      // A repeated request without a key is answered with the address of the trunk that it has made.
      run: async (head, create, call) => {
        await checkIfAsked(call, create);
        return call.api.setUpTrunk({
          ...head,
          contract: 'native',
          request: create.requested,
          replayForMs: 0,
        });
      },
      present: ({ trunk }, { requested: { password } }) => {
        const { headers, body } = presentSaved(trunk, password, settings);
        return { status: 201, headers: { ...headers, ...trunkLocation(trunk.id, trunks.style) }, body };
      },
      words: { undertaking: 'set_up' },
    },
  );
}

/** The parameter that {@link ownerNamed} reads. */
export const ownerParameter = {
  ...organizationRule.parameter,
  description: 'The organization for which an operator makes the request.',
};
const querySchema = z.object({ organization_id: organizationRule.field });

/** Gives the organisation that a new trunk belongs to. @throws {RequestProblem} `validation_failed` when an operator names none. */
export function ownerNamed({ request, input }: Exchange, own: OrganizationId | null) {
  const { organization_id: named } = validated(input.checked(readQuery(request, querySchema)));
  const id = organizationAsked(named, own === null ? 'operator' : { organizationId: own });
  if (id !== null) return { kind: 'organization', id } as const;
  const problem = "Organization id is required for an operator's key: it says whose trunk it is.";
  throw new RequestProblem('validation_failed', { fields: { organization_id: [problem] } });
}

/** Makes the schema of every body that the reader may accept. */
export function createNativeBody(settings: ApiSettings) {
  const body = bodySchema(settings, numberRuleFor({}));
  return z.union([body, describedWithPreset(body, presetFields)]);
}

/** Makes the reader of create requests. */
export function createNativeReader(settings: ApiSettings) {
  return createTrunkReader((numberRule) => bodySchema(settings, numberRule));
}

function bodySchema(settings: ApiSettings, numberRule: Rule<TrunkNumber>) {
  return z.strictObject({ ...trunkFields(settings, numberRule), preset: presetField }, notAnObject);
}
