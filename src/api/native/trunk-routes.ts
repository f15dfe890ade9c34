import { Router } from 'express';
import type { OrganizationId } from '../../trunks/ids.js';
import { send } from '../answer.js';
import type { Guard } from '../authentication.js';
import type { ApiDependencies } from '../dependencies.js';
import { onlyMethods } from '../method-not-allowed.js';
import { queryOf } from '../query.js';
import { RequestProblem, type RequestProblemCode } from '../request-problem.js';
import { nextPart, readPart } from './paging.js';
import { presentFieldProblems } from './presenter.js';
import { revisionObject } from './revision-object.js';
import { trunkObject } from './trunk-object.js';

/** More than any database will ever count to. */
const largestTrunkId = 999_999_999_999_999;
const largestRevision = 999_999_999;

/** Serves trunks beyond the contracts: whole, page by page, with their history. */
export function createTrunkRoutes(
  { findTrunk, listTrunksAfter, revisions, settings }: ApiDependencies,
  guard: Guard,
): Router {
  const router = Router({ caseSensitive: true });
  const readOnly = onlyMethods('GET', 'HEAD');

  router
    .route('/v1/trunks')
    .get(async (request, response) => {
      const caller = await guard(request.headers);
      const part = readPart(queryOf(request), largestTrunkId);
      if (!part.ok) return send(response, presentFieldProblems(part.problems));
      const { limit, cursor } = part.value;
      const { trunks, more } = await listTrunksAfter(caller.id, { after: cursor, limit });
      const last = more ? (trunks.at(-1)?.id ?? null) : null;
      const data = trunks.map((trunk) => trunkObject(trunk, settings));
      send(response, { status: 200, body: { data, next: nextPart('/v1/trunks', limit, last) } });
    })
    .all(readOnly);

  router
    .route('/v1/trunks/:id')
    .get(async (request, response) => {
      const caller = await guard(request.headers);
      const trunk = await findTrunk(caller.id, readTrunkId(request.params.id));
      if (trunk === null) throw new RequestProblem('trunk_not_found');
      send(response, { status: 200, body: trunkObject(trunk, settings) });
    })
    .all(readOnly);

  router
    .route('/v1/trunks/:id/revisions')
    .get(async (request, response) => {
      const caller = await guard(request.headers);
      const trunkId = readTrunkId(request.params.id);
      const part = readPart(queryOf(request), largestRevision);
      if (!part.ok) return send(response, presentFieldProblems(part.problems));
      const { limit, cursor } = part.value;
      const page = await revisions.list(caller.id, trunkId, { before: cursor, limit });
      if (page.revisions.length === 0) await expectHistory(caller.id, trunkId);
      const last = page.more ? (page.revisions.at(-1)?.revision ?? null) : null;
      const next = nextPart(`/v1/trunks/${trunkId}/revisions`, limit, last);
      send(response, { status: 200, body: { data: page.revisions.map(revisionObject), next } });
    })
    .all(readOnly);

  router
    .route('/v1/trunks/:id/revisions/:revision')
    .get(async (request, response) => {
      const caller = await guard(request.headers);
      const trunkId = readTrunkId(request.params.id);
      const revision = readRevision(request.params.revision);
      const found = await revisions.find(caller.id, trunkId, revision);
      if (found === null) {
        await expectHistory(caller.id, trunkId);
        throw new RequestProblem('revision_not_found');
      }
      send(response, { status: 200, body: revisionObject(found) });
    })
    .all(readOnly);

  /** Every trunk that there is or was has a first revision; the trunk of another organisation has none to show. */
  async function expectHistory(organizationId: OrganizationId, trunkId: number): Promise<void> {
    const first = await revisions.find(organizationId, trunkId, 1);
    if (first === null) throw new RequestProblem('trunk_not_found');
  }

  return router;
}

function readTrunkId(text: string): number {
  return readNumber(text, largestTrunkId, 'trunk_not_found');
}

function readRevision(text: string): number {
  return readNumber(text, largestRevision, 'revision_not_found');
}

function readNumber(text: string, largest: number, otherwise: RequestProblemCode): number {
  if (!/^[1-9]\d{0,14}$/.test(text) || Number(text) > largest) throw new RequestProblem(otherwise);
  return Number(text);
}
