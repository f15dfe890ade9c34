import { DisconnectReason, ParticipantInfo_Kind } from '@livekit/protocol';
import { type WebhookEvent, WebhookReceiver } from 'livekit-server-sdk';
import type { CallEvent, ReadWebhook } from '../domain/health/call.js';
import type { LiveKitAccess } from './problem.js';

/** How far the clocks of LiveKit and of this process may differ. LiveKit's signature is valid for five minutes. */
const clockTolerance = '60s';

/** The events of participants, and what they mean for a call. Many rejected calls only have the last one. */
const kinds = new Map<string, CallEvent['kind']>([
  ['participant_joined', 'began'],
  ['participant_left', 'ended'],
  ['participant_connection_aborted', 'ended'],
]);

/** Prepares reading the webhooks that a LiveKit project signs with this key. */
export function webhooksOf({ apiKey, apiSecret }: LiveKitAccess): ReadWebhook {
  const receiver = new WebhookReceiver(apiKey, apiSecret);
  return async (body, authorization) => {
    const event = await receiver.receive(body, authorization, false, clockTolerance).catch((): null => null);
    return event === null ? 'refused' : (callEventOf(event) ?? 'other');
  };
}

function callEventOf({ event, room, participant, createdAt }: WebhookEvent): CallEvent | null {
  const kind = kinds.get(event);
  if (kind === undefined || participant?.kind !== ParticipantInfo_Kind.SIP) return null;
  const { sid, attributes, joinedAt, joinedAtMs, disconnectReason } = participant;
  const liveKitTrunkId = attributes['sip.trunkID'] ?? '';
  // A wildcard rule takes calls of no trunk, and a call over an inline trunk has none either.
  if (sid === '' || liveKitTrunkId === '') return null;
  return {
    kind,
    participantId: sid,
    roomId: room?.sid ?? '',
    liveKitTrunkId,
    startedAt: new Date(Number(joinedAtMs) || Number(joinedAt) * 1_000 || Number(createdAt) * 1_000),
    at: new Date(Number(createdAt) * 1_000),
    reason: DisconnectReason[disconnectReason] ?? 'UNKNOWN_REASON',
    status: attributes['sip.callStatus'] ?? '',
  };
}
