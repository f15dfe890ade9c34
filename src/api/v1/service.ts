import { Router } from 'express';
import type { ApiDependencies } from '../dependencies.js';
import { send } from '../http/answer.js';
import { onlyMethods } from '../http/method-not-allowed.js';
import { presentHealth, presentReadiness } from './presenter.js';

/** Serves the state and the numbers of the service, to anybody. */
export function createServiceRoutes({ checkReadiness, readMetrics }: ApiDependencies): Router {
  const router = Router({ caseSensitive: true });
  const readOnly = onlyMethods('GET', 'HEAD');

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
