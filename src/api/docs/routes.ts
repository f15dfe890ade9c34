import { Router } from 'express';
import { errorCatalogue, errorsPath } from '../errors/catalogue.js';
import { onlyMethods } from '../method-not-allowed.js';
import { errorsPage, errorsPagePolicy } from './errors-page.js';

/** Serves the documentation, to everybody: it tells nothing about anybody. */
export function createDocumentationRoutes(): Router {
  const router = Router({ caseSensitive: true });
  const readOnly = onlyMethods('GET', 'HEAD');
  const errors = errorsPage(errorCatalogue());

  router
    .route(errorsPath)
    .get((_request, response) => {
      response.set('Content-Security-Policy', errorsPagePolicy).type('html').send(errors);
    })
    .all(readOnly);

  return router;
}
