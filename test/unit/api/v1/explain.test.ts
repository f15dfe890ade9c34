import { afterEach, describe, expect, it } from 'vitest';
import type { Asker, CallToExplain, ExplainAnswer } from '../../../../src/domain/explain/explain.js';
import { notYours } from '../../../../src/domain/explain/explanation.js';
import { type Gateway, startGateway } from '../gateway.js';
import { bearer, organizationId } from '../samples.js';

let gateway: Gateway;

afterEach(() => gateway.close());

const operator = { Authorization: 'Bearer s3cr3t_operator' };
const inbound = { direction: 'inbound', to: '+15551234567', from: '+442071838750', source_ip: '203.0.113.7' };
const explained: ExplainAnswer = {
  kind: 'explained',
  explanation: {
    verdict: 'accepted',
    codes: [100, 180, 200],
    trunk: { kind: 'inbound', id: 'ST_1', name: 'reception' },
    rule: notYours,
    room: null,
    candidates: [
      {
        object: { kind: 'rule', id: 'SDR_1', name: 'lobby' },
        reasons: [{ cause: 'later_rule', meaning: 'Another rule comes first.', remedy: null }],
      },
    ],
    fixes: [
      { cause: 'not_yours', object: notYours, meaning: 'It takes the call.', remedy: 'Tell the operator.' },
    ],
  },
};

async function startExplaining(answer: ExplainAnswer = explained) {
  const asked: [Asker, CallToExplain][] = [];
  gateway = await startGateway({
    explainCall: async (...asking) => {
      asked.push(asking);
      return answer;
    },
  });
  return asked;
}

const explain = (body: object, headers: Record<string, string> = bearer) =>
  gateway.request('POST', '/v1/explain', { headers, body });

describe('An explanation of a call', () => {
  it('is answered as it was made', async () => {
    await startExplaining();
    const { status, body } = await explain(inbound);
    expect([status, body]).toEqual([200, explained.kind === 'explained' ? explained.explanation : null]);
  });

  it('is made for the organisation of the key, or for the operator', async () => {
    const asked = await startExplaining();
    await explain(inbound);
    await explain(inbound, operator);
    expect(asked.map(([asker]) => asker)).toEqual([{ organizationId }, 'operator']);
    const nobody = await explain(inbound, { Authorization: 'Bearer s3cr3t_nobody' });
    expect(nobody).toMatchObject({ status: 403, body: { code: 'no_organization' } });
  });

  it('takes a caller without credentials who claims no other host, unless the request says otherwise', async () => {
    const asked = await startExplaining();
    await explain(inbound);
    await explain({ ...inbound, credentials: 'wrong', pin: '12#', srtp: true });
    await explain({ ...inbound, pin: '#' });
    const usual = {
      to: '+15551234567',
      from: '+442071838750',
      fromHost: '203.0.113.7',
      sourceIp: '203.0.113.7',
    };
    expect(asked.map(([, call]) => call)).toMatchObject([
      { direction: 'inbound', call: { ...usual, credentials: 'none', pin: null, srtp: false } },
      { direction: 'inbound', call: { ...usual, credentials: 'wrong', pin: '12', srtp: true } },
      { direction: 'inbound', call: { ...usual, pin: '' } },
    ]);
  });

  it('reads whole headers as they stand in a trace', async () => {
    const asked = await startExplaining();
    await explain({
      ...inbound,
      to: '<tel:+15551234567>',
      from: '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1',
    });
    const [[, call] = []] = asked;
    expect(call).toMatchObject({ call: { to: '', from: 'anonymous', fromHost: 'anonymous.invalid' } });
  });

  it.each([7, 'ST_sFAXh5zmGwU2'])('names an outbound trunk by %s', async (trunk) => {
    const asked = await startExplaining();
    await explain({ direction: 'outbound', trunk_id: trunk, to: '+442071838750' });
    expect(asked[0]?.[1]).toEqual({ direction: 'outbound', trunk, to: '+442071838750' });
  });

  it('is refused with every field that cannot be used', async () => {
    const asked = await startExplaining();
    const { status, body } = await explain({
      direction: 'sideways',
      to: '<sip:+15551234567@x',
      from: '+442071838750@carrier.example',
      source_ip: '203.0.113.0/24',
      credentials: 'some',
      pin: 'abc',
      srtp: 'yes',
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      errors: {
        direction: ['Direction must be one of: inbound, outbound.'],
        to: ['To must have a closing bracket after its URI.'],
        from: ['From must begin with sip: if it has a host.'],
        source_ip: ['Source IP must be an IPv4 or IPv6 address, for example 203.0.113.7.'],
        credentials: ['Credentials must be one of: none, right, wrong, unasked, wrong_header.'],
        pin: ['PIN must be the digits that the caller enters, with or without # at the end.'],
        srtp: ['SRTP must be true or false.'],
      },
    });
    expect(await explain({ direction: 'inbound' })).toMatchObject({
      status: 400,
      body: {
        errors: {
          to: ['To is required.'],
          from: ['From is required.'],
          source_ip: ['Source IP is required.'],
        },
      },
    });
    expect(await explain({ direction: 'outbound', trunk_id: 'x' })).toMatchObject({
      status: 400,
      body: { errors: { trunk_id: [expect.stringMatching(/^Trunk id must be/)], to: ['To is required.'] } },
    });
    expect(asked).toEqual([]);
  });

  it('is refused with the names of unknown fields, and the field that each is closest to', async () => {
    await startExplaining();
    const { status, body } = await explain({ ...inbound, sourceIp: '203.0.113.7', credential: 'none' });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      errors: {
        sourceIp: ['sourceIp is not a field; did you mean source_ip?'],
        credential: ['credential is not a field; did you mean credentials?'],
      },
    });
    const outbound = await explain({ direction: 'outbound', trunk_id: 7, to: '1', from: '2' });
    expect(outbound).toMatchObject({
      status: 400,
      body: { errors: { from: [expect.stringMatching(/^from is not/)] } },
    });
  });

  it('of a call over the trunk of another is refused as over one that does not exist', async () => {
    await startExplaining({ kind: 'trunk_not_found' });
    const { status, body } = await explain({ direction: 'outbound', trunk_id: 7, to: '1' });
    expect([status, body]).toMatchObject([404, { code: 'trunk_not_found' }]);
  });

  it('has to wait while too many calls are explained', async () => {
    await startExplaining({ kind: 'busy' });
    const { status, body, headers } = await explain(inbound);
    expect([status, body]).toMatchObject([503, { code: 'capacity_unavailable' }]);
    expect(headers.get('retry-after')).toBe('5');
  });

  it('is refused once the organization has learned of too many numbers of others', async () => {
    const state = { name: 'key', allowed: true, most: 9, remaining: 8, windowSeconds: 10 } as const;
    const counted = () => ({ ...state, resetsInSeconds: 7 });
    gateway = await startGateway({
      explainCall: async () => ({ kind: 'too_many_conflicts', retryAfterSeconds: 42 }),
      rateLimits: { count: counted, check: counted },
    });
    const { status, body, headers } = await explain(inbound);
    expect([status, body]).toMatchObject([429, { code: 'too_many_conflicts' }]);
    expect(headers.get('retry-after')).toBe('42');
  });

  it('has to wait while LiveKit cannot be read', async () => {
    await startExplaining({ kind: 'livekit_unavailable' });
    const { status, body, headers } = await explain(inbound);
    expect([status, body]).toMatchObject([503, { code: 'livekit_unavailable' }]);
    expect(headers.get('retry-after')).toBe('5');
    expect(body).not.toHaveProperty('operator_remedy');
    const asked = await explain(inbound, operator);
    expect([asked.status, asked.body]).toMatchObject([
      503,
      { remedy: expect.any(String), operator_remedy: expect.stringContaining('/readyz') },
    ]);
  });
});
