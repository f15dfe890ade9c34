import { Router } from 'express';
import { isOperationId } from '../../trunks/ids.js';
import { send } from '../answer.js';
import type { Guard } from '../authentication.js';
import type { ApiDependencies } from '../dependencies.js';
import { onlyMethods } from '../method-not-allowed.js';
import { RequestProblem } from '../request-problem.js';
import { presentOperation } from './operation-presenter.js';
import { presentHealth, presentReadiness } from './presenter.js';

/** Serves what belongs to neither contract: operations, and the state and numbers of the service. */
export function createNativeRoutes(
  { findOperation, checkReadiness, readMetrics }: ApiDependencies,
  guard: Guard,
): Router {
  const router = Router({ caseSensitive: true });
  const readOnly = onlyMethods('GET', 'HEAD');

  router
    .route('/v1/operations/:id')
    .get(async (request, response) => {
      const organization = await guard(request.headers);
      const { id } = request.params;
      const operation = isOperationId(id) ? await findOperation(organization.id, id) : null;
      if (operation === null) throw new RequestProblem('operation_not_found');
      send(response, presentOperation(operation));
    })
    .all(readOnly);

  router
    .route('/healthz')
    .get((_request, response) => send(response, presentHealth()))
    .all(readOnly);

  router
    .route('/readyz')
    .get(async (_request, response) => send(response, presentReadiness(await checkReadiness())))
    .all(readOnly);

  router
    .route('/metrics')
    .get(async (_request, response) => {
      const { contentType, body } = await readMetrics();
      response.type(contentType).send(body);
    })
    .all(readOnly);

  return router;
}
