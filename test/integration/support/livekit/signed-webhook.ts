import { createHash } from 'node:crypto';
import { AccessToken } from 'livekit-server-sdk';
import { expect } from 'vitest';
import { theStack } from '../the-stack.js';

/** The health of every trunk while no webhook arrives. */
export const unknownHealth = expect.objectContaining({ state: 'unknown', reason: 'no_webhook', since: null });

/** How a webhook deviates from what livekit-server sends. */
export interface Deviation {
  readonly secret?: string;
  /** The body for which the signature is made, if it is another one. */
  readonly signedBody?: string;
  readonly authorization?: null;
}

/** Posts a webhook with a signature as livekit-server makes it. @returns the status and the body of the answer. */
export async function postWebhook(url: string, event: object | string, deviation: Deviation = {}) {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const { livekitApiKey, livekitApiSecret } = theStack();
  const token = new AccessToken(livekitApiKey, deviation.secret ?? livekitApiSecret, { ttl: 300 });
  token.sha256 = createHash('sha256')
    .update(deviation.signedBody ?? body)
    .digest('base64');
  const answer = await fetch(`${url}/webhooks/livekit`, {
    method: 'POST',
    headers: {
      'content-type': 'application/webhook+json',
      ...(deviation.authorization === null ? {} : { authorization: await token.toJwt() }),
    },
    body,
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

/** Makes an event of a call as livekit-server words it. */
export function callEvent(
  event: 'participant_joined' | 'participant_left' | 'participant_connection_aborted',
  liveKitTrunkId: string,
  {
    participantId,
    roomId = 'RM_gone',
    ago = 0,
    status = 'active',
    reason = 'CLIENT_INITIATED',
  }: {
    participantId: string;
    roomId?: string;
    /** How long ago it happened, in milliseconds. */
    ago?: number;
    status?: string;
    reason?: string;
  },
): object {
  const at = Date.now() - ago;
  return {
    event,
    id: `EV_${participantId}_${event}`,
    createdAt: String(Math.floor(at / 1_000)),
    room: { sid: roomId, name: 'call-_+442071838750_1' },
    participant: {
      sid: participantId,
      identity: 'sip_+442071838750',
      kind: 'SIP',
      joinedAtMs: String(at - 1_000),
      attributes: {
        'sip.trunkID': liveKitTrunkId,
        'sip.callStatus': status,
        'sip.phoneNumber': '+442071838750',
      },
      ...(event === 'participant_joined' ? {} : { disconnectReason: reason }),
    },
  };
}
