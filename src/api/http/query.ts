import type { Request } from 'express';
import { z } from 'zod';
import { accepted, refused } from '../../domain/values.js';
import type { DescribedParameter } from './endpoint.js';
import { oneWordOf, optionalText, type Reading, type Rule, readBody } from './fields.js';

/**
 * Reads the query of a request with a schema. When a parameter is given twice, the first one counts.
 * @param defaults the values of parameters that are left out.
 */
export function readQuery<T>(
  request: Pick<Request, 'url'>,
  schema: z.ZodType<T>,
  defaults: Readonly<Record<string, string>> = {},
): Reading<T> {
  const given = [...new URLSearchParams(textOf(request))].reverse();
  return readBody(schema, { ...defaults, ...Object.fromEntries(given) });
}

/** Makes the rule of a whole number from 1 up to a maximum, written in digits. */
export function wholeNumber(maximum: number): Rule<number> {
  return (text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
    return number >= 1 && number <= maximum
      ? accepted(number)
      : refused(`must be a whole number between 1 and ${maximum}`);
  };
}

const flags = ['true', 'false', '1', '0'] as const;

/** The parameter that keeps a trunk which is in use. */
export const ifUnusedParameter = {
  description:
    'Keeps a trunk that has an agent, for calls to its number or from it. `?if_unused` alone means true; an empty value ' +
    '(`?if_unused=`) counts as left out.',
  schema: { type: 'string', enum: flags },
  allowEmptyValue: true,
  aloneMeansTrue: true,
} as const satisfies DescribedParameter;

const ifUnusedSchema = z.object({ if_unused: optionalText('If unused', oneWordOf(flags)) });

/**
 * Reads whether a trunk that is in use must stay. The flag without a value (`?if_unused`) counts as set: to overlook it
 * would delete a trunk.
 */
export function readIfUnused(request: Pick<Request, 'url'>): Reading<boolean> {
  const first = textOf(request)
    .split('&')
    .find((parameter) => /^if_unused(=|$)/.test(parameter));
  if (first === 'if_unused') return { ok: true, value: true };
  const reading = readQuery(request, ifUnusedSchema);
  if (!reading.ok) return reading;
  return { ok: true, value: reading.value.if_unused === 'true' || reading.value.if_unused === '1' };
}

function textOf({ url }: Pick<Request, 'url'>): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start + 1);
}
