import { z } from 'zod';
import { operationKinds, operationStates } from '../../../domain/operation/operation.js';
import type { OperationPlace } from '../../../domain/operation/view.js';
import { collisionKeyOf } from '../../../domain/trunk/trunk.js';
import { isOperationId, largestTrunkId } from '../../../domain/values.js';
import { RequestProblem } from '../../errors/request-problem.js';
import type { DescribedParameter } from '../../http/endpoint.js';
import { oneWordOf, optionalText, validated } from '../../http/fields.js';
import { readQuery, wholeNumber } from '../../http/query.js';
import { forOrganization, forOrganizationOrOperator } from '../../http/route.js';
import {
  nextPart,
  organizationAsked,
  organizationRule,
  placeCursor,
  searchFields,
  searchParameters,
} from '../paging.js';
import { byOperation, operationObject, operationSchema, operations } from './operation.js';

const mostPerPage = 100;
const usuallyPerPage = 20;

const place = placeCursor<OperationPlace>({
  format: 'operation-cursor',
  parts: ({ acceptedAt, id }) => [acceptedAt, id],
  placeOf: (acceptedAt, id) => (isOperationId(id) ? { acceptedAt, id } : null),
});

const listParameters = {
  state: {
    description: 'Only operations in this state.',
    schema: { type: 'string', enum: operationStates },
  },
  kind: {
    description: 'Only operations of this kind.',
    schema: { type: 'string', enum: operationKinds },
  },
  trunk_id: {
    description: 'Only operations on this trunk.',
    schema: { type: 'integer', minimum: 1, maximum: largestTrunkId },
  },
  ...searchParameters,
  stuck: {
    description: '`true`: only compensations and deletes that should have ended long ago.',
    schema: { type: 'string', enum: ['true', 'false'] },
  },
  organization_id: organizationRule.parameter,
  limit: {
    description: 'The number of operations on a page.',
    schema: { type: 'integer', minimum: 1, maximum: mostPerPage, default: usuallyPerPage },
  },
  cursor: {
    description: 'The place where the page begins, from `next` of the page before.',
    schema: place.schema,
  },
} as const satisfies Record<string, DescribedParameter>;

const listSchema = z.object({
  state: optionalText('State', oneWordOf(operationStates)),
  kind: optionalText('Kind', oneWordOf(operationKinds)),
  trunk_id: optionalText('Trunk id', wholeNumber(largestTrunkId)),
  ...searchFields,
  stuck: optionalText('Stuck', oneWordOf(['true', 'false'])),
  organization_id: organizationRule.field,
  limit: optionalText('Limit', wholeNumber(mostPerPage)),
  cursor: optionalText('Cursor', place.rule),
});

/** Lists the operations of an organisation, or of all organisations for an operator, the newest first. */
export const listOperations = forOrganizationOrOperator(
  {
    ...operations,
    method: 'get',
    path: '/v1/operations',
    query: listParameters,
    id: 'listOperations',
    summary: 'List the operations',
    answers: {
      200: {
        description: 'The operations, the newest first.',
        schema: z.strictObject({
          data: z.array(operationSchema),
          next: z
            .string()
            .nullable()
            .meta({ description: 'The address of the next page; null on the last one.' }),
        }),
      },
    },
    errors: ['validation_failed'],
  },
  async ({ request, api }, asker) => {
    const { cursor, limit, organization_id: named, ...filter } = validated(readQuery(request, listSchema));
    const organizationId = organizationAsked(named, asker);
    const part = { after: cursor, limit: limit ?? usuallyPerPage };
    const { state, kind, trunk_id: trunkId, phone_number: number, livekit_id: liveKitId } = filter;
    const page = await api.listOperations(
      organizationId,
      {
        ...{ state, kind, trunkId, liveKitId },
        number: number === null ? null : collisionKeyOf(number),
        stuck: filter.stuck === 'true',
      },
      part,
    );
    const parameters = { ...filter, organization_id: named, limit: part.limit };
    const next = nextPart('/v1/operations', parameters, place, page.next);
    return { status: 200, body: { data: page.operations.map(operationObject), next } };
  },
);

/** Reads an operation. One of another organisation is answered like one that does not exist. */
export const readOperation = forOrganization(
  {
    ...byOperation,
    method: 'get',
    path: '/v1/operations/{id}',
    id: 'readOperation',
    summary: 'Read an operation',
    description:
      'Its state, its steps, its failure and the trunk that it made. An operation can be read from the moment of its acceptance.',
    answers: { 200: { description: 'The operation.', schema: operationSchema } },
    errors: ['operation_not_found'],
  },
  async ({ caller, path, api }) => {
    const operation = await api.findOperation(caller.id, path.id);
    if (operation === null) throw new RequestProblem('operation_not_found');
    return { status: 200, body: operationObject(operation) };
  },
);
