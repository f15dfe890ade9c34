import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { errorCatalogue, errorsPath } from '../errors/catalogue.js';
import { pagePolicy } from '../http/page.js';
import { forEverybody, onlyMethods, type Route } from '../http/route.js';
import { createDocument } from '../openapi/document.js';
import { service } from '../v1/service.js';
import { errorsPage, errorsPolicy, searchPath, searchScript } from './errors-page.js';
import { landingPage } from './landing-page.js';
import {
  assetsPath,
  referencePage,
  referencePath,
  referencePolicy,
  sendLibrary,
  startScript,
} from './reference-page.js';

/** The address of the description of the interface. */
const documentPath = '/openapi.json';

/**
 * Makes the route that describes all routes. It makes the document at the first request, to keep the start short. All answers share
 * its bytes, so that a client that reads slowly keeps no copy in memory.
 */
export function descriptionRoute(routes: () => readonly Route[]): Route {
  let document: Buffer | undefined;
  return forEverybody(
    {
      ...service,
      path: documentPath,
      id: 'readDescription',
      summary: 'Read this description',
      answers: {
        200: {
          description: 'An OpenAPI 3.1 document.',
          schema: z.looseObject({ openapi: z.string(), paths: z.looseObject({}) }),
        },
      },
    },
    async ({ api }) => {
      document ??= Buffer.from(JSON.stringify(createDocument(routes(), api.version)));
      return { status: 200, body: document };
    },
  );
}

/** Serves the pages for people. They need no key, because they reveal nothing about anybody. */
export function createDocumentationPages(): Router {
  const router = Router({ caseSensitive: true });
  const serve = (address: string, handler: RequestHandler) =>
    router.route(address).get(handler).all(onlyMethods('GET', 'HEAD'));
  serve('/', servePage(landingPage(), pagePolicy));
  serve(referencePath, servePage(referencePage, referencePolicy));
  serve(errorsPath, servePage(errorsPage(errorCatalogue()), errorsPolicy));
  serve(searchPath, serveScript(searchScript));
  serve(`${assetsPath}/reference.js`, sendLibrary());
  serve(`${assetsPath}/start.js`, serveScript(startScript(documentPath)));
  return router;
}

function servePage(html: string, policy: string): RequestHandler {
  const page = Buffer.from(html);
  return (_request, response) => {
    response.set('Content-Security-Policy', policy).type('html').send(page);
  };
}

function serveScript(script: string): RequestHandler {
  const bytes = Buffer.from(script);
  return (_request, response) => {
    response.type('text/javascript').send(bytes);
  };
}
