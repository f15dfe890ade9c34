import { Router } from 'express';
import { warningsAbout } from '../../domain/trunk/warnings.js';
import type { ApiDependencies } from '../dependencies.js';
import type { Guard } from '../http/authentication.js';
import { createChangeHandler } from '../http/change-handler.js';
import { onlyMethods } from '../http/method-not-allowed.js';
import { readIfUnused } from '../http/query.js';
import { createSetUpHandler } from '../http/set-up-handler.js';
import { createTearDownHandler } from '../http/tear-down-handler.js';
import {
  createChangeReader,
  createNicknameReader,
  passwordIn,
  presentNicknameChange,
  presentNicknameProblems,
  presentTrunkChange,
} from './change.js';
import { presentFieldProblems, presentSetUp } from './presenter.js';
import { createReaders } from './read.js';
import { createRequestReader } from './set-up.js';
import { presentTearDown } from './tear-down.js';
import { type NotFound, readTrunkId } from './trunk-fields.js';

const numbers = '/api/user/phone-numbers';
const trunks = `${numbers}/sip-trunks`;

/** Serves the Autocalls contract. */
export function createAutocallsRoutes(dependencies: ApiDependencies, guard: Guard): Router {
  const { setUpTrunk, tearDownTrunk, settings } = dependencies;
  const create = createSetUpHandler(guard, setUpTrunk, {
    contract: 'autocalls',
    // The contract documents a 409 for a repeated request.
    replayForMs: 0,
    read: createRequestReader(settings),
    presentFieldProblems,
    present: (answer, requested) => presentSetUp(answer, settings, warningsAbout(requested)),
  });
  const read = createReaders(dependencies, guard);
  const remove = (notFound: NotFound) =>
    createTearDownHandler<{ id: string }>(guard, tearDownTrunk, {
      contract: 'autocalls',
      target: ({ id }) => ({ by: 'id', id: readTrunkId(id, notFound) }),
      onlyIfUnassigned: readIfUnused,
      presentFieldProblems,
      presentTearDown: (answer) => presentTearDown(answer, notFound),
    });
  const changeTrunk = createChangeHandler<{ id: string }>(guard, dependencies.changeTrunk, {
    contract: 'autocalls',
    name: 'change_trunk',
    target: ({ id }) => ({ by: 'id', id: readTrunkId(id, 'trunk_not_found') }),
    read: createChangeReader(settings),
    presentFieldProblems,
    presentChange: (answer, body) => presentTrunkChange(answer, settings, passwordIn(body)),
  });
  const changeNickname = createChangeHandler<{ id: string }>(guard, dependencies.changeTrunk, {
    contract: 'autocalls',
    name: 'change_nickname',
    target: ({ id }) => ({ by: 'id', id: readTrunkId(id, 'phone_number_not_found') }),
    read: createNicknameReader(),
    presentFieldProblems: presentNicknameProblems,
    presentChange: presentNicknameChange,
  });
  const router = Router({ caseSensitive: true });

  router
    .route(trunks)
    .get(read.listAll)
    .post(create)
    .all(onlyMethods('GET', 'HEAD', 'POST'));
  router
    .route(`${trunks}/:id`)
    .get(read.one('trunk_not_found'))
    .put(changeTrunk)
    .delete(remove('trunk_not_found'))
    .all(onlyMethods('GET', 'HEAD', 'PUT', 'DELETE'));
  router.route(`${numbers}/all`).get(read.phoneNumbers).all(onlyMethods('GET', 'HEAD'));
  router
    .route(`${numbers}/:id`)
    .get(read.one('phone_number_not_found'))
    .put(changeNickname)
    .delete(remove('phone_number_not_found'))
    .all(onlyMethods('GET', 'HEAD', 'PUT', 'DELETE'));
  router
    .route('/api/user/assistants/phone-numbers')
    .get(read.assignableNumbers)
    .all(onlyMethods('GET', 'HEAD'));

  return router;
}
