import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../../src/api/http/endpoint.js';
import { createDocument } from '../../../../src/api/openapi/document.js';
import { columns } from '../../../../src/api/v1/imports/columns.js';
import { endpoints } from '../../../support/interface.js';
import { type Gateway, startGateway } from '../gateway.js';
import { bearer, importLine, operationId, trunk } from '../samples.js';

/** Characters that neither a text nor a JSON document in PostgreSQL can hold. */
const unstorable = [
  ['NUL', '\u0000', '%00'],
  ['half a character', '\ud800', '%ED%A0%80'],
] as const;

const { paths, components } = createDocument(endpoints, '0.0.0');

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({
    changeTrunk: async ({ changesOf }) => {
      const reading = changesOf(trunk());
      if (!reading.ok) return { kind: 'invalid', problems: reading.problems };
      return { kind: 'changed', operationId, trunk: trunk() };
    },
    imports: {
      refusedNumbers: async () => ({ kind: 'checked', lines: [] }),
      begin: async () => ({ kind: 'numbers_refused', lines: [] }),
      retry: async () => ({ kind: 'not_found' }),
      cancel: async () => ({ kind: 'not_found' }),
      find: async ({ id }) => ({
        id,
        state: 'running',
        total: 0,
        counts: {
          pending: 0,
          running: 0,
          compensating: 0,
          succeeded: 0,
          failed: 0,
          refused: 0,
          cancelled: 0,
        },
        createdAt: new Date(),
        cancelledAt: null,
        finishedAt: null,
      }),
      list: async () => ({ imports: [], more: false }),
      lines: async () => [],
    },
  });
});

afterAll(() => gateway.close());

describe.each(unstorable)('a text with %s', (_what, bad, encoded) => {
  it.each(fieldsOfBodies())(
    'a text that cannot be stored is refused as $field of $id',
    async ({ endpoint, field, value }) => {
      const [example] = Object.values(endpoint.body?.examples ?? {});
      const text = `${value}${bad}`;
      for (const sent of [text, [text]]) {
        const { status, body } = await gateway.request(endpoint.method.toUpperCase(), addressOf(endpoint), {
          headers: { Authorization: authorizationFor(endpoint) },
          body: { ...Object(example?.value), [field]: sent },
        });
        expect([400, 422]).toContain(status);
        expect(fieldsRefusedBy(body).some((name) => name === field || name.startsWith(`${field}.`))).toBe(
          true,
        );
      }
    },
  );

  it.each(columns)('a text that cannot be stored is refused as %s of a line of an import', async (column) => {
    const value = `${Reflect.get(importLine, column) ?? ''}${bad}`;
    const { status, body } = await gateway.request('POST', '/v1/imports', {
      headers: { ...bearer, 'Content-Type': 'application/x-ndjson' },
      body: `${JSON.stringify({ ...importLine, [column]: column === 'allowed_inbound_ips' ? [value] : value })}\n`,
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 'import_invalid',
      problems: expect.arrayContaining([
        expect.objectContaining({ field: expect.stringMatching(`^${column}`) }),
      ]),
    });
  });

  it.each(partsOfPaths())(
    'a text that cannot be stored is refused as {$name} in the path of $id',
    async ({ endpoint, name }) => {
      const example = String(endpoint.pathParameters?.[name]?.example);
      for (const part of [encoded, `${example}${encoded}`]) {
        const path = addressOf(endpoint, { [name]: part });
        const { status } = await gateway.request(endpoint.method.toUpperCase(), path, {
          headers: { ...bearer, Authorization: authorizationFor(endpoint) },
        });
        expect([400, 404]).toContain(status);
      }
    },
  );

  it.each(queries())(
    'a text that cannot be stored is refused as ?$name of $id',
    async ({ endpoint, name }) => {
      const path = `${addressOf(endpoint)}?${name}=${encoded}`;
      const { status, body } = await gateway.request(endpoint.method.toUpperCase(), path, {
        headers: { ...bearer, 'Content-Type': 'application/x-ndjson' },
      });
      expect([400, 422]).toContain(status);
      expect(fieldsRefusedBy(body)).toContain(name);
    },
  );

  it.each(['/v1/operations', '/v1/trunks'])(
    'a text that cannot be stored is refused within the cursor of %s',
    async (list) => {
      const place = `1774951200000.${list === '/v1/trunks' ? '42' : operationId}${bad}`;
      const cursor = Buffer.from(place).toString('base64url');
      const { status, body } = await gateway.request('GET', `${list}?cursor=${cursor}`, { headers: bearer });
      expect(status).toBe(400);
      expect(fieldsRefusedBy(body)).toEqual(['cursor']);
    },
  );
});

describe('a header with NUL', () => {
  it.each([
    'Authorization',
    'X-API-KEY',
    'X-API-SECRET',
    'Idempotency-Key',
    'Last-Event-ID',
    'Prefer',
    'Content-Type',
    'X-Request-Id',
  ])('a header with NUL (%s) is refused before anybody reads it', async (name) => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1').on('data', (part) => {
      answer += part;
    });
    socket.end(`GET /v1/trunks HTTP/1.1\r\nHost: localhost\r\n${name}: a\0b\r\n\r\n`);
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

/** The fields come from the description, so that a new field is tested as well. */
function fieldsOfBodies() {
  // The body of a check is that of the creates, and nothing of it is stored.
  const storing = endpoints.filter(({ id }) => id !== 'checkRequest');
  return storing.flatMap((endpoint) => {
    const described: unknown = paths[endpoint.path]?.[endpoint.method];
    const { requestBody } = JSON.parse(JSON.stringify(described));
    const given = requestBody?.content['application/json']?.schema;
    const named: string | undefined = given?.$ref?.split('/').at(-1);
    const schema = named === undefined ? given : JSON.parse(JSON.stringify(components.schemas[named]));
    const variants: { properties: object }[] = schema?.anyOf ?? (schema === undefined ? [] : [schema]);
    const fields = new Map(variants.flatMap(({ properties }) => Object.entries(properties)));
    const [example] = Object.values(endpoint.body?.examples ?? {});
    return [...fields].map(([field, form]) => {
      // A valid value up to here, so that nothing else can be the reason for a refusal.
      const [shown] = /(?<="examples":\[")[^"]+/.exec(JSON.stringify(form)) ?? [];
      const value = Reflect.get(Object(example?.value), field) ?? shown ?? 'x';
      return { id: endpoint.id, endpoint, field, value };
    });
  });
}

function partsOfPaths() {
  return endpoints.flatMap((endpoint) =>
    Object.keys(endpoint.pathParameters ?? {}).map((name) => ({ id: endpoint.id, endpoint, name })),
  );
}

function queries() {
  return endpoints
    .filter(({ access }) => access !== 'everybody' && access !== 'operator')
    .flatMap((endpoint) =>
      Object.keys(endpoint.query ?? {}).map((name) => ({ id: endpoint.id, endpoint, name })),
    );
}

function addressOf(endpoint: Endpoint, parts: Readonly<Record<string, string>> = {}): string {
  return endpoint.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    return parts[name] ?? encodeURIComponent(String(endpoint.pathParameters?.[name]?.example));
  });
}

function authorizationFor({ access }: Endpoint): string {
  return access === 'operator' ? 'Bearer s3cr3t_operator' : bearer.Authorization;
}

function fieldsRefusedBy(body: unknown): string[] {
  const { errors, error } = Object(body);
  return Object.keys(Object(errors ?? error));
}
