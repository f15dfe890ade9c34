import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRequestReader } from '../../../../src/api/autocalls/set-up.js';
import { errorNamesOf } from '../../../../src/api/openapi/answers.js';
import { createDocument } from '../../../../src/api/openapi/document.js';
import { columns, createLineReader } from '../../../../src/api/v1/imports/columns.js';
import { reportColumns } from '../../../../src/api/v1/imports/downloads.js';
import { endpoints, usualSettings } from '../../../support/interface.js';
import { type Gateway, startGateway } from '../gateway.js';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway();
});

afterAll(() => gateway.close());

describe('the description of the interface', () => {
  it('the description of the interface names exactly the endpoints that are served', () => {
    const described = endpoints.map(({ method, path }) => `${method} ${path}`);
    expect(described.toSorted()).toEqual(servedBy(gateway.app).toSorted());
  });

  it('the description of the interface is served to everybody', async () => {
    const { status, body } = await gateway.request('GET', '/openapi.json');
    expect(status).toBe(200);
    expect(body).toEqual(JSON.parse(JSON.stringify(createDocument(endpoints, '0.0.0'))));
    expect(body).toMatchObject({ openapi: '3.1.0', info: { version: '0.0.0' } });
  });

  it('the description of the interface gives every enumeration a type, because generators of clients skip others', () => {
    const untyped: unknown[] = [];
    JSON.stringify(createDocument(endpoints, '0.0.0'), (_name, value: unknown) => {
      if (Array.isArray(Object(value).enum) && !('type' in Object(value))) untyped.push(value);
      return value;
    });
    expect(untyped).toEqual([]);
  });

  it('the description of the interface gives each endpoint a name of its own', () => {
    const ids = endpoints.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('the description of the interface refers to nothing that it does not have', async () => {
    const text = JSON.stringify(createDocument(endpoints, '0.0.0'));
    const references = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)];
    expect(references.length).toBeGreaterThan(100);
    const { components } = createDocument(endpoints, '0.0.0');
    const groups: Readonly<Record<string, object>> = components;
    for (const [, group = '', name = ''] of references) expect(groups[group]).toHaveProperty([name]);
    expect(text.match(/"\$ref"/g)).toHaveLength(references.length);
  });

  it.each(endpoints)(
    'the description of the interface has examples of $id for each answer that it shows',
    ({ body, answers }) => {
      const shown = Object.values(answers).flatMap(({ examples }) => Object.keys(examples ?? {}));
      if (body !== undefined) expect(shown.toSorted()).toEqual(Object.keys(body.examples).toSorted());
    },
  );

  it.each(endpoints)(
    'the description of the interface shows answers of $id that are what it says of them',
    ({ answers }) => {
      for (const { schema, examples } of Object.values(answers)) {
        for (const example of Object.values(examples ?? {})) {
          expect(schema?.safeParse(example).error).toBeUndefined();
        }
      }
    },
  );
});

describe('a file', () => {
  const { paths, components } = createDocument(endpoints, '0.0.0');
  const schemas: Readonly<Record<string, unknown>> = components.schemas;

  it.each([
    ['ImportLine', 'requestBody.content', paths['/v1/imports']?.post, columns],
    ['ExportLine', 'responses.200.content', paths['/v1/export']?.get, columns],
    ['ImportReportLine', 'responses.200.content', paths['/v1/imports/{id}/report']?.get, reportColumns],
  ])('a file is described by what each of its lines is: %s', (name, place, operation, names) => {
    for (const type of ['application/x-ndjson', 'text/csv']) {
      expect(operation).toHaveProperty([...place.split('.'), type, 'schema'], {
        type: 'string',
        contentMediaType: type,
        contentSchema: { type: 'array', items: { $ref: `#/components/schemas/${name}` } },
      });
    }
    expect(Object.keys(Object(Reflect.get(Object(schemas[name]), 'properties')))).toEqual(names);
    for (const column of names) expect(JSON.stringify(operation)).toContain(`\`${column}\``);
  });

  it('a file has lines that must have what the reader misses', () => {
    const reading = createLineReader(usualSettings)({}, null);
    expect(schemas.ImportLine).toMatchObject({
      required: reading.ok ? [] : Object.keys(reading.problems),
      properties: {
        phone_number: { type: 'string', pattern: expect.any(String) },
        outbound_proxy: { type: ['boolean', 'null'] },
        inbound_agent_version: { anyOf: expect.arrayContaining([expect.objectContaining({ minimum: 0 })]) },
      },
    });
  });
});

describe('an endpoint that begins or controls an operation', () => {
  // A key that was made without anybody seeing its secret can be revoked. An explanation is a question that is too long for a query.
  // A repeated webhook changes nothing, and LiveKit sends no key with it.
  const changing = endpoints.filter(
    ({ method, access, id }) =>
      // A decision of an operator that comes twice is refused the second time, because nothing is stuck any more.
      method !== 'get' &&
      access !== 'admin' &&
      access !== 'operator' &&
      !['explainCall', 'checkTrunk', 'checkRequest', 'receiveLiveKitWebhook'].includes(id),
  );
  const { paths } = createDocument(endpoints, '0.0.0');

  it.each(changing)('$id takes an idempotency key, and refuses one of another request', (endpoint) => {
    const described: unknown = paths[endpoint.path]?.[endpoint.method];
    expect(described).toMatchObject({
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: 'Idempotency-Key', in: 'header' }),
      ]),
    });
    expect(errorNamesOf(endpoint)).toContain('idempotency_key_reused');
  });

  it.each(changing)('$id names Idempotency-Replayed wherever an answer can be a replay', (endpoint) => {
    const responses = Object.entries(Object(paths[endpoint.path]?.[endpoint.method]).responses);
    const replayed = responses.filter(([, response]) =>
      ['Location', 'X-Operation-Id'].some((header) => header in Object(Object(response).headers)),
    );
    expect(replayed).not.toEqual([]);
    for (const [status, response] of replayed) {
      expect([status, Object.keys(Object(response).headers)]).toEqual([
        status,
        expect.arrayContaining(['Idempotency-Replayed']),
      ]);
    }
  });
});

describe('a field as it is described', () => {
  it('a field as it is described has the limits of the rule that reads it', () => {
    const [variant] = variantsOfCreate();
    expect(variant?.properties).toMatchObject({
      sip_username: { type: 'string', minLength: 3, maxLength: 128 },
      sip_password: { type: 'string', minLength: 3 },
      sip_calling_format: { enum: ['+e164', 'e164', 'national'] },
      country_code: { pattern: '^[A-Za-z]{2}$' },
      allowed_inbound_ips: { maxItems: 50 },
      outbound_proxy: { type: ['boolean', 'null'], not: { const: true } },
    });
  });

  it('a field as it is described is required where the reader misses it, and nowhere else', () => {
    const reading = createRequestReader(usualSettings)({ inbound_authorization_type: 'ip' }, null);
    const missed = reading.ok ? [] : Object.keys(reading.problems);
    const byAddress = variantsOfCreate().find(({ required }) => required.includes('allowed_inbound_ips'));
    expect(byAddress?.required.toSorted()).toEqual([...missed, 'inbound_authorization_type'].toSorted());
  });
});

describe('the page at /', () => {
  it('the page at / leads to the API reference, the errors and the description, and loads nothing', async () => {
    const answer = await fetch(gateway.url);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; img-src data:; style-src 'sha256-/,
    );
    expect(html).not.toMatch(/<script|<link (?!rel="icon" href="data:,">)|src=|https?:/);
    for (const path of ['/docs', '/docs/errors', '/openapi.json', '/readyz']) {
      expect(html).toContain(`href="${path}"`);
    }
    const { status, headers } = await gateway.request('POST', '/');
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('the page that shows the description', () => {
  it('the page that shows the description gets its library compressed, and neither fonts nor telemetry', async () => {
    const library = await fetch(`${gateway.url}/docs/assets/reference.js`);
    const start = await (await fetch(`${gateway.url}/docs/assets/start.js`)).text();
    expect(library.headers.get('content-encoding')).toBe('gzip');
    expect(library.headers.get('cache-control')).toMatch(/^public, max-age=/);
    expect(await library.text()).toContain('createApiReference');
    const plain = await fetch(`${gateway.url}/docs/assets/reference.js`, {
      headers: { 'accept-encoding': 'identity' },
    });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(start).toMatch(/"withDefaultFonts":false.*"telemetry":false/);
  });

  it('the page that shows the description loads its files from this service, and may reach nothing else', async () => {
    const page = await fetch(`${gateway.url}/docs`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    const addresses = [...(await page.text()).matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)].map(
      ([, address]) => address,
    );
    expect(addresses).toEqual(['/openapi.json', '/docs/assets/reference.js', '/docs/assets/start.js']);
    for (const address of addresses) {
      const asset = await fetch(`${gateway.url}${address}`);
      expect([address, asset.status]).toEqual([address, 200]);
      expect((await asset.text()).length).toBeGreaterThan(50);
    }
  });
});

interface Variant {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}

function variantsOfCreate(): readonly Variant[] {
  const { paths } = createDocument(endpoints, '0.0.0');
  const operation = JSON.parse(JSON.stringify(paths['/api/user/phone-numbers/sip-trunks']?.post));
  return operation.requestBody.content['application/json'].schema.anyOf;
}

/** Lists the routes of an app in the notation of OpenAPI. Pages for people and their files are not described. */
function servedBy(app: Express): string[] {
  return app.router.stack.flatMap(({ handle }) =>
    routesIn(handle).flatMap(({ path, stack }) =>
      path === '/' || path.startsWith('/docs')
        ? []
        : stack.flatMap(({ method }) =>
            // The layer without a method refuses every other method.
            method === undefined ? [] : [`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`],
          ),
    ),
  );
}

interface Route {
  readonly path: string;
  readonly stack: readonly { readonly method?: string }[];
}

function routesIn(handle: object): readonly Route[] {
  const layers: unknown = Reflect.get(handle, 'stack');
  return Array.isArray(layers) ? layers.flatMap(({ route }) => (route === undefined ? [] : [route])) : [];
}
