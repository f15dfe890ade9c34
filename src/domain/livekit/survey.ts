import type { CollisionKey } from '../trunk/number.js';
import type { Tag } from '../trunk/tag.js';
import type { DispatchRuleSpec, InboundTrunkSpec, OutboundTrunkSpec } from './sip-objects.js';

/** An object in LiveKit, of any owner. It does not show its password. */
interface SurveyedObject<Spec> {
  readonly id: string;
  readonly name: string;
  /** The tag in its name; null if Trunkline did not create it, or created it as an object of another kind. */
  readonly tag: Tag | null;
  /** Names the fields in which it does not match a specification. */
  differences(spec: Spec): readonly string[];
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
