import { Router } from 'express';
import { warningsAbout } from '../../domain/trunk/warnings.js';
import type { ApiDependencies } from '../dependencies.js';
import { RequestProblem } from '../errors/request-problem.js';
import { send } from '../http/answer.js';
import type { Guard } from '../http/authentication.js';
import { createChangeHandler } from '../http/change-handler.js';
import { leaveMethods, onlyMethods } from '../http/method-not-allowed.js';
import { readIfUnused } from '../http/query.js';
import { createSetUpHandler } from '../http/set-up-handler.js';
import { createTearDownHandler } from '../http/tear-down-handler.js';
import { createChangeReader, presentChange } from './change.js';
import { presentImport, readImport } from './import-number.js';
import { readNumberInPath } from './phone-number.js';
import { presentFieldProblems, presentPhoneNumber, presentSetUp } from './presenter.js';
import { createRequestReader } from './set-up.js';
import { presentTearDown } from './tear-down.js';

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
