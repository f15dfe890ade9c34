/** The directions of calls, as seen from LiveKit. */
export const callDirections = ['inbound', 'outbound'] as const;
export type CallDirection = (typeof callDirections)[number];

/**
 * The meaning of an outcome for the trunk. `fault`: the trunk, LiveKit or the agent failed. `refusal`: no call came about, and LiveKit
 * does not say whether the carrier or the called person is the reason. `nothing`: it says nothing.
 */
type Bearing = 'success' | 'fault' | 'refusal' | 'nothing';

interface OutcomeEntry {
  readonly bearing: Bearing;
  /** A sentence that says what happened. */
  readonly meaning: string;
}

/** How a call ended, as far as LiveKit's webhooks tell. */
export const callOutcomes = {
  completed: {
    bearing: 'success',
    meaning:
      'Somebody hung up. A caller who gave up while it rang ends so as well: LiveKit reports both alike.',
  },
  refused: {
    bearing: 'refusal',
    meaning:
      'The carrier refused the call, or the called person did: wrong credentials, caller id, busy or declined.',
  },
  unavailable: {
    bearing: 'refusal',
    meaning: 'Nobody answered, the number does not exist, or the carrier did not answer at all.',
  },
  not_placed: {
    bearing: 'fault',
    meaning:
      'livekit-sip could not place the call: the host has no address, cannot be reached, or reported a fault of its own.',
  },
  unanswered: {
    bearing: 'fault',
    meaning:
      'Nobody in the room took the call, so livekit-sip gave up. The agent does not run, or is silent.',
  },
  dropped: {
    bearing: 'fault',
    meaning: 'No more audio arrived, or livekit-sip ended the call.',
  },
  lost: {
    bearing: 'fault',
    meaning: 'LiveKit lost the connection to livekit-sip during the call.',
  },
  cancelled: { bearing: 'nothing', meaning: 'The application ended the call before it was answered.' },
  replaced: { bearing: 'nothing', meaning: 'Another participant took its place in the room.' },
  unseen: {
    bearing: 'nothing',
    meaning: 'Its end was missed. A later comparison with LiveKit has shown that it is over.',
  },
} as const satisfies Record<string, OutcomeEntry>;

/** How a call ended. */
export type CallOutcome = keyof typeof callOutcomes;
export const callOutcomeNames = Object.keys(callOutcomes) as [CallOutcome, ...CallOutcome[]];

/** The outcomes that say something about the trunk. */
export const tellingOutcomes = callOutcomeNames.filter((name) => callOutcomes[name].bearing !== 'nothing');

/** The outcomes of calls that failed. */
export const failedOutcomes = tellingOutcomes.filter((name) => callOutcomes[name].bearing !== 'success');

/** The reasons of LiveKit for the end of a participant that decide alone. All others leave it to the status of the call. */
const decisiveReasons: Readonly<Record<string, CallOutcome>> = {
  USER_REJECTED: 'refused',
  USER_UNAVAILABLE: 'unavailable',
  DUPLICATE_IDENTITY: 'replaced',
  MIGRATION: 'replaced',
  JOIN_FAILURE: 'lost',
  STATE_MISMATCH: 'lost',
  SIGNAL_CLOSE: 'lost',
  CONNECTION_TIMEOUT: 'lost',
  SERVER_SHUTDOWN: 'lost',
  MEDIA_FAILURE: 'lost',
  SIP_TRUNK_FAILURE: 'not_placed',
  AGENT_ERROR: 'dropped',
};

/** The reasons of an end that the application asked for. */
const requestedEnds = ['ROOM_DELETED', 'ROOM_CLOSED', 'PARTICIPANT_REMOVED'];

/**
 * Tells how a call ended.
 * @param reason LiveKit's `disconnect_reason`
 * @param status the attribute `sip.callStatus` at the end: livekit-sip sets `hangup` when somebody hangs up, and nothing otherwise
 */
export function outcomeOf(direction: CallDirection, reason: string, status: string): CallOutcome {
  const decided = decisiveReasons[reason];
  if (decided !== undefined) return decided;
  const wasAnswered = status === 'active' || status === 'automation';
  if (requestedEnds.includes(reason)) return wasAnswered || status === 'hangup' ? 'completed' : 'cancelled';
  if (status === 'hangup') return 'completed';
  if (wasAnswered) return 'dropped';
  return direction === 'inbound' ? 'unanswered' : 'not_placed';
}

/** An event of LiveKit about the participant of a call. It holds no number and no name. */
export interface CallEvent {
  readonly kind: 'began' | 'ended';
  /** LiveKit's id of the participant, which is new for each call. */
  readonly participantId: string;
  readonly roomId: string;
  /** The id of the inbound or outbound trunk in LiveKit. */
  readonly liveKitTrunkId: string;
  readonly startedAt: Date;
  readonly at: Date;
  readonly reason: string;
  readonly status: string;
}

/** A call of a trunk. */
export interface Call {
  readonly direction: CallDirection;
  readonly startedAt: Date;
  /** Null for a current call, like its outcome. */
  readonly endedAt: Date | null;
  readonly outcome: CallOutcome | null;
}

/**
 * Verifies and reads a webhook of LiveKit.
 * @returns the event of a call; `other` for an event that is not about a call of a trunk; `refused` if LiveKit has not signed it
 */
export type ReadWebhook = (body: string, authorization: string) => Promise<CallEvent | 'other' | 'refused'>;

/** Finds the ids of the participants that are in some rooms. @throws if LiveKit cannot be asked */
export type FindPresent = (roomIds: ReadonlySet<string>) => Promise<ReadonlySet<string>>;
