import { accepted, refused } from '../../domain/values.js';
import type { Rule } from '../fields.js';
import type { DescribedParameter } from '../openapi/endpoint.js';
import { wholeNumber } from '../query.js';

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
