import { createRequire } from 'node:module';
import path from 'node:path';
import { type RequestHandler, Router } from 'express';
import { errorCatalogue, errorsPath } from '../errors/catalogue.js';
import { onlyMethods } from '../http/route.js';
import { documentPath } from './description.js';
import { errorsPage, errorsPagePolicy } from './errors-page.js';

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
  serve(interfacePath, page(interfacePage, interfacePagePolicy));
  serve(errorsPath, page(errorsPage(errorCatalogue()), errorsPagePolicy));
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

function page(html: string, policy: string): RequestHandler {
  return (_request, response) => {
    response.set('Content-Security-Policy', policy).type('html').send(html);
  };
}

function assetsFolder(): string {
  return path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}
