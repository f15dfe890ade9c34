import { type InboundCall, usualCodecs } from '../../../../src/domain/explain/call.js';
import type {
  InboundTrunkState,
  MediaState,
  OutboundTrunkState,
  RuleState,
  SipState,
} from '../../../../src/domain/explain/state.js';

export const noMedia: MediaState = { encryption: null, onlyListedCodecs: false, codecs: [] };

/** An inbound trunk `ST_in` for +493012345670 that admits everybody. */
export function inboundTrunk(changes: Partial<InboundTrunkState> = {}): InboundTrunkState {
  return {
    id: 'ST_in',
    name: 'reception',
    numbers: ['+493012345670'],
    allowedNumbers: [],
    allowedAddresses: [],
    credentials: 'none',
    media: noMedia,
    ...changes,
  };
}

/** An outbound trunk `ST_out`. */
export function outboundTrunk(changes: Partial<OutboundTrunkState> = {}): OutboundTrunkState {
  return {
    id: 'ST_out',
    name: 'reception',
    address: 'sip.carrier.example',
    transport: 'tls',
    numbers: ['+493012345670'],
    credentials: 'complete',
    ...changes,
  };
}

/** A rule `SDR_1` for the inbound trunk, which puts all calls into the room `lobby`. */
export function rule(changes: Partial<RuleState> = {}): RuleState {
  return {
    id: 'SDR_1',
    name: 'lobby',
    trunkIds: ['ST_in'],
    room: { kind: 'direct', name: 'lobby', random: false },
    pin: '',
    numbers: [],
    inboundNumbers: [],
    hidesNumber: false,
    media: noMedia,
    ...changes,
  };
}

export function state(changes: Partial<SipState> = {}): SipState {
  return { inbound: [inboundTrunk()], outbound: [outboundTrunk()], rules: [rule()], ...changes };
}

/** A call to the inbound trunk from a carrier at 203.0.113.7. */
export function call(changes: Partial<InboundCall> = {}): InboundCall {
  return {
    to: '+493012345670',
    from: '+442071838750',
    fromHost: 'carrier.example',
    sourceIp: '203.0.113.7',
    credentials: 'none',
    codecs: usualCodecs,
    srtp: false,
    pin: null,
    ...changes,
  };
}
