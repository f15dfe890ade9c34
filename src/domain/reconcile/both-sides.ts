import type { DeploymentId, OperationId } from '../ids.js';
import type { Survey, SurveyedInboundTrunk, SurveyedOutboundTrunk, SurveyedRule } from '../livekit/survey.js';
import type { CollisionKey } from '../trunk/number.js';
import type { Records, TrunkRecord, UnfinishedOperation } from './records.js';

/** What a comparison must know beside the two sides. */
export interface Circumstances {
  readonly deploymentId: DeploymentId;
  /** When the reading of LiveKit began: records that were changed since are not judged. */
  readonly readingBeganAt: Date;
  /** Objects whose set-up was accepted less than this long ago are left alone, in milliseconds. */
  readonly graceMs: number;
  /** Operations that are unfinished after this long, in milliseconds, are told of. */
  readonly overdueAfterMs: number;
}

/** An object of any kind. */
export type SurveyedObject = SurveyedInboundTrunk | SurveyedOutboundTrunk | SurveyedRule;

/** Both sides, so that anything can be looked up. */
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
  /** Which kinds of objects each set-up without a trunk has in LiveKit. */
  readonly kindsOf: ReadonlyMap<OperationId, ReadonlySet<string>>;
}

/** Sorts both sides for looking things up. */
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
    byNumber.set(record.collisionKey, record);
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

/** A record that somebody works on, or that changed while LiveKit was read, is left to the next look. */
export function isInMotion(
  record: TrunkRecord,
  { busyNumbers }: IndexedSides,
  { readingBeganAt }: Circumstances,
): boolean {
  return record.updatedAt >= readingBeganAt || busyNumbers.has(record.collisionKey);
}
