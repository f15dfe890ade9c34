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
  const given = [...new URLSearchParams(queryTextOf(request))].reverse();
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

/** The parameter that checks a create before anything is set up. */
export const checkParameter = {
  description:
    'With `true`, a trunk of which a check fails is refused before anything is set up. `?check` alone means true.',
  schema: { type: 'string', enum: flags },
  allowEmptyValue: true,
  aloneMeansTrue: true,
} as const satisfies DescribedParameter;

/**
 * Reads a flag of the query. The flag without a value (`?if_unused`) counts as set: to overlook it would delete a trunk, or
 * set up one that was to be checked.
 */
function readFlag(
  request: Pick<Request, 'url'>,
  name: 'check' | 'if_unused',
  title: string,
): Reading<boolean> {
  const first = queryTextOf(request)
    .split('&')
    .find((parameter) => parameter === name || parameter.startsWith(`${name}=`));
  if (first === name) return { ok: true, value: true };
  const reading = readQuery(request, z.object({ [name]: optionalText(title, oneWordOf(flags)) }));
  if (!reading.ok) return reading;
  return { ok: true, value: reading.value[name] === 'true' || reading.value[name] === '1' };
}

/** Reads whether a trunk that is in use must stay. */
export function readIfUnused(request: Pick<Request, 'url'>): Reading<boolean> {
  return readFlag(request, 'if_unused', 'If unused');
}

/** A create, and whether it is to be checked first. */
export interface CheckedCreate<T> {
  readonly requested: T;
  readonly check: boolean;
}

/** Adds the parameter that checks a create to its body, with the problems of both. */
export function withCheck<T>(request: Pick<Request, 'url'>, body: Reading<T>): Reading<CheckedCreate<T>> {
  const check = readFlag(request, 'check', 'Check');
  if (body.ok && check.ok) return { ok: true, value: { requested: body.value, check: check.value } };
  return {
    ok: false,
    problems: { ...(body.ok ? {} : body.problems), ...(check.ok ? {} : check.problems) },
  };
}

/** Gives the query of a request as it was sent, without the question mark. */
export function queryTextOf({ url }: Pick<Request, 'url'>): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start + 1);
}
