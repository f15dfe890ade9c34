import { Router } from 'express';
import { isOperationId } from '../../../domain/ids.js';
import type { ApiDependencies } from '../../dependencies.js';
import { RequestProblem } from '../../errors/request-problem.js';
import { send } from '../../http/answer.js';
import type { Guard } from '../../http/authentication.js';
import { onlyMethods } from '../../http/method-not-allowed.js';
import { queryOf } from '../../http/query.js';
import { presentFieldProblems } from '../presenter.js';
import { createControlHandler } from './control.js';
import { createEventHandler } from './events.js';
import { readOperationsQuery } from './list.js';
import { presentOperation, presentOperations } from './operation.js';

/** Serves operations to the organisation that owns them; somebody else's is answered exactly as one that does not exist. */
export function createOperationRoutes(
  { findOperation, listOperations, followOperation, cancelOperation, retryOperation }: ApiDependencies,
  guard: Guard,
): Router {
  const router = Router({ caseSensitive: true });
  const readOnly = onlyMethods('GET', 'HEAD');

  router
    .route('/v1/operations')
    .get(async (request, response) => {
      const organization = await guard(request.headers);
      const query = readOperationsQuery(queryOf(request));
      if (!query.ok) return send(response, presentFieldProblems(query.problems));
      const { filter, part } = query.value;
      const page = await listOperations(organization.id, filter, part);
      send(response, presentOperations(page, query.value));
    })
    .all(readOnly);

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

  router.route('/v1/operations/:id/events').get(createEventHandler(guard, followOperation)).all(readOnly);

  router
    .route('/v1/operations/:id/cancel')
    .post(createControlHandler(guard, cancelOperation))
    .all(onlyMethods('POST'));

  router
    .route('/v1/operations/:id/retry')
    .post(createControlHandler(guard, retryOperation))
    .all(onlyMethods('POST'));

  return router;
}
