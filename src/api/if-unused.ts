import type { Request } from 'express';
import { z } from 'zod';
import { oneOf, type Reading, readBody } from './fields.js';
import type { DescribedParameter } from './openapi/endpoint.js';
import { isSetIn, queryOf, valueIn } from './query.js';

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
