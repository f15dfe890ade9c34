import type { CallReport } from '../test-call/verdict.js';
import type { OutboundTrunkSpec } from './sip-objects.js';

/** A call that LiveKit is to place. */
export interface OutgoingCall {
  /** The room of the call. Nobody else is in it, and no agent joins. */
  readonly room: string;
  /** An outbound trunk by its id in LiveKit, or the specification of one that does not exist there. */
  readonly over:
    | { readonly kind: 'trunk'; readonly id: string }
    | { readonly kind: 'inline'; readonly spec: OutboundTrunkSpec };
  /** The number in the form that the carrier expects. */
  readonly to: string;
  readonly ringSeconds: number;
  /** After so many seconds LiveKit ends the call by itself, whatever becomes of this process. */
  readonly longestSeconds: number;
}

/** Calls in a LiveKit project. */
export interface Calls {
  /**
   * Places a call, and waits until it is answered or over. It never throws.
   * @param onRinging is called when the carrier reports that the phone rings
   */
  place(call: OutgoingCall, onRinging: () => void): Promise<CallReport>;
  /** Ends every call in a room and closes it. A room that does not exist is no error. @throws {LiveKitProblem} */
  hangUp(room: string): Promise<void>;
}
