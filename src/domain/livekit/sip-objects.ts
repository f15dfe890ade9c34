import type { LiveKitFields } from '../trunk/carrier/carrier-settings.js';
import type { Cidr, CollisionKey, ObjectKind, SipAddress, Tag } from '../trunk/trunk.js';
import type { Secret } from '../values.js';

/** The specification of an inbound trunk. */
export interface InboundTrunkSpec {
  readonly number: string;
  /** Everything else to which the trunk answers: further numbers, and other forms. */
  readonly alsoCalled?: readonly string[];
  readonly allowedAddresses: readonly Cidr[];
  readonly digest: { readonly username: string; readonly password: Secret } | null;
  readonly metadata: string;
  /** The fields that the settings of the trunk decide. */
  readonly fields: LiveKitFields;
  /** Who may call in is neither changed nor compared, because the password cannot be read any more. */
  readonly accessKept?: true;
}

/**
 * The address of an outbound trunk whose calls are off. Its port is no number, so livekit-sip refuses each call before it looks up a
 * host or sends anything, and the error names the port.
 */
export const addressWhenDisabled = 'outbound.invalid:disabled' as SipAddress;

/** The specification of an outbound trunk. */
export interface OutboundTrunkSpec {
  readonly number: string;
  /** The user of the From header. LiveKit takes it from the numbers of the trunk. */
  readonly callerId: string;
  readonly address: SipAddress;
  readonly username: string;
  readonly password: Secret;
  readonly metadata: string;
  /** The fields that the settings of the trunk decide. */
  readonly fields: LiveKitFields;
  /** The credentials are neither changed nor compared, because the password cannot be read any more. */
  readonly credentialsKept?: true;
}

/** The agent that LiveKit dispatches into a room, and the metadata that LiveKit gives to its job. */
export interface DispatchedAgent {
  readonly name: string;
  readonly metadata: string;
}

/** The specification of a dispatch rule. It puts each call of one inbound trunk into a room of its own. */
export interface DispatchRuleSpec {
  readonly inboundTrunkId: string;
  /** Null if inbound calls are off. The rule then has no room, so livekit-sip refuses each call with 486. */
  readonly roomPrefix: string | null;
  readonly agent: DispatchedAgent | null;
  /** The fields that the settings of the trunk decide. */
  readonly fields: LiveKitFields;
}

/**
 * An object in LiveKit without the password, which LiveKit lists in clear. `differs` names the fields in which the object does not
 * match its specification. The fields that no specification has are not among them.
 */
export interface SipObject {
  readonly id: string;
  readonly name: string;
  readonly differs: readonly string[];
}

/** The specifications of the three objects of a trunk, by object kind. */
export interface TrunkObjectSpecs {
  readonly inbound: InboundTrunkSpec;
  readonly outbound: OutboundTrunkSpec;
  readonly rule: DispatchRuleSpec;
}

/**
 * The SIP objects of one kind in a LiveKit project, under one time limit for all requests of an attempt.
 * Every method throws `LiveKitProblem` and nothing else.
 */
export interface SipObjects<Spec> {
  /** Creates an object. Its name is its tag. LiveKit has no idempotency key: sent twice, this creates two objects. */
  create(name: string, spec: Spec): Promise<SipObject>;
  /**
   * Makes an existing object match the specification, without a gap in its service. The id stays, and so does everything that the
   * specification leaves out. Most fields take one request; the others are set by a second one, which replaces the object by itself. LiveKit does not notice a number that another trunk has, and an update that
   * runs beside a delete brings the trunk back. Therefore only the holder of the number's reservation may call this.
   */
  update(id: string, name: string, spec: Spec): Promise<SipObject>;
  /** Lists the objects that serve what the specification names: trunks by number, rules by inbound trunk. Wildcards are left out. */
  list(spec: Spec): Promise<SipObject[]>;
  /** Finds an object by its id, whatever number or trunk it serves; null when it does not exist. */
  find(id: string, spec: Spec): Promise<SipObject | null>;
  /** Deletes an object. Deleting one that does not exist succeeds. */
  delete(id: string): Promise<void>;
}

/** The SIP API of a LiveKit project, as far as Trunkline needs it, under one time limit for all requests of an attempt. */
export interface LiveKitSip {
  readonly objects: { readonly [Kind in ObjectKind]: SipObjects<TrunkObjectSpecs[Kind]> };
  /** Lists the names of all objects that serve these numbers or inbound trunks, wildcards included. @throws {LiveKitProblem} */
  namesFor(what: {
    readonly numbers: readonly string[];
    readonly inboundTrunkIds: readonly string[];
  }): Promise<readonly string[]>;
  /** Lists the ids and names of all rules. Only this finds a rule whose trunk is unknown. @throws {LiveKitProblem} */
  listAllRules(): Promise<{ readonly id: string; readonly name: string }[]>;
}

/**
 * Opens LiveKit for one attempt at a step. A request without an answer in time fails with `out_of_time` if the attempt had less than
 * `fairAttemptMs`, else with `livekit_timeout`.
 * @param timeLimitMs how long all requests of the attempt together may take, in milliseconds
 * @throws {LiveKitProblem} `out_of_time` if there is no time
 */
export type OpenLiveKit = (timeLimitMs: number) => LiveKitSip;

/** An object in LiveKit, of any owner. It does not show its password. */
interface SurveyedObject<Spec> {
  readonly id: string;
  readonly name: string;
  /** The tag in its name; null if Trunkline did not create it, or created it as an object of another kind. */
  readonly tag: Tag | null;
  /** Names the fields in which it does not match a specification. */
  differences(spec: Spec): readonly string[];
  /** Names the fields that have a value although no specification has them. */
  unmanaged(): readonly string[];
}

/** An inbound trunk in a survey. */
export interface SurveyedInboundTrunk extends SurveyedObject<InboundTrunkSpec> {
  /** The numbers that it answers to, as LiveKit compares them. */
  readonly numbers: readonly CollisionKey[];
  /** It answers to every number. */
  readonly wildcard: boolean;
  /** It requires no complete credentials, and limits callers to no address that LiveKit understands. */
  readonly open: boolean;
}

/** An outbound trunk in a survey. */
export interface SurveyedOutboundTrunk extends SurveyedObject<OutboundTrunkSpec> {
  readonly numbers: readonly CollisionKey[];
}

/** A dispatch rule in a survey. */
export interface SurveyedRule extends SurveyedObject<DispatchRuleSpec> {
  readonly trunkIds: readonly string[];
  /** It names no trunk, and so takes every call. */
  readonly wildcard: boolean;
}

/** All SIP objects of a LiveKit project. */
export interface Survey {
  readonly inbound: readonly SurveyedInboundTrunk[];
  readonly outbound: readonly SurveyedOutboundTrunk[];
  readonly rules: readonly SurveyedRule[];
}

/**
 * Lists everything once, one list after the other. Each list is a snapshot of its kind. No list is paged, because LiveKit reads
 * all objects for every page and ignores the limit.
 * @param timeLimitMs how long all three lists together may take, in milliseconds
 * @throws {LiveKitProblem}
 */
export type SurveyLiveKit = (timeLimitMs: number) => Promise<Survey>;
