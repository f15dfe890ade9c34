import type { Request } from 'express';
import { accepted, refused } from '../trunks/parsed.js';
import type { Rule } from './fields.js';

/** The query of a request; a parameter that is given twice counts as it was given first. */
export function queryOf(request: Pick<Request, 'url'>): URLSearchParams {
  const start = request.url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.url.slice(start + 1));
}

/** A whole number from 1 up to a maximum, written in digits. */
export function wholeNumber(maximum: number): Rule<number> {
  return (text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
    return number >= 1 && number <= maximum
      ? accepted(number)
      : refused(`must be a whole number between 1 and ${maximum}`);
  };
}
