import { largestTrunkId } from '../../../domain/ids.js';
import type { TrunkPlace } from '../../../domain/trunk/trunk.js';
import { forOrganization } from '../../http/route.js';
import { nextPart, partOf, partParameters, placeCursor, readPart } from '../paging.js';
import { ownTrunk, trunkIdParameter, trunkObject, trunkSchema, trunks } from './trunk.js';

const trunkCursor = placeCursor<TrunkPlace>({
  format: 'trunk-cursor',
  parts: ({ createdAt, id }) => [createdAt, String(id)],
  placeOf: (createdAt, name) =>
    /^\d{1,10}$/.test(name) && Number(name) <= largestTrunkId ? { createdAt, id: Number(name) } : null,
});

/** Lists the trunks of an organisation, the oldest first. */
export const listTrunks = forOrganization(
  {
    ...trunks,
    method: 'get',
    path: '/v1/trunks',
    query: partParameters(trunkCursor),
    id: 'listTrunks',
    summary: 'List the trunks',
    answers: { 200: { description: 'The trunks, the oldest first.', schema: partOf(trunkSchema) } },
    errors: ['validation_failed'],
  },
  async ({ request, caller, api }) => {
    const { limit, cursor } = readPart(request, trunkCursor);
    const part = await api.listTrunksAfter(caller.id, { after: cursor, limit });
    const last = part.more ? (part.trunks.at(-1) ?? null) : null;
    const data = part.trunks.map((trunk) => trunkObject(trunk, api.settings));
    return { status: 200, body: { data, next: nextPart('/v1/trunks', limit, trunkCursor, last) } };
  },
);

/** Reads a trunk. */
export const readTrunk = forOrganization(
  {
    ...trunks,
    pathParameters: { id: trunkIdParameter },
    method: 'get',
    path: '/v1/trunks/{id}',
    id: 'readTrunk',
    summary: 'Read a trunk',
    answers: { 200: { description: 'The trunk.', schema: trunkSchema } },
    errors: ['trunk_not_found'],
  },
  async (call) => ({ status: 200, body: trunkObject(await ownTrunk(call), call.api.settings) }),
);
