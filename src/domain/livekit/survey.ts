import type { CollisionKey } from '../trunk/number.js';
import type { Tag } from '../trunk/tag.js';
import type { DispatchRuleSpec, InboundTrunkSpec, OutboundTrunkSpec } from './sip-objects.js';

/** An object in LiveKit, of whomever; its password stays in this room. */
interface SurveyedObject<Spec> {
  readonly id: string;
  readonly name: string;
  /** Whose it says it is; null when Trunkline did not make it, or made it as an object of another kind. */
  readonly tag: Tag | null;
  /** Names the fields in which it is not what is wished for. */
  differences(spec: Spec): readonly string[];
}

/** An inbound trunk as a survey shows it. */
export interface SurveyedInboundTrunk extends SurveyedObject<InboundTrunkSpec> {
  /** The numbers that it answers to, as LiveKit compares them. */
  readonly numbers: readonly CollisionKey[];
  /** It answers to every number. */
  readonly wildcard: boolean;
  /** It asks for no complete credentials and limits callers to no address that LiveKit understands. */
  readonly open: boolean;
}

/** An outbound trunk as a survey shows it. */
export interface SurveyedOutboundTrunk extends SurveyedObject<OutboundTrunkSpec> {
  readonly numbers: readonly CollisionKey[];
}

/** A dispatch rule as a survey shows it. */
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
 * Lists everything once, one list after the other, within a time limit in milliseconds for all three. Each list is
 * a snapshot of its kind. No list is paged: LiveKit reads all objects for every page, and ignores its limit.
 * @throws {LiveKitProblem}
 */
export type SurveyLiveKit = (timeLimitMs: number) => Promise<Survey>;
