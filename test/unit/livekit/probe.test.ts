import { afterEach, describe, expect, it } from 'vitest';
import { probeLiveKit } from '../../../src/livekit/problem.js';
import { ampleMs } from '../ample-time.js';
import { answering, closedPort, httpServer, type LocalServer, tcpServer } from './local-server.js';

const key = { apiKey: 'devkey', apiSecret: 'secret-of-the-test' };
let server: LocalServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('a probe of LiveKit', () => {
  it('a probe of LiveKit succeeds if LiveKit says that the impossible trunk does not exist', async () => {
    server = await httpServer(answering(404, '{"code":"not_found","msg":"object cannot be found"}'));
    await expect(probeLiveKit({ ...key, url: server.url }, ampleMs)).resolves.toBeUndefined();
  });

  it.each([
    ['a wrong address', 404, '{"code":"bad_route"}'],
    ['a page that is not LiveKit', 404, '<html>'],
    ['a key that is not accepted', 401, 'invalid token: eyJhbGciOi'],
    ['a LiveKit without Redis', 500, '{"code":"internal","msg":"sip not connected (redis required)"}'],
    ['something else that answers', 200, '{}'],
  ])('a probe of LiveKit fails for %s, without repeating the text', async (_what, status, body) => {
    server = await httpServer(answering(status, body));
    await expect(probeLiveKit({ ...key, url: server.url }, ampleMs)).rejects.toThrow(
      `LiveKit answered ${status} to a probe of its SIP API.`,
    );
  });

  it('a probe of LiveKit fails when nobody listens', async () => {
    await expect(probeLiveKit({ ...key, url: await closedPort() }, ampleMs)).rejects.toThrow();
  });

  it('a probe of LiveKit fails when there is no answer in time', async () => {
    server = await tcpServer(() => undefined);
    await expect(probeLiveKit({ ...key, url: server.url }, 100)).rejects.toThrow();
  });
});
