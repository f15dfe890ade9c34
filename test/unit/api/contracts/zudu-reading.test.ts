import { afterEach, describe, expect, it } from 'vitest';
import type { Extension } from '../../../../src/domain/trunk/trunk.js';
import { noSettings } from '../../../support/carrier-settings.js';
import { type Gateway, type Overrides, startGateway } from '../gateway.js';
import { bearer, did, organizationId, pair, trunk, unknownHealth } from '../samples.js';

const numbersPath = '/api/phone-numbers';
const mainOffice = trunk({ number: { kind: 'number', value: did('+14155551234') }, nickname: 'Main Office' });
const documented = {
  phone_number: '+14155551234',
  nickname: 'Main Office',
  organization_id: organizationId,
  area_code: 415,
  phone_number_type: 'CUSTOM',
  number_provider: null,
  inbound_agent_id: null,
  outbound_agent_id: null,
  inbound_agent_version: null,
  outbound_agent_version: null,
  inbound_webhook_url: null,
  inbound_trunk_id: 'ST_xxxxxxxxxxxx',
  outbound_trunk_id: 'ST_yyyyyyyyyyyy',
  dispatch_rule_id: 'SDR_zzzzzzzzzzzz',
  created_at: '2026-03-31T10:00:00.000Z',
  updated_at: '2026-03-31T10:00:00.000Z',
  additional_numbers: [],
  accept_national: false,
  ...noSettings,
  health: unknownHealth,
};

let gateway: Gateway;

afterEach(() => gateway.close());

async function read(number: string, overrides: Overrides = {}, headers: Record<string, string> = pair) {
  gateway = await startGateway(overrides);
  return gateway.request('GET', `${numbersPath}/${number}`, { headers });
}

describe('reading a number', () => {
  it.each([
    ['with its plus', '+14155551234', pair],
    ['with its plus encoded', '%2B14155551234', pair],
    ['with its plus lost on the way', '%2014155551234', pair],
    ['by a bearer of a token', '+14155551234', bearer],
  ])('%s is shown as documented', async (_how, number, headers) => {
    const calls: unknown[] = [];
    const { status, body } = await read(
      number,
      {
        findTrunkByNumber: async (...question) => {
          calls.push(question);
          return mainOffice;
        },
      },
      headers,
    );
    const envelope = {
      message: 'Phone number retrieved successfully',
      status: 'success',
      error: null,
      data: documented,
    };
    expect(status).toBe(200);
    expect(body).toEqual(envelope);
    expect(JSON.stringify(body)).toBe(JSON.stringify(envelope));
    expect(calls).toEqual([[organizationId, '+14155551234']]);
  });

  it('a number may be an extension that was made through the other contract, and names its agent', async () => {
    const extension = trunk({
      number: { kind: 'extension', value: 'desk-7' as Extension },
      agentName: 'ada',
    });
    const { body } = await read('desk-7', { findTrunkByNumber: async () => extension });
    expect(body).toMatchObject({
      data: {
        ...documented,
        phone_number: 'desk-7',
        nickname: null,
        area_code: null,
        inbound_agent_id: 'ada',
      },
    });
  });

  it('a number may be an extension that is called like the import, which keeps its own method', async () => {
    const extension = trunk({ number: { kind: 'extension', value: 'import' as Extension } });
    const { status, body } = await read('import', { findTrunkByNumber: async () => extension });
    expect([status, body]).toMatchObject([200, { data: { phone_number: 'import' } }]);
    const refused = await gateway.request('PUT', `${numbersPath}/import`, { headers: pair });
    expect(refused.status).toBe(405);
    expect(refused.headers.get('allow')).toBe('GET, HEAD, PATCH, DELETE, POST');
    const posted = await gateway.request('POST', `${numbersPath}/import`, { headers: pair, body: {} });
    expect(posted).toMatchObject({ status: 400, body: { error: { provider: 'Provider is required.' } } });
    const elsewhere = await gateway.request('POST', `${numbersPath}/1000`, { headers: pair });
    expect(elsewhere.headers.get('allow')).toBe('GET, HEAD, PATCH, DELETE');
  });

  it.each(['PATCH', 'DELETE'])(
    'a number may be changed and deleted (%s) as that extension',
    async (method) => {
      const calls: unknown[] = [];
      const extension = trunk({ number: { kind: 'extension', value: 'import' as Extension } });
      gateway = await startGateway({
        findTrunkByNumber: async () => extension,
        changeTrunk: async ({ target }) => {
          calls.push(target);
          return { kind: 'not_found' };
        },
        tearDownTrunk: async ({ target }) => {
          calls.push(target);
          return { kind: 'not_found' };
        },
      });
      await gateway.request(method, `${numbersPath}/import`, { headers: pair });
      expect(calls).toEqual([{ by: 'number', number: 'import' }]);
    },
  );

  it.each(['+14155551234', '1000', 'x', '%00'])(
    'a number that is not there or not its own (%s) is a 404 in the envelope',
    async (number) => {
      const { status, body } = await read(number);
      expect(status).toBe(404);
      expect(body).toEqual({
        message: 'Phone number not found.',
        status: 'error',
        error: null,
        data: null,
        code: 'phone_number_not_found',
      });
    },
  );

  it('the reading of a number needs a key', async () => {
    const { status, body } = await read('+14155551234', {}, {});
    expect(status).toBe(401);
    expect(body).toMatchObject({
      message: 'The API key is missing or not valid.',
      status: 'error',
      error: null,
      data: null,
      code: 'unauthenticated',
    });
  });
});
