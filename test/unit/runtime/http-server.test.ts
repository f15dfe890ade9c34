import { describe, expect, it } from 'vitest';
import { listen } from '../../../src/runtime/http-server.js';

describe('a server that listens', () => {
  it('keeps a connection open for longer than the minute that proxies keep theirs, and ends without waiting for it', async () => {
    const server = await listen((_request, response) => response.end('here'), '127.0.0.1', 0);

    const answer = await fetch(server.url);
    await answer.text();

    expect(answer.headers.get('keep-alive')).toBe('timeout=75');
    const began = performance.now();
    await server.stop();
    expect(performance.now() - began).toBeLessThan(8_000);
  });
});
