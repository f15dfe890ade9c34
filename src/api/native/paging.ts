import { z } from 'zod';
import { optionalText, type Reading, readBody, requiredText } from '../fields.js';
import type { DescribedParameter } from '../openapi/endpoint.js';
import { wholeNumber } from '../query.js';

/** Which part of a list is wanted. */
export interface PartRequest {
  readonly limit: number;
  /** The last entry of the part before; null begins the list. */
  readonly cursor: number | null;
}

const defaultLimit = '20';
const largestLimit = 100;

/** What a list may be asked for with. */
export const partParameters = {
  limit: {
    description: 'Entries in an answer.',
    schema: { type: 'integer', minimum: 1, maximum: largestLimit, default: Number(defaultLimit) },
  },
  cursor: {
    description: 'Behind which entry the part begins; `next` of the part before has it.',
    schema: { type: 'integer', minimum: 1, maximum: 999_999_999 },
  },
} as const satisfies Record<string, DescribedParameter>;

/** Reads which part of a list is wanted, whose entries have numbers up to the largest. */
export function readPart(query: URLSearchParams, largest: number): Reading<PartRequest> {
  const schema = z.object({
    limit: requiredText('Limit', wholeNumber(largestLimit)),
    cursor: optionalText('Cursor', wholeNumber(largest)),
  });
  return readBody(schema, { limit: query.get('limit') ?? defaultLimit, cursor: query.get('cursor') });
}

/**
 * Where the next part of a list can be read; null when this is the last.
 * @param last the last entry of this part, when there are more.
 */
export function nextPart(path: string, limit: number, last: number | null): string | null {
  return last === null ? null : `${path}?limit=${limit}&cursor=${last}`;
}
