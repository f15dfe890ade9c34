import {
  RoomAgentDispatch,
  RoomConfiguration,
  SIPDispatchRule,
  SIPDispatchRuleDirect,
  SIPDispatchRuleIndividual,
  SIPDispatchRuleInfo,
} from '@livekit/protocol';
import { describe, expect, it } from 'vitest';
import { differingFields, dispatchRules } from '../../../src/livekit/object-kinds.js';
import { ruleSpec } from './specs.js';

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
  return new SIPDispatchRuleInfo({
    trunkIds: [ruleSpec.inboundTrunkId],
    rule: individual('call-'),
    roomConfig: agents('front desk'),
    ...changes,
  });
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
    expect(dispatchRules.differences(bare, { ...ruleSpec, agent: null })).toEqual([]);
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
    ['another agent', 'agents', ruleInfo({ roomConfig: agents('night shift') })],
    [
      'another version of the agent',
      'agents',
      ruleInfo({
        roomConfig: new RoomConfiguration({ agents: [new RoomAgentDispatch({ agentName: 'front desk' })] }),
      }),
    ],
    ['an agent without a name', 'agents', ruleInfo({ roomConfig: agents('') })],
    ['no agent', 'agents', ruleInfo({ roomConfig: new RoomConfiguration() })],
    ['one agent more', 'agents', ruleInfo({ roomConfig: agents('front desk', 'front desk') })],
  ])('the comparison of a rule finds %s', (_what, field, info) => {
    expect(dispatchRules.differences(info, ruleSpec)).toEqual([field]);
  });

  it('the comparison of a rule finds a rule that was not stored at all', () => {
    expect(dispatchRules.differences(new SIPDispatchRuleInfo(), ruleSpec)).toEqual([
      'trunkIds',
      'rule',
      'agents',
    ]);
  });
});
