import type {
  DispatchRuleSpec,
  InboundTrunkSpec,
  OutboundTrunkSpec,
} from '../../../src/domain/livekit/sip-objects.js';
import { liveKitFields } from '../../../src/domain/trunk/carrier/carrier-settings.js';
import type { Cidr, SipAddress } from '../../../src/domain/trunk/trunk.js';
import { Secret } from '../../../src/domain/values.js';

const identified = { number: { value: '+15551234567' }, outboundAddress: 'sip.provider.com' };

export const password = new Secret('pa55word-of-the-test');

export const inboundSpec: InboundTrunkSpec = {
  number: '+15551234567',
  allowedAddresses: ['203.0.113.7/32' as Cidr, '198.51.100.0/24' as Cidr],
  digest: { username: 'sip_user', password },
  metadata: '{"nickname":"Main Office"}',
  fields: liveKitFields('inbound', identified),
};

export const outboundSpec: OutboundTrunkSpec = {
  number: '+15551234567',
  callerId: '+15551234567',
  address: 'sip.provider.com' as SipAddress,
  username: 'sip_user',
  password,
  metadata: '',
  fields: liveKitFields('outbound', identified),
};

export const ruleSpec: DispatchRuleSpec = {
  inboundTrunkId: 'ST_in',
  roomPrefix: 'call-',
  agent: { name: 'front desk', metadata: '{"agent_version":3}' },
  fields: liveKitFields('rule', identified),
};
