import { Router } from 'express';
import { send } from '../answer.js';
import type { Guard } from '../authentication.js';
import type { ApiDependencies } from '../dependencies.js';
import { onlyMethods } from '../method-not-allowed.js';
import { RequestProblem } from '../request-problem.js';
import { createSetUpHandler } from '../set-up-handler.js';
import { presentFieldProblems, presentSetUp, presentTrunk } from './presenter.js';
import { createRequestReader } from './schema.js';

const collection = '/api/user/phone-numbers/sip-trunks';

/** Serves the Autocalls contract. */
export function createAutocallsRoutes(
  { setUpTrunk, findTrunk, settings }: ApiDependencies,
  guard: Guard,
): Router {
  const create = createSetUpHandler(guard, setUpTrunk, {
    contract: 'autocalls',
    // The contract documents a 409 for a repeated request.
    replayForMs: 0,
    read: createRequestReader(settings),
    presentFieldProblems,
    presentSetUp: (answer, warnings) => presentSetUp(answer, settings, warnings),
  });
  const router = Router({ caseSensitive: true });

  router.route(collection).post(create).all(onlyMethods('POST'));

  router
    .route(`${collection}/:id`)
    .get(async (request, response) => {
      const organization = await guard(request.headers);
      const trunk = await findTrunk(organization.id, readTrunkId(request.params.id));
      if (trunk === null) throw new RequestProblem('trunk_not_found');
      send(response, presentTrunk(trunk, settings));
    })
    .all(onlyMethods('GET', 'HEAD'));

  return router;
}

function readTrunkId(text: string): number {
  if (/^(TK|ST_)/.test(text)) throw new RequestProblem('not_a_trunk_number');
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new RequestProblem('trunk_not_found');
  return Number(text);
}
