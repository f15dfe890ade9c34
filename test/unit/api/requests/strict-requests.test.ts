import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { DuplicateMemberError, parseJson } from '../../../../src/api/http/json.js';
import { createTextReader } from '../../../../src/api/http/request.js';
import type { Cidr } from '../../../../src/domain/trunk/trunk.js';
import { type Gateway, startGateway } from '../gateway.js';
import { autocallsPath, bearer, importLine, zuduPath } from '../samples.js';

let gateway: Gateway | undefined;

afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

describe('JSON that names a member twice', () => {
  it.each([
    '{"a":1,"a":2}',
    '{"a":1,"b":2,"a":1}',
    '{"a":1,"\\u0061":2}',
    '{"a":{"b":1,"b":2}}',
    '[{"a":1},{"a":1,"a":2}]',
    '{"a" :1, "a"\n:2}',
    '{"a":{"c":1},"a":2}',
  ])('is refused: %s', (text) => {
    expect(() => parseJson(text)).toThrow(DuplicateMemberError);
  });

  it.each([
    '{"a":1,"A":2}',
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":2}]',
    '{"a":"\\"a\\":1","b":"{\\"a\\":1,\\"a\\":2}"}',
    '{"a":["a","a"],"b":"a"}',
    '{"a:":1,"a":2}',
    '"a"',
  ])('is not what this is: %s', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it('is refused by both contracts and in a line of an import', async () => {
    gateway = await startGateway();
    for (const path of [autocallsPath, zuduPath]) {
      const body = '{"number":"+15551234567","number":"+15557654321"}';
      expect(await gateway.request('POST', path, { headers: bearer, body })).toMatchObject({
        status: 400,
        body: { code: 'duplicate_member' },
      });
    }
    const line = JSON.stringify(importLine).replace('{', '{"phone_number":"+14155550102",');
    const answer = await gateway.request('POST', '/v1/imports?dry_run=true', {
      headers: { ...bearer, 'content-type': 'application/x-ndjson' },
      body: `${line}\n`,
    });
    expect(answer).toMatchObject({
      status: 422,
      body: { problems: [{ line: 1, message: 'The line names a field twice.' }] },
    });
    expect(gateway.commands).toEqual([]);
  });
});

it('a body that does not arrive in time is refused, and its connection is closed', async () => {
  const read = createTextReader({ bytes: 1_000, problem: 'body_too_large', withinMs: 100 });
  const app = express();
  app.post('/', async (request, response) => {
    const code = await read(request, response).catch((error) => error.code);
    response.status(408).set('Connection', 'close').send(code);
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (part) => {
    answer += part;
  });
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{');
  const drip = setInterval(() => socket.write(' '), 20);

  await once(socket, 'close');

  clearInterval(drip);
  expect(answer).toContain('request_timeout');
  server.closeAllConnections();
  server.close();
});

describe('Strict-Transport-Security', () => {
  const proxy = { trustedProxies: ['127.0.0.1/32' as Cidr] };
  it.each([
    ['is sent behind a trusted proxy that speaks TLS', proxy, 'https', 'max-age=31536000'],
    ['is not sent over plain HTTP', proxy, 'http', null],
    ['is not sent because somebody else claims TLS', {}, 'https', null],
  ])('%s', async (_what, settings, protocol, header) => {
    gateway = await startGateway({ settings });
    const { headers } = await gateway.request('GET', '/healthz', {
      headers: { 'X-Forwarded-Proto': protocol },
    });
    expect(headers.get('strict-transport-security')).toBe(header);
  });
});
