import { afterEach, describe, expect, it } from 'vitest';
import { surveyOf } from '../../../src/livekit/survey.js';
import { ampleMs } from '../../unit/ample-time.js';
import { deploymentId, operationId } from '../../unit/plans.js';
import { closedPort, httpServer, type LocalServer } from './local-server.js';
import { inboundSpec, outboundSpec, password, ruleSpec } from './specs.js';

let server: LocalServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Lists = Readonly<Record<'inbound' | 'outbound' | 'rules', unknown>>;

/** Surveys a server whose lists are these; what is no list is sent as it is. */
async function surveyed(lists: Partial<Lists>, status = 200) {
  const { inbound, outbound, rules } = { inbound: [], outbound: [], rules: [], ...lists };
  const bodies: Readonly<Record<string, unknown>> = {
    ListSIPInboundTrunk: inbound,
    ListSIPOutboundTrunk: outbound,
    ListSIPDispatchRule: rules,
  };
  server = await httpServer((request, response) => {
    const list = bodies[(request.url ?? '').replace('/twirp/livekit.SIP/', '')];
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(Array.isArray(list) ? { items: list } : list));
  });
  return surveyOf({ url: server.url, apiKey: 'devkey', apiSecret: 'secret-of-the-test' })(ampleMs);
}

const tag = (kind: string) => `tl1:${deploymentId}:${operationId}:${kind}:1774951200000`;

const inbound = {
  sip_trunk_id: 'ST_in',
  name: tag('inbound'),
  metadata: inboundSpec.metadata,
  numbers: [inboundSpec.number],
  allowed_addresses: inboundSpec.allowedAddresses,
  auth_username: 'sip_user',
  auth_password: password.reveal(),
};
const outbound = {
  sip_trunk_id: 'ST_out',
  name: tag('outbound'),
  numbers: ['1-555-123-4567'],
  address: outboundSpec.address,
  auth_username: 'sip_user',
  auth_password: password.reveal(),
};
const rule = {
  sip_dispatch_rule_id: 'SDR_1',
  name: tag('rule'),
  trunk_ids: ['ST_in'],
  rule: { dispatch_rule_individual: { room_prefix: 'call-' } },
  room_config: { agents: [{ agent_name: 'front desk', metadata: '{"agent_version":3}' }] },
};

describe('a survey', () => {
  it('a survey shows every object with its tag and its numbers as LiveKit compares them', async () => {
    const survey = await surveyed({ inbound: [inbound], outbound: [outbound], rules: [rule] });
    expect(survey).toMatchObject({
      inbound: [{ id: 'ST_in', tag: { operationId, kind: 'inbound' }, wildcard: false, open: false }],
      outbound: [{ id: 'ST_out', tag: { operationId, kind: 'outbound' }, numbers: ['+15551234567'] }],
      rules: [{ id: 'SDR_1', tag: { operationId, kind: 'rule' }, trunkIds: ['ST_in'], wildcard: false }],
    });
  });

  it('a survey names the fields that differ from a specification', async () => {
    const survey = await surveyed({
      inbound: [inbound, { ...inbound, auth_password: 'guessed', allowed_numbers: ['+1555'] }],
      outbound: [{ ...outbound, numbers: [outboundSpec.number], transport: 'SIP_TRANSPORT_TLS' }],
      rules: [rule, { ...rule, numbers: ['+1555'], inbound_numbers: ['+1555'] }],
    });
    expect(survey.inbound.map((trunk) => trunk.differences(inboundSpec))).toEqual([
      [],
      ['allowedNumbers', 'authPassword'],
    ]);
    expect(survey.outbound.map((trunk) => trunk.differences(outboundSpec))).toEqual([['transport']]);
    expect(survey.rules.map((each) => each.differences(ruleSpec))).toEqual([
      [],
      ['numbers', 'inboundNumbers'],
    ]);
  });

  it('a survey ignores a tag of another kind', async () => {
    const { inbound: listed } = await surveyed({ inbound: [{ ...inbound, name: tag('outbound') }] });
    expect(listed[0]?.tag).toBeNull();
  });

  it.each([
    ['complete credentials', {}, false],
    ['half of them', { auth_password: '' }, true],
    ['none of them but a network', { auth_username: '', allowed_addresses: ['203.0.113.0/24'] }, false],
    [
      'only what LiveKit cannot read',
      { auth_username: '', allowed_addresses: ['300.1.1.1', '10.0.0.0/33'] },
      true,
    ],
    ['only the name of a host', { auth_username: '', allowed_addresses: ['sip.example.com'] }, true],
  ])('a survey shows whether a trunk with %s is open', async (_what, changes, open) => {
    const { inbound: listed } = await surveyed({
      inbound: [{ ...inbound, allowed_addresses: [], ...changes }],
    });
    expect(listed[0]?.open).toBe(open);
  });

  it.each([[[]], [['']]])(
    'a survey shows that a trunk with the numbers %j answers to every number',
    async (numbers) => {
      const { inbound: listed } = await surveyed({ inbound: [{ ...inbound, numbers }] });
      expect(listed[0]?.wildcard).toBe(true);
    },
  );

  it('a survey shows that a rule without trunks takes every call', async () => {
    const { rules } = await surveyed({ rules: [{ ...rule, trunk_ids: [] }] });
    expect(rules[0]?.wildcard).toBe(true);
  });

  it('a survey ignores additional fields of a newer LiveKit', async () => {
    const { inbound: listed } = await surveyed({ inbound: [{ ...inbound, from_the_future: { deep: [1] } }] });
    expect(listed).toHaveLength(1);
  });
});

describe('a survey that fails', () => {
  it.each([[{}], [{ items: null }], ['no object'], [null]])(
    'a survey fails if an answer is %j, which is no list, and does not report that everything is gone',
    async (answer) => {
      await expect(surveyed({ rules: answer })).rejects.toMatchObject({
        problem: { code: 'livekit_fault', transient: true },
      });
    },
  );

  it('a survey with a refused key fails without the text that holds a token', async () => {
    const attempt = surveyed({ inbound: { code: 'unauthenticated', msg: 'token eyJhbGciOi' } }, 401);
    await expect(attempt).rejects.toMatchObject({
      problem: { code: 'livekit_credentials' },
      message: expect.not.stringContaining('eyJ'),
    });
  });

  it('a survey fails if LiveKit cannot be reached', async () => {
    const attempt = surveyOf({ url: await closedPort(), apiKey: 'devkey', apiSecret: 'secret' })(ampleMs);
    await expect(attempt).rejects.toMatchObject({ problem: { code: 'livekit_unreachable' } });
  });
});
