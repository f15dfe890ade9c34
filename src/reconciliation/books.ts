import type { Survey, SurveyedInboundTrunk, SurveyedOutboundTrunk, SurveyedRule } from '../livekit/survey.js';
import type { DeploymentId, OperationId } from '../trunks/ids.js';
import type { CollisionKey } from '../trunks/number.js';
import type { ObjectKind } from '../trunks/tag.js';
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
export interface Books {
  readonly inbound: ReadonlyMap<string, SurveyedInboundTrunk>;
  readonly outbound: ReadonlyMap<string, SurveyedOutboundTrunk>;
  readonly rules: ReadonlyMap<string, SurveyedRule>;
  readonly byObjectId: ReadonlyMap<string, TrunkRecord>;
  readonly byOperation: ReadonlyMap<OperationId, TrunkRecord>;
  readonly byNumber: ReadonlyMap<CollisionKey, TrunkRecord>;
  readonly unfinished: ReadonlyMap<OperationId, UnfinishedOperation>;
  readonly busyNumbers: ReadonlySet<CollisionKey>;
  readonly standings: Records['standings'];
  /** Which kinds of objects each set-up without a trunk has in LiveKit. */
  readonly kindsOf: ReadonlyMap<OperationId, ReadonlySet<ObjectKind>>;
}

/** Sorts both sides for looking things up. */
export function booksOf(survey: Survey, { trunks, unfinished, standings }: Records): Books {
  const kindsOf = new Map<OperationId, Set<ObjectKind>>();
  for (const { tag } of [...survey.inbound, ...survey.outbound, ...survey.rules]) {
    if (tag === null) continue;
    const kinds = kindsOf.get(tag.operationId) ?? new Set();
    kindsOf.set(tag.operationId, kinds.add(tag.kind));
  }
  return {
    inbound: byId(survey.inbound),
    outbound: byId(survey.outbound),
    rules: byId(survey.rules),
    byObjectId: new Map(
      trunks.flatMap((record) => [
        [record.inboundTrunkId, record],
        [record.outboundTrunkId, record],
        [record.dispatchRuleId, record],
      ]),
    ),
    byOperation: new Map(trunks.map((record) => [record.operationId, record])),
    byNumber: new Map(trunks.map((record) => [record.collisionKey, record])),
    unfinished: new Map(unfinished.map((operation) => [operation.id, operation])),
    busyNumbers: new Set(unfinished.map(({ collisionKey }) => collisionKey)),
    standings,
    kindsOf,
  };
}

function byId<Entry extends { readonly id: string }>(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

/** A record that somebody works on, or that changed while LiveKit was read, is left to the next look. */
export function isInMotion(
  record: TrunkRecord,
  { busyNumbers }: Books,
  { readingBeganAt }: Circumstances,
): boolean {
  return record.updatedAt >= readingBeganAt || busyNumbers.has(record.collisionKey);
}
