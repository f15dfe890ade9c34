import {
  RoomAgentDispatch,
  RoomConfiguration,
  SIPDispatchRule,
  SIPDispatchRuleDirect,
  SIPDispatchRuleIndividual,
  SIPDispatchRuleInfo,
} from '@livekit/protocol';
import { describe, expect, it } from 'vitest';
import { differingFields } from '../../../src/livekit/object-fields.js';
import { dispatchRules, inboundTrunks, outboundTrunks } from '../../../src/livekit/object-kinds.js';
import { inboundSpec, outboundSpec, ruleSpec } from './specs.js';

describe('the comparison of a trunk', () => {
  const expected = { numbers: ['+1555'], address: 'sip.provider.com', authPassword: 'pa55word' };

  it('the comparison of a trunk finds no difference if every field matches', () => {
    expect(differingFields({ ...expected }, expected)).toEqual([]);
  });

  it.each([
    ['numbers', { ...expected, numbers: ['+1556'] }],
    ['numbers', { ...expected, numbers: [] }],
    ['numbers', { ...expected, numbers: ['+1555', '+1555'] }],
    ['address', { ...expected, address: '' }],
    ['authPassword', { ...expected, authPassword: 'pa55word ' }],
  ])('the comparison of a trunk names the field "%s" and never a value', (field, actual) => {
    expect(differingFields(actual, expected)).toEqual([field]);
  });

  it('the comparison of a trunk names every field that differs', () => {
    const actual = { numbers: [], address: '', authPassword: '' };
    expect(differingFields(actual, expected)).toEqual(['numbers', 'address', 'authPassword']);
  });

  it('the comparison of a trunk finds another order of addresses', () => {
    const pair = { allowedAddresses: ['192.0.2.1/32', '192.0.2.2/32'] };
    const swapped = { allowedAddresses: ['192.0.2.2/32', '192.0.2.1/32'] };
    expect(differingFields(swapped, pair)).toEqual(['allowedAddresses']);
  });
});

function ruleInfo(changes: Partial<ConstructorParameters<typeof SIPDispatchRuleInfo>[0]> = {}) {
  const info = new SIPDispatchRuleInfo({
    trunkIds: [ruleSpec.inboundTrunkId],
    rule: individual('call-'),
    roomConfig: agents('front desk'),
    ...changes,
  });
  return dispatchRules.parse(info.toJson());
}

function individual(roomPrefix: string) {
  const value = new SIPDispatchRuleIndividual({ roomPrefix });
  return new SIPDispatchRule({ rule: { case: 'dispatchRuleIndividual', value } });
}

function sharedByCaller(roomPrefix: string) {
  const value = new SIPDispatchRuleIndividual({ roomPrefix, noRandomness: true });
  return new SIPDispatchRule({ rule: { case: 'dispatchRuleIndividual', value } });
}

function direct(roomName: string) {
  const value = new SIPDispatchRuleDirect({ roomName });
  return new SIPDispatchRule({ rule: { case: 'dispatchRuleDirect', value } });
}

function agents(...names: readonly string[]) {
  const metadata = ruleSpec.agent?.metadata ?? '';
  return new RoomConfiguration({
    agents: names.map((agentName) => new RoomAgentDispatch({ agentName, metadata })),
  });
}

describe('the comparison of a dispatch rule', () => {
  it('the comparison of a rule finds no difference if the rule matches', () => {
    expect(dispatchRules.differences(ruleInfo(), ruleSpec)).toEqual([]);
  });

  it('the comparison of a rule finds no difference without an agent if none is specified', () => {
    const bare = new SIPDispatchRuleInfo({
      trunkIds: [ruleSpec.inboundTrunkId],
      rule: individual('call-'),
    });
    expect(
      dispatchRules.differences(dispatchRules.parse(bare.toJson()), { ...ruleSpec, agent: null }),
    ).toEqual([]);
  });

  it('the comparison of a rule whose calls are off expects no room', () => {
    const off = { ...ruleSpec, roomPrefix: null };
    expect(dispatchRules.differences(ruleInfo({ rule: direct('') }), off)).toEqual([]);
    for (const rule of [individual('call-'), individual(''), direct('call-')]) {
      expect(dispatchRules.differences(ruleInfo({ rule }), off)).toEqual(['rule']);
    }
  });

  it.each([
    ['a wildcard rule, which answers for every trunk', 'trunkIds', ruleInfo({ trunkIds: [] })],
    ['a rule of another trunk', 'trunkIds', ruleInfo({ trunkIds: ['ST_other'] })],
    ['a rule of several trunks', 'trunkIds', ruleInfo({ trunkIds: ['ST_in', 'ST_other'] })],
    ['another prefix', 'rule', ruleInfo({ rule: individual('room-') })],
    ['a room that calls of one caller share', 'rule', ruleInfo({ rule: sharedByCaller('call-') })],
    ['one room for all calls', 'rule', ruleInfo({ rule: direct('call-') })],
    ['another agent', 'roomConfig.agents', ruleInfo({ roomConfig: agents('night shift') })],
    [
      'another version of the agent',
      'roomConfig.agents',
      ruleInfo({
        roomConfig: new RoomConfiguration({ agents: [new RoomAgentDispatch({ agentName: 'front desk' })] }),
      }),
    ],
    ['an agent without a name', 'roomConfig.agents', ruleInfo({ roomConfig: agents('') })],
    ['no agent', 'roomConfig.agents', ruleInfo({ roomConfig: new RoomConfiguration() })],
    ['one agent more', 'roomConfig.agents', ruleInfo({ roomConfig: agents('front desk', 'front desk') })],
  ])('the comparison of a rule finds %s', (_what, field, info) => {
    expect(dispatchRules.differences(info, ruleSpec)).toEqual([field]);
  });

  it('the comparison of a rule finds a rule that was not stored at all', () => {
    expect(dispatchRules.differences(dispatchRules.parse({}), ruleSpec)).toEqual([
      'trunkIds',
      'rule',
      'roomConfig.agents',
    ]);
  });
});

describe('the comparison of settings', () => {
  const withFields = { ...inboundSpec, fields: { 'media.encryption': null, headersToAttributes: null } };
  const stored = {
    numbers: [inboundSpec.number],
    metadata: inboundSpec.metadata,
    allowed_addresses: [...inboundSpec.allowedAddresses],
    auth_username: inboundSpec.digest?.username ?? '',
    auth_password: inboundSpec.digest?.password.reveal() ?? '',
  };

  it.each([
    ['no encryption', {}],
    ['a disabled encryption', { media: { encryption: 'SIP_MEDIA_ENCRYPT_DISABLE' } }],
    ['the older field with its default', { media_encryption: 'SIP_MEDIA_ENCRYPT_DISABLE', media: null }],
  ])('an object with %s has the default', (_what, media) => {
    expect(inboundTrunks.differences(inboundTrunks.parse({ ...stored, ...media }), withFields)).toEqual([]);
  });

  it.each([
    ['the newer field', { media: { encryption: 'SIP_MEDIA_ENCRYPT_REQUIRE' } }],
    ['the older field', { media_encryption: 'SIP_MEDIA_ENCRYPT_REQUIRE' }],
  ])('an encryption in %s is found', (_what, media) => {
    const object = inboundTrunks.parse({ ...stored, ...media });
    expect(inboundTrunks.differences(object, withFields)).toEqual(['media.encryption']);
  });

  it('the order of the names in a map is no difference, and another name is one', () => {
    const fields = { headers: { 'X-A': '1', 'X-B': '2' } };
    const spec = { ...outboundSpec, fields };
    const differs = (headers: Record<string, string>) =>
      outboundTrunks.differences(outboundTrunks.parse({ headers }), spec).includes('headers');
    expect(differs({ 'X-B': '2', 'X-A': '1' })).toBe(false);
    expect(differs({ 'X-A': '1' })).toBe(true);
    expect(differs({ 'X-A': '1', 'X-B': '2', 'X-C': '3' })).toBe(true);
  });
});

describe('the fields that Trunkline does not know', () => {
  it('an object that Trunkline has created has none', () => {
    expect(dispatchRules.unmanaged(ruleInfo())).toEqual([]);
  });

  it('a field of the protocol and a field of a newer LiveKit are found', () => {
    const object = inboundTrunks.parse({
      numbers: ['+15551234567'],
      krisp_enabled: true,
      include_headers: 'SIP_NO_HEADERS',
      media: { media_timeout: '20s', encryption: 'SIP_MEDIA_ENCRYPT_ALLOW' },
      from_the_future: { a: 1 },
      empty_in_the_future: '',
    });
    expect(inboundTrunks.unmanaged(object).toSorted()).toEqual([
      'from_the_future',
      'krispEnabled',
      'media.mediaTimeout',
    ]);
  });
});
