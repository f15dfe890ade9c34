import { Secret } from '../../../src/domain/secret.js';
import type { Cidr, SipAddress } from '../../../src/domain/trunk/trunk.js';
import type {
  DispatchRuleWish,
  InboundTrunkWish,
  OutboundTrunkWish,
} from '../../../src/livekit/sip-objects.js';

export const password = new Secret('pa55word-of-the-test');

export const inboundWish: InboundTrunkWish = {
  number: '+15551234567',
  allowedAddresses: ['203.0.113.7/32' as Cidr, '198.51.100.0/24' as Cidr],
  digest: { username: 'sip_user', password },
  metadata: '{"nickname":"Main Office"}',
};

export const outboundWish: OutboundTrunkWish = {
  number: '+15551234567',
  address: 'sip.provider.com' as SipAddress,
  username: 'sip_user',
  password,
  metadata: '',
};

export const ruleWish: DispatchRuleWish = {
  inboundTrunkId: 'ST_in',
  roomPrefix: 'call-',
  agent: { name: 'front desk', metadata: '{"agent_version":3}' },
};
