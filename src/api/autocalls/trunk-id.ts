import type { DescribedParameter } from '../openapi/endpoint.js';
import { RequestProblem, type RequestProblemCode } from '../request-problem.js';

/** How a path says that there is no such trunk: as a trunk, or as a phone number. */
export type NotFound = Extract<RequestProblemCode, 'trunk_not_found' | 'phone_number_not_found'>;

/** The same with a hint, for an id of another system's. */
const hints = {
  trunk_not_found: 'not_a_trunk_number',
  phone_number_not_found: 'not_a_phone_number_id',
} as const satisfies Record<NotFound, RequestProblemCode>;

const longestId = 15;

/** What a trunk's id looks like. */
export const trunkIdParameter = {
  description: "The trunk's id: what the create call returned as `data.id`.",
  schema: { type: 'integer', minimum: 1, maximum: 10 ** longestId - 1 },
  example: 42,
} as const satisfies DescribedParameter;

/**
 * Reads a trunk's id out of a path.
 * @throws {RequestProblem} for a text that names no trunk, with a hint where it is an id of another system's.
 */
export function readTrunkId(text: string, notFound: NotFound): number {
  if (/^(TK|ST_)/.test(text)) throw new RequestProblem(hints[notFound]);
  if (!/^[1-9]\d*$/.test(text) || text.length > longestId) throw new RequestProblem(notFound);
  return Number(text);
}
