import { afterEach, describe, expect, it } from 'vitest';
import type { Revisions } from '../../../../src/api/http/dependencies.js';
import type { Revision } from '../../../../src/domain/change/change.js';
import { parseCountry, parseDid, parseE164 } from '../../../../src/domain/trunk/numbers/phone-number.js';
import { positionOf, type TrunkSearch } from '../../../../src/domain/trunk/search.js';
import { noNotes, type Trunk } from '../../../../src/domain/trunk/trunk.js';
import { noSettings } from '../../../support/carrier-settings.js';
import { acceptedValue } from '../../domain/parsing.js';
import { type Gateway, type Overrides, startGateway } from '../gateway.js';
import { bearer, cidr, did, operationId, organizationId, trunk, unknownHealth } from '../samples.js';

let gateway: Gateway;

afterEach(() => gateway.close());

const startWith = async (overrides: Overrides) => {
  gateway = await startGateway(overrides);
};

const get = (path: string, headers: Record<string, string> = bearer) =>
  gateway.request('GET', path, { headers });

const configuration = {
  sip_trunk_type: 'extension',
  phone_number: '1000',
  nickname: null,
  sip_username: 'myuser',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
  allowed_inbound_ips: [],
  outbound_proxy: false,
  country_code: 'US',
  agent_name: null,
  additional_numbers: [],
  accept_national: false,
  ...noSettings,
  outbound_agent_id: null,
  inbound_agent_version: null,
  outbound_agent_version: null,
  inbound_webhook_url: null,
  number_provider: null,
};

const shown = {
  id: 42,
  organization_id: organizationId,
  ...configuration,
  sip_inbound_host: 'in.example.org',
  inbound_trunk_id: 'ST_xxxxxxxxxxxx',
  outbound_trunk_id: 'ST_yyyyyyyyyyyy',
  dispatch_rule_id: 'SDR_zzzzzzzzzzzz',
  status: 'active',
  created_at: '2026-03-31T10:00:00.000Z',
  updated_at: '2026-03-31T10:00:00.000Z',
  health: unknownHealth,
};

function problem(status: number, title: string, code: string, detail: string) {
  return { type: `/docs/errors#${code}`, title, status, detail, code };
}

const noTrunk = problem(404, 'Not Found', 'trunk_not_found', 'SIP trunk not found.');

const first: Revision = {
  trunkId: 42,
  revision: 1,
  madeAt: new Date('2026-03-31T10:00:00.000Z'),
  operationId,
  contract: 'autocalls',
  requestedBy: { keyId: 'sk_owner', label: 'The front office' },
  settings: trunk(),
  notes: noNotes,
  before: null,
  passwordChanged: false,
};

/** Makes the history of a trunk, and records the calls. */
function historyOf(...kept: readonly Revision[]) {
  const calls: unknown[] = [];
  const revisions: Revisions = {
    list: async (organization, trunkId, part) => {
      calls.push([organization, trunkId, part]);
      return { revisions: trunkId === 42 && part.before !== 1 ? kept : [], more: part.limit === 1 };
    },
    find: async (_organization, trunkId, revision) =>
      trunkId === 42 ? (kept.find((one) => one.revision === revision) ?? null) : null,
  };
  return { revisions, calls };
}

describe('a trunk', () => {
  it('a trunk is shown with what both contracts know of it', async () => {
    const calls: unknown[] = [];
    await startWith({
      settings: { sipInboundHost: 'in.example.org' },
      findTrunk: async (...question) => {
        calls.push(question);
        return trunk();
      },
    });
    const { status, body } = await get('/v1/trunks/42');
    expect(status).toBe(200);
    expect(body).toEqual(shown);
    expect(calls).toEqual([[organizationId, 42]]);
  });

  it.each(['/v1/trunks/43', '/v1/trunks/0', '/v1/trunks/ST_1', '/v1/trunks/1234567890123456'])(
    'a trunk that does not exist is a 404 as a problem: %s',
    async (path) => {
      await startWith({});
      const { status, headers, body } = await get(path);
      expect(status).toBe(404);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(body).toEqual(noTrunk);
    },
  );

  it.each(['/v1/trunks', '/v1/trunks/42', '/v1/trunks/42/revisions', '/v1/trunks/42/revisions/1'])(
    'a trunk is shown to nobody without a key: %s',
    async (path) => {
      await startWith({ findTrunk: async () => trunk(), revisions: historyOf(first).revisions });
      expect((await get(path, {})).status).toBe(401);
      expect((await get(path, { Authorization: 'Bearer s3cr3t_nobody' })).status).toBe(403);
    },
  );
});

/** A trunk without settings gives these to a call. */
const fromTheTrunk = { sip_number: '1000', headers: {}, media: null };

describe('how a number is called over a trunk', () => {
  const dialling = async (called: string, over: Partial<Trunk> = {}, settings = {}) => {
    await startWith({ findTrunk: async (_organization, id) => (id === 42 ? trunk(over) : null), settings });
    return get(`/v1/trunks/42/dialling/${called}`);
  };
  /** The number with which the trunk is at home in Romania; from its extension it calls nobody. */
  const romanian = {
    countryCode: acceptedValue(parseCountry('RO')),
    additionalNumbers: [acceptedValue(parseE164('+40741000000'))],
  };

  it.each([
    ['+e164', '+40741926265'],
    ['e164', '40741926265'],
    ['national', '0741926265'],
  ] as const)('in the format %s is what LiveKit must be given: %s', async (callingFormat, written) => {
    const { status, body } = await dialling('+40741926265', { callingFormat, ...romanian });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...fromTheTrunk,
      sip_trunk_id: 'ST_yyyyyyyyyyyy',
      sip_call_to: written,
      agent: null,
    });
  });

  it('a trunk without a country dials nationally at the number of the trunk, and abroad elsewhere', async () => {
    const destinations = { countries: 'all', own: false, premium: false, satellite: true };
    const over = { number: acceptedValue(parseDid('+15551234567')), countryCode: null };
    const written = async (called: string) =>
      (await dialling(called, { ...over, callingFormat: 'national' }, { destinations })).body;
    expect(await written('+12025550123')).toMatchObject({ sip_call_to: '2025550123' });
    expect(await written('+442071838750')).toMatchObject({ sip_call_to: '011442071838750' });
    expect(await written('+80050001001')).toMatchObject({ sip_call_to: '01180050001001' });
  });

  it.each([
    [null, ''],
    [2, '{"agent_version":2}'],
  ])(
    'the way to call a number over a trunk names the agent that makes the call, of the version %s',
    async (outboundAgentVersion, metadata) => {
      const notes = { ...noNotes, outboundAgentId: 'sales', outboundAgentVersion };
      const { body } = await dialling('+40741926265', { notes, ...romanian });
      expect(body).toMatchObject({ agent: { agent_name: 'sales', metadata } });
    },
  );

  it('the way to call a number over a trunk is answered also when the plus is escaped', async () => {
    const { body } = await dialling('%2B40741926265', romanian);
    expect(body).toMatchObject({ sip_call_to: '+40741926265' });
  });

  it.each(['40741926265', '1000', '+4', '%20'])(
    'the way to call a number over a trunk is not guessed for what is not E.164: %s',
    async (called) => {
      const { status, body } = await dialling(called);
      expect(status).toBe(400);
      expect(body).toMatchObject({
        code: 'validation_failed',
        errors: { number: [expect.stringMatching(/^Number must be in E\.164 format/)] },
      });
    },
  );

  it.each([
    ['+18765551234', 'Number is in JM, which this trunk may not call.'],
    ['+19005551234', expect.stringContaining('premium-rate')],
    ['+881612345678', expect.stringContaining('satellite')],
  ])(
    'the way to call the number %s, to which the operator does not allow calls, is not shown',
    async (called, reason) => {
      const { status, body } = await dialling(called);
      expect(status).toBe(403);
      expect(body).toMatchObject({ code: 'destination_not_allowed', errors: { number: [reason] } });
    },
  );

  it.each([
    ['an extension', {}],
    ['a number of another country', { number: acceptedValue(parseDid('+13105550123')) }],
  ])('the country that is stored for %s opens no destinations', async (_, over) => {
    const cuba = { ...over, countryCode: acceptedValue(parseCountry('CU')) };
    const { status, body } = await dialling('+5351234567', cuba);
    expect(status).toBe(403);
    expect(body).toMatchObject({ errors: { number: ['Number is in CU, which this trunk may not call.'] } });
  });

  it('the way to call a number over a trunk of a trunk that does not exist is a 404, whatever is to be called', async () => {
    await startWith({});
    for (const called of ['+40741926265', 'nobody']) {
      expect((await get(`/v1/trunks/43/dialling/${called}`)).body).toEqual(noTrunk);
    }
  });
});

describe('the list of trunks', () => {
  const anyFilter = {
    organizationId,
    ...{
      number: null,
      nickname: null,
      status: null,
      health: null,
      text: null,
      operationId: null,
      liveKitId: null,
    },
    created: { from: null, before: null },
    updated: { from: null, before: null },
  };
  const oldestFirst = { field: 'created_at', descending: false };

  /** Starts a gateway that finds two trunks, with more behind them in the first two answers. */
  async function startWithTrunks(): Promise<TrunkSearch[]> {
    const calls: TrunkSearch[] = [];
    await startWith({
      settings: { sipInboundHost: 'in.example.org' },
      searchTrunks: async (search) => {
        calls.push(search);
        const trunks = [trunk({ id: 41 }), trunk()];
        return { trunks, next: calls.length < 3 ? positionOf(trunk(), search.order) : null };
      },
    });
    return calls;
  }

  it('the list of trunks is read in parts, each of which names the next', async () => {
    const calls = await startWithTrunks();
    const { body } = await get('/v1/trunks');
    expect(body).toEqual({
      data: [{ ...shown, id: 41 }, shown],
      next: expect.stringMatching(/^\/v1\/trunks\?limit=20&cursor=/),
    });
    const { body: second } = await get(Object(body).next);
    expect(second).toMatchObject({ next: Object(body).next });
    expect((await get('/v1/trunks?limit=100')).body).toMatchObject({ next: null });
    const after = expect.objectContaining({ value: String(trunk().createdAt.getTime()), id: 42 });
    expect(calls).toEqual([
      { filter: anyFilter, order: oldestFirst, after: null, limit: 20 },
      { filter: anyFilter, order: oldestFirst, after, limit: 20 },
      { filter: anyFilter, order: oldestFirst, after: null, limit: 100 },
    ]);
  });

  it('the list of trunks is filtered and sorted, and the next part has the same filters and order', async () => {
    const calls = await startWithTrunks();
    const query = [
      'phone_number=+1 555 123 4567&nickname=St. Mary&status=deleting&health=failing&q=abc',
      'created_from=2026-03-31&created_before=2026-04-01T00:00:00%2B02:00',
      'updated_from=2026-03-31T10:00:00Z&operation_id=op_0123456789abcdef0123456789abcdef',
      'livekit_id=SDR_1&sort=-nickname&limit=1',
    ].join('&');
    const { status, body } = await get(`/v1/trunks?${query}`);
    expect(status).toBe(200);
    expect(calls[0]).toEqual({
      filter: {
        organizationId,
        number: '+15551234567',
        nickname: 'St. Mary',
        status: 'deleting',
        health: 'failing',
        created: { from: new Date('2026-03-31T00:00:00Z'), before: new Date('2026-03-31T22:00:00Z') },
        updated: { from: new Date('2026-03-31T10:00:00Z'), before: null },
        text: 'abc',
        operationId,
        liveKitId: 'SDR_1',
      },
      order: { field: 'nickname', descending: true },
      after: null,
      limit: 1,
    });
    expect((await get(Object(body).next)).status).toBe(200);
    expect(calls[1]).toEqual({ ...calls[0], after: expect.objectContaining({ value: '', id: 42 }) });
    const cursor = new URL(Object(body).next, 'http://localhost').searchParams.get('cursor');
    expect((await get(`/v1/trunks?sort=updated_at&cursor=${cursor}`)).body).toMatchObject({
      errors: { cursor: ['Cursor belongs to a list with sort=-nickname.'] },
    });
  });

  it('the list of trunks is that of the own organization for a tenant, and of any for an operator', async () => {
    const calls = await startWithTrunks();
    const other = 'org_ffffffffffffffffffffffff';
    const operator = { Authorization: 'Bearer s3cr3t_operator' };
    expect((await get(`/v1/trunks?organization_id=${organizationId}`)).status).toBe(200);
    expect((await get(`/v1/trunks?organization_id=${other}`)).status).toBe(400);
    expect((await get('/v1/trunks', operator)).status).toBe(200);
    expect((await get(`/v1/trunks?organization_id=${other}`, operator)).status).toBe(200);
    expect(calls.map(({ filter }) => filter.organizationId)).toEqual([organizationId, null, other]);
  });

  it.each([
    ['limit=0', { limit: ['Limit must be a whole number between 1 and 100.'] }],
    ['limit=101', { limit: ['Limit must be a whole number between 1 and 100.'] }],
    ['cursor=x', { cursor: ['Cursor must be taken from the "next" of another page.'] }],
    ['sort=age', { sort: [expect.stringMatching(/^Sort must be one of: created_at, -created_at/)] }],
    ['created_from=yesterday', { created_from: [expect.stringMatching(/ISO 8601/)] }],
    ['organization_id=x', { organization_id: [expect.stringMatching(/org_…/)] }],
    [
      `cursor=${Buffer.from('created_at:0.2147483648').toString('base64url')}`,
      { cursor: ['Cursor must be taken from the "next" of another page.'] },
    ],
  ])('the list of trunks does not guess what ?%s means', async (query, errors) => {
    await startWith({});
    const { status, body } = await get(`/v1/trunks?${query}`);
    expect(status).toBe(400);
    const detail = 'The request has values that cannot be used.';
    expect(body).toEqual({ ...problem(400, 'Bad Request', 'validation_failed', detail), errors });
  });
});

describe('a revision', () => {
  it('a revision shows who made it, when and how, and the configuration of the trunk', async () => {
    await startWith(historyOf(first));
    const { status, body } = await get('/v1/trunks/42/revisions/1');
    expect(status).toBe(200);
    expect(body).toEqual({
      trunk_id: 42,
      revision: 1,
      made_at: '2026-03-31T10:00:00.000Z',
      operation_id: operationId,
      contract: 'autocalls',
      requested_by: { key: 'sk_owner', label: 'The front office' },
      changes: [],
      settings: configuration,
    });
  });

  it('a revision shows the fields that differ from the revision before, and of the password only that it changed', async () => {
    const settings = trunk({
      number: { kind: 'number', value: did('+15551234567') },
      inboundAuthorization: { digest: false, allowed: [cidr('203.0.113.7/32'), cidr('198.51.100.0/24')] },
    });
    const notes = { ...noNotes, outboundAgentVersion: 3 };
    const { settings: earlier } = first;
    await startWith(
      historyOf({
        ...first,
        revision: 2,
        requestedBy: null,
        settings,
        notes,
        before: { settings: earlier, notes: noNotes },
        passwordChanged: true,
      }),
    );
    expect((await get('/v1/trunks/42/revisions/2')).body).toMatchObject({
      requested_by: null,
      changes: [
        { field: 'sip_trunk_type', from: 'extension', to: 'number' },
        { field: 'phone_number', from: '1000', to: '+15551234567' },
        { field: 'inbound_authorization_type', from: 'auth', to: 'ip' },
        { field: 'allowed_inbound_ips', from: [], to: ['203.0.113.7', '198.51.100.0/24'] },
        { field: 'outbound_agent_version', from: null, to: 3 },
        { field: 'sip_password', secret: true },
      ],
    });
  });

  it('a revision that does not exist has another answer than a trunk that does not exist', async () => {
    await startWith(historyOf(first));
    const noRevision = problem(404, 'Not Found', 'revision_not_found', 'The SIP trunk has no such revision.');
    for (const revision of ['2', '0', 'x', '1000000000']) {
      expect((await get(`/v1/trunks/42/revisions/${revision}`)).body).toEqual(noRevision);
    }
    expect((await get('/v1/trunks/43/revisions/2')).body).toEqual(noTrunk);
  });
});

describe('the history of a trunk', () => {
  it('the history of a trunk is read in parts, each of which names the next', async () => {
    const { revisions, calls } = historyOf({ ...first, revision: 2 }, first);
    await startWith({ revisions });
    expect((await get('/v1/trunks/42/revisions')).body).toMatchObject({
      data: [{ revision: 2 }, { revision: 1 }],
      next: null,
    });
    expect((await get('/v1/trunks/42/revisions?limit=1&cursor=3')).body).toMatchObject({
      next: '/v1/trunks/42/revisions?limit=1&cursor=1',
    });
    expect(calls).toEqual([
      [organizationId, 42, { before: null, limit: 20 }],
      [organizationId, 42, { before: 3, limit: 1 }],
    ]);
  });

  it('the history of a trunk of a trunk that does not exist is a 404, and beyond its beginning it is empty', async () => {
    await startWith(historyOf(first));
    expect((await get('/v1/trunks/43/revisions')).body).toEqual(noTrunk);
    expect((await get('/v1/trunks/42/revisions?cursor=1&limit=5')).body).toEqual({ data: [], next: null });
    expect((await get('/v1/trunks/42/revisions?cursor=1000000000')).status).toBe(400);
  });

  it('the history of a trunk can only be read', async () => {
    await startWith({});
    const { status, headers } = await gateway.request('DELETE', '/v1/trunks/42/revisions/1', {
      headers: bearer,
    });
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('GET, HEAD');
  });
});

describe('the carrier sheet of a trunk', () => {
  const path = '/v1/trunks/42/carrier-sheet';
  const atTwilio = {
    settings: { sipInboundHost: 'in.example.org' },
    findTrunk: async () =>
      trunk({
        number: { kind: 'number', value: did('+15551234567') },
        username: 'my"user<b>',
        outboundAddress: 'me.pstn.twilio.com' as Trunk['outboundAddress'],
        inboundAuthorization: { digest: false, allowed: [cidr('54.172.60.0/30')] },
      }),
  };

  it('says what to enter at the carrier, with the facts of its preset', async () => {
    await startWith(atTwilio);
    const { status, headers, body } = await get(path);
    expect(status).toBe(200);
    expect(headers.get('vary')).toContain('Accept');
    expect(body).toMatchObject({
      trunk_id: 42,
      carrier: 'Twilio',
      inbound: expect.arrayContaining([
        {
          name: 'destination',
          label: 'Send calls to',
          values: ['sip:+15551234567@in.example.org'],
          note: null,
        },
        expect.objectContaining({ name: 'source_addresses', values: ['54.172.60.0/30'] }),
      ]),
      outbound: expect.arrayContaining([
        expect.objectContaining({ name: 'host', values: ['me.pstn.twilio.com'] }),
        expect.objectContaining({ name: 'caller', note: expect.stringContaining('verified caller ID') }),
      ]),
      sources: expect.arrayContaining([expect.stringContaining('twilio.com')]),
      checked_on: '2026-11-29',
    });
  });

  it('is a page to print for a browser, on which every text is escaped', async () => {
    await startWith(atTwilio);
    const { status, headers, body } = await get(path, { ...bearer, Accept: 'text/html,*/*;q=0.8' });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/html/);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(body).toContain('<code>sip:+15551234567@in.example.org</code>');
    expect(body).toContain('my&quot;user&lt;b&gt;');
    expect(body).not.toContain('<b>');
  });

  it('of an unknown carrier says so, and that nobody knows the host', async () => {
    await startWith({ findTrunk: async () => trunk(), settings: { sipInboundHost: null } });
    const { body } = await get(path);
    expect(body).toMatchObject({
      carrier: null,
      inbound: expect.arrayContaining([
        expect.objectContaining({
          name: 'destination',
          values: [],
          note: expect.stringContaining('ask for it'),
        }),
      ]),
      sources: [],
      checked_on: null,
    });
  });

  it('of a trunk of somebody else is not found', async () => {
    await startWith({ findTrunk: async () => null });
    expect((await get(path)).status).toBe(404);
  });
});
