import {
  type SIPDispatchRuleInfo,
  type SIPInboundTrunkInfo,
  type SIPOutboundTrunkInfo,
  SIPTransport,
} from '@livekit/protocol';
import { differingRule, differingTrunk } from './differences.js';
import type { DispatchRuleWish, InboundTrunkWish, OutboundTrunkWish, SipObject } from './sip-objects.js';

/** What LiveKit says of an inbound trunk, held against a wish. */
export const inboundObject = (info: SIPInboundTrunkInfo, wish: InboundTrunkWish): SipObject => ({
  id: info.sipTrunkId,
  name: info.name,
  differs: [
    ...differingTrunk(info, inboundExpectation(wish)),
    ...(wish.accessKept === true ? [] : differingTrunk(info, accessExpectation(wish))),
  ],
});

/** The same for an outbound trunk. */
export const outboundObject = (info: SIPOutboundTrunkInfo, wish: OutboundTrunkWish): SipObject => ({
  id: info.sipTrunkId,
  name: info.name,
  differs: [
    ...differingTrunk(info, outboundExpectation(wish)),
    ...(wish.credentialsKept === true ? [] : differingTrunk(info, credentialsExpectation(wish))),
    ...(info.transport === SIPTransport.SIP_TRANSPORT_AUTO ? [] : ['transport']),
  ],
});

/** The same for a dispatch rule. */
export const ruleObject = (info: SIPDispatchRuleInfo, wish: DispatchRuleWish): SipObject => ({
  id: info.sipDispatchRuleId,
  name: info.name,
  differs: differingRule(info, wish),
});

const inboundExpectation = (wish: InboundTrunkWish) => ({
  numbers: [wish.number],
  metadata: wish.metadata,
  // Who may call is decided by credentials and addresses; a list of callers would keep some of them out.
  allowedNumbers: [],
});

const accessExpectation = (wish: InboundTrunkWish) => ({
  allowedAddresses: wish.allowedAddresses,
  authUsername: wish.digest?.username ?? '',
  authPassword: wish.digest?.password.reveal() ?? '',
});

const outboundExpectation = (wish: OutboundTrunkWish) => ({
  numbers: [wish.number],
  metadata: wish.metadata,
  address: wish.address,
});

const credentialsExpectation = (wish: OutboundTrunkWish) => ({
  authUsername: wish.username,
  authPassword: wish.password.reveal(),
});
