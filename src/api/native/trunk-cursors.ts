import { largestTrunkId } from '../../domain/ids.js';
import type { TrunkPlace } from '../../domain/trunk/trunk.js';
import { numberCursor, placeCursor } from './cursors.js';
import { largestRevision } from './path-numbers.js';

/** Places in the list of trunks. */
export const trunkCursor = placeCursor<TrunkPlace>({
  format: 'trunk-cursor',
  parts: ({ createdAt, id }) => [createdAt, String(id)],
  placeOf: (createdAt, name) =>
    /^\d{1,10}$/.test(name) && Number(name) <= largestTrunkId ? { createdAt, id: Number(name) } : null,
});

/** Places in the history of a trunk. */
export const revisionCursor = numberCursor(largestRevision);
