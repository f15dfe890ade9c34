import { type RequestHandler, Router } from 'express';
import type { ApiDependencies } from '../dependencies.js';
import { errorCatalogue, errorsPath } from '../errors/catalogue.js';
import { onlyMethods } from '../http/method-not-allowed.js';
import { createDocument } from '../openapi/document.js';
import { allEndpoints } from '../routes.js';
import { errorsPage, errorsPagePolicy } from './errors-page.js';
import {
  assetsFolder,
  documentPath,
  interfacePage,
  interfacePagePolicy,
  interfacePath,
  packagedAssets,
  startScript,
} from './interface-page.js';

/** Serves the documentation, to everybody: it tells nothing about anybody. */
export function createDocumentationRoutes({
  settings,
  version,
}: Pick<ApiDependencies, 'settings' | 'version'>): Router {
  const router = Router({ caseSensitive: true });
  const readOnly = onlyMethods('GET', 'HEAD');

  // Made when somebody asks for it, because a service starts more often than its documentation is read.
  let description: string | undefined;
  const readDescription: RequestHandler = (_request, response) => {
    description ??= JSON.stringify(createDocument(allEndpoints(settings), version));
    response.type('application/json').send(description);
  };
  router.route(documentPath).get(readDescription).all(readOnly);

  router.route(interfacePath).get(page(interfacePage, interfacePagePolicy)).all(readOnly);
  router
    .route(errorsPath)
    .get(page(errorsPage(errorCatalogue()), errorsPagePolicy))
    .all(readOnly);
  router
    .route(`${interfacePath}/assets/start.js`)
    .get((_request, response) => {
      response.type('text/javascript').send(startScript);
    })
    .all(readOnly);
  for (const asset of packagedAssets) {
    router
      .route(`${interfacePath}/assets/${asset}`)
      .get((_request, response) => response.sendFile(asset, { root: assetsFolder() }))
      .all(readOnly);
  }

  return router;
}

function page(html: string, policy: string): RequestHandler {
  return (_request, response) => {
    response.set('Content-Security-Policy', policy).type('html').send(html);
  };
}
