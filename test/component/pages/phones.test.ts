import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium, domInChromium } from '../../support/chromium.js';
import { ampleMs } from '../../unit/ample-time.js';
import { type Gateway, startGateway } from '../../unit/api/gateway.js';

const phoneWidth = 390;

/** A page that holds another one of the same origin in a frame as wide as a phone, and says how wide that one becomes. */
const frame = (
  path: string,
) => `<!doctype html><body><iframe src="${path}" width="${phoneWidth}" height="844" style="border:0"
  onload="setTimeout(() => { const { documentElement: root, body } = this.contentDocument;
    document.body.dataset.width = Math.max(root.scrollWidth, body.scrollWidth);
    document.body.dataset.text = body.innerText.trim().length }, 4000)"></iframe></body>`;

let gateway: Gateway;
let server: Server;

/** Passes requests on to the gateway, so that the frame and its page have one origin. */
beforeAll(async () => {
  gateway = await startGateway();
  server = createServer(async ({ url = '' }, response) => {
    if (url.startsWith('/frame?')) {
      response.setHeader('content-type', 'text/html').end(frame(decodeURIComponent(url.slice(7))));
      return;
    }
    const answer = await fetch(`${gateway.url}${url}`);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await gateway.close();
});

describe.skipIf(chromium === undefined)('a page on a phone', () => {
  it.each(['/', '/docs', '/docs/errors'])(
    '%s is no wider than the screen',
    async (path) => {
      const { port } = server.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}/frame?${encodeURIComponent(path)}`;
      const html = await domInChromium(url, 3 * ampleMs, ['--virtual-time-budget=15000']);
      const [, width, text] = /data-width="(\d+)" data-text="(\d+)"/.exec(html) ?? [];
      expect(Number(text), 'characters on the page').toBeGreaterThan(100);
      expect(Number(width)).toBeGreaterThan(300);
      expect(Number(width)).toBeLessThanOrEqual(phoneWidth);
    },
    4 * ampleMs,
  );
});
