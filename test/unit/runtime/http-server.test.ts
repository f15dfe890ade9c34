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
});

it('a port that is in use takes one line', async () => {
  const first = await listen((_request, response) => response.end(), '127.0.0.1', 0);
  onTestFinished(() => first.stop());
  const { port } = new URL(first.url);
  await expect(listen(() => {}, '127.0.0.1', Number(port))).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use by another program; set PORT to a free one.`,
  );
});
