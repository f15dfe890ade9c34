import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type LeastRate, streamBody } from '../../../../src/api/http/body-stream.js';

const largest = 16 * 1024 * 1024;

describe('the rate of a file', () => {
  const wholeBody = { bytes: largest, problem: 'import_too_large', withinMs: 300_000 } as const;

  /** Starts a server that reads bodies and answers with their size, or with the code of the problem. */
  async function serve(least: LeastRate, pauseMs = 0): Promise<string> {
    const app = express();
    app.post('/', async (request, response) => {
      let bytes = 0;
      try {
        for await (const piece of streamBody(request, wholeBody, least)) {
          bytes += piece.length;
          await sleep(pauseMs);
        }
        response.send(String(bytes));
      } catch (error) {
        response.set('Connection', 'close').send(Object(error).code);
      }
    });
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('a file that trickles is refused long before its time is over, so that it does not keep others from importing', async () => {
    const url = await serve({ bytes: 100, everyMs: 200 });
    const sent = httpRequest(url, { method: 'POST' }).on('error', () => undefined);
    const drip = setInterval(() => sent.write('x'), 20);
    onTestFinished(() => clearInterval(drip));

    const [answer] = await once(sent, 'response');

    expect(String((await answer.toArray()).join(''))).toBe('request_timeout');
  });

  it('a file that waits for the service is not refused, however slowly it is taken', async () => {
    const url = await serve({ bytes: largest, everyMs: 400 }, 600);

    const answer = await fetch(url, { method: 'POST', body: Buffer.alloc(256 * 1024) });

    expect(await answer.text()).toBe(String(256 * 1024));
  });
});
