import {
  type SIPDispatchRuleInfo,
  type SIPInboundTrunkInfo,
  type SIPOutboundTrunkInfo,
  SIPTransport,
} from '@livekit/protocol';
import type {
  DispatchRuleSpec,
  InboundTrunkSpec,
  OutboundTrunkSpec,
  SipObject,
} from '../domain/livekit/sip-objects.js';
import { differingRule, differingTrunk } from './differences.js';

/** What LiveKit says of an inbound trunk, held against a wish. */
export const inboundObject = (info: SIPInboundTrunkInfo, spec: InboundTrunkSpec): SipObject => ({
  id: info.sipTrunkId,
  name: info.name,
  differs: [
    ...differingTrunk(info, inboundExpectation(spec)),
    ...(spec.accessKept === true ? [] : differingTrunk(info, accessExpectation(spec))),
  ],
});

/** The same for an outbound trunk. */
export const outboundObject = (info: SIPOutboundTrunkInfo, spec: OutboundTrunkSpec): SipObject => ({
  id: info.sipTrunkId,
  name: info.name,
  differs: [
    ...differingTrunk(info, outboundExpectation(spec)),
    ...(spec.credentialsKept === true ? [] : differingTrunk(info, credentialsExpectation(spec))),
    ...(info.transport === SIPTransport.SIP_TRANSPORT_AUTO ? [] : ['transport']),
  ],
});

/** The same for a dispatch rule. */
export const ruleObject = (info: SIPDispatchRuleInfo, spec: DispatchRuleSpec): SipObject => ({
  id: info.sipDispatchRuleId,
  name: info.name,
  differs: differingRule(info, spec),
});

const inboundExpectation = (spec: InboundTrunkSpec) => ({
  numbers: [spec.number],
  metadata: spec.metadata,
  // Who may call is decided by credentials and addresses; a list of callers would keep some of them out.
  allowedNumbers: [],
});

const accessExpectation = (spec: InboundTrunkSpec) => ({
  allowedAddresses: spec.allowedAddresses,
  authUsername: spec.digest?.username ?? '',
  authPassword: spec.digest?.password.reveal() ?? '',
});

const outboundExpectation = (spec: OutboundTrunkSpec) => ({
  numbers: [spec.number],
  metadata: spec.metadata,
  address: spec.address,
});

const credentialsExpectation = (spec: OutboundTrunkSpec) => ({
  authUsername: spec.username,
  authPassword: spec.password.reveal(),
});
