import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../../../src/runtime/http-server.js';

describe('a listening server', () => {
  it('a server keeps idle connections for longer than proxies do, and stops without waiting for them', async () => {
    const server = await listen((_request, response) => response.end('here'), '127.0.0.1', 0);

    const answer = await fetch(server.url);
    await answer.text();

    expect(answer.headers.get('keep-alive')).toBe('timeout=75');
    const began = performance.now();
    await server.stop();
    expect(performance.now() - began).toBeLessThan(8_000);
  });

  it.each([
    ['the headers', 'GET / HTTP/1.1\r\nHost: localhost\r\n'],
    ['the body', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{'],
  ])('a client that sends %s slowly is cut', async (_what, sent) => {
    const limits = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 50 };
    const server = await listen((request) => request.resume(), '127.0.0.1', 0, limits);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1').on('data', (part) => {
      answer += part;
    });
    socket.write(sent);
    const drip = setInterval(() => socket.write('x'), 20);

    await once(socket, 'close');

    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    await server.stop();
  });

  it('a connection beyond the largest number is closed, and the others work', async () => {
    const server = await listen((_request, response) => response.end('here'), '127.0.0.1', 0, {
      maxConnections: 2,
    });
    const port = Number(new URL(server.url).port);
    const held = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    await Promise.all(held.map((socket) => once(socket, 'connect')));

    const third = connect(port, '127.0.0.1');
    await once(third, 'close');
    held[0]?.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [answer] = await once(held[0] ?? third, 'data');

    expect(String(answer)).toContain('200 OK');
    for (const socket of held) socket.destroy();
    await server.stop();
  });
});

it('a port that is in use takes one line', async () => {
  const first = await listen((_request, response) => response.end(), '127.0.0.1', 0);
  onTestFinished(() => first.stop());
  const { port } = new URL(first.url);
  await expect(listen(() => {}, '127.0.0.1', Number(port))).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use by another program; set PORT to a free one.`,
  );
});
