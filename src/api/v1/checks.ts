import { z } from 'zod';
import type { SetUpRequest } from '../../domain/set-up/set-up.js';
import { createBody, createRequestReader } from '../autocalls/set-up.js';
import type { ApiSettings } from '../http/dependencies.js';
import { fieldsIn, type Reading, validated } from '../http/fields.js';
import { forOrganization, type Route } from '../http/route.js';
import { checkErrors, checksSchema, presentChecks } from '../http/trunk/checks.js';
import { createNumberBody, createNumberReader } from '../zudu/set-up.js';
import { v1Style } from './paging.js';
import { createNativeBody, createNativeReader } from './trunks/set-up.js';
import { trunkIdParameter } from './trunks/trunk.js';

const checks = {
  tag: 'Checks',
  style: v1Style,
  method: 'post',
  slot: 'none',
  answers: {
    200: {
      description: 'The results. `unknown` means that nothing could be found out.',
      schema: checksSchema,
      examples: {
        number: {
          outcome: 'fail',
          checks: [
            {
              name: 'host',
              outcome: 'fail',
              evidence:
                'Only SRV exists: livekit-sip will not find provider.com (SRV _sip._udp sip1.provider.com:5060).',
              remedy: 'Use a server that the records name, for example sip1.provider.com:5060.',
            },
          ],
        } satisfies z.output<typeof checksSchema>,
      },
    },
  },
} as const;

const description =
  'Each check is `pass`, `warn`, `fail` or `unknown`, with what was seen and what to do. Nothing is changed. The host of the ' +
  'carrier is looked up and asked only if the operator has enabled probes.';

/** Checks a trunk. */
export const checkTrunk = forOrganization(
  {
    ...checks,
    pathParameters: { id: trunkIdParameter },
    path: '/v1/trunks/{id}/checks',
    id: 'checkTrunk',
    summary: 'Check a trunk',
    description,
    errors: ['trunk_not_found', ...checkErrors],
  },
  async ({ api, caller, path }) =>
    presentChecks(await api.checkTrunks.trunk({ organizationId: caller.id }, path.id)),
);

/** Makes the reader of the body of a create, of whichever contract it is, or of `/v1`. */
export function createBodyReader(settings: ApiSettings) {
  const autocalls = createRequestReader(settings);
  const zudu = createNumberReader(settings);
  const native = createNativeReader(settings);
  return (body: unknown, defaultAgent: string | null): Reading<SetUpRequest> => {
    const has = fieldsIn(body);
    const isZudu = has('outboundPstn') || has('number') || has('authUserName');
    if (isZudu) return zudu(body, defaultAgent);
    const reading = autocalls(body, defaultAgent);
    return reading.ok ? reading : native(body, defaultAgent);
  };
}

/** Makes the schema of the body of a create, of whichever contract it is, or of `/v1`. */
export function createBodySchema(settings: ApiSettings) {
  return z.union([
    ...createBody(settings).options,
    ...createNumberBody(settings).options,
    ...createNativeBody(settings).options,
  ]);
}

/** The body of a create, for examples. */
export const createExample = {
  name: 'Main office',
  number: '+15551234567',
  outboundPstn: 'provider.com',
  authUserName: 'sip_user',
  authPassword: 'correct horse battery',
} as const;

/** Makes the route that checks a trunk before it exists. */
export function checkRequestRoute(settings: ApiSettings): Route {
  const read = createBodyReader(settings);
  return forOrganization(
    {
      ...checks,
      path: '/v1/checks',
      id: 'checkRequest',
      summary: 'Check a trunk before it is set up',
      description: `${description} The body is that of a create, of either contract or of /v1.`,
      body: {
        schema: createBodySchema(settings),
        required: true,
        examples: { number: { summary: 'A create of the Zudu contract', value: createExample } },
      },
      errors: [...checkErrors],
    },
    async ({ api, caller, input }) => {
      const requested = validated(read(await input.json(), caller.agentName));
      return presentChecks(await api.checkTrunks.request({ organizationId: caller.id }, requested));
    },
  );
}
