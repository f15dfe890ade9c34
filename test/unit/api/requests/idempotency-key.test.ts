import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../../src/api/http/endpoint.js';
import { idempotencyKeyForm } from '../../../../src/api/http/request.js';
import { endpoints } from '../../../support/interface.js';
import { type Gateway, startGateway } from '../gateway.js';
import { bearer, zuduBody, zuduPath } from '../samples.js';

let gateway: Gateway;

beforeEach(async () => {
  gateway = await startGateway();
});

afterEach(() => gateway.close());

const send = (key: string) =>
  gateway.request('POST', zuduPath, { headers: { ...bearer, 'Idempotency-Key': key }, body: zuduBody });

describe('an Idempotency-Key', () => {
  it.each([
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"order 4711, again"', 'order 4711, again'],
    ['" spaces "', ' spaces '],
    [String.raw`"a \"quoted\" \\ word"`, String.raw`a "quoted" \ word`],
    ['order, "4711"', 'order, "4711"'],
    [String.raw`C:\keys`, String.raw`C:\keys`],
    ['x'.repeat(255), 'x'.repeat(255)],
    [`"${String.raw`\"`.repeat(255)}"`, '"'.repeat(255)],
  ])('an Idempotency-Key %s is the key %s', async (sent, key) => {
    expect((await send(sent)).status).toBe(200);
    expect(gateway.commands).toMatchObject([{ idempotencyKey: key }]);
    expect(sent).toMatch(new RegExp(idempotencyKeyForm.pattern));
  });

  it.each([
    '""',
    '"',
    '"order',
    '"order"4711"',
    '"order";version=1',
    '"order", "order"',
    String.raw`"or\der"`,
    String.raw`"order\"`,
    `"${'x'.repeat(256)}"`,
    'x'.repeat(256),
    'ä',
    '"ä"',
    'a\tb',
  ])('an Idempotency-Key %s is refused', async (sent) => {
    const { status, body } = await send(sent);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'validation_failed',
      error: { 'Idempotency-Key': expect.stringContaining('between 1 and 255 printable ASCII characters') },
    });
    expect(gateway.commands).toEqual([]);
    expect(sent).not.toMatch(new RegExp(idempotencyKeyForm.pattern));
  });

  it.each([[['once', 'twice']], [['"once"', '"once"']]])(
    'an Idempotency-Key that is sent twice (%j) is refused',
    async (keys) => {
      const { status, body } = await sendTwice(keys);
      expect(status).toBe(400);
      expect(JSON.parse(body)).toMatchObject({
        error: { 'Idempotency-Key': expect.stringContaining('once') },
      });
      expect(gateway.commands).toEqual([]);
    },
  );
});

describe('an Idempotency-Key that cannot be read', () => {
  const taking = endpoints.filter(
    ({ changes, headers }) => changes === true || headers?.['Idempotency-Key'] !== undefined,
  );

  it('an Idempotency-Key that cannot be read is looked for by every endpoint that changes something', () => {
    expect(taking.length).toBeGreaterThan(15);
  });

  it.each(taking)(
    'an Idempotency-Key that cannot be read is reported by $id as that field',
    async (endpoint) => {
      const [example] = Object.values(endpoint.body?.examples ?? {});
      const { status, body } = await gateway.request(endpoint.method.toUpperCase(), addressOf(endpoint), {
        headers: {
          ...bearer,
          'Idempotency-Key': '"never closed',
          'Content-Type': example?.contentType ?? 'application/json',
        },
        ...(example === undefined ? {} : { body: example.value }),
      });
      const autocalls = endpoint.style.contract === 'autocalls';
      expect(status).toBe(autocalls ? 422 : 400);
      if (!autocalls) expect(body).toMatchObject({ code: 'validation_failed' });
      const { errors, error } = Object(body);
      expect(Object.keys(errors ?? error)).toContain('Idempotency-Key');
    },
  );
});

function addressOf({ path, pathParameters }: Endpoint): string {
  return path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(String(pathParameters?.[name]?.example)),
  );
}

/** Sends a header on several lines, which `fetch` would join. */
function sendTwice(keys: string[]): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { ...bearer, 'Idempotency-Key': keys };
    const sent = request(`${gateway.url}${zuduPath}`, { method: 'POST', headers }, (response) => {
      let body = '';
      response.on('data', (part) => {
        body += part;
      });
      response.on('end', () => resolve({ status: response.statusCode, body }));
    });
    sent.on('error', reject).end(JSON.stringify(zuduBody));
  });
}
