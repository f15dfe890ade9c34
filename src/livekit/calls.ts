import { RoomAgentDispatch } from '@livekit/protocol';
import { RoomServiceClient, ServerError, SipCallError, SipClient } from 'livekit-server-sdk';
import type { Calls, OutgoingCall } from '../domain/livekit/calls.js';
import type { CallReport } from '../domain/test-call/verdict.js';
import { inlineTrunk } from './object-kinds.js';
import { classifyLiveKitError, type LiveKitAccess } from './problem.js';

/** How long LiveKit may take for a request beside the call itself, in seconds. */
const requestTimeout = 5;
/** How much longer than it rings a call may take until LiveKit reports, in seconds. */
const reportWithin = 8;
/** How often LiveKit is asked whether the phone rings, in milliseconds. */
const askedEveryMs = 400;
const longestReason = 100;
/** A room that names an agent starts no agent without a name. Nobody serves this one. */
const nobody = 'trunkline-test-call';

/** Makes the access to calls in a LiveKit project. */
export function callsThrough({ url, apiKey, apiSecret }: LiveKitAccess): Calls {
  const options = { requestTimeout, failover: false };
  const sip = new SipClient(url, apiKey, apiSecret, options);
  const rooms = new RoomServiceClient(url, apiKey, apiSecret, options);

  const status = async (room: string) => {
    const participants = await rooms.listParticipants(room).catch(() => []);
    return participants[0]?.attributes['sip.callStatus'];
  };

  /** Watches a room until a call in it rings or has a report. */
  function watch(room: string, onRinging: () => void): () => void {
    const timer = setInterval(async () => {
      if ((await status(room)) !== 'ringing') return;
      clearInterval(timer);
      onRinging();
    }, askedEveryMs);
    return () => clearInterval(timer);
  }

  async function dial({ room, over, to, ringSeconds, longestSeconds }: OutgoingCall): Promise<CallReport> {
    const call = {
      waitUntilAnswered: true,
      ringingTimeout: ringSeconds,
      maxCallDuration: longestSeconds,
      timeout: ringSeconds + reportWithin,
    };
    try {
      if (over.kind === 'trunk') await sip.createSipParticipant(over.id, to, room, call);
      else {
        const inline = inlineTrunk(over.spec);
        await sip.createSipParticipant('', to, room, { ...call, ...inline.call }, inline.trunk);
      }
      return { kind: 'answered' };
    } catch (error) {
      return reportOf(error);
    }
  }

  return {
    async place(call, onRinging) {
      try {
        await rooms.createRoom({
          name: call.room,
          emptyTimeout: call.longestSeconds,
          agents: [new RoomAgentDispatch({ agentName: nobody })],
        });
      } catch {
        return { kind: 'no_report', timedOut: false };
      }
      const stopWatching = watch(call.room, onRinging);
      try {
        return await dial(call);
      } finally {
        stopWatching();
      }
    },

    async hangUp(room) {
      try {
        await rooms.deleteRoom(room);
      } catch (error) {
        if (!(error instanceof ServerError && error.code === 'not_found')) throw classifyLiveKitError(error);
      }
    },
  };
}

function reportOf(error: unknown): CallReport {
  if (error instanceof SipCallError && error.sipStatusCode !== undefined) {
    const reason = (error.sipStatus ?? '').replaceAll(/[^\x20-\x7e]/g, '').slice(0, longestReason);
    return { kind: 'sip_status', code: error.sipStatusCode, reason };
  }
  if (error instanceof ServerError) {
    return { kind: 'refused', code: error.code ?? '', message: error.message };
  }
  return {
    kind: 'no_report',
    timedOut: error instanceof DOMException && error.name === 'TimeoutError',
  };
}
