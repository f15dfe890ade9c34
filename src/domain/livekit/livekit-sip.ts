import type { ObjectKind } from '../trunk/tag.js';
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

/** The SIP API of a LiveKit project, as far as Trunkline needs it, under one time limit for all requests of an attempt. */
export interface LiveKitSip {
  readonly objects: { readonly [Kind in ObjectKind]: SipObjects<TrunkObjectSpecs[Kind]> };
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
