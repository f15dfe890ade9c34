import { describe, expect, it } from 'vitest';
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
});
