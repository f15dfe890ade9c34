import { z } from 'zod';
import { optionalText, type Reading, readBody, requiredText } from '../fields.js';
import type { DescribedParameter } from '../openapi/endpoint.js';
import { wholeNumber } from '../query.js';
import type { Cursor } from './cursors.js';

/** Which part of a list is wanted. */
export interface PartRequest<Place> {
  readonly limit: number;
  /** The last entry of the part before; null begins the list. */
  readonly cursor: Place | null;
}

const defaultLimit = '20';
const largestLimit = 100;

/** What a list may be asked for with. */
export function partParameters({ schema }: Cursor<unknown>) {
  return {
    limit: {
      description: 'Entries in an answer.',
      schema: { type: 'integer', minimum: 1, maximum: largestLimit, default: Number(defaultLimit) },
    },
    cursor: {
      description: 'Behind which entry the part begins; `next` of the part before has it.',
      schema,
    },
  } as const satisfies Record<string, DescribedParameter>;
}

/** Reads which part of a list is wanted. */
export function readPart<Place>(query: URLSearchParams, cursor: Cursor<Place>): Reading<PartRequest<Place>> {
  const schema = z.object({
    limit: requiredText('Limit', wholeNumber(largestLimit)),
    cursor: optionalText('Cursor', cursor.rule),
  });
  return readBody(schema, { limit: query.get('limit') ?? defaultLimit, cursor: query.get('cursor') });
}

/**
 * Where the next part of a list can be read; null when this is the last.
 * @param last the place of the last entry of this part, when there are more.
 */
export function nextPart<Place>(
  path: string,
  limit: number,
  cursor: Cursor<Place>,
  last: Place | null,
): string | null {
  return last === null ? null : `${path}?limit=${limit}&cursor=${cursor.text(last)}`;
}
