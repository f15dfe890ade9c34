import type {
  DispatchRuleSpec,
  InboundTrunkSpec,
  OutboundTrunkSpec,
  SipObject,
  TrunkObjectSpecs,
} from './sip-objects.js';

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

/** The SIP objects of a LiveKit project, by kind. */
export type SipObjectsByKind = {
  readonly [Kind in keyof TrunkObjectSpecs]: SipObjects<TrunkObjectSpecs[Kind]>;
};

/** Transitional: gives the flat methods of {@link LiveKitSip} by kind. */
export function byKind(livekit: LiveKitSip): SipObjectsByKind {
  return {
    inbound: {
      create: (name, spec) => livekit.createInboundTrunk(name, spec),
      update: (id, name, spec) => livekit.updateInboundTrunk(id, name, spec),
      list: (spec) => livekit.listInboundTrunks(spec),
      find: (id, spec) => livekit.findInboundTrunk(id, spec),
      delete: (id) => livekit.deleteTrunk(id),
    },
    outbound: {
      create: (name, spec) => livekit.createOutboundTrunk(name, spec),
      update: (id, name, spec) => livekit.updateOutboundTrunk(id, name, spec),
      list: (spec) => livekit.listOutboundTrunks(spec),
      find: (id, spec) => livekit.findOutboundTrunk(id, spec),
      delete: (id) => livekit.deleteTrunk(id),
    },
    rule: {
      create: (name, spec) => livekit.createDispatchRule(name, spec),
      update: (id, name, spec) => livekit.updateDispatchRule(id, name, spec),
      list: (spec) => livekit.listRulesOfTrunk(spec),
      find: (id, spec) => livekit.findDispatchRule(id, spec),
      delete: (id) => livekit.deleteRule(id),
    },
  };
}

/**
 * The part of LiveKit's SIP API that a set-up needs, under one time limit per request.
 * Every method throws `LiveKitProblem` and nothing else.
 */
export interface LiveKitSip {
  createInboundTrunk(name: string, spec: InboundTrunkSpec): Promise<SipObject>;
  createOutboundTrunk(name: string, spec: OutboundTrunkSpec): Promise<SipObject>;
  createDispatchRule(name: string, spec: DispatchRuleSpec): Promise<SipObject>;
  /**
   * Makes a trunk that is there what is wished for, in one request and without a gap in its service; the id stays,
   * and so does whatever a wish does not speak of. LiveKit does not notice a number that another trunk has, and an
   * update beside a delete brings the trunk back: only the holder of the number's lock may call this.
   */
  updateInboundTrunk(id: string, name: string, spec: InboundTrunkSpec): Promise<SipObject>;
  updateOutboundTrunk(id: string, name: string, spec: OutboundTrunkSpec): Promise<SipObject>;
  updateDispatchRule(id: string, name: string, spec: DispatchRuleSpec): Promise<SipObject>;
  /** Trunks that serve exactly this number; wildcard trunks, which LiveKit always lists, are left out. */
  listInboundTrunks(spec: InboundTrunkSpec): Promise<SipObject[]>;
  listOutboundTrunks(spec: OutboundTrunkSpec): Promise<SipObject[]>;
  /** Rules that name this trunk; wildcard rules are left out. */
  listRulesOfTrunk(spec: DispatchRuleSpec): Promise<SipObject[]>;
  /** The object with this id, whatever it answers to or names; null when it is not there. */
  findInboundTrunk(id: string, spec: InboundTrunkSpec): Promise<SipObject | null>;
  findOutboundTrunk(id: string, spec: OutboundTrunkSpec): Promise<SipObject | null>;
  findDispatchRule(id: string, spec: DispatchRuleSpec): Promise<SipObject | null>;
  /** Ids and names of all rules: the only look that finds a rule whose trunk is unknown. */
  listAllRules(): Promise<{ readonly id: string; readonly name: string }[]>;
  /** Deleting a trunk that is not there succeeds. */
  deleteTrunk(id: string): Promise<void>;
  /** Deleting a rule that is not there succeeds. */
  deleteRule(id: string): Promise<void>;
}

/**
 * Opens LiveKit for one attempt at a step; all its requests together may take `timeLimitMs`. A request that gets no answer
 * within that is `out_of_time` where it was less than `fairAttemptMs`, and else `livekit_timeout`.
 * @throws {LiveKitProblem} `out_of_time` when that is no time at all.
 */
export type OpenLiveKit = (timeLimitMs: number) => LiveKitSip;
