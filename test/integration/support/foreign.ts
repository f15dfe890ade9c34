import { SipClient } from 'livekit-server-sdk';
import { inject } from 'vitest';

/** Makes an inbound trunk in LiveKit by hand, as somebody would who does not know Trunkline. @returns its id. */
export async function makeForeignTrunk(number: string): Promise<string> {
  const { livekitUrl, livekitApiKey, livekitApiSecret } = inject('stack');
  const client = new SipClient(livekitUrl.replace(/^ws/, 'http'), livekitApiKey, livekitApiSecret);
  const trunk = await client.createSipInboundTrunk("somebody's trunk", [number], {
    authUsername: 'somebody',
    authPassword: 'something',
  });
  return trunk.sipTrunkId;
}
