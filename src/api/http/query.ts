import type { Request } from 'express';
import { z } from 'zod';
import { accepted, refused } from '../../domain/values.js';
import type { DescribedParameter } from './endpoint.js';
import { oneOf, type Reading, type Rule, readBody } from './fields.js';

/** The query of a request; a parameter that is given twice counts as it was given first. */
export function queryOf(request: Pick<Request, 'url'>): URLSearchParams {
  return new URLSearchParams(textOf(request));
}

/** A parameter that may be left out; an empty one is, because forms and clients send what nobody has filled in so. */
export function valueIn(query: URLSearchParams, name: string): string | null {
  return query.get(name) || null;
}

/** Whether a parameter stands in the query as a flag does, without a value and without the sign before one. */
export function isSetIn(request: Pick<Request, 'url'>, name: string): boolean {
  const first = textOf(request)
    .split('&')
    .find((parameter) => parameter === name || parameter.startsWith(`${name}=`));
  return first === name;
}

function textOf({ url }: Pick<Request, 'url'>): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start + 1);
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

const flags = ['true', 'false', '1', '0'] as const;

/** Whether a trunk that is in use shall stay. */
export const ifUnusedParameter = {
  description:
    'Keeps a trunk to which an agent is assigned, for calls to its number or from it. `?if_unused` alone means true; ' +
    'an empty value (`?if_unused=`) counts as left out.',
  schema: { type: 'string', enum: flags },
  allowEmptyValue: true,
} as const satisfies DescribedParameter;

/**
 * Reads whether a trunk that is in use shall stay. Whoever writes the flag without a value wants it to be set; not to see it
 * would delete a trunk.
 */
export function readIfUnused(request: Pick<Request, 'url'>): Reading<boolean> {
  if (isSetIn(request, 'if_unused')) return { ok: true, value: true };
  const flag = valueIn(queryOf(request), 'if_unused');
  if (flag === null) return { ok: true, value: false };
  const reading = readBody(flagSchema, { if_unused: flag });
  return reading.ok ? { ok: true, value: ['true', '1'].includes(reading.value.if_unused) } : reading;
}

const flagSchema = z.object({ if_unused: oneOf('If unused', flags) });
