import { createRequire } from 'node:module';
import path from 'node:path';

/** Where the description of the interface is served for programs. */
export const documentPath = '/openapi.json';

/** Where it is served for people, with the files of its page under `/assets`. */
export const interfacePath = '/docs';

/** What a browser may do with the page: it reaches nothing but this service, and runs nothing but its files. */
export const interfacePagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The page that shows the description. */
export const interfacePage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Trunkline: the interface</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${interfacePath}/assets/swagger-ui.css">
</head>
<body>
<div id="interface"></div>
<script src="${interfacePath}/assets/swagger-ui-bundle.js"></script>
<script src="${interfacePath}/assets/start.js"></script>
</body>
</html>
`;

/** Starts the page. Without a `validatorUrl` of null it would send the description to a validator on the Internet. */
export const startScript = `SwaggerUIBundle({ url: '${documentPath}', dom_id: '#interface', deepLinking: true, validatorUrl: null });
`;

/** The files out of `swagger-ui-dist` that the page loads. */
export const packagedAssets = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const;

/** The folder in which they are. */
export function assetsFolder(): string {
  return path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}
