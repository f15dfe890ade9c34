import { afterEach, describe, expect, it } from 'vitest';
import { noNotes, type Trunk } from '../../../../src/domain/trunk/trunk.js';
import { type Gateway, type Overrides, startGateway } from '../gateway.js';
import {
  autocallsPath,
  bearer,
  did,
  listedTrunkObject,
  organizationId,
  pair,
  readTrunkObject,
  trunk,
} from '../samples.js';

const numbersPath = '/api/user/phone-numbers';
const assignablePath = '/api/user/assistants/phone-numbers';
const frontDesk = trunk({
  id: 43,
  number: { kind: 'number', value: did('+14155551234') },
  nickname: 'Front desk',
  agentName: 'reception',
});
const campaign = trunk({
  id: 44,
  number: { kind: 'number', value: did('+14155551235') },
  notes: { ...noNotes, outboundAgentId: 'dialler' },
});

let gateway: Gateway;

afterEach(() => gateway.close());

async function read(path: string, overrides: Overrides = {}, headers: Record<string, string> = bearer) {
  gateway = await startGateway(overrides);
  return gateway.request('GET', path, { headers });
}

/** Makes an organisation with these trunks. @returns also the calls of the use case. */
function having(...trunks: readonly Trunk[]): { overrides: Overrides; calls: unknown[] } {
  const calls: unknown[] = [];
  return {
    calls,
    overrides: {
      listTrunks: async (...question) => {
        calls.push(question);
        return { trunks, total: trunks.length };
      },
    },
  };
}

describe('the list of trunks', () => {
  it('the list of trunks is the documented one: all of them, without the ids of LiveKit, in the documented order of fields', async () => {
    const { overrides, calls } = having(trunk(), frontDesk);
    const { status, body } = await read(autocallsPath, overrides);
    const documented = {
      data: [
        listedTrunkObject,
        {
          ...listedTrunkObject,
          id: 43,
          phone_number: '+14155551234',
          nickname: 'Front desk',
          sip_trunk_type: 'number',
          agent_name: 'reception',
        },
      ],
    };
    expect(status).toBe(200);
    expect(body).toEqual(documented);
    expect(JSON.stringify(body)).toBe(JSON.stringify(documented));
    expect(calls).toEqual([[organizationId, null]]);
  });

  it('the list of trunks is empty for an organisation without trunks', async () => {
    const { status, body } = await read(autocallsPath);
    expect(status).toBe(200);
    expect(body).toEqual({ data: [] });
  });

  it.each([
    ['?per_page=2&page=3', { offset: 4, limit: 2 }, { current_page: 3, last_page: 4, per_page: 2, total: 7 }],
    ['?per_page=10', { offset: 0, limit: 10 }, { current_page: 1, last_page: 1, per_page: 10, total: 7 }],
    ['?page=1', { offset: 0, limit: 15 }, { current_page: 1, last_page: 1, per_page: 15, total: 7 }],
    [
      '?page=2&per_page=',
      { offset: 15, limit: 15 },
      { current_page: 2, last_page: 1, per_page: 15, total: 7 },
    ],
  ])('the list of trunks comes in pages when asked for %s', async (query, part, page) => {
    const calls: unknown[] = [];
    const { status, body } = await read(`${autocallsPath}${query}`, {
      listTrunks: async (...question) => {
        calls.push(question);
        return { trunks: [trunk()], total: 7 };
      },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: [listedTrunkObject], ...page });
    expect(calls).toEqual([[organizationId, part]]);
  });

  it.each(['?per_page=', '?page=', '?per_page=&page='])(
    'the list of trunks is whole when nothing is said of pages: %s',
    async (query) => {
      const { overrides, calls } = having(trunk());
      const { status, body } = await read(`${autocallsPath}${query}`, overrides);
      const warnings = [...query.matchAll(/(\w+)=/g)].map(
        ([, name]) => `${name} has no value; leave it out if none is meant.`,
      );
      expect([status, body]).toEqual([200, { data: [listedTrunkObject], warnings }]);
      expect(calls).toEqual([[organizationId, null]]);
    },
  );

  it('the list of trunks of nothing has one page', async () => {
    const { body } = await read(`${autocallsPath}?per_page=5`);
    expect(body).toEqual({ data: [], current_page: 1, last_page: 1, per_page: 5, total: 0 });
  });

  it.each([
    ['per_page=0', 'per_page', 'Per page must be a whole number between 1 and 1000.'],
    ['per_page=1001', 'per_page', 'Per page must be a whole number between 1 and 1000.'],
    ['per_page=ten', 'per_page', 'Per page must be a whole number between 1 and 1000.'],
    ['page=-1', 'page', 'Page must be a whole number between 1 and 1000000.'],
    ['page=1.5', 'page', 'Page must be a whole number between 1 and 1000000.'],
  ])('the list of trunks refuses a page like %s', async (query, field, message) => {
    const { status, body } = await read(`${autocallsPath}?${query}`);
    expect(status).toBe(422);
    expect(body).toEqual({ message: 'The given data was invalid.', errors: { [field]: [message] } });
  });
});

describe.each([
  ['as a trunk', autocallsPath, { error: 'SIP trunk not found.', code: 'trunk_not_found' }],
  ['as a phone number', numbersPath, { error: 'Phone number not found.', code: 'phone_number_not_found' }],
])('one trunk, asked for %s', (_how, path, notFound) => {
  it.each([
    ['a bearer token', bearer],
    ['a pair of keys', pair],
  ])('one trunk is shown as it was when it was created to who shows %s', async (_what, headers) => {
    const calls: unknown[] = [];
    const { status, body } = await read(
      `${path}/42`,
      {
        findTrunk: async (...question) => {
          calls.push(question);
          return trunk();
        },
      },
      headers,
    );
    expect(status).toBe(200);
    expect(body).toEqual({ data: readTrunkObject });
    expect(calls).toEqual([[organizationId, 42]]);
  });

  it.each(['42', '0', '-1', '042', 'x', '1e3', '9'.repeat(30)])(
    'one trunk that is not there or not its own (%s) is the documented 404',
    async (id) => {
      const { status, body } = await read(`${path}/${id}`);
      expect(status).toBe(404);
      expect(body).toEqual(notFound);
    },
  );

  it.each(['TK1234567890abcdef1234567890abcdef', 'ST_xxxxxxxxxxxx'])(
    'one trunk that is named by an id of another system (%s) gets a hint',
    async (id) => {
      const { status, body } = await read(`${path}/${id}`);
      expect(status).toBe(404);
      const hint =
        'An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; ' +
        'this address takes the number that the create call returned as data.id.';
      expect(body).toMatchObject({ error: `${notFound.error} ${hint}` });
    },
  );
});

describe('the list of all phone numbers', () => {
  it('the list of all phone numbers shows every trunk as a SIP number', async () => {
    const { overrides, calls } = having(trunk(), frontDesk);
    const { status, body } = await read(`${numbersPath}/all`, overrides);
    const number = {
      id: 42,
      phone_number: '1000',
      nickname: null,
      country_code: 'US',
      type: 'sip',
      type_label: 'SIP',
      sms_capable: false,
      region: null,
      has_active_subscription: false,
      created_at: '2026-03-31T10:00:00.000000Z',
    };
    expect(status).toBe(200);
    expect(body).toEqual({
      data: [number, { ...number, id: 43, phone_number: '+14155551234', nickname: 'Front desk' }],
    });
    expect(calls).toEqual([[organizationId, null]]);
  });
});

describe('the numbers that an assistant may be given', () => {
  const free = { id: 42, phone_number: '1000', country_code: 'US', type_label: 'SIP', is_available: true };
  const answered = { ...free, id: 43, phone_number: '+14155551234' };
  const calling = { ...free, id: 44, phone_number: '+14155551235' };
  const taken = { is_available: false };

  it.each([
    ['any', '', [free, { ...answered, ...taken }, { ...calling, ...taken }]],
    ['any, said with an empty word,', '?type=', [free, { ...answered, ...taken }, { ...calling, ...taken }]],
    ['outbound', '?type=outbound', [free, answered, { ...calling, ...taken }]],
    ['inbound', '?type=inbound', [free, calling]],
  ])(
    'for %s calls are a bare list, available where no agent has those; for inbound ones only the free numbers',
    async (_which, query, offered) => {
      const { overrides } = having(trunk(), frontDesk, campaign);
      const { status, body } = await read(`${assignablePath}${query}`, overrides);
      expect(status).toBe(200);
      expect(body).toEqual(offered);
    },
  );

  it('the numbers that an assistant may be given are refused for another kind of call', async () => {
    const { status, body } = await read(`${assignablePath}?type=both`);
    expect(status).toBe(422);
    expect(body).toEqual({
      message: 'The given data was invalid.',
      errors: { type: ['Type must be one of: inbound, outbound.'] },
    });
  });
});

describe('every path that reads', () => {
  it.each([autocallsPath, `${autocallsPath}/42`, `${numbersPath}/42`, `${numbersPath}/all`, assignablePath])(
    '%s asks for a key first',
    async (path) => {
      const { status, body } = await read(path, {}, {});
      expect(status).toBe(401);
      expect(body).toMatchObject({ message: 'Unauthenticated.' });
    },
  );
});
