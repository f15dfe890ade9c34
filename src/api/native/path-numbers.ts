import { RequestProblem, type RequestProblemCode } from '../request-problem.js';

/** More than any database will ever count to. */
export const largestTrunkId = 999_999_999_999_999;
export const largestRevision = 999_999_999;

/** Reads a trunk's id out of a path. @throws {RequestProblem} for a text that names none. */
export function readTrunkId(text: string): number {
  return readNumber(text, largestTrunkId, 'trunk_not_found');
}

/** Reads a revision out of a path. @throws {RequestProblem} for a text that names none. */
export function readRevision(text: string): number {
  return readNumber(text, largestRevision, 'revision_not_found');
}

function readNumber(text: string, largest: number, otherwise: RequestProblemCode): number {
  if (!/^[1-9]\d{0,14}$/.test(text) || Number(text) > largest) throw new RequestProblem(otherwise);
  return Number(text);
}
