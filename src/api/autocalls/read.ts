import { z } from 'zod';
import { callDirections } from '../../domain/health/call.js';
import { RequestProblem } from '../errors/request-problem.js';
import { type DescribedParameter, warnings } from '../http/endpoint.js';
import { oneWordOf, optionalText, validated } from '../http/fields.js';
import { readQuery, wholeNumber } from '../http/query.js';
import { forOrganization, type Route } from '../http/route.js';
import { healthExample, healthObject } from '../http/trunk/health.js';
import { autocalls } from './style.js';
import type { Addressing } from './trunk-fields.js';
import {
  assignableNumberObject,
  assignableNumberSchema,
  listedExample,
  listedTrunkObject,
  listedTrunkSchema,
  phoneNumberObject,
  phoneNumberSchema,
  readTrunkSchema,
  trunkExample,
  trunkObject,
} from './trunk-objects.js';

const largestPage = 1_000;
const usualPage = 15;
const lastPage = 1_000_000;

const pageParameters = {
  per_page: {
    description: 'The number of trunks on a page. Without it and `page`, all trunks are listed.',
    schema: { type: 'integer', minimum: 1, maximum: largestPage, default: usualPage },
    allowEmptyValue: true,
  },
  page: {
    description: 'The page, counted from 1.',
    schema: { type: 'integer', minimum: 1, maximum: lastPage, default: 1 },
    allowEmptyValue: true,
  },
} as const satisfies Record<string, DescribedParameter>;

const pageSchema = z.object({
  per_page: optionalText('Per page', wholeNumber(largestPage)),
  page: optionalText('Page', wholeNumber(lastPage)),
});

/** Lists the trunks of an organisation: all of them as in the contract, or one page. */
export const listTrunks = forOrganization(
  {
    ...autocalls,
    method: 'get',
    path: '/api/user/phone-numbers/sip-trunks',
    id: 'listSipTrunks',
    summary: 'List the SIP trunks',
    description: 'Without `per_page` and `page` all of them, otherwise one page.',
    query: pageParameters,
    answers: {
      200: {
        description: 'The trunks, the oldest first.',
        schema: z.union([
          z.strictObject({ data: z.array(listedTrunkSchema), warnings }),
          z.strictObject({
            data: z.array(listedTrunkSchema),
            current_page: z.int().min(1),
            last_page: z.int().min(1),
            per_page: z.int().min(1),
            total: z.int().min(0),
            warnings,
          }),
        ]),
        examples: { all: { data: [listedExample] } },
      },
    },
    errors: ['validation_failed'],
  },
  async ({ request, caller, api }) => {
    const { per_page, page } = validated(readQuery(request, pageSchema));
    const isWhole = per_page === null && page === null;
    const limit = per_page ?? usualPage;
    const current_page = page ?? 1;
    const part = isWhole ? null : { offset: (current_page - 1) * limit, limit };
    const { trunks, total } = await api.listTrunks(caller.id, part);
    const healthOf = await api.trunkHealths.of(trunks.map(({ id }) => id));
    const data = trunks.map((trunk) => listedTrunkObject(trunk, api.settings, healthOf(trunk.id)));
    const last_page = Math.max(1, Math.ceil(total / limit));
    return {
      status: 200,
      body: isWhole ? { data } : { data, current_page, last_page, per_page: limit, total },
    };
  },
);

/** Makes a route that reads one trunk. The trunk of another organisation is answered like one that does not exist. */
export function readTrunkRoute(
  { notFound, ...address }: Addressing,
  names: Pick<Route, 'id' | 'summary'>,
): Route {
  return forOrganization(
    {
      ...autocalls,
      ...address,
      ...names,
      method: 'get',
      answers: {
        200: {
          description: 'The trunk.',
          schema: z.strictObject({ data: readTrunkSchema, warnings }),
          examples: { trunk: { data: { ...trunkExample, health: healthExample } } },
        },
      },
    },
    async ({ caller, path, api }) => {
      const trunk = await api.findTrunk(caller.id, path.id);
      if (trunk === null) throw new RequestProblem(notFound);
      const healthOf = await api.trunkHealths.of([trunk.id]);
      const data = { ...trunkObject(trunk, api.settings), health: healthObject(healthOf(trunk.id)) };
      return { status: 200, body: { data } };
    },
  );
}

/** Lists all phone numbers of an account; Trunkline knows only those of SIP trunks. */
export const listNumbers = forOrganization(
  {
    ...autocalls,
    method: 'get',
    path: '/api/user/phone-numbers/all',
    id: 'listPhoneNumbers',
    summary: 'List the phone numbers of the account',
    answers: {
      200: {
        description: 'The numbers of all SIP trunks; Trunkline has no others.',
        schema: z.strictObject({ data: z.array(phoneNumberSchema), warnings }),
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
  async ({ caller, api }) => {
    const { trunks } = await api.listTrunks(caller.id, null);
    return { status: 200, body: { data: trunks.map(phoneNumberObject) } };
  },
);

const directionSchema = z.object({ type: optionalText('Type', oneWordOf(callDirections)) });

/** Lists the numbers that an assistant may be given; this list of the contract has no envelope. */
export const listAssignableNumbers = forOrganization(
  {
    ...autocalls,
    method: 'get',
    path: '/api/user/assistants/phone-numbers',
    id: 'listAssignablePhoneNumbers',
    summary: 'List the numbers that an assistant may be given',
    query: {
      type: {
        description:
          '`inbound` leaves out numbers with an agent that answers. `is_available` concerns calls in this direction; without it, all calls.',
        schema: { type: 'string', enum: callDirections },
        allowEmptyValue: true,
      },
    },
    answers: {
      200: {
        description: 'The numbers. A number is available while it has no agent.',
        schema: z.array(assignableNumberSchema),
        examples: {
          all: [{ id: 42, phone_number: '1000', country_code: 'US', type_label: 'SIP', is_available: true }],
        },
      },
    },
    errors: ['validation_failed'],
  },
  async ({ request, caller, api }) => {
    const { type: direction } = validated(readQuery(request, directionSchema));
    const { trunks } = await api.listTrunks(caller.id, null);
    const offered = trunks.filter(({ agentName }) => direction !== 'inbound' || agentName === null);
    return { status: 200, body: offered.map((trunk) => assignableNumberObject({ trunk, direction })) };
  },
);
