import { RequestProblem, type RequestProblemCode } from '../request-problem.js';

/** How a path says that there is no such trunk: as a trunk, or as a phone number. */
export type NotFound = Extract<RequestProblemCode, 'trunk_not_found' | 'phone_number_not_found'>;

/**
 * Reads a trunk's id out of a path.
 * @throws {RequestProblem} for a text that names no trunk, with a hint where it is an id of another system's.
 */
export function readTrunkId(text: string, notFound: NotFound): number {
  if (/^(TK|ST_)/.test(text)) throw new RequestProblem('not_a_trunk_number');
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new RequestProblem(notFound);
  return Number(text);
}
