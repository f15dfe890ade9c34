import { z } from 'zod';
import { type QuotaChanges, type QuotaName, type Quotas, quotaNames } from '../../domain/quotas.js';
import type { OrganizationId } from '../../domain/values.js';
import { RequestProblem } from '../errors/request-problem.js';
import { organizationId, type PathParameter } from '../http/endpoint.js';
import { readBody, validated } from '../http/fields.js';
import { forOperators } from '../http/route.js';
import { v1Style } from './paging.js';

/** The path parameter with the id of an organization. */
const organization: PathParameter<OrganizationId> = {
  description: 'The organization.',
  schema: { type: 'string', pattern: '^org_[0-9a-f]{24}$' },
  example: 'org_0123456789abcdef01234567',
  read: (text) => {
    if (!organizationId.safeParse(text).success) throw new RequestProblem('organization_not_found');
    return text as OrganizationId;
  },
};

const endpoints = {
  tag: 'Organizations',
  style: v1Style,
  path: '/v1/organizations/{id}/quotas',
  pathParameters: { id: organization },
} as const;

/** Makes an object with a member for each quota. */
function eachQuota<Value>(of: (name: QuotaName) => Value): Record<QuotaName, Value> {
  const members = quotaNames.map((name) => [name, of(name)] as const);
  return Object.fromEntries(members) as Record<QuotaName, Value>;
}

const most = z.int().min(0).max(999_999_999).nullable();

const quotasSchema = z
  .strictObject(
    eachQuota(() =>
      z.strictObject({
        most: most.meta({ description: 'How many the organization may have; null allows any number.' }),
        usual: z.boolean().meta({ description: 'Every organization has this quota unless another is set.' }),
      }),
    ),
  )
  .meta({ id: 'Quotas' });

const bodySchema = z.strictObject(
  eachQuota((name) => {
    const problem = `${name} must be a whole number from 0, null for any number, or "usual".`;
    return z.union([most, z.literal('usual')], problem).optional();
  }),
);

const quotasExample = {
  trunks: { most: 5_000, usual: false },
  new_numbers_per_day: { most: 1_000, usual: true },
  imports_per_day: { most: 100, usual: true },
  keys: { most: 100, usual: true },
} as const;

function quotasObject(usual: Quotas, own: Partial<Quotas> | null): z.output<typeof quotasSchema> {
  if (own === null) throw new RequestProblem('organization_not_found');
  return eachQuota((name) => {
    const { [name]: most = usual[name] } = own;
    return { most, usual: own[name] === undefined };
  });
}

/** Shows an operator how much an organization may have. */
export const readQuotas = forOperators(
  {
    ...endpoints,
    method: 'get',
    id: 'readQuotas',
    summary: 'Read the quotas of an organization',
    answers: { 200: { description: 'Its quotas.', schema: quotasSchema } },
    errors: ['organization_not_found'],
  },
  async ({ path, api: { quotas } }) => ({
    status: 200,
    body: quotasObject(quotas.usual, await quotas.own(path.id)),
  }),
);

/** Lets an operator set quotas of an organization. */
export const changeQuotas = forOperators(
  {
    ...endpoints,
    method: 'patch',
    id: 'changeQuotas',
    summary: 'Change the quotas of an organization',
    description:
      'A quota that is left out stays as it is. What the organization has already stays, also beyond a new quota.',
    body: {
      schema: bodySchema,
      required: true,
      examples: { more: { summary: 'More trunks', value: { trunks: 5_000, keys: 'usual' } } },
    },
    answers: {
      200: { description: 'Its quotas.', schema: quotasSchema, examples: { more: quotasExample } },
    },
    errors: ['validation_failed', 'organization_not_found'],
  },
  async ({ input, path, api: { quotas } }, by) => {
    const changes: QuotaChanges = validated(readBody(bodySchema, await input.json()));
    return { status: 200, body: quotasObject(quotas.usual, await quotas.set(path.id, changes, by)) };
  },
);
