import { RoomServiceClient } from 'livekit-server-sdk';
import type { FindPresent } from '../domain/health/call.js';
import type { LiveKitAccess } from './problem.js';

/** How long LiveKit may take for a request, in seconds. */
const requestTimeout = 8;

/** Prepares asking a LiveKit project which participants are in its rooms. */
export function presentIn({ url, apiKey, apiSecret }: LiveKitAccess): FindPresent {
  const client = new RoomServiceClient(url, apiKey, apiSecret, { requestTimeout, failover: false });
  return async (roomIds) => {
    const rooms = (await client.listRooms()).filter(({ sid }) => roomIds.has(sid));
    const present = new Set<string>();
    for (const { name } of rooms) {
      for (const { sid } of await client.listParticipants(name)) present.add(sid);
    }
    return present;
  };
}
