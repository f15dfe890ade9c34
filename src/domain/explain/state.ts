/** The credentials of a trunk. LiveKit uses them only if both the user name and the password are set. */
export type TrunkCredentials = 'none' | 'incomplete' | 'complete';

/** The media settings of a trunk or a rule. LiveKit merges both for a call. */
export interface MediaState {
  /** Null if it is not set. */
  readonly encryption: 'disabled' | 'allowed' | 'required' | null;
  readonly onlyListedCodecs: boolean;
  /** The rate is 0 if it is not set. */
  readonly codecs: readonly { readonly name: string; readonly rate: number }[];
}

/** An inbound trunk as LiveKit matches it. */
export interface InboundTrunkState {
  readonly id: string;
  readonly name: string;
  /** The called numbers; empty means every number. */
  readonly numbers: readonly string[];
  /** The callers; empty means everybody. */
  readonly allowedNumbers: readonly string[];
  /** The sources; empty means every source. */
  readonly allowedAddresses: readonly string[];
  readonly credentials: TrunkCredentials;
  readonly media: MediaState;
}

/** An outbound trunk as LiveKit uses it. */
export interface OutboundTrunkState {
  readonly id: string;
  readonly name: string;
  /** Host, with a port if it is not the usual one. */
  readonly address: string;
  readonly transport: 'auto' | 'udp' | 'tcp' | 'tls';
  /** LiveKit calls from a random one of them. */
  readonly numbers: readonly string[];
  readonly credentials: TrunkCredentials;
}

/** The room of a rule: `name` itself, or a name that begins with it and contains the caller or the called number. */
export interface RuleRoom {
  readonly kind: 'direct' | 'individual' | 'callee';
  readonly name: string;
  readonly random: boolean;
}

/** A dispatch rule as LiveKit matches it. */
export interface RuleState {
  readonly id: string;
  readonly name: string;
  /** Empty means every call, even one that matches no trunk. */
  readonly trunkIds: readonly string[];
  /** Null for a kind of rule that LiveKit does not know. */
  readonly room: RuleRoom | null;
  /** Empty means an open rule. */
  readonly pin: string;
  /** The called numbers, compared as exact text; empty means every number. */
  readonly numbers: readonly string[];
  /** The callers, compared as exact text; empty means everybody. */
  readonly inboundNumbers: readonly string[];
  readonly hidesNumber: boolean;
  readonly media: MediaState;
}

/** The objects of a LiveKit project, each list in the order in which LiveKit lists them (by id). */
export interface SipState {
  readonly inbound: readonly InboundTrunkState[];
  readonly outbound: readonly OutboundTrunkState[];
  readonly rules: readonly RuleState[];
}

/**
 * Reads the state of a LiveKit project, the three lists at the same time.
 * @param timeLimitMs how long each list may take, in milliseconds
 * @throws {LiveKitProblem}
 */
export type ReadSipState = (timeLimitMs: number) => Promise<SipState>;
