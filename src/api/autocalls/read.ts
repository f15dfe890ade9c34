import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { ApiDependencies } from '../dependencies.js';
import { RequestProblem } from '../errors/request-problem.js';
import { send } from '../http/answer.js';
import type { Guard } from '../http/authentication.js';
import type { DescribedParameter } from '../http/endpoint.js';
import { oneOf, type Reading, readBody, requiredText } from '../http/fields.js';
import { queryOf, valueIn, wholeNumber } from '../http/query.js';
import {
  presentAssignableNumbers,
  presentFieldProblems,
  presentPageOfTrunks,
  presentPhoneNumbers,
  presentTrunk,
  presentTrunks,
} from './presenter.js';
import { type NotFound, readTrunkId } from './trunk-fields.js';

/** The handlers that only read. Somebody else's trunk is answered exactly as one that does not exist. */
export function createReaders({ findTrunk, listTrunks, settings }: ApiDependencies, guard: Guard) {
  const listAll: RequestHandler = async (request, response) => {
    const organization = await guard(request.headers);
    const requested = readPageRequest(queryOf(request));
    if (!requested.ok) return send(response, presentFieldProblems(requested.problems));
    const { value: page } = requested;
    if (page === null) {
      return send(response, presentTrunks(await listTrunks(organization.id, null), settings));
    }
    const offset = (page.page - 1) * page.perPage;
    const found = await listTrunks(organization.id, { offset, limit: page.perPage });
    send(response, presentPageOfTrunks(found, page, settings));
  };

  const one =
    (notFound: NotFound): RequestHandler<{ id: string }> =>
    async (request, response) => {
      const organization = await guard(request.headers);
      const trunk = await findTrunk(organization.id, readTrunkId(request.params.id, notFound));
      if (trunk === null) throw new RequestProblem(notFound);
      send(response, presentTrunk(trunk, settings));
    };

  const phoneNumbers: RequestHandler = async (request, response) => {
    const organization = await guard(request.headers);
    send(response, presentPhoneNumbers(await listTrunks(organization.id, null)));
  };

  const assignableNumbers: RequestHandler = async (request, response) => {
    const organization = await guard(request.headers);
    const direction = readCallDirection(queryOf(request));
    if (!direction.ok) return send(response, presentFieldProblems(direction.problems));
    send(response, presentAssignableNumbers(await listTrunks(organization.id, null), direction.value));
  };

  return { listAll, one, phoneNumbers, assignableNumbers };
}

/** One page of a list, counted from 1. */
export interface PageRequest {
  readonly page: number;
  readonly perPage: number;
}

/** For which calls an assistant wants a number. */
const callDirections = ['inbound', 'outbound'] as const;
export type CallDirection = (typeof callDirections)[number];

const largestPage = 1_000;
const usualPage = 15;
const lastPage = 1_000_000;

/** Reads which part of a list is wanted; null is all of it, as the contract has it. */
export function readPageRequest(query: URLSearchParams): Reading<PageRequest | null> {
  const [perPage, page] = [valueIn(query, 'per_page'), valueIn(query, 'page')];
  if (perPage === null && page === null) return { ok: true, value: null };
  return readBody(pageSchema, { per_page: perPage ?? String(usualPage), page: page ?? '1' });
}

/** Reads for which calls a number is wanted; null is for any. */
export function readCallDirection(query: URLSearchParams): Reading<CallDirection | null> {
  const type = valueIn(query, 'type');
  if (type === null) return { ok: true, value: null };
  const reading = readBody(directionSchema, { type });
  return reading.ok ? { ok: true, value: reading.value.type } : reading;
}

/** What a list's page may be asked for with. */
export const pageParameters = {
  per_page: {
    description: 'Trunks on a page. Without this and `page`, all of them are listed.',
    schema: { type: 'integer', minimum: 1, maximum: largestPage, default: usualPage },
    allowEmptyValue: true,
  },
  page: {
    description: 'The page, counted from 1.',
    schema: { type: 'integer', minimum: 1, maximum: lastPage, default: 1 },
    allowEmptyValue: true,
  },
} as const satisfies Record<string, DescribedParameter>;

/** For which calls a number is wanted. */
export const directionParameter = {
  description:
    '`inbound` leaves out numbers whose calls an agent answers. `is_available` is about calls in this direction; without it, about all.',
  schema: { type: 'string', enum: callDirections },
  allowEmptyValue: true,
} as const satisfies DescribedParameter;

const pageSchema = z
  .object({
    per_page: requiredText('Per page', wholeNumber(largestPage)),
    page: requiredText('Page', wholeNumber(lastPage)),
  })
  .transform(({ per_page: perPage, page }): PageRequest => ({ page, perPage }));

const directionSchema = z.object({ type: oneOf('Type', callDirections) });
