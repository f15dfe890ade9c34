import { ListUpdate } from '@livekit/protocol';
import { SipClient } from 'livekit-server-sdk';
import { theStack } from '../the-stack.js';

/** Creates an inbound trunk directly in LiveKit, as somebody without Trunkline would. @returns its id. */
export async function makeForeignTrunk(number: string): Promise<string> {
  const trunk = await client().createSipInboundTrunk("somebody's trunk", [number], {
    authUsername: 'somebody',
    authPassword: 'something',
  });
  return trunk.sipTrunkId;
}

/**
 * Creates somebody else's dispatch rule for a trunk that has a rule already. LiveKit refuses to create such a rule, but
 * accepts an update that moves an existing one. @returns its id.
 */
export async function makeForeignRule(trunkId: string): Promise<string> {
  const sip = client();
  const toOneRoom = { type: 'direct', roomName: "somebody's room", pin: '' } as const;
  const { sipDispatchRuleId } = await sip.createSipDispatchRule(toOneRoom, { trunkIds: ['ST_of_nobody'] });
  await sip.updateSipDispatchRuleFields(sipDispatchRuleId, { trunkIds: new ListUpdate({ set: [trunkId] }) });
  return sipDispatchRuleId;
}

/** Gives an inbound trunk another number. LiveKit does not notice that a trunk has the number already. */
export async function moveTrunk(trunkId: string, number: string): Promise<void> {
  await client().updateSipInboundTrunkFields(trunkId, { numbers: new ListUpdate({ set: [number] }) });
}

/** Creates an inbound trunk `catch-all` that takes calls to every number. @returns its id. */
export async function makeWildcardTrunk(): Promise<string> {
  const options = { allowedAddresses: ['0.0.0.0/0'] };
  return (await client().createSipInboundTrunk('catch-all', [], options)).sipTrunkId;
}

/** Creates a dispatch rule that puts every call into the room `everybody`. @returns its id. */
export async function makeWildcardRule(): Promise<string> {
  const toOneRoom = { type: 'direct', roomName: 'everybody', pin: '' } as const;
  return (await client().createSipDispatchRule(toOneRoom, { name: 'everybody' })).sipDispatchRuleId;
}

function client(): SipClient {
  const { livekitUrl, livekitApiKey, livekitApiSecret } = theStack();
  return new SipClient(livekitUrl.replace(/^ws/, 'http'), livekitApiKey, livekitApiSecret);
}
