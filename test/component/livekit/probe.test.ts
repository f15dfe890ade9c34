import pino from 'pino';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { probeSip } from '../../../src/carriers/sip-options.js';
import { probeLiveKit } from '../../../src/livekit/problem.js';
import { reportLiveKit } from '../../../src/runtime/readiness.js';
import { startUdpSip } from '../../support/sip-stand-in.js';
import { ampleMs } from '../../unit/ample-time.js';
import { answering, closedPort, httpServer, type LocalServer, tcpServer } from './local-server.js';

const key = { apiKey: 'devkey', apiSecret: 'secret-of-the-test' };
let server: LocalServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('a probe of LiveKit', () => {
  it.each([
    [
      'ready',
      'LiveKit says that the trunk does not exist',
      404,
      '{"code":"not_found","msg":"object cannot be found"}',
    ],
    ['wrong_server', 'the address is wrong', 404, '{"code":"bad_route"}'],
    ['wrong_server', 'a page is not LiveKit', 404, '<html>'],
    ['wrong_server', 'something else answers', 200, '{}'],
    ['rejected', 'the key is not accepted', 401, 'invalid token: eyJhbGciOi'],
    ['rejected', 'the key may not administer SIP', 403, '{"code":"permission_denied","msg":"eyJhbGciOi"}'],
    [
      'without_redis',
      'LiveKit has no Redis',
      500,
      '{"code":"internal","msg":"sip not connected (redis required)"}',
    ],
    ['failing', 'LiveKit has a fault', 503, '{"code":"unavailable"}'],
  ])('a probe of LiveKit is %s if %s', async (expected, _what, status, body) => {
    server = await httpServer(answering(status, body));
    expect(await probeLiveKit({ ...key, url: server.url }, ampleMs)).toBe(expected);
  });

  it('a probe of LiveKit sends a signed request', async () => {
    const tokens: (string | undefined)[] = [];
    server = await httpServer((request, response) => {
      tokens.push(request.headers.authorization);
      response.writeHead(404).end('{"code":"not_found"}');
    });
    await probeLiveKit({ ...key, url: server.url }, ampleMs);
    expect(tokens).toEqual([expect.stringMatching(/^Bearer eyJ/)]);
  });

  it('a probe of LiveKit is unreachable when nobody listens, or when there is no answer in time', async () => {
    expect(await probeLiveKit({ ...key, url: await closedPort() }, ampleMs)).toBe('unreachable');
    server = await tcpServer(() => undefined);
    expect(await probeLiveKit({ ...key, url: server.url }, 100)).toBe('unreachable');
  });

  it.each([
    ['rejected', answering(401, 'invalid token: eyJhbGciOi'), 'rejects the API key'],
    ['wrong_server', answering(200, '{}'), 'does not offer the SIP API'],
  ])(
    'a start with a LiveKit that is %s writes one line into the log, without the answer',
    async (status, handler, text) => {
      server = await httpServer(handler);
      const lines: string[] = [];
      await reportLiveKit({ ...key, url: server.url }, pino({}, { write: (line) => void lines.push(line) }));
      expect(lines).toHaveLength(1);
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({
        level: 50,
        livekit: status,
        msg: expect.stringContaining(text),
      });
      expect(lines[0]).not.toContain('eyJ');
    },
  );
});

describe('a probe of livekit-sip', () => {
  const node = async (status: string | null) => {
    const sip = await startUdpSip(status);
    onTestFinished(() => sip.close());
    return { host: `127.0.0.1:${sip.port}`, requests: sip.requests };
  };

  it('a probe of livekit-sip asks with a SIP OPTIONS, and a node that answers responds', async () => {
    const { host, requests } = await node('200 OK');
    expect(await probeSip(host, ampleMs)).toBe('responds');
    expect(requests[0]).toMatch(/^OPTIONS sip:127\.0\.0\.1:\d+ SIP\/2\.0\r\nVia: .*\r\n\r\n$/s);
  });

  it('a probe of livekit-sip says that a node is silent, or that nothing is known without a host', async () => {
    expect(await probeSip((await node(null)).host, 50)).toBe('silent');
    expect(await probeSip('127.0.0.1:9', 200)).toBe('silent');
    expect(await probeSip('nowhere.invalid', ampleMs)).toBe('silent');
    expect(await probeSip(null, ampleMs)).toBe('unknown');
  });
});
