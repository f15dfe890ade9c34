import { z } from 'zod';
import { oneOf, type Reading, readBody, requiredText } from '../fields.js';
import type { DescribedParameter } from '../openapi/endpoint.js';
import { wholeNumber } from '../query.js';

/** One page of a list, counted from 1. */
export interface PageRequest {
  readonly page: number;
  readonly perPage: number;
}

/** For which calls an assistant wants a number. */
export const callDirections = ['inbound', 'outbound'] as const;
export type CallDirection = (typeof callDirections)[number];

const largestPage = 1_000;
const usualPage = 15;
const lastPage = 1_000_000;

/** Reads which part of a list is wanted; null is all of it, as the contract has it. */
export function readPageRequest(query: URLSearchParams): Reading<PageRequest | null> {
  if (!query.has('per_page') && !query.has('page')) return { ok: true, value: null };
  return readBody(pageSchema, {
    per_page: query.get('per_page') ?? String(usualPage),
    page: query.get('page') ?? '1',
  });
}

/** Reads for which calls a number is wanted; null is for any. */
export function readCallDirection(query: URLSearchParams): Reading<CallDirection | null> {
  const type = query.get('type');
  if (type === null) return { ok: true, value: null };
  const reading = readBody(directionSchema, { type });
  return reading.ok ? { ok: true, value: reading.value.type } : reading;
}

/** Reads a flag; without it, or without a value, `false` and `true`. */
export function readIfUnused(query: URLSearchParams): Reading<boolean> {
  const flag = query.get('if_unused');
  if (flag === null) return { ok: true, value: false };
  const reading = readBody(flagSchema, { if_unused: flag === '' ? 'true' : flag });
  return reading.ok ? { ok: true, value: ['true', '1'].includes(reading.value.if_unused) } : reading;
}

/** What a list's page may be asked for with. */
export const pageParameters = {
  per_page: {
    description: 'Trunks on a page. Without this and `page`, all of them are listed.',
    schema: { type: 'integer', minimum: 1, maximum: largestPage, default: usualPage },
  },
  page: {
    description: 'The page, counted from 1.',
    schema: { type: 'integer', minimum: 1, maximum: lastPage, default: 1 },
  },
} as const satisfies Record<string, DescribedParameter>;

/** For which calls a number is wanted. */
export const directionParameter = {
  description: '`inbound` leaves out numbers whose calls an agent answers.',
  schema: { type: 'string', enum: callDirections },
} as const satisfies DescribedParameter;

const flags = ['true', 'false', '1', '0'] as const;

/** Whether a trunk that is in use shall stay. */
export const ifUnusedParameter = {
  description: 'Keeps a trunk whose calls an agent answers; an empty value means true.',
  schema: { type: 'string', enum: [...flags, ''] },
} as const satisfies DescribedParameter;

const flagSchema = z.object({ if_unused: oneOf('If unused', flags) });

const pageSchema = z
  .object({
    per_page: requiredText('Per page', wholeNumber(largestPage)),
    page: requiredText('Page', wholeNumber(lastPage)),
  })
  .transform(({ per_page: perPage, page }): PageRequest => ({ page, perPage }));

const directionSchema = z.object({ type: oneOf('Type', callDirections) });
