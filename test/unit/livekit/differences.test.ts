import {
  RoomAgentDispatch,
  RoomConfiguration,
  SIPDispatchRule,
  SIPDispatchRuleDirect,
  SIPDispatchRuleIndividual,
  SIPDispatchRuleInfo,
} from '@livekit/protocol';
import { describe, expect, it } from 'vitest';
import { differingRule, differingTrunk } from '../../../src/livekit/differences.js';
import { ruleSpec } from './wishes.js';

describe('the differences of a trunk', () => {
  const expected = { numbers: ['+1555'], address: 'sip.provider.com', authPassword: 'pa55word' };

  it('are none when every field is as it was wished for', () => {
    expect(differingTrunk({ ...expected }, expected)).toEqual([]);
  });

  it.each([
    ['numbers', { ...expected, numbers: ['+1556'] }],
    ['numbers', { ...expected, numbers: [] }],
    ['numbers', { ...expected, numbers: ['+1555', '+1555'] }],
    ['address', { ...expected, address: '' }],
    ['authPassword', { ...expected, authPassword: 'pa55word ' }],
  ])('name the field "%s" and never a value', (field, actual) => {
    expect(differingTrunk(actual, expected)).toEqual([field]);
  });

  it('name every field that differs', () => {
    const actual = { numbers: [], address: '', authPassword: '' };
    expect(differingTrunk(actual, expected)).toEqual(['numbers', 'address', 'authPassword']);
  });

  it('see an order of addresses that is not the one that was sent', () => {
    const pair = { allowedAddresses: ['192.0.2.1/32', '192.0.2.2/32'] };
    const swapped = { allowedAddresses: ['192.0.2.2/32', '192.0.2.1/32'] };
    expect(differingTrunk(swapped, pair)).toEqual(['allowedAddresses']);
  });
});

function ruleInfo(changes: Partial<ConstructorParameters<typeof SIPDispatchRuleInfo>[0]> = {}) {
  return new SIPDispatchRuleInfo({
    trunkIds: [ruleSpec.inboundTrunkId],
    rule: individual(ruleSpec.roomPrefix),
    roomConfig: agents('front desk'),
    ...changes,
  });
}

function individual(roomPrefix: string) {
  const value = new SIPDispatchRuleIndividual({ roomPrefix });
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

describe('the differences of a dispatch rule', () => {
  it('are none when it is as it was wished for', () => {
    expect(differingRule(ruleInfo(), ruleSpec)).toEqual([]);
  });

  it('are none without an agent when none was wished for', () => {
    const bare = new SIPDispatchRuleInfo({
      trunkIds: [ruleSpec.inboundTrunkId],
      rule: individual(ruleSpec.roomPrefix),
    });
    expect(differingRule(bare, { ...ruleSpec, agent: null })).toEqual([]);
  });

  it.each([
    ['a wildcard rule, which answers for every trunk', 'trunkIds', ruleInfo({ trunkIds: [] })],
    ['a rule of another trunk', 'trunkIds', ruleInfo({ trunkIds: ['ST_other'] })],
    ['a rule of several trunks', 'trunkIds', ruleInfo({ trunkIds: ['ST_in', 'ST_other'] })],
    ['another prefix', 'rule', ruleInfo({ rule: individual('room-') })],
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
  ])('show %s', (_what, field, info) => {
    expect(differingRule(info, ruleSpec)).toEqual([field]);
  });

  it('show a rule that was not stored at all', () => {
    expect(differingRule(new SIPDispatchRuleInfo(), ruleSpec)).toEqual(['trunkIds', 'rule', 'agents']);
  });
});
