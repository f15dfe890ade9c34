import { z } from 'zod';
import { accepted, refused } from '../../domain/values.js';
import type { DescribedParameter } from '../http/endpoint.js';
import { optionalText, type Reading, type Rule, readBody, requiredText } from '../http/fields.js';
import { wholeNumber } from '../http/query.js';

/** How the places of a list are written into addresses. */
export interface Cursor<Place> {
  readonly schema: DescribedParameter['schema'];
  readonly rule: Rule<Place>;
  text(place: Place): string;
}

/** Places that are numbers, up to the largest. */
export function numberCursor(largest: number): Cursor<number> {
  return {
    schema: { type: 'integer', minimum: 1, maximum: largest },
    rule: wholeNumber(largest),
    text: String,
  };
}

/**
 * Places in the order of time, as opaque texts, so that nobody builds on what is in them.
 * @param shape takes a place apart into its moment and what names it among those of that moment, and puts it together;
 * null for what can name nothing.
 */
export function placeCursor<Place>(shape: {
  /** The name of the texts' form in the description of the interface. */
  readonly format: string;
  readonly parts: (place: Place) => readonly [Date, string];
  readonly placeOf: (moment: Date, name: string) => Place | null;
}): Cursor<Place> {
  return {
    schema: { type: 'string', format: shape.format },
    rule: (text) => {
      const [time = '', name = ''] = Buffer.from(text, 'base64url').toString('latin1').split('.');
      const place = /^\d{1,13}$/.test(time) ? shape.placeOf(new Date(Number(time)), name) : null;
      return place === null ? refused('must be taken from the "next" of another page') : accepted(place);
    },
    text: (place) => {
      const [moment, name] = shape.parts(place);
      return Buffer.from(`${moment.getTime()}.${name}`).toString('base64url');
    },
  };
}

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
