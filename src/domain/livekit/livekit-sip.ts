import type { SipObject, TrunkObjectSpecs } from './sip-objects.js';

/**
 * The SIP objects of one kind in a LiveKit project, under one time limit for all requests of an attempt.
 * Every method throws `LiveKitProblem` and nothing else.
 */
export interface SipObjects<Spec> {
  /** Creates an object. Its name is its tag. LiveKit has no idempotency key: sent twice, this creates two objects. */
  create(name: string, spec: Spec): Promise<SipObject>;
  /**
   * Makes an existing object match the specification, in one request and without a gap in its service. The id stays, and so does
   * everything that the specification leaves out. LiveKit does not notice a number that another trunk has, and an update that
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

/** The SIP objects of a LiveKit project, by kind. Every method throws `LiveKitProblem` and nothing else. */
export type LiveKitSip = {
  readonly [Kind in keyof TrunkObjectSpecs]: SipObjects<TrunkObjectSpecs[Kind]>;
} & {
  /** Lists the ids and names of all dispatch rules. Only this finds a rule whose inbound trunk is unknown. */
  listAllRules(): Promise<{ readonly id: string; readonly name: string }[]>;
};

/**
 * Opens LiveKit for one attempt at a step.
 * @param timeLimitMs how long all requests of the attempt may take together, in milliseconds. A request without an answer
 * within that time fails with `livekit_timeout`, or with `out_of_time` where it had less than `fairAttemptMs`.
 * @throws {LiveKitProblem} `out_of_time` for a limit of zero or less.
 */
export type OpenLiveKit = (timeLimitMs: number) => LiveKitSip;
