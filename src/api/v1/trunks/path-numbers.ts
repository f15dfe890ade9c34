import { largestTrunkId } from '../../../domain/ids.js';
import type { TrunkPlace } from '../../../domain/trunk/trunk.js';
import { RequestProblem, type RequestProblemCode } from '../../errors/request-problem.js';
import type { DescribedParameter } from '../../http/endpoint.js';
import { numberCursor, placeCursor } from '../paging.js';

/** More than any history will ever count to. */
export const largestRevision = 999_999_999;

/** The same as they are described. */
export const trunkIdParameter = {
  description: "The trunk's id.",
  schema: { type: 'integer', minimum: 1, maximum: largestTrunkId },
  example: 42,
} as const satisfies DescribedParameter;
export const revisionParameter = {
  description: 'The revision, counted from 1.',
  schema: { type: 'integer', minimum: 1, maximum: largestRevision },
  example: 1,
} as const satisfies DescribedParameter;

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

/** Places in the list of trunks. */
export const trunkCursor = placeCursor<TrunkPlace>({
  format: 'trunk-cursor',
  parts: ({ createdAt, id }) => [createdAt, String(id)],
  placeOf: (createdAt, name) =>
    /^\d{1,10}$/.test(name) && Number(name) <= largestTrunkId ? { createdAt, id: Number(name) } : null,
});

/** Places in the history of a trunk. */
export const revisionCursor = numberCursor(largestRevision);
