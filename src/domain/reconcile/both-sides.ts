import type {
  Survey,
  SurveyedInboundTrunk,
  SurveyedOutboundTrunk,
  SurveyedRule,
} from '../livekit/sip-objects.js';
import type { OperationState } from '../operation/operation.js';
import { type CalledNumbers, type CollisionKey, collisionKeysOf, type TrunkObjects } from '../trunk/trunk.js';
import type { DeploymentId, OperationId } from '../values.js';

/** The part of a trunk's record that a comparison needs beside the specifications of its objects. */
export interface TrunkRecord extends TrunkObjects, CalledNumbers {
  readonly trunkId: number;
  /** The set-up that made the trunk; its tag is on all three objects. */
  readonly operationId: OperationId;
  readonly acceptedAt: Date;
  readonly updatedAt: Date;
  readonly collisionKey: CollisionKey;
}

/** An operation that has not completed. */
export interface UnfinishedOperation {
  readonly id: OperationId;
  /** The kind of the operation, as the database stores it. */
  readonly kind: string;
  readonly state: OperationState;
  readonly collisionKey: CollisionKey;
  /** The trunk that it works on; null for a set-up. */
  readonly trunkId: number | null;
  readonly acceptedAt: Date;
}

/** The facts from the database, read after LiveKit. */
export interface Records<Record extends TrunkRecord = TrunkRecord> {
  readonly trunks: readonly Record[];
  readonly unfinished: readonly UnfinishedOperation[];
  /** The states of operations that tags name but that have no trunk. An operation that is missing here is unknown. */
  readonly statuses: ReadonlyMap<OperationId, OperationState>;
}

/** The parameters of a comparison. */
export interface Circumstances {
  readonly deploymentId: DeploymentId;
  /** When the survey of LiveKit began. Records that changed later are not judged. */
  readonly readingBeganAt: Date;
  /** The time after the acceptance of a set-up during which its objects are not judged, in milliseconds. */
  readonly graceMs: number;
  /** The time after which an unfinished operation is reported, in milliseconds. */
  readonly overdueAfterMs: number;
}

/** A surveyed object of any kind. */
export type SurveyedObject = SurveyedInboundTrunk | SurveyedOutboundTrunk | SurveyedRule;

/** Both sides of a comparison, indexed. */
export interface IndexedSides {
  readonly inbound: ReadonlyMap<string, SurveyedInboundTrunk>;
  readonly outbound: ReadonlyMap<string, SurveyedOutboundTrunk>;
  readonly rules: ReadonlyMap<string, SurveyedRule>;
  readonly byObjectId: ReadonlyMap<string, TrunkRecord>;
  readonly byOperation: ReadonlyMap<OperationId, TrunkRecord>;
  readonly byNumber: ReadonlyMap<CollisionKey, TrunkRecord>;
  readonly unfinished: ReadonlyMap<OperationId, UnfinishedOperation>;
  readonly busyNumbers: ReadonlySet<CollisionKey>;
  readonly statuses: Records['statuses'];
  /** The kinds of objects that each set-up has in LiveKit. */
  readonly kindsOf: ReadonlyMap<OperationId, ReadonlySet<string>>;
}

/** Indexes both sides of a comparison. */
export function indexSides(survey: Survey, { trunks, unfinished, statuses }: Records): IndexedSides {
  const kindsOf = new Map<OperationId, Set<string>>();
  for (const objects of [survey.inbound, survey.outbound, survey.rules]) {
    for (const { tag } of objects) {
      if (tag === null) continue;
      const kinds = kindsOf.get(tag.operationId);
      if (kinds === undefined) kindsOf.set(tag.operationId, new Set([tag.kind]));
      else kinds.add(tag.kind);
    }
  }
  const byObjectId = new Map<string, TrunkRecord>();
  const byOperation = new Map<OperationId, TrunkRecord>();
  const byNumber = new Map<CollisionKey, TrunkRecord>();
  for (const record of trunks) {
    byObjectId.set(record.inboundTrunkId, record);
    byObjectId.set(record.outboundTrunkId, record);
    byObjectId.set(record.dispatchRuleId, record);
    byOperation.set(record.operationId, record);
    for (const key of collisionKeysOf(record)) byNumber.set(key, record);
  }
  return {
    inbound: byId(survey.inbound),
    outbound: byId(survey.outbound),
    rules: byId(survey.rules),
    byObjectId,
    byOperation,
    byNumber,
    unfinished: new Map(unfinished.map((operation) => [operation.id, operation])),
    busyNumbers: new Set(unfinished.map(({ collisionKey }) => collisionKey)),
    statuses,
    kindsOf,
  };
}

function byId<Entry extends { readonly id: string }>(entries: readonly Entry[]): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const entry of entries) found.set(entry.id, entry);
  return found;
}

/**
 * Tells whether an operation works on a record, or the record changed while LiveKit was read. The next run judges it instead.
 */
export function isInMotion(
  record: TrunkRecord,
  { busyNumbers }: IndexedSides,
  { readingBeganAt }: Circumstances,
): boolean {
  return record.updatedAt >= readingBeganAt || busyNumbers.has(record.collisionKey);
}
