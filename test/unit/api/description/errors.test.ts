import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addressOfFailure,
  type CatalogueEntry,
  type CatalogueSection,
  errorCatalogue,
  linesAbout,
} from '../../../../src/api/errors/catalogue.js';
import { failures } from '../../../../src/domain/failures.js';
import { chromium, domInChromium } from '../../../support/chromium.js';
import { ampleMs } from '../../ample-time.js';
import { type Gateway, startGateway } from '../gateway.js';
import { autocallsPath, bearer, failure, operationId, zuduBody, zuduPath } from '../samples.js';

let gateway: Gateway;
let page: string;

beforeAll(async () => {
  gateway = await startGateway();
  page = await (await fetch(`${gateway.url}/docs/errors`)).text();
});

afterAll(() => gateway.close());

const entries = errorCatalogue().flatMap((section) => section.entries);

describe('the catalogue of errors', () => {
  it('the catalogue of errors is docs/reference/errors.md, word for word (npm run generate writes it)', async () => {
    await expect(errorsAsMarkdown(errorCatalogue())).toMatchFileSnapshot(
      '../../../../docs/reference/errors.md',
    );
  });

  it('the catalogue of errors names every failure of an operation', () => {
    expect(entries.map(({ anchor }) => anchor)).toEqual(
      expect.arrayContaining(Object.keys(failures).map((code) => `failure-${code}`)),
    );
  });

  it('the catalogue of errors has an address of its own for each error', () => {
    expect(entries.length).toBeGreaterThan(40);
    expect(new Set(entries.map(({ anchor }) => anchor)).size).toBe(entries.length);
  });

  it.each(entries)(
    'the catalogue of errors says what to do about $anchor',
    ({ messages, remedy, status }) => {
      expect(status).toBeGreaterThanOrEqual(200);
      for (const sentence of [...messages, remedy]) expect(sentence).not.toBe('');
    },
  );
});

describe('the page of errors', () => {
  it('the page of errors shows every error under the address that a problem names', async () => {
    for (const { anchor } of entries) expect(page).toContain(`id="${anchor}"`);
    const { body } = await gateway.request('GET', `/v1/operations/${operationId}`, { headers: bearer });
    const type = typeof body === 'object' && body !== null ? String(Reflect.get(body, 'type')) : '';
    const [path, anchor] = type.split('#');
    expect(path).toBe('/docs/errors');
    expect(page).toContain(`id="${anchor}"`);
    expect(page).toContain(`id="${addressOfFailure('livekit_timeout').split('#')[1]}"`);
  });

  it('the page of errors runs only its own script, and loads nothing from anywhere else', async () => {
    const answer = await fetch(`${gateway.url}/docs/errors`);
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; img-src data:; style-src 'sha256-.*; script-src 'self'$/,
    );
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script src="/docs/assets/search.js">']);
    expect(page).not.toMatch(/https?:/);
    const script = await (await fetch(`${gateway.url}/docs/assets/search.js`)).text();
    expect(script).toContain("addEventListener('input', search)");
  });

  it('the page of errors has contents, a search and who can fix each error', () => {
    expect(page).toContain('<input type="search"');
    for (const { anchor } of entries) expect(page).toContain(`<li><a href="#${anchor}">`);
    const solvers = (anchor: string) =>
      new RegExp(`<section><h3 id="${anchor}">.*?Who can fix it:</strong> (.*?)</li>`).exec(page)?.[1];
    expect(solvers('unauthenticated')).toBe('the caller');
    expect(solvers('failure-livekit_credentials')).toBe('the operator of this service');
    expect(solvers('keys_unavailable')).toBe('the operator of this service');
    expect(solvers('failure-number_in_use')).toBe('the caller or the operator of this service');
  });

  it.skipIf(chromium === undefined)(
    'the page of errors shows in Chromium only the errors that have every word of the search',
    async () => {
      const html = await domInChromium(`${gateway.url}/docs/errors?q=livekit+redis`, ampleMs);
      const visible = [...html.matchAll(/<section><h3 id="([^"]+)"/g)].map(([, anchor]) => anchor);
      expect(html).toContain('<p><label>Search:');
      expect(visible).toEqual(['failure-livekit_without_redis']);
      expect(html).toContain('<output>1 error</output>');
    },
    ampleMs,
  );

  it.each(entries.filter(({ remedy }) => /^(?:Ask|Report it to) the operator/.test(remedy)))(
    'the page of errors does not send the caller of $anchor in circles: the operator can fix it',
    ({ solver }) => expect(solver).toBe('operator'),
  );
});

describe('what a contract says', () => {
  it('what a contract says is what the catalogue says that it says', async () => {
    const failing = await startGateway({
      setUpTrunk: async () => ({ kind: 'failed', operationId, failure: failure('rule', 'livekit_timeout') }),
    });
    const zudu = await failing.request('POST', zuduPath, { headers: bearer, body: zuduBody });
    const autocalls = await gateway.request('POST', autocallsPath, {});
    await failing.close();

    const inCatalogue = (anchor: string) => entries.find((entry) => entry.anchor === anchor)?.contracts;
    expect(inCatalogue('failure-livekit_timeout')?.zudu).toMatchObject({
      status: zudu.status,
      messages: expect.arrayContaining(['Error occurred while creating dispatchrule']),
    });
    expect(zudu.body).toMatchObject({ message: 'Error occurred while creating dispatchrule' });
    expect(inCatalogue('unauthenticated')?.autocalls).toEqual({
      status: autocalls.status,
      messages: ['Unauthenticated.'],
    });
    expect(autocalls.body).toMatchObject({ message: 'Unauthenticated.' });
  });
});

/** Writes the page of all errors for the repository. */
function errorsAsMarkdown(sections: readonly CatalogueSection[]): string {
  return `${[
    '# Errors',
    '',
    '<!-- Generated from src/api/errors and src/domain/failures.ts by `npm run generate`. -->',
    '',
    'Every error that a caller can get. Autocalls answers `{"error", "code"}`. For fields it answers `{"message", "errors"}`, with',
    '`code` when the key belongs to another request. Zudu answers its envelope with `code`. `/v1` answers problem details',
    '(RFC 9457), whose `type` is the address of the section here. The same page is served at `/docs/errors`.',
    ...sections.flatMap(({ title, explanation, entries }) => [
      '',
      `## ${title}`,
      '',
      explanation,
      ...entries.flatMap(paragraph),
    ]),
  ].join('\n')}\n`;
}

function paragraph(entry: CatalogueEntry): string[] {
  const lines = linesAbout(entry, true).map(
    ({ label, text }) => `- ${label === null ? '' : `**${label}:** `}${text.replaceAll('<', '\\<')}`,
  );
  return ['', `### <a id="${entry.anchor}"></a>\`${entry.code}\``, '', ...lines];
}
