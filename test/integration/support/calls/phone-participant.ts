import { once } from 'node:events';
import { request } from 'node:http';
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk';
import { theStack } from '../the-stack.js';

/** Somebody whom livekit-server takes for the participant of a call. */
export interface PhoneParticipant {
  readonly participantId: string;
  readonly roomId: string;
  /** Drops the connection, as a livekit-sip that dies does. */
  drop(): void;
}

/** Asks livekit-server for rooms and participants. */
export function rooms(): RoomServiceClient {
  const { livekitUrl, livekitApiKey, livekitApiSecret } = theStack();
  return new RoomServiceClient(livekitUrl, livekitApiKey, livekitApiSecret);
}

/**
 * Joins a room as livekit-sip does for a call: with a participant of the kind SIP and its attributes. It sends no media, so for
 * livekit-server it stays a participant that is connecting.
 */
export async function joinAsPhone(
  room: string,
  attributes: Readonly<Record<string, string>>,
): Promise<PhoneParticipant> {
  const { livekitUrl, livekitApiKey, livekitApiSecret } = theStack();
  const token = new AccessToken(livekitApiKey, livekitApiSecret, {
    identity: 'sip_+442071838750',
    attributes,
  });
  token.kind = 'sip';
  token.addGrant({ roomJoin: true, room });
  const url = new URL('/rtc', livekitUrl);
  url.search = new URLSearchParams({ access_token: await token.toJwt(), protocol: '15' }).toString();
  const joining = request(url, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dHJ1bmtsaW5lLXRlc3QtMQ==',
    },
  });
  joining.end();
  const [, socket] = await once(joining, 'upgrade');
  // The answer to the join comes when the participant is in the room.
  await once(socket, 'data');
  socket.on('error', () => undefined);
  socket.resume();
  const [participant] = await rooms().listParticipants(room);
  const [found] = await rooms().listRooms([room]);
  return { participantId: participant?.sid ?? '', roomId: found?.sid ?? '', drop: () => socket.destroy() };
}
