import { addressWhenDisabled } from '../livekit/sip-objects.js';
import type { RemediableCause } from './causes.js';
import { type Explanation, fix } from './explanation.js';
import type { OutboundTrunkState, SipState } from './state.js';

/** A call that LiveKit is asked to place, in the fields of CreateSIPParticipant. */
export interface OutboundCall {
  /** `sip_trunk_id`. */
  readonly trunkId: string;
  /** `sip_call_to`. */
  readonly to: string;
}

/**
 * Explains what LiveKit does when it is asked to call a number over an outbound trunk: whether it sends an INVITE. No SIP status
 * code can be known before: the carrier decides. Derived from livekit-server 1.13.5 and livekit-sip a2f683f.
 */
export function explainOutbound({ outbound }: SipState, { trunkId, to }: OutboundCall): Explanation {
  const trunk = outbound.find(({ id }) => id === trunkId);
  const named = trunk === undefined ? null : ({ kind: 'outbound', id: trunk.id, name: trunk.name } as const);
  const base = { trunk: named, rule: null, room: null, codes: [], candidates: [] };
  const obstacle = obstacleOf(trunk, to);
  if (obstacle !== null) return { ...base, verdict: 'refused', fixes: [fix(obstacle, named, { to })] };
  const warnings: RemediableCause[] = [];
  if (trunk?.credentials !== 'complete') warnings.push('challenge_unanswerable');
  if (trunk?.transport === 'auto') warnings.push('transport_is_udp');
  return { ...base, verdict: 'accepted', fixes: warnings.map((cause) => fix(cause, named, { to })) };
}

/** Says why LiveKit places no call, in the sequence of its checks. */
function obstacleOf(trunk: OutboundTrunkState | undefined, to: string): RemediableCause | null {
  if (to === '' || to.includes('@')) return 'nobody_called';
  if (trunk === undefined) return 'not_outbound';
  if (trunk.numbers.length === 0) return 'no_caller_number';
  if (trunk.address === addressWhenDisabled) return 'outbound_disabled';
  return isUsable(trunk.address) ? null : 'address_unusable';
}

function isUsable(address: string): boolean {
  return address !== '' && !/^sips?:|[;=]/.test(address) && !/^[^[\]:]*:[^:]*\D[^:]*$/.test(address);
}
