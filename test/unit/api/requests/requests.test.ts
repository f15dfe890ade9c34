import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../gateway.js';
import {
  autocallsBody,
  autocallsPath,
  bearer,
  help,
  operationId,
  pair,
  trunk,
  zuduBody,
  zuduPath,
} from '../samples.js';

let gateway: Gateway;

beforeEach(async () => {
  gateway = await startGateway();
});

afterEach(() => gateway.close());

/** The same problem in the words of each style. */
const styles = [
  {
    style: 'Autocalls',
    path: autocallsPath,
    unknownPath: '/api/user/unknown',
    allow: 'GET, HEAD, POST',
    refused: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    example: autocallsBody,
    wording: (message: string, code: string): object => ({ error: message, code }),
  },
  {
    style: 'Zudu',
    path: zuduPath,
    unknownPath: '/api/sip/unknown',
    allow: 'POST',
    refused: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    example: zuduBody,
    wording: (message: string, code: string): object => ({
      message,
      status: 'error',
      error: null,
      data: null,
      code,
    }),
  },
] as const;

describe.each(styles)('a body in the $style contract', ({ path, example, wording }) => {
  const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    gateway.request('POST', path, { headers: { ...bearer, ...headers }, body });
  const text = JSON.stringify(example);

  it.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'multipart/form-data',
    'nonsense',
  ])('a body is read as JSON although its type is %s', async (contentType) => {
    const { status } = await post(text, { 'Content-Type': contentType });
    expect([200, 201]).toContain(status);
    expect(gateway.commands).toHaveLength(1);
  });

  it('a body is read as JSON without a type', async () => {
    const { status } = await post(new TextEncoder().encode(text));
    expect([200, 201]).toContain(status);
  });

  it('a body may begin with a byte order mark and may be compressed', async () => {
    const { status } = await post(Uint8Array.from(gzipSync(`\ufeff${text}`)), { 'Content-Encoding': 'gzip' });
    expect([200, 201]).toContain(status);
  });

  it.each(['{', 'x', '{"a":1,}', "{'a':1}", ' ', 'a=b', '{}{}'])(
    'a body that is not JSON (%s) is a 400',
    async (body) => {
      const answer = await post(body);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(wording('The request body is not valid JSON.', 'invalid_json'));
    },
  );

  it('a body that is not UTF-8 is a 400', async () => {
    const answer = await post(Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]));
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(wording('The request body is not valid UTF-8.', 'invalid_utf8'));
  });

  it.each(['application/json; charset=iso-8859-1', 'application/json; charset=utf-16'])(
    'in another character set (%s) is a 415',
    async (contentType) => {
      const answer = await post(text, { 'Content-Type': contentType });
      expect(answer.status).toBe(415);
      expect(answer.body).toEqual(wording('The request body must be in UTF-8.', 'unsupported_charset'));
    },
  );

  it('with an unknown compression is a 415', async () => {
    const answer = await post(text, { 'Content-Encoding': 'compress' });
    expect(answer.status).toBe(415);
    expect(answer.body).toEqual(
      wording(
        'The request body must be sent plain or with Content-Encoding gzip, deflate or br.',
        'unsupported_content_encoding',
      ),
    );
  });

  it('a body that is not compressed as it says is a 400', async () => {
    const answer = await post(text, { 'Content-Encoding': 'gzip' });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(wording('The request could not be read.', 'malformed_request'));
  });

  const tooLarge = wording('The request body is larger than 64 KiB.', 'body_too_large');

  it('a body of more than 64 KiB is a 413, and one byte less is read', async () => {
    const filled = (size: number) => `${text.slice(0, -1)}${' '.repeat(size - text.length)}}`;
    expect((await post(filled(64 * 1024))).status).toBeLessThan(300);
    const answer = await post(filled(64 * 1024 + 1));
    expect(answer.status).toBe(413);
    expect(answer.body).toEqual(tooLarge);
  });

  it('a body that only grows large when it is unpacked is a 413', async () => {
    const bomb = Uint8Array.from(gzipSync(Buffer.alloc(20 * 1024 * 1024, ' ')));
    const answer = await post(bomb, { 'Content-Encoding': 'gzip' });
    expect(answer.status).toBe(413);
    expect(answer.body).toEqual(tooLarge);
  });

  it('a body may name fields like those of every object without doing harm', async () => {
    const { status } = await post(`{"__proto__":{"x":1},"constructor":7,${text.slice(1)}`);
    expect([200, 201]).toContain(status);
  });
});

describe.each(styles)('a caller of the $style contract', ({ path, example }) => {
  it.each([
    ['a bearer token', bearer],
    ['a bearer token in another case', { authorization: 'bearer  s3cr3t_owner' }],
    ['a pair of keys', pair],
    ['a pair of keys beside another scheme', { ...pair, Authorization: 'Basic eDp5' }],
  ])('a caller may show %s', async (_what, headers) => {
    const { status } = await gateway.request('POST', path, { headers, body: example });
    expect([200, 201]).toContain(status);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['an unknown token', { Authorization: 'Bearer s3cr3t_unknown' }],
    ['an empty token', { Authorization: 'Bearer ' }],
    ['another scheme', { Authorization: 'Basic s3cr3t_owner' }],
    ['a key without its secret', { 'X-API-KEY': 'sk_owner' }],
    ['a secret without its key', { 'X-API-SECRET': 's3cr3t_owner' }],
    ['the secret of another key', { 'X-API-KEY': 'sk_owner', 'X-API-SECRET': 's3cr3t_nobody' }],
    ['a token of absurd length', { Authorization: `Bearer ${'x'.repeat(600)}` }],
  ])('a caller that shows %s is refused before the body is looked at', async (_what, headers) => {
    const answer = await gateway.request('POST', path, { headers, body: '{ not JSON' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="trunkline"');
    expect(answer.body).toMatchObject(
      path === autocallsPath
        ? { message: 'Unauthenticated.' }
        : {
            message: 'The API key is missing or not valid.',
            status: 'error',
            error: null,
            data: null,
            code: 'unauthenticated',
          },
    );
    expect(gateway.commands).toEqual([]);
  });

  it('a caller whose key belongs to no organisation is refused before its body is read', async () => {
    const headers = { Authorization: 'Bearer s3cr3t_nobody' };
    const answer = await gateway.request('POST', path, { headers, body: '{ not JSON' });
    expect([answer.status, answer.body]).toEqual(
      path === autocallsPath
        ? [403, { message: 'This API key does not belong to an organization.' }]
        : [400, { message: 'No Org ID found', status: 'success', error: null, data: null }],
    );
  });
});

describe.each(styles)('in the $style contract', ({ path, unknownPath, example, wording, allow, refused }) => {
  it('an unknown path is a 404', async () => {
    const answer = await gateway.request('POST', unknownPath);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(wording('There is nothing at this address.', 'not_found'));
  });

  it.each(refused)('%s on a path that creates is a 405', async (method) => {
    const answer = await gateway.request(method, path, { headers: bearer });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
    expect(answer.body).toEqual(
      wording('This address does not support the method of the request.', 'method_not_allowed'),
    );
  });

  it('an unforeseen error is a 500 without its text, which is in the log with the request id', async () => {
    const broken = await startGateway({
      setUpTrunk: async () => {
        throw new Error('disk on fire\nparams: sip_password');
      },
    });
    try {
      const headers = { ...bearer, 'X-Request-Id': 'trace-1' };
      const answer = await broken.request('POST', path, { headers, body: example });
      expect(answer.status).toBe(500);
      expect(answer.body).toEqual({
        ...wording(
          'The request failed inside Trunkline. Please quote its X-Request-Id when you report it.',
          'internal',
        ),
        ...help,
      });
      const log = broken.logLines.join('');
      expect(log).toContain('disk on fire');
      expect(log).toContain('"requestId":"trace-1"');
      expect(log).not.toContain('sip_password');
    } finally {
      await broken.close();
    }
  });

  it('keys that cannot be looked up are a 503 with a time to try again', async () => {
    const broken = await startGateway({
      authenticate: async () => {
        throw new Error('database gone');
      },
    });
    try {
      const answer = await broken.request('POST', path, { headers: bearer, body: example });
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(answer.body).toEqual({
        ...wording(
          'API keys cannot be checked right now. Please try again in a few seconds.',
          'keys_unavailable',
        ),
        ...help,
      });
    } finally {
      await broken.close();
    }
  });
});

describe.each([
  ['Autocalls', '/api/user/phone-numbers/all', { error: expect.any(String), code: 'data_unavailable' }],
  ['Zudu', '/api/phone-numbers/+15551234567', { status: 'error', code: 'data_unavailable' }],
  ['/v1', '/v1/trunks', { status: 503, code: 'data_unavailable', type: '/docs/errors#data_unavailable' }],
  ['the export', '/v1/export', { status: 503, code: 'data_unavailable' }],
])('what %s reads while the database is away', (_contract, path, body) => {
  it('what is read while the database is away is a 503 with a time to try again, and a defect is not', async () => {
    const away = new Error('connect ECONNREFUSED');
    for (const [thrown, status] of [
      [away, 503],
      [new Error('a defect'), 500],
    ] as const) {
      const fail = () => Promise.reject(thrown);
      const broken = await startGateway({
        ...{ listTrunks: fail, listTrunksAfter: fail, searchTrunks: fail, findTrunkByNumber: fail },
        isDatabaseAway: (error) => error === away,
      });
      try {
        const answer = await broken.request('GET', path, { headers: bearer });
        expect(answer.status).toBe(status);
        if (status !== 503) continue;
        expect(answer.headers.get('retry-after')).toBe('5');
        expect(answer.body).toMatchObject(body);
      } finally {
        await broken.close();
      }
    }
  });
});

describe('outside both contracts', () => {
  it.each(['/unknown', '/api', '/api/userx', '/v1', '/v1/unknown'])('%s is a 404 problem', async (path) => {
    const answer = await gateway.request('GET', path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toEqual({
      type: '/docs/errors#not_found',
      title: 'Not Found',
      status: 404,
      detail: 'There is nothing at this address.',
      code: 'not_found',
    });
  });

  it.each([`/v1/operations/${operationId}`, '/healthz', '/readyz'])('%s can only be read', async (path) => {
    const answer = await gateway.request('DELETE', path);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  it('an operation needs a key', async () => {
    const answer = await gateway.request('GET', `/v1/operations/${operationId}`);
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('an operation needs a key with an organisation', async () => {
    const headers = { Authorization: 'Bearer s3cr3t_nobody' };
    const answer = await gateway.request('GET', `/v1/operations/${operationId}`, { headers });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ status: 403, code: 'no_organization' });
  });

  it('a path that cannot be decoded is a 400', async () => {
    const answer = await gateway.request('GET', `${autocallsPath}/%E0%A4%A`, { headers: bearer });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error: 'The request could not be read.', code: 'malformed_request' });
  });
});

describe('every answer', () => {
  it.each([
    ['POST', autocallsPath],
    ['POST', zuduPath],
    ['GET', '/healthz'],
    ['GET', '/unknown'],
    ['PUT', zuduPath],
  ])(
    'every answer to %s %s has a request id, is not cached and does not name the framework',
    async (method, path) => {
      const { headers } = await gateway.request(method, path, { headers: { 'X-Request-Id': 'trace_1.a-b' } });
      expect(headers.get('x-request-id')).toBe('trace_1.a-b');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('etag')).toBeNull();
    },
  );

  it.each(['', 'a b', 'x'.repeat(129), '<script>', 'é'])(
    'every answer gets a new id instead of %j',
    async (given) => {
      const { headers } = await gateway.request('GET', '/healthz', { headers: { 'X-Request-Id': given } });
      expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/);
    },
  );
});

describe('the log', () => {
  it('the log has one line per request with its route and operation, and no secret or number', async () => {
    const path = `${autocallsPath}?token=s3cr3t_inquery`;
    const headers = { ...bearer, 'X-Request-Id': 'trace-1' };
    await gateway.request('POST', path, { headers, body: { ...autocallsBody, phone_number: '739571' } });
    await expect.poll(() => gateway.logLines.length).toBe(1);
    const log = gateway.logLines.join('');
    expect(JSON.parse(log)).toMatchObject({
      method: 'POST',
      route: autocallsPath,
      status: 201,
      ms: expect.any(Number),
      requestId: 'trace-1',
      operationId,
    });
    expect(log).not.toMatch(/s3cr3t|739571|myuser|correct horse/);
  });
});

describe('a caller that hangs up', () => {
  it('a caller that hangs up changes nothing: the set-up goes on to its end', async () => {
    let finish: () => void = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let started: () => void = () => {};
    const underway = new Promise<void>((resolve) => {
      started = resolve;
    });
    const ends: string[] = [];
    const slow = await startGateway({
      setUpTrunk: async () => {
        started();
        await finished;
        ends.push('set up');
        return { kind: 'created', operationId, trunk: trunk() };
      },
    });
    try {
      const body = JSON.stringify(zuduBody);
      const socket = connect(Number(new URL(slow.url).port), '127.0.0.1');
      socket.write(
        `POST ${zuduPath} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer s3cr3t_owner\r\n` +
          `Content-Length: ${body.length}\r\n\r\n${body}`,
      );
      await underway;
      socket.destroy();
      await once(socket, 'close');
      await expect.poll(() => slow.logLines.join('')).toContain('"hungUp":true');
      finish();
      await expect.poll(() => ends).toEqual(['set up']);
      expect((await slow.request('GET', '/healthz')).status).toBe(200);
    } finally {
      await slow.close();
    }
  });
});
