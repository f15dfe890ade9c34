import { once } from 'node:events';
import { ServerMessage, WorkerMessage } from '@livekit/protocol';
import { AccessToken } from 'livekit-server-sdk';
import { theStack } from '../the-stack.js';

/** A worker that accepts every job of an agent and does nothing. */
export interface AgentWorker {
  close(): void;
}

/** Registers a worker in LiveKit, as the agents framework does. It needs the WebSocket of Node 22. */
export async function startAgentWorker(agentName: string): Promise<AgentWorker> {
  const { livekitUrl, livekitApiKey, livekitApiSecret } = theStack();
  const token = new AccessToken(livekitApiKey, livekitApiSecret);
  token.addGrant({ agent: true });
  const url = new URL('/agent', livekitUrl.replace(/^http/, 'ws'));
  url.searchParams.set('access_token', await token.toJwt());
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  const send = (message: WorkerMessage['message']) => socket.send(new WorkerMessage({ message }).toBinary());
  const registered = new EventTarget();
  socket.addEventListener('message', ({ data }) => {
    const { message } = ServerMessage.fromBinary(new Uint8Array(data as ArrayBuffer));
    if (message.case === 'register') registered.dispatchEvent(new Event('done'));
    if (message.case !== 'availability') return;
    const jobId = message.value.job?.id ?? '';
    const answer = { jobId, available: true, participantIdentity: `agent-${jobId}` };
    send(new WorkerMessage({ message: { case: 'availability', value: answer } as never }).message);
  });
  await once(socket, 'open');
  const done = once(registered, 'done');
  const value = { agentName, version: '1.0.0', type: 0 };
  send(new WorkerMessage({ message: { case: 'register', value } as never }).message);
  await done;
  return { close: () => socket.close() };
}
