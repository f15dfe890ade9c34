import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RequestHandler } from 'express';
import { noIcon } from '../http/page.js';

/** The address of the API reference, with its files under `/assets`. */
export const referencePath = '/docs';
export const assetsPath = `${referencePath}/assets`;

/** The page may load files of this service and connect to it, and nothing else. The library writes its styles into the page. */
export const referencePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The page that shows the API reference. */
export const referencePage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Trunkline: API reference</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
${noIcon}
</head>
<body>
<noscript>This page needs JavaScript. The description itself is at <a href="/openapi.json">/openapi.json</a>.</noscript>
<div id="reference"></div>
<script src="${assetsPath}/reference.js"></script>
<script src="${assetsPath}/start.js"></script>
</body>
</html>
`;

/**
 * Makes the script that starts the page. By default the library loads fonts, sends telemetry and offers services of its maker;
 * all of that is off. The samples are those of the description.
 */
export function startScript(documentPath: string): string {
  const configuration = {
    url: documentPath,
    hiddenClients: true,
    defaultOpenAllTags: false,
    withDefaultFonts: false,
    telemetry: false,
    agent: { disabled: true },
    mcp: { disabled: true },
    hideClientButton: true,
    showDeveloperTools: 'never',
    metaData: { title: 'Trunkline: API reference' },
  };
  return `Scalar.createApiReference('#reference', ${JSON.stringify(configuration)});\n`;
}

/** How long a browser keeps the library, in seconds. */
const keptSeconds = 86_400;

/** Makes the handler that sends the library. It reads and compresses the library at the first request, to keep the start short. */
export function sendLibrary(): RequestHandler {
  let library: Promise<{ plain: Buffer; zipped: Buffer }> | undefined;
  return async (request, response) => {
    library ??= readLibrary();
    const { plain, zipped } = await library;
    const mayZip = request.acceptsEncodings('gzip') !== false;
    response
      .set({ 'Cache-Control': `public, max-age=${keptSeconds}`, Vary: 'Accept-Encoding' })
      .set(mayZip ? { 'Content-Encoding': 'gzip' } : {})
      .type('text/javascript')
      .send(mayZip ? zipped : plain);
  };
}

async function readLibrary() {
  const entry = createRequire(import.meta.url).resolve('@scalar/fastify-api-reference');
  const plain = await readFile(path.join(path.dirname(entry), 'js', 'standalone.js'));
  return { plain, zipped: await promisify(gzip)(plain) };
}
