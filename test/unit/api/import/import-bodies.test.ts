import { EventEmitter, once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { type Gateway, slotsWith, startGateway } from '../gateway.js';
import { bearer, importLine } from '../samples.js';

let gateway: Gateway;

afterEach(() => gateway.close());

const headers = { ...bearer, 'content-type': 'application/x-ndjson' };
const path = '/v1/imports?dry_run=true';
const file = Buffer.from(`${JSON.stringify(importLine)}\n`);
const largest = 16 * 1024 * 1024;
/** Longer than one line may be, so that no early end of the reading hides the size. */
const tooLarge = Buffer.alloc(largest + 1, 'a');

it.each([
  ['gzip', gzipSync(file)],
  ['deflate', deflateSync(file)],
  ['br', brotliCompressSync(file)],
])('a file may be compressed, as %s', async (encoding, body) => {
  gateway = await startGateway();
  const answer = await gateway.request('POST', path, {
    headers: { ...headers, 'content-encoding': encoding },
    body: Uint8Array.from(body),
  });
  expect(answer).toMatchObject({ status: 200, body: { valid: true, total: 1 } });
});

it.each([
  ['is too large', {}, tooLarge, 413, 'import_too_large'],
  [
    'is too large after decompression',
    { 'content-encoding': 'gzip' },
    gzipSync(tooLarge),
    413,
    'import_too_large',
  ],
  [
    'is damaged',
    { 'content-encoding': 'gzip' },
    gzipSync(tooLarge).subarray(0, 900),
    400,
    'malformed_request',
  ],
  [
    'is compressed in an unknown way',
    { 'content-encoding': 'zstd' },
    file,
    415,
    'unsupported_content_encoding',
  ],
])('a file is refused that %s', async (_what, encoding, body, status, code) => {
  gateway = await startGateway();
  const answer = await gateway.request('POST', path, {
    headers: { ...headers, ...encoding },
    body: Uint8Array.from(body),
  });
  expect(answer).toMatchObject({ status, body: { code } });
});

it('a file that is refused early leaves its connection usable', async () => {
  gateway = await startGateway();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number | undefined>();
  const send = (body: Buffer) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest(`${gateway.url}${path}`, { method: 'POST', headers, agent }, (response) => {
        ports.add(response.socket.localPort);
        response.resume().on('end', () => resolve(response.statusCode));
      });
      sent.on('error', reject).end(body);
    });

  // The reading ends after 10,000 lines.
  expect(await send(Buffer.alloc(largest, '\n'))).toBe(422);
  expect(await send(file)).toBe(200);
  expect(ports.size).toBe(1);
  agent.destroy();
});

it('a client that goes away while it sends a file frees its slot', async () => {
  const slot = new EventEmitter();
  gateway = await startGateway({
    slots: slotsWith({
      file: {
        acquire: async () => {
          slot.emit('taken');
          return { kind: 'admitted', release: () => slot.emit('free') };
        },
      },
    }),
  });
  const taken = once(slot, 'taken');
  const free = once(slot, 'free');
  const sent = httpRequest(`${gateway.url}${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-encoding': 'gzip' },
  });
  sent.on('error', () => undefined).write(gzipSync(tooLarge).subarray(0, 500));
  await taken;
  sent.destroy();
  await free;
});
