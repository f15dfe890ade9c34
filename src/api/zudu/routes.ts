import { Router } from 'express';
import { warningsAbout } from '../../domain/trunk/warnings.js';
import { send } from '../answer.js';
import type { Guard } from '../authentication.js';
import { createChangeHandler } from '../change-handler.js';
import type { ApiDependencies } from '../dependencies.js';
import { readIfUnused } from '../if-unused.js';
import { leaveMethods, onlyMethods } from '../method-not-allowed.js';
import { RequestProblem } from '../request-problem.js';
import { createSetUpHandler } from '../set-up-handler.js';
import { createTearDownHandler } from '../tear-down-handler.js';
import { presentChange } from './change-presenter.js';
import { createChangeReader } from './change-schema.js';
import { presentImport } from './import-presenter.js';
import { readImport } from './import-schema.js';
import { readNumberInPath } from './number-in-path.js';
import { presentFieldProblems, presentPhoneNumber, presentSetUp } from './presenter.js';
import { createRequestReader } from './schema.js';
import { presentTearDown } from './tear-down-presenter.js';

/** The published path, misspelt as it is, and the one that was meant. */
const createPaths = ['/api/sio/createSipTrunkDispatch', '/api/sip/createSipTrunkDispatch'];

/** For so long the same request gets its first answer again: a caller that lost it cannot learn the id otherwise. */
const replayForMs = 24 * 60 * 60 * 1000;

/** Serves the Zudu contract. */
export function createZuduRoutes(dependencies: ApiDependencies, guard: Guard): Router {
  const { setUpTrunk, tearDownTrunk, findTrunkByNumber, settings } = dependencies;
  const create = createSetUpHandler(guard, setUpTrunk, {
    contract: 'zudu',
    replayForMs,
    read: createRequestReader(settings),
    presentFieldProblems,
    present: (answer, requested) => presentSetUp(answer, settings, warningsAbout(requested)),
  });
  const remove = createTearDownHandler<{ number: string }>(guard, tearDownTrunk, {
    contract: 'zudu',
    target: ({ number }) => ({ by: 'number', number: readNumberInPath(number) }),
    onlyIfUnassigned: readIfUnused,
    presentFieldProblems,
    presentTearDown,
  });
  const change = createChangeHandler<{ number: string }>(guard, dependencies.changeTrunk, {
    contract: 'zudu',
    name: 'change_trunk',
    target: ({ number }) => ({ by: 'number', number: readNumberInPath(number) }),
    read: createChangeReader(),
    presentFieldProblems,
    presentChange,
  });
  const importNumber = createSetUpHandler(guard, dependencies.importNumber, {
    contract: 'zudu',
    replayForMs,
    read: readImport,
    presentFieldProblems,
    present: (answer) => presentImport(answer, settings),
  });
  const router = Router({ caseSensitive: true });
  for (const path of createPaths) {
    router.route(path).post(create).all(onlyMethods('POST'));
  }

  // An extension may be called so as well: whatever is not the import means a number.
  const ofNumbers = ['GET', 'HEAD', 'PATCH', 'DELETE'] as const;
  router
    .route('/api/phone-numbers/import')
    .post(importNumber)
    .all(leaveMethods(...ofNumbers), onlyMethods(...ofNumbers, 'POST'));
  router
    .route('/api/phone-numbers/:number')
    .get(async (request, response) => {
      const organization = await guard(request.headers);
      const trunk = await findTrunkByNumber(organization.id, readNumberInPath(request.params.number));
      if (trunk === null) throw new RequestProblem('phone_number_not_found');
      send(response, presentPhoneNumber(trunk));
    })
    .patch(change)
    .delete(remove)
    .all(onlyMethods(...ofNumbers));

  return router;
}
