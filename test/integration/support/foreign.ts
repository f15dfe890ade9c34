import { ListUpdate } from '@livekit/protocol';
import { SipClient } from 'livekit-server-sdk';
import { theStack } from './the-stack.js';

/** Makes an inbound trunk in LiveKit by hand, as somebody would who does not know Trunkline. @returns its id. */
export async function makeForeignTrunk(number: string): Promise<string> {
  const trunk = await client().createSipInboundTrunk("somebody's trunk", [number], {
    authUsername: 'somebody',
    authPassword: 'something',
  });
  return trunk.sipTrunkId;
}

/**
 * Lets a dispatch rule of somebody else name a trunk that has one. LiveKit makes no such rule, but lets one that is there be
 * moved. @returns its id.
 */
export async function makeForeignRule(trunkId: string): Promise<string> {
  const sip = client();
  const toOneRoom = { type: 'direct', roomName: "somebody's room", pin: '' } as const;
  const { sipDispatchRuleId } = await sip.createSipDispatchRule(toOneRoom, { trunkIds: ['ST_of_nobody'] });
  await sip.updateSipDispatchRuleFields(sipDispatchRuleId, { trunkIds: new ListUpdate({ set: [trunkId] }) });
  return sipDispatchRuleId;
}

function client(): SipClient {
  const { livekitUrl, livekitApiKey, livekitApiSecret } = theStack();
  return new SipClient(livekitUrl.replace(/^ws/, 'http'), livekitApiKey, livekitApiSecret);
}
