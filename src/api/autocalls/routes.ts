import { Router } from 'express';
import type { Guard } from '../authentication.js';
import type { ApiDependencies } from '../dependencies.js';
import { onlyMethods } from '../method-not-allowed.js';
import { createSetUpHandler } from '../set-up-handler.js';
import { presentFieldProblems, presentSetUp } from './presenter.js';
import { createReaders } from './reading.js';
import { createRequestReader } from './schema.js';

const numbers = '/api/user/phone-numbers';
const trunks = `${numbers}/sip-trunks`;

/** Serves the Autocalls contract. */
export function createAutocallsRoutes(dependencies: ApiDependencies, guard: Guard): Router {
  const { setUpTrunk, settings } = dependencies;
  const create = createSetUpHandler(guard, setUpTrunk, {
    contract: 'autocalls',
    // The contract documents a 409 for a repeated request.
    replayForMs: 0,
    read: createRequestReader(settings),
    presentFieldProblems,
    presentSetUp: (answer, warnings) => presentSetUp(answer, settings, warnings),
  });
  const read = createReaders(dependencies, guard);
  const router = Router({ caseSensitive: true });

  router
    .route(trunks)
    .get(read.listAll)
    .post(create)
    .all(onlyMethods('GET', 'HEAD', 'POST'));
  router.route(`${trunks}/:id`).get(read.one('trunk_not_found')).all(onlyMethods('GET', 'HEAD'));
  router.route(`${numbers}/all`).get(read.phoneNumbers).all(onlyMethods('GET', 'HEAD'));
  router.route(`${numbers}/:id`).get(read.one('phone_number_not_found')).all(onlyMethods('GET', 'HEAD'));
  router
    .route('/api/user/assistants/phone-numbers')
    .get(read.assignableNumbers)
    .all(onlyMethods('GET', 'HEAD'));

  return router;
}
