import { describe, expect, it } from 'vitest';
import { explainOutbound } from '../../../../src/domain/explain/outbound.js';
import type { OutboundTrunkState } from '../../../../src/domain/explain/state.js';
import { addressWhenDisabled } from '../../../../src/domain/livekit/sip-objects.js';
import { outboundTrunk, state } from './sip-objects.js';

function explained(changes: Partial<OutboundTrunkState>, to = '+442071838750', trunkId = 'ST_out') {
  const { verdict, codes, fixes } = explainOutbound(state({ outbound: [outboundTrunk(changes)] }), {
    trunkId,
    to,
  });
  return { verdict, codes, causes: fixes.map(({ cause }) => cause) };
}

describe('A call that LiveKit is asked to place', () => {
  it('is accepted without any SIP code, because the carrier decides', () => {
    expect(explained({})).toEqual({ verdict: 'accepted', codes: [], causes: [] });
  });

  it('is refused if the trunk does not exist, or is an inbound trunk', () => {
    expect(explained({}, '+442071838750', 'ST_in')).toMatchObject({
      verdict: 'refused',
      causes: ['not_outbound'],
    });
  });

  it.each(['', 'sip:+442071838750@carrier.example'])('is refused if it calls "%s"', (to) => {
    expect(explained({}, to)).toMatchObject({ verdict: 'refused', causes: ['nobody_called'] });
  });

  it('is refused if the trunk has no number to call from', () => {
    expect(explained({ numbers: [] })).toMatchObject({ verdict: 'refused', causes: ['no_caller_number'] });
  });

  it.each(['sip:carrier.example', 'carrier.example;transport=tcp', 'carrier.example:sip'])(
    'is refused if the trunk sends to "%s"',
    (address) => {
      expect(explained({ address })).toMatchObject({ verdict: 'refused', causes: ['address_unusable'] });
    },
  );

  it('is refused if the outbound calls of the trunk are off', () => {
    expect(explained({ address: addressWhenDisabled })).toMatchObject({
      verdict: 'refused',
      causes: ['outbound_disabled'],
    });
  });

  it('carries warnings about credentials and transport', () => {
    expect(
      explained({ credentials: 'incomplete', transport: 'auto', address: '[2001:db8::1]:5061' }),
    ).toMatchObject({
      verdict: 'accepted',
      causes: ['challenge_unanswerable', 'transport_is_udp'],
    });
  });
});
