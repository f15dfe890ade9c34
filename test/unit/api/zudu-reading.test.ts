import { afterEach, describe, expect, it } from 'vitest';
import type { Extension } from '../../../src/trunks/number.js';
import { type Gateway, type Overrides, startGateway } from './gateway.js';
import { bearer, did, organizationId, pair, trunk } from './samples.js';

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
};

let gateway: Gateway;

afterEach(() => gateway.close());

async function read(number: string, overrides: Overrides = {}, headers: Record<string, string> = pair) {
  gateway = await startGateway(overrides);
  return gateway.request('GET', `${numbersPath}/${number}`, { headers });
}

describe('a number that is asked for', () => {
  it.each([
    ['with its plus', '+14155551234', pair],
    ['with its plus encoded', '%2B14155551234', pair],
    ['with its plus lost on the way', '%2014155551234', pair],
    ['by a bearer of a token', '+14155551234', bearer],
  ])('%s is shown as documented', async (_how, number, headers) => {
    const asked: unknown[] = [];
    const { status, body } = await read(
      number,
      {
        findTrunkByNumber: async (...question) => {
          asked.push(question);
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
    expect(asked).toEqual([[organizationId, '+14155551234']]);
  });

  it('may be an extension that was made through the other contract, and names its agent', async () => {
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

  it.each(['+14155551234', '1000', 'x', '%00'])(
    'that is not there or not its own (%s) is a 404 in the envelope',
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

  it('needs a key', async () => {
    const { status, body } = await read('+14155551234', {}, {});
    expect(status).toBe(401);
    expect(body).toEqual({
      message: 'The API key is missing or not valid.',
      status: 'error',
      error: null,
      data: null,
      code: 'unauthenticated',
    });
  });
});
