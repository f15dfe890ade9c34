import { z } from 'zod';
import type { NumberFacts, NumberRange } from '../../domain/trunk/numbers/number-owners.js';
import { type CollisionKey, collisionKeyOf } from '../../domain/trunk/trunk.js';
import type { OrganizationId } from '../../domain/values.js';
import { RequestProblem } from '../errors/request-problem.js';
import type { ApiDependencies } from '../http/dependencies.js';
import { objectOf, organizationId, type PathParameter, time } from '../http/endpoint.js';
import { readBody, requiredText, validated } from '../http/fields.js';
import { readQuery } from '../http/query.js';
import { type Exchange, forOperators } from '../http/route.js';
import { organizationRule, v1Style } from './paging.js';

const prefixPattern = '^\\+?[1-9][0-9]{0,14}$';
const numberPattern = '^\\+?[A-Za-z0-9._*#-]{1,15}$';

const prefix: PathParameter<string> = {
  description: 'The first digits of the numbers of the range, with or without `+`.',
  schema: { type: 'string', pattern: prefixPattern },
  example: '1212',
  read: (text) => {
    if (!new RegExp(prefixPattern).test(text)) throw new RequestProblem('range_not_found');
    return `+${text.replace('+', '')}`;
  },
};

const number: PathParameter<CollisionKey> = {
  description: 'A number or an extension.',
  schema: { type: 'string', pattern: numberPattern },
  example: '14155551234',
  read: (text) => {
    if (!new RegExp(numberPattern).test(text)) throw new RequestProblem('phone_number_not_found');
    return collisionKeyOf(text);
  },
};

const range = objectOf<NumberRange>()({
  prefix: [z.string().regex(/^\+\d{1,15}$/), (each) => each.prefix],
  organization_id: [organizationId, (each) => each.organizationId],
  assigned_at: [time, (each) => each.assignedAt.toISOString()],
});
const rangeSchema = z.strictObject(range.shape).meta({ id: 'NumberRange' });

const facts = objectOf<NumberFacts>()({
  number: [z.string(), (each) => each.number],
  in_use_by: [
    organizationId.nullable().meta({ description: 'Whose trunk or operation has the number.' }),
    (each) => each.inUseBy,
  ],
  range: [rangeSchema.nullable(), (each) => each.range && range.of(each.range)],
  proof: [
    z
      .strictObject({
        organization_id: organizationId,
        by: z.enum(['carrier', 'test_call', 'operator']),
        proven_at: time,
      })
      .nullable()
      .meta({ description: 'To whom the number was proven to belong, and how.' }),
    ({ proof }) =>
      proof && {
        organization_id: proof.organizationId,
        by: proof.proof,
        proven_at: proof.provenAt.toISOString(),
      },
  ],
  former_owner: [
    z
      .strictObject({ organization_id: organizationId, released_at: time })
      .nullable()
      .meta({ description: 'For whom the number is kept, if `NUMBER_POLICY` is strict.' }),
    ({ formerOwner }) =>
      formerOwner && {
        organization_id: formerOwner.organizationId,
        released_at: formerOwner.releasedAt.toISOString(),
      },
  ],
});
const factsSchema = z.strictObject(facts.shape).meta({ id: 'NumberFacts' });

const ownerBody = z.strictObject({ organization_id: requiredText('Organization id', organizationRule.rule) });

const rangeExample = {
  prefix: '+1212',
  organization_id: 'org_0123456789abcdef01234567',
  assigned_at: '2026-03-31T10:00:00.000Z',
} as const;
const factsExample = {
  number: '+14155551234',
  in_use_by: null,
  range: rangeExample,
  proof: null,
  former_owner: null,
} as const;

/** Reads the organization that a body names, which must exist. */
async function ownerIn({ input }: Exchange, api: ApiDependencies): Promise<OrganizationId> {
  const { organization_id: id } = validated(readBody(ownerBody, await input.json()));
  if ((await api.ownerOf({ kind: 'organization', id })) === null) {
    throw new RequestProblem('organization_not_found');
  }
  return id;
}

const ranges = { tag: 'Numbers', style: v1Style } as const;
const ofRange = { ...ranges, path: '/v1/number-ranges/{prefix}', pathParameters: { prefix } } as const;
const ofNumber = { ...ranges, pathParameters: { number } } as const;
const owner = { owner: { summary: 'The owner', value: { organization_id: rangeExample.organization_id } } };

/** Lists the ranges that are assigned. */
export const listNumberRanges = forOperators(
  {
    ...ranges,
    method: 'get',
    path: '/v1/number-ranges',
    id: 'listNumberRanges',
    summary: 'List the ranges of numbers that are assigned',
    query: { organization_id: organizationRule.parameter },
    answers: {
      200: { description: 'All ranges, by prefix.', schema: z.strictObject({ data: z.array(rangeSchema) }) },
    },
    errors: ['validation_failed'],
  },
  async ({ request, input, api }) => {
    const schema = z.object({ organization_id: organizationRule.field });
    const { organization_id: asked } = validated(input.checked(readQuery(request, schema)));
    return { status: 200, body: { data: (await api.numbers.ranges(asked)).map(range.of) } };
  },
);

/** Assigns a range to an organization. */
export const assignNumberRange = forOperators(
  {
    ...ofRange,
    method: 'put',
    id: 'assignNumberRange',
    summary: 'Assign a range of numbers to an organization',
    description:
      'The longest range of a number counts, so a part of a range can be assigned to another organization. Numbers that are in use stay.',
    body: { schema: ownerBody, required: true, examples: owner },
    answers: { 200: { description: 'The range.', schema: rangeSchema, examples: { owner: rangeExample } } },
    errors: ['validation_failed', 'organization_not_found', 'range_not_found'],
  },
  async (exchange, by) => {
    const { api, path } = exchange;
    const assigned = await api.numbers.assign(path.prefix, await ownerIn(exchange, api), by);
    return { status: 200, body: range.of(assigned) };
  },
);

/** Takes a range back. */
export const unassignNumberRange = forOperators(
  {
    ...ofRange,
    method: 'delete',
    id: 'unassignNumberRange',
    summary: 'Take a range of numbers back',
    description: 'Numbers that are in use stay.',
    answers: { 200: { description: 'The range as it was.', schema: rangeSchema } },
    errors: ['range_not_found'],
  },
  async ({ api, path }, by) => {
    const was = await api.numbers.unassign(path.prefix, by);
    if (was === null) throw new RequestProblem('range_not_found');
    return { status: 200, body: range.of(was) };
  },
);

/** Shows who may take a number. */
export const readNumberFacts = forOperators(
  {
    ...ofNumber,
    method: 'get',
    path: '/v1/numbers/{number}',
    id: 'readNumberFacts',
    summary: 'Read who may take a number',
    answers: { 200: { description: 'What is known about the number.', schema: factsSchema } },
    errors: ['phone_number_not_found'],
  },
  async ({ api, path }) => ({ status: 200, body: facts.of(await api.numbers.facts(path.number)) }),
);

/** Records that a number belongs to an organization. */
export const proveNumber = forOperators(
  {
    ...ofNumber,
    method: 'put',
    path: '/v1/numbers/{number}/proof',
    id: 'proveNumber',
    summary: 'Record that a number belongs to an organization',
    description:
      'For a number of which you have made sure. The organization may then take it, and allow the addresses of its carrier.',
    body: { schema: ownerBody, required: true, examples: owner },
    answers: {
      200: {
        description: 'What is known about the number.',
        schema: factsSchema,
        examples: {
          owner: {
            ...factsExample,
            range: null,
            proof: {
              organization_id: rangeExample.organization_id,
              by: 'operator',
              proven_at: rangeExample.assigned_at,
            },
          },
        },
      },
    },
    errors: ['validation_failed', 'organization_not_found', 'phone_number_not_found'],
  },
  async (exchange, by) => {
    const { api, path } = exchange;
    const proven = await api.numbers.prove(path.number, await ownerIn(exchange, api), by);
    return { status: 200, body: facts.of(proven) };
  },
);

/** Lets everybody take a number again. */
export const releaseNumber = forOperators(
  {
    ...ofNumber,
    method: 'post',
    path: '/v1/numbers/{number}/release',
    id: 'releaseNumber',
    summary: 'Release a number',
    description: 'The number is kept for nobody any more, and its proof is forgotten. A number in use stays.',
    answers: { 200: { description: 'What is known about the number.', schema: factsSchema } },
    errors: ['phone_number_not_found', 'number_in_use'],
  },
  async ({ api, path }, by) => {
    const released = await api.numbers.release(path.number, by);
    if (released === null) throw new RequestProblem('number_in_use');
    return { status: 200, body: facts.of(released) };
  },
);
