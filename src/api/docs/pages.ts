import { createRequire } from 'node:module';
import path from 'node:path';
import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import {
  type CatalogueEntry,
  type CatalogueSection,
  errorCatalogue,
  errorsPath,
  linesAbout,
} from '../errors/catalogue.js';
import { escaped, page, pagePolicy } from '../http/page.js';
import { forEverybody, onlyMethods, type Route } from '../http/route.js';
import { createDocument } from '../openapi/document.js';
import { service } from '../v1/service.js';

/** The address of the description of the interface. */
const documentPath = '/openapi.json';

/** Makes the route that describes all routes. It makes the document at the first request, to keep the start short. */
export function descriptionRoute(routes: () => readonly Route[]): Route {
  let document: string | undefined;
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
      document ??= JSON.stringify(createDocument(routes(), api.version));
      return { status: 200, body: document };
    },
  );
}

/** Makes the page of all errors, for people who follow the `type` of a problem. */
function errorsPage(sections: readonly CatalogueSection[]): string {
  return page('errors', [
    '<h1>Errors</h1><p><a href="/docs">The interface</a></p>',
    ...sections.map(
      ({ title, explanation, entries }) =>
        `<h2>${escaped(title)}</h2><p>${withCode(explanation)}</p>${entries.map(paragraph).join('\n')}`,
    ),
  ]);
}

function paragraph(entry: CatalogueEntry): string {
  const lines = linesAbout(entry, false).map(
    ({ label, text }) =>
      `<li>${label === null ? '' : `<strong>${escaped(label)}:</strong> `}${escaped(text)}</li>`,
  );
  return `<h3 id="${escaped(entry.anchor)}"><code>${escaped(entry.code)}</code></h3><ul>${lines.join('')}</ul>`;
}

function withCode(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** The address of the page that shows the description, with its files under `/assets`. */
const interfacePath = '/docs';
const assetsPath = `${interfacePath}/assets`;

/** The page may load files of this service and connect to it, and nothing else. */
const interfacePagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const interfacePage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Trunkline: the interface</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${assetsPath}/swagger-ui.css">
</head>
<body>
<div id="interface"></div>
<script src="${assetsPath}/swagger-ui-bundle.js"></script>
<script src="${assetsPath}/start.js"></script>
</body>
</html>
`;

/** Starts the page. Without a `validatorUrl` of null it would send the description to a validator on the Internet. */
const startScript = `SwaggerUIBundle({ url: '${documentPath}', dom_id: '#interface', deepLinking: true, validatorUrl: null });
`;

/** The files of `swagger-ui-dist` that the page loads. */
const packagedAssets = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const;

/** Serves the pages for people. They need no key, because they reveal nothing about anybody. */
export function createDocumentationPages(): Router {
  const router = Router({ caseSensitive: true });
  const serve = (address: string, handler: RequestHandler) =>
    router.route(address).get(handler).all(onlyMethods('GET', 'HEAD'));
  serve(interfacePath, servePage(interfacePage, interfacePagePolicy));
  serve(errorsPath, servePage(errorsPage(errorCatalogue()), pagePolicy));
  serve(`${assetsPath}/start.js`, (_request, response) => {
    response.type('text/javascript').send(startScript);
  });
  for (const asset of packagedAssets) {
    serve(`${assetsPath}/${asset}`, (_request, response) => {
      response.sendFile(asset, { root: assetsFolder() });
    });
  }
  return router;
}

function servePage(html: string, policy: string): RequestHandler {
  return (_request, response) => {
    response.set('Content-Security-Policy', policy).type('html').send(html);
  };
}

function assetsFolder(): string {
  return path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}
