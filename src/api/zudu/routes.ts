import { Router } from 'express';
import type { Guard } from '../authentication.js';
import type { ApiDependencies } from '../dependencies.js';
import { onlyMethods } from '../method-not-allowed.js';
import { createSetUpHandler } from '../set-up-handler.js';
import { presentFieldProblems, presentSetUp } from './presenter.js';
import { createRequestReader } from './schema.js';

/** The published path, misspelt as it is, and the one that was meant. */
const createPaths = ['/api/sio/createSipTrunkDispatch', '/api/sip/createSipTrunkDispatch'];

/** For so long the same request gets its first answer again: a caller that lost it cannot learn the id otherwise. */
const replayForMs = 24 * 60 * 60 * 1000;

/** Serves the Zudu contract. */
export function createZuduRoutes({ setUpTrunk, settings }: ApiDependencies, guard: Guard): Router {
  const create = createSetUpHandler(guard, setUpTrunk, {
    contract: 'zudu',
    replayForMs,
    read: createRequestReader(settings),
    presentFieldProblems,
    presentSetUp: (answer, warnings) => presentSetUp(answer, settings, warnings),
  });
  const router = Router({ caseSensitive: true });
  for (const path of createPaths) {
    router.route(path).post(create).all(onlyMethods('POST'));
  }
  return router;
}
