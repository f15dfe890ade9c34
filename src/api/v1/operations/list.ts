import { z } from 'zod';
import { isOperationId, largestTrunkId } from '../../../domain/ids.js';
import type { OperationFilter, OperationPart, OperationPlace } from '../../../domain/operation/list.js';
import { operationKinds, operationStates } from '../../../domain/operation/operation.js';
import type { DescribedParameter } from '../../http/endpoint.js';
import { oneWordOf, optionalText, type Reading, readBody } from '../../http/fields.js';
import { wholeNumber } from '../../http/query.js';
import { placeCursor } from '../paging.js';

/** A wish for a page of operations. */
export interface OperationsQuery {
  readonly filter: OperationFilter;
  readonly part: OperationPart;
}

const mostPerPage = 100;
const usuallyPerPage = 20;

/** Reads which operations are wanted. */
export function readOperationsQuery(query: URLSearchParams): Reading<OperationsQuery> {
  const reading = readBody(schema, Object.fromEntries([...query].reverse()));
  if (!reading.ok) return reading;
  const { state, kind, trunk_id: trunkId, limit, cursor } = reading.value;
  return {
    ok: true,
    value: { filter: { state, kind, trunkId }, part: { after: cursor, limit: limit ?? usuallyPerPage } },
  };
}

/** Where the page behind this one can be read, with the same filters. */
export function nextOperations({ filter, part }: OperationsQuery, next: OperationPlace): string {
  const query = new URLSearchParams();
  if (filter.state !== null) query.set('state', filter.state);
  if (filter.kind !== null) query.set('kind', filter.kind);
  if (filter.trunkId !== null) query.set('trunk_id', String(filter.trunkId));
  query.set('limit', String(part.limit));
  query.set('cursor', place.text(next));
  return `/v1/operations?${query}`;
}

const place = placeCursor<OperationPlace>({
  format: 'operation-cursor',
  parts: ({ acceptedAt, id }) => [acceptedAt, id],
  placeOf: (acceptedAt, id) => (isOperationId(id) ? { acceptedAt, id } : null),
});

/** What the list may be asked for with. */
export const operationParameters = {
  state: {
    description: 'Only those in this state.',
    schema: { type: 'string', enum: [...operationStates, ''] },
  },
  kind: {
    description: 'Only those of this kind.',
    schema: { type: 'string', enum: [...operationKinds, ''] },
  },
  trunk_id: {
    description: 'Only those that work on this trunk.',
    schema: { type: 'integer', minimum: 1, maximum: largestTrunkId },
  },
  limit: {
    description: 'Operations on a page.',
    schema: { type: 'integer', minimum: 1, maximum: mostPerPage, default: usuallyPerPage },
  },
  cursor: {
    description: 'Where the page begins; `next` of the page before has it.',
    schema: place.schema,
  },
} as const satisfies Record<string, DescribedParameter>;

const schema = z.object({
  state: optionalText('State', oneWordOf(operationStates)),
  kind: optionalText('Kind', oneWordOf(operationKinds)),
  trunk_id: optionalText('Trunk id', wholeNumber(largestTrunkId)),
  limit: optionalText('Limit', wholeNumber(mostPerPage)),
  cursor: optionalText('Cursor', place.rule),
});
