import { afterEach, describe, expect, it } from 'vitest';
import type {
  ImportAnswer,
  ImportCommand,
  ImportId,
  Imports,
  ImportView,
} from '../../../../src/domain/import/import.js';
import { noNotes, type Trunk } from '../../../../src/domain/trunk/trunk.js';
import { type Gateway, startGateway } from '../gateway.js';
import { bearer, trunk } from '../samples.js';

let gateway: Gateway;

afterEach(() => gateway.close());

const reused: ImportAnswer = { kind: 'idempotency_key_reused' };
const imports: Imports = {
  refusedNumbers: async () => ({ kind: 'checked', lines: [] }),
  begin: async () => reused,
  retry: async () => ({ kind: 'not_found' }),
  cancel: async () => ({ kind: 'not_found' }),
  find: async () => null,
  list: async () => ({ imports: [], more: false }),
  lines: async () => [],
};

const csv = { ...bearer, 'content-type': 'text/csv' };
const head =
  'phone_number,sip_username,sip_password,sip_address,sip_calling_format,inbound_authorization_type';
const line = (number: string, type = 'auth') => `${number},user,pa55word,sip.provider.com,+e164,${type}`;

describe('the problems of a file', () => {
  it.each(['', '?dry_run=true'])(
    'the problems of a file are all reported at once, by line (%s)',
    async (query) => {
      const checked: number[] = [];
      gateway = await startGateway({
        imports: {
          ...imports,
          refusedNumbers: async (_organization, numbers) => {
            checked.push(...numbers.map((number) => number.line));
            const held = numbers.filter(({ number }) => number.value === '1001');
            return {
              kind: 'checked',
              lines: held.map((number) => ({ line: number.line, code: 'number_in_use' })),
            };
          },
        },
      });
      const lines = [
        line('1001'),
        line('1002', 'none'),
        line('1002', 'ip'),
        line('1'.repeat(20)),
        line('1001'),
      ];

      const answer = await gateway.request('POST', `/v1/imports${query}`, {
        headers: csv,
        body: [head, ...lines, ''].join('\n'),
      });

      const inUse = { field: 'phone_number', message: 'The phone number is already in use.' };
      const twice = (first: number) => ({
        field: 'phone_number',
        message: `Phone number stands on line ${first} already.`,
      });
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({
        problems_total: 7,
        problems: [
          { line: 2, ...inUse },
          { line: 3, field: 'inbound_authorization_type' },
          { line: 4, field: 'allowed_inbound_ips' },
          { line: 4, ...twice(3) },
          { line: 5, field: 'phone_number', message: expect.stringContaining('1 to 15 characters') },
          { line: 6, ...twice(2) },
          { line: 6, ...inUse },
        ],
      });
      expect(checked).toEqual([2, 3, 4, 6]);
    },
  );
});

describe('a file whose numbers cannot be looked for', () => {
  const unavailable = { kind: 'unavailable', component: 'database', retryAfterSeconds: 5 } as const;

  it.each([
    ['that is only checked', '?dry_run=true', line('1001')],
    ['that has something wrong', '', line('1001', 'none')],
  ])(
    'a file whose numbers cannot be looked for is a 503 that says when to ask again, for one %s',
    async (_which, query, row) => {
      gateway = await startGateway({ imports: { ...imports, refusedNumbers: async () => unavailable } });

      const answer = await gateway.request('POST', `/v1/imports${query}`, {
        headers: csv,
        body: [head, row, ''].join('\n'),
      });

      expect(answer).toMatchObject({ status: 503, body: { code: 'database_unavailable' } });
      expect(answer.headers.get('retry-after')).toBe('5');
    },
  );
});

describe('an import that goes on', () => {
  const id = `imp_${'a'.repeat(32)}` as ImportId;
  const view: ImportView = {
    ...{ id, state: 'running', total: 1, createdAt: new Date(), cancelledAt: null, finishedAt: null },
    counts: { pending: 1, running: 0, compensating: 0, succeeded: 0, failed: 0, refused: 0, cancelled: 0 },
  };
  const goingOn: Imports = {
    ...imports,
    begin: async () => ({ kind: 'begun', view }),
    retry: async () => ({ kind: 'controlled', view }),
    cancel: async () => ({ kind: 'controlled', view }),
  };
  const file = [head, line('1001'), ''].join('\n');

  it.each([
    ['begun', '/v1/imports', { body: file }],
    ['tried again', `/v1/imports/${id}/retry`, {}],
    ['cancelled', `/v1/imports/${id}/cancel`, {}],
  ])(
    'an import that goes on is answered at once when it is %s, and says so to whoever prefers that',
    async (_how, path, body) => {
      gateway = await startGateway({ imports: goingOn });
      const ask = (prefer: Record<string, string>) =>
        gateway.request('POST', path, { ...body, headers: { ...csv, ...prefer } });

      const preferred = await ask({ prefer: 'respond-async' });
      const usual = await ask({});

      expect([preferred.status, usual.status]).toEqual([202, 202]);
      expect(preferred.headers.get('preference-applied')).toBe('respond-async');
      expect(preferred.headers.get('location')).toBe(`/v1/imports/${id}`);
      expect(usual.headers.has('preference-applied')).toBe(false);
    },
  );

  it('an import that goes on has no answer to wait for when the file is only checked', async () => {
    gateway = await startGateway({ imports: goingOn });

    const answer = await gateway.request('POST', '/v1/imports?dry_run=true', {
      headers: { ...csv, prefer: 'respond-async' },
      body: file,
    });

    expect(answer.status).toBe(200);
    expect(answer.headers.has('preference-applied')).toBe(false);
  });
});

describe('the warnings of a file', () => {
  const view: ImportView = {
    ...{ id: `imp_${'a'.repeat(32)}` as ImportId, state: 'running', total: 2, createdAt: new Date() },
    counts: { pending: 2, running: 0, compensating: 0, succeeded: 0, failed: 0, refused: 0, cancelled: 0 },
    ...{ cancelledAt: null, finishedAt: null },
  };

  it.each([
    ['', 202],
    ['?dry_run=true', 200],
  ])('name their lines, in the answer to %s', async (query, status) => {
    gateway = await startGateway({ imports: { ...imports, begin: async () => ({ kind: 'begun', view }) } });
    const atTwilio = line('1002').replace('sip.provider.com', 'me.pstn.tokyo.twilio.com');
    const answer = await gateway.request('POST', `/v1/imports${query}`, {
      headers: csv,
      body: [head, line('1001'), atTwilio, ''].join('\n').replaceAll('pa55word', 'a-long-password'),
    });

    expect(answer).toMatchObject({
      status,
      body: {
        warnings: [
          { line: 3, message: expect.stringMatching(/Twilio .* write "ip" into inbound_authorization_type/) },
        ],
      },
    });
  });
});

describe('the list of imports', () => {
  const nextOf = (body: unknown) =>
    typeof body === 'object' && body !== null ? String(Reflect.get(body, 'next')) : '';
  const view = (id: string, createdAt: string): ImportView => ({
    ...{
      id: `imp_${id.repeat(32)}` as ImportId,
      state: 'finished',
      total: 0,
      createdAt: new Date(createdAt),
    },
    counts: { pending: 0, running: 0, compensating: 0, succeeded: 0, failed: 0, refused: 0, cancelled: 0 },
    ...{ cancelledAt: null, finishedAt: new Date(createdAt) },
  });

  it('the list of imports goes on where the address in its answer says', async () => {
    const parts: unknown[] = [];
    gateway = await startGateway({
      imports: {
        ...imports,
        list: async (_organization, part) => {
          parts.push(part);
          return { imports: [view('a', '2026-11-22T12:00:00.000Z')], more: part.after === null };
        },
      },
    });

    const first = await gateway.request('GET', '/v1/imports?limit=1', { headers: bearer });
    const second = await gateway.request('GET', nextOf(first.body), { headers: bearer });

    expect(first).toMatchObject({ status: 200, body: { data: [{ state: 'finished' }] } });
    expect(second).toMatchObject({ status: 200, body: { next: null } });
    const { id, createdAt } = view('a', '2026-11-22T12:00:00.000Z');
    expect(parts).toEqual([
      { after: null, limit: 1 },
      { after: { id, createdAt }, limit: 1 },
    ]);
  });

  it.each(['limit=0', 'limit=101', 'cursor=imp_1'])(
    'the list of imports is refused with %s',
    async (query) => {
      gateway = await startGateway({ imports });

      const answer = await gateway.request('GET', `/v1/imports?${query}`, { headers: bearer });

      expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    },
  );
});

describe('an export', () => {
  const notes = {
    outboundAgentId: 'sales',
    inboundAgentVersion: 3,
    outboundAgentVersion: 0,
    inboundWebhookUrl: 'https://example.com/calls?a=1,2',
    numberProvider: ' Acme, Inc. ',
  };

  /** Imports an export after a password was written into its lines. */
  async function importedFrom(exported: Trunk, format: 'csv' | 'jsonl') {
    const commands: ImportCommand[] = [];
    gateway = await startGateway({
      listTrunksAfter: async () => ({ trunks: [exported], more: false }),
      imports: {
        ...imports,
        begin: async (command) => {
          commands.push(command);
          return reused;
        },
      },
    });
    const file = await fetch(`${gateway.url}/v1/export?format=${format}`, { headers: bearer });
    const text = await file.text();
    const withPassword =
      format === 'csv'
        ? text.replace('\n1000,,myuser,,', '\n1000,,myuser, pw with edges ,')
        : text.replace('"sip_password":null', '"sip_password":" pw with edges "');
    const answer = await gateway.request('POST', '/v1/imports', {
      headers: { ...bearer, 'content-type': format === 'csv' ? 'text/csv' : 'application/x-ndjson' },
      body: withPassword,
    });
    return { answer, requested: commands[0]?.lines[0]?.request };
  }

  it.each(['csv', 'jsonl'] as const)(
    'an export is read back with all that belongs to a trunk, as %s',
    async (format) => {
      const { requested } = await importedFrom(trunk({ notes, agentName: 'reception' }), format);

      expect(requested).toMatchObject({ notes, settings: { agentName: 'reception', username: 'myuser' } });
      expect(requested?.password.reveal()).toBe(' pw with edges ');
    },
  );

  it.each(['csv', 'jsonl'] as const)(
    'an export wants no notes where there are none, as %s',
    async (format) => {
      const { requested } = await importedFrom(trunk({ notes: noNotes }), format);

      expect(requested?.settings.username).toBe('myuser');
      expect(requested).not.toHaveProperty('notes');
    },
  );

  it.each(['csv', 'jsonl'] as const)(
    'an export names the carrier of a number, which no file can set up, as %s',
    async (format) => {
      const carrier = { name: 'twilio', capabilities: { voice: true, sms: false, mms: false } } as const;

      const { answer, requested } = await importedFrom(trunk({ carrier }), format);

      expect(requested).toBeUndefined();
      expect(answer).toMatchObject({
        status: 422,
        body: {
          problems: [
            { field: 'carrier', message: expect.stringContaining('POST /api/phone-numbers/import') },
          ],
        },
      });
    },
  );
});

describe('the notes of a line', () => {
  it.each([
    ['inbound_agent_version', '-1'],
    ['outbound_agent_version', '1.5'],
    ['inbound_webhook_url', 'ftp://example.com'],
    ['outbound_agent_id', 'a/b'],
    ['number_provider', 'x'.repeat(51)],
  ])('the notes of a line must be what a change may set them to: %s is not %s', async (column, value) => {
    gateway = await startGateway({ imports });

    const answer = await gateway.request('POST', '/v1/imports?dry_run=true', {
      headers: csv,
      body: `${head},${column}\n${line('1001')},${value}\n`,
    });

    expect(answer).toMatchObject({ status: 422, body: { problems: [{ line: 2, field: column }] } });
  });
});
