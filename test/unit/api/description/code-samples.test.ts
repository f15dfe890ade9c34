import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDocument } from '../../../../src/api/openapi/document.js';
import { type CodeSample, codeSamplesOf } from '../../../../src/api/openapi/samples.js';
import { endpoints } from '../../../support/interface.js';
import { ampleMs } from '../../ample-time.js';

/** A request as the service gets it. */
interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly key: string | undefined;
  readonly contentType: string | undefined;
  readonly body: unknown;
}

const variables = { KEY: 's3cr3t_own', KEY_ID: 'sk_own', OPERATOR_KEY: 's3cr3t_operator' };
let received: Received[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      const contentType = headers['content-type'];
      const text = Buffer.concat(chunks).toString();
      received.push({
        method,
        path,
        key: headers.authorization ?? `${headers['x-api-key']} ${headers['x-api-secret']}`,
        contentType,
        body: contentType === 'application/json' ? JSON.parse(text) : text,
      });
      response.end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

describe('the samples of the API reference', () => {
  it.each([
    ['curl', 'bash', ['-eu'], (source: string) => `${source} --silent`],
    // Each sample declares the same names.
    ['Node', process.execPath, ['--input-type=module'], (source: string) => `{ ${source} }`],
    ['Python', 'python3', ['-'], (source: string) => source],
  ] as const)(
    'the samples of every endpoint in %s send its first example with the key that it needs',
    async (label, program, words, enclosed) => {
      received = [];
      const sources = endpoints.map((endpoint) => {
        const sample = codeSamplesOf(endpoint).find((each) => each.label === label);
        return enclosed(sample?.source ?? '');
      });

      await run(program, words, sources.join('\n'));

      expect(received).toEqual(endpoints.map(requestOf));
    },
    ampleMs,
  );

  it('the samples are part of the description, so that every page and tool can show them', () => {
    for (const operations of Object.values(createDocument(endpoints, '0.0.0').paths)) {
      for (const operation of Object.values(operations)) {
        const samples: readonly CodeSample[] = Reflect.get(operation, 'x-codeSamples');
        expect(samples.map(({ lang }) => lang)).toEqual(['shell', 'node', 'python']);
      }
    }
  });
});

/** Gives the request that a sample of an endpoint must send. */
function requestOf({
  method,
  path,
  access,
  style,
  body,
  pathParameters,
}: (typeof endpoints)[number]): Received {
  const example = Object.values(body?.examples ?? {})[0];
  const bearer = access === 'operator' ? variables.OPERATOR_KEY : variables.KEY;
  const pair = style.contract === 'zudu' ? `${variables.KEY_ID} ${variables.KEY}` : `Bearer ${bearer}`;
  const contentType = example === undefined ? undefined : (example.contentType ?? 'application/json');
  return {
    method: method.toUpperCase(),
    path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(pathParameters?.[name]?.example)),
    ),
    key: access === 'everybody' ? 'undefined undefined' : pair,
    contentType,
    body: example?.value ?? '',
  };
}

/** Runs a program that reads its source from the standard input. */
function run(program: string, words: readonly string[], source: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      [...words],
      { env: { PATH: process.env.PATH, TRUNKLINE: url, ...variables } },
      (error, _output, errors) => (error === null ? resolve() : reject(new Error(errors, { cause: error }))),
    );
    child.stdin?.end(source);
  });
}
