import { type Request, Router } from 'express';
import type { OrganizationId } from '../../../domain/ids.js';
import type { Trunk } from '../../../domain/trunk/trunk.js';
import type { ApiDependencies } from '../../dependencies.js';
import { RequestProblem } from '../../errors/request-problem.js';
import { send } from '../../http/answer.js';
import type { Guard } from '../../http/authentication.js';
import { onlyMethods } from '../../http/method-not-allowed.js';
import { queryOf } from '../../http/query.js';
import { nextPart, readPart } from '../paging.js';
import { presentFieldProblems } from '../presenter.js';
import { diallingObject, readCalledNumber } from './dialling.js';
import { readRevision, readTrunkId, revisionCursor, trunkCursor } from './path-numbers.js';
import { createRevertHandler } from './revert.js';
import { revisionObject, trunkObject } from './trunk.js';

/** Serves trunks beyond the contracts: whole, page by page, with their history and the way back. */
export function createTrunkRoutes(dependencies: ApiDependencies, guard: Guard): Router {
  const { findTrunk, listTrunksAfter, revisions, settings } = dependencies;
  const router = Router({ caseSensitive: true });
  const readOnly = onlyMethods('GET', 'HEAD');

  router
    .route('/v1/trunks')
    .get(async (request, response) => {
      const caller = await guard(request.headers);
      const part = readPart(queryOf(request), trunkCursor);
      if (!part.ok) return send(response, presentFieldProblems(part.problems));
      const { limit, cursor } = part.value;
      const { trunks, more } = await listTrunksAfter(caller.id, { after: cursor, limit });
      const last = more ? (trunks.at(-1) ?? null) : null;
      const data = trunks.map((trunk) => trunkObject(trunk, settings));
      send(response, { status: 200, body: { data, next: nextPart('/v1/trunks', limit, trunkCursor, last) } });
    })
    .all(readOnly);

  router
    .route('/v1/trunks/:id')
    .get(async (request, response) => {
      const trunk = await ownTrunk(request);
      send(response, { status: 200, body: trunkObject(trunk, settings) });
    })
    .all(readOnly);

  router
    .route('/v1/trunks/:id/dialling/:number')
    .get(async (request, response) => {
      const trunk = await ownTrunk(request);
      const called = readCalledNumber(request.params.number);
      if (!called.ok) return send(response, presentFieldProblems(called.problems));
      send(response, { status: 200, body: diallingObject(trunk, called.value) });
    })
    .all(readOnly);

  router
    .route('/v1/trunks/:id/revisions')
    .get(async (request, response) => {
      const caller = await guard(request.headers);
      const trunkId = readTrunkId(request.params.id);
      const part = readPart(queryOf(request), revisionCursor);
      if (!part.ok) return send(response, presentFieldProblems(part.problems));
      const { limit, cursor } = part.value;
      const page = await revisions.list(caller.id, trunkId, { before: cursor, limit });
      if (page.revisions.length === 0) await expectHistory(caller.id, trunkId);
      const last = page.more ? (page.revisions.at(-1)?.revision ?? null) : null;
      const next = nextPart(`/v1/trunks/${trunkId}/revisions`, limit, revisionCursor, last);
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

  router
    .route('/v1/trunks/:id/revert/:revision')
    .post(createRevertHandler(guard, dependencies))
    .all(onlyMethods('POST'));

  /** The caller's own trunk that the path names. */
  async function ownTrunk({ headers, params }: Request<{ id: string }>): Promise<Trunk> {
    const caller = await guard(headers);
    const trunk = await findTrunk(caller.id, readTrunkId(params.id));
    if (trunk === null) throw new RequestProblem('trunk_not_found');
    return trunk;
  }

  /** Every trunk that there is or was has a first revision; the trunk of another organisation has none to show. */
  async function expectHistory(organizationId: OrganizationId, trunkId: number): Promise<void> {
    const first = await revisions.find(organizationId, trunkId, 1);
    if (first === null) throw new RequestProblem('trunk_not_found');
  }

  return router;
}
