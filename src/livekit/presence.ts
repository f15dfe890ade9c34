import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { RoomAgentDispatch, SIPOutboundConfig } from '@livekit/protocol';
import {
  AccessToken,
  AgentDispatchClient,
  RoomServiceClient,
  ServerError,
  SipClient,
} from 'livekit-server-sdk';
import type { Probes } from '../domain/checks/probes.js';
import type { LiveKitAccess } from './problem.js';

/** How long LiveKit may take for a request, in seconds. Without livekit-sip it answers after one. */
const requestTimeout = 3;
/**
 * How long a worker may take to get a job, in milliseconds, and how often LiveKit is asked meanwhile. LiveKit 1.13.5 shows a job
 * after five seconds at the first time and after a quarter of a second from then on.
 */
const workerWithinMs = 7_000;
const askedEveryMs = 200;
/** How long LiveKit keeps a room that is not closed, in seconds. It is longer than a worker may take. */
const emptyForSeconds = 10;
/** No socket can send to this port, so nothing leaves livekit-sip. */
const nowhere = '127.0.0.1:99999';
/** How long the answer about livekit-sip is used, in milliseconds. It concerns the whole project, and asking opens a room. */
const nodeKnownForMs = 5_000;
/** Tells an agent that nobody is in the room of its job. */
const metadata = JSON.stringify({ trunkline: 'check' });
/** A room that names an agent starts no agent without a name. Nobody serves this one. */
const nobody = 'trunkline-check';

/** Makes the probes of the processes that serve a LiveKit project. Each opens a room for a moment. */
export function presenceIn(access: LiveKitAccess): Pick<Probes, 'sipNode' | 'agent'> {
  const optionsFor = async (room: string) => {
    const token = new AccessToken(access.apiKey, access.apiSecret, { ttl: 60 });
    token.addSIPGrant({ admin: true, call: true });
    token.addGrant({ room, roomAdmin: true, roomCreate: true });
    return { token: await token.toJwt(), requestTimeout, failover: false };
  };

  /** Opens a room for an agent, and closes it. @returns null if LiveKit cannot be asked */
  async function inRoom(
    agentName: string,
    ask: (room: string, options: Awaited<ReturnType<typeof optionsFor>>) => Promise<boolean | null>,
  ): Promise<boolean | null> {
    const name = `trunkline-check-${randomBytes(8).toString('hex')}`;
    const options = await optionsFor(name);
    const rooms = new RoomServiceClient(access.url, undefined, undefined, options);
    try {
      const agents = [new RoomAgentDispatch({ agentName, metadata })];
      await rooms.createRoom({ name, emptyTimeout: emptyForSeconds, metadata, agents });
      return await ask(name, options);
    } catch {
      return null;
    } finally {
      await rooms.deleteRoom(name).catch(() => undefined);
    }
  }

  const askForNode = () =>
    inRoom(nobody, async (room, options) => {
      const client = new SipClient(access.url, undefined, undefined, options);
      try {
        const trunk = new SIPOutboundConfig({ hostname: nowhere });
        await client.createSipParticipant('', '0', room, { fromNumber: '0', waitUntilAnswered: true }, trunk);
        return true;
      } catch (error) {
        if (!(error instanceof ServerError)) return null;
        if (error.message.includes('no response from servers')) return false;
        // livekit-sip reports that it cannot send. Anything else comes from livekit-server itself.
        return error.message.includes('twirp error') ? true : null;
      }
    });

  let asked: { readonly at: number; readonly answer: Promise<boolean | null> } | null = null;
  return {
    sipNode() {
      if (asked === null || performance.now() - asked.at > nodeKnownForMs) {
        asked = { at: performance.now(), answer: askForNode() };
      }
      return asked.answer;
    },

    agent: (name) =>
      inRoom(name, async (room, options) => {
        const dispatches = new AgentDispatchClient(access.url, undefined, undefined, options);
        const deadline = performance.now() + workerWithinMs;
        while (performance.now() < deadline) {
          const listed = await dispatches.listDispatch(room);
          if (listed.some(({ state }) => (state?.jobs.length ?? 0) > 0)) return true;
          await pause(askedEveryMs);
        }
        return false;
      }),
  };
}
