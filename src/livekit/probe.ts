import { AccessToken } from 'livekit-server-sdk';
import type { LiveKitAccess } from './sip-api.js';

/**
 * Asks LiveKit for a trunk that cannot exist. `not_found` proves in constant time that the server is there, takes
 * our key, offers the SIP API and reaches its Redis; every list would read all trunks of the project.
 * @throws when any of that is not so. The answer's text is not repeated, because it can hold the token.
 */
export async function probeLiveKit(access: LiveKitAccess, timeLimitMs: number): Promise<void> {
  const token = new AccessToken(access.apiKey, access.apiSecret, { ttl: '1m' });
  token.addSIPGrant({ admin: true });
  const response = await fetch(new URL('/twirp/livekit.SIP/GetSIPInboundTrunk', access.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await token.toJwt()}` },
    body: JSON.stringify({ sip_trunk_id: 'ST_trunkline_probe' }),
    signal: AbortSignal.timeout(timeLimitMs),
  });
  const body: unknown = await response.json().catch(() => null);
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  if (response.status !== 404 || code !== 'not_found') {
    throw new Error(`LiveKit answered ${response.status} to a probe of its SIP API.`);
  }
}
