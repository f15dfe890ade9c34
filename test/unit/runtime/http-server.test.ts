import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen, type ServerLimits } from '../../../src/runtime/http-server.js';

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

/** Starts a server that the end of the test stops, with everything that is connected to it. */
async function serve(handler: RequestListener, limits: Partial<ServerLimits> = {}) {
  const server = await listen(handler, '127.0.0.1', 0, limits);
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    return server.stop();
  });
  return async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    sockets.push(socket.on('error', () => undefined));
    await once(socket, 'connect');
    return socket;
  };
}

/** Resolves when a connection is closed, also with an error. */
async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}

const get = (path: string, further = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${further}\r\n`;

describe('requests that a client sends ahead on one connection', () => {
  it('begin when the answer before them has been sent, and are answered in their order', async () => {
    const underWay = new Set<string>();
    const most: number[] = [];
    const connection = await serve((request, response) => {
      underWay.add(request.url ?? '');
      most.push(underWay.size);
      setImmediate(() => {
        underWay.delete(request.url ?? '');
        response.end(request.url);
      });
    });
    const socket = await connection();

    socket.write(get('/a') + get('/b') + get('/c', 'Connection: close\r\n'));

    const answers = String(await buffer(socket));
    expect(answers.match(/^\/[abc]/gm)).toEqual(['/a', '/b', '/c']);
    expect(most).toEqual([1, 1, 1]);
  });

  it('end the connection when there are more than sixteen behind the one under way, and none of them is carried out', async () => {
    const begun: (string | undefined)[] = [];
    const connection = await serve((request) => {
      begun.push(request.url);
    });
    const [modest, greedy] = [await connection(), await connection()];
    modest.write(get('/modest').repeat(17));

    greedy.write(get('/greedy').repeat(20_000));
    await closed(greedy);

    expect(begun).toEqual(['/modest', '/greedy']);
    expect(modest.destroyed).toBe(false);
  });

  it('are not carried out behind an answer that closes the connection', async () => {
    const begun: (string | undefined)[] = [];
    const connection = await serve((request, response) => {
      begun.push(request.url);
      setImmediate(() => response.setHeader('Connection', 'close').end());
    });
    const socket = await connection();

    socket.write(get('/a') + get('/b'));
    await buffer(socket);

    expect(begun).toEqual(['/a']);
  });
});

describe('answers that nobody reads', () => {
  /** More than the operating system takes for a client that reads nothing. */
  const large = Buffer.alloc(32 * 1024 * 1024, 'x');
  /** Serves the large answer, and gives each answer on the server's side, when it is complete. */
  async function serveLarge(limits: Partial<ServerLimits>) {
    const answers: ServerResponse[] = [];
    const connection = await serve((_request, response) => {
      answers.push(response);
      response.end(large);
    }, limits);
    return {
      answers,
      /** Asks for the answer and does not read it. */
      ask: async () => {
        const socket = await connection();
        const before = answers.length;
        socket.pause().write(get('/'));
        await expect.poll(() => answers.length).toBe(before + 1);
        return socket;
      },
    };
  }

  /** Reads what is left of an answer. @returns whether that is all of it */
  async function readAll(socket: Socket): Promise<boolean> {
    socket.resume();
    await Promise.race([
      closed(socket),
      expect.poll(() => socket.bytesRead, { timeout: 10_000 }).toBeGreaterThan(large.length),
    ]);
    return socket.bytesRead > large.length;
  }

  it('a client that does not read its answer in time is cut, also when it goes on sending', async () => {
    const { answers, ask } = await serveLarge({ readTimeout: 300, readBytesPerSecond: Infinity });
    const socket = await ask();
    socket.write('GET / HTTP/1.1\r\nX-Drip: ');
    const drip = setInterval(() => socket.write('x'), 20);

    await expect.poll(() => answers[0]?.destroyed, { timeout: 10_000 }).toBe(true);

    clearInterval(drip);
    expect(await readAll(socket)).toBe(false);
  });

  it('a long answer has more time', async () => {
    const { ask } = await serveLarge({ readTimeout: 1, readBytesPerSecond: 1024 * 1024 });
    const socket = await ask();

    expect(await readAll(socket)).toBe(true);
  });

  it('together they have a largest size, beyond which those that have waited longest are cut', async () => {
    const { answers, ask } = await serveLarge({ mostUnreadBytes: 2.5 * large.length });
    await ask();
    await ask();
    const last = await ask();

    await expect.poll(() => answers.map(({ destroyed }) => destroyed)).toEqual([true, false, false]);
    expect(await readAll(last)).toBe(true);
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
