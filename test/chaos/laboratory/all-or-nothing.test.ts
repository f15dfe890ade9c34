import {
  SIPDispatchRule,
  SIPDispatchRuleIndividual,
  SIPDispatchRuleInfo,
  SIPInboundTrunkInfo,
  SIPOutboundTrunkInfo,
  SIPTransport,
} from '@livekit/protocol';
import { describe, expect, it } from 'vitest';
import { operationStatusOf, type Snapshot, violationsOf } from './all-or-nothing.js';

const number = '+15551234567';
const inbound = new SIPInboundTrunkInfo({
  sipTrunkId: 'ST_in',
  numbers: [number],
  authUsername: 'user',
  authPassword: 'password',
});
const outbound = new SIPOutboundTrunkInfo({ sipTrunkId: 'ST_out', numbers: [number] });
const rule = new SIPDispatchRuleInfo({
  sipDispatchRuleId: 'SDR_1',
  trunkIds: ['ST_in'],
  rule: new SIPDispatchRule({
    rule: { case: 'dispatchRuleIndividual', value: new SIPDispatchRuleIndividual({ roomPrefix: 'call-' }) },
  }),
});
const record = {
  phone_number: number,
  collision_key: number,
  operation_id: 'op_1',
  inbound_trunk_id: 'ST_in',
  outbound_trunk_id: 'ST_out',
  dispatch_rule_id: 'SDR_1',
  outbound_address: 'sip.provider.com',
  carrier_settings: {},
};
const operation = { id: 'op_1', state: 'succeeded', collision_key: number, finished_at: new Date(0) };
const whole: Snapshot = {
  inbound: [inbound],
  outbound: [outbound],
  rules: [rule],
  operations: [operation],
  reservations: [{ collision_key: number, operation_id: 'op_1' }],
  trunks: [record],
};
const nothing: Snapshot = {
  inbound: [],
  outbound: [],
  rules: [],
  operations: [{ ...operation, state: 'failed' }],
  reservations: [],
  trunks: [],
};

describe('the all-or-nothing oracle', () => {
  it('the all-or-nothing oracle reports no violation for a complete trunk and for no trunk', () => {
    expect(violationsOf(whole)).toEqual([]);
    expect(operationStatusOf(whole, number).status).toBe('whole');
    expect(violationsOf(nothing)).toEqual([]);
    expect(operationStatusOf(nothing, number).status).toBe('nothing');
  });

  it.each<[string, Partial<Snapshot>]>([
    ['no inbound trunk', { inbound: [] }],
    [
      'two inbound trunks',
      { inbound: [inbound, new SIPInboundTrunkInfo({ ...inbound, sipTrunkId: 'ST_2' })] },
    ],
    ['no outbound trunk', { outbound: [] }],
    [
      'another host of the caller than recorded',
      { outbound: [new SIPOutboundTrunkInfo({ ...outbound, fromHost: 'sip.example.com' })] },
    ],
    ['a form of the number less than recorded', { trunks: [{ ...record, other_forms: ['5551234567'] }] }],
    [
      'another transport than recorded',
      { outbound: [new SIPOutboundTrunkInfo({ ...outbound, transport: SIPTransport.SIP_TRANSPORT_TCP })] },
    ],
    [
      'two outbound trunks',
      { outbound: [outbound, new SIPOutboundTrunkInfo({ ...outbound, sipTrunkId: 'ST_2' })] },
    ],
    [
      'another outbound trunk than recorded',
      { outbound: [new SIPOutboundTrunkInfo({ ...outbound, sipTrunkId: 'ST_2' })] },
    ],
    ['no rule', { rules: [] }],
    ['two rules', { rules: [rule, new SIPDispatchRuleInfo({ ...rule, sipDispatchRuleId: 'SDR_2' })] }],
    ['a rule for two trunks', { rules: [new SIPDispatchRuleInfo({ ...rule, trunkIds: ['ST_in', 'ST_x'] })] }],
    [
      'inbound calls that are on, but off in the record',
      { trunks: [{ ...record, carrier_settings: { inboundEnabled: false } }] },
    ],
    [
      'outbound calls that are on, but off in the record',
      { trunks: [{ ...record, carrier_settings: { outboundEnabled: false } }] },
    ],
    [
      'inbound calls that are off, but on in the record',
      {
        rules: [
          new SIPDispatchRuleInfo({ ...rule, rule: { rule: { case: 'dispatchRuleDirect', value: {} } } }),
        ],
      },
    ],
    [
      'outbound calls that are off, but on in the record',
      { outbound: [new SIPOutboundTrunkInfo({ ...outbound, address: 'outbound.invalid:disabled' })] },
    ],
    [
      'a further number that LiveKit does not have',
      { trunks: [{ ...record, additional_numbers: ['+1555999'] }] },
    ],
    ['no record', { trunks: [] }],
    ['no reservation', { reservations: [] }],
    [
      'a reservation of another operation',
      { reservations: [{ collision_key: number, operation_id: 'op_2' }] },
    ],
  ])('the all-or-nothing oracle reports a trunk with %s as broken', (_what, change) => {
    const snapshot = { ...whole, ...change };
    expect(operationStatusOf(snapshot, number).status).toBe('broken');
    expect(violationsOf(snapshot)).not.toEqual([]);
  });

  it.each<[string, Partial<Snapshot>, RegExp]>([
    ['a rule whose trunk is gone', { rules: [rule] }, /which is gone/],
    [
      'a rule for every call',
      { rules: [new SIPDispatchRuleInfo({ sipDispatchRuleId: 'SDR_1' })] },
      /every call/,
    ],
    [
      'an inbound trunk for every number',
      { inbound: [new SIPInboundTrunkInfo({ ...inbound, numbers: [] })] },
      /every number/,
    ],
    [
      'an inbound trunk with half its credentials',
      { inbound: [new SIPInboundTrunkInfo({ ...inbound, authPassword: '' })] },
      /open to everyone/,
    ],
    [
      'an operation that has not ended',
      { operations: [{ ...operation, state: 'compensating', finished_at: null }] },
      /still compensating/,
    ],
    ['a success without a record', { operations: [operation] }, /record does not show/],
  ])('the all-or-nothing oracle reports %s', (_what, change, words) => {
    expect(violationsOf({ ...nothing, ...change }).join('\n')).toMatch(words);
  });
});
