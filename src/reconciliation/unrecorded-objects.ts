import { maskedNumber } from '../trunks/number.js';
import type { ObjectKind } from '../trunks/tag.js';
import { type Books, type Circumstances, isInMotion, type SurveyedObject } from './books.js';
import { type Finding, finding } from './finding.js';
import type { TrunkRecord } from './records.js';

/** An object with our tag that no record names. */
export function aboutUnrecorded(
  object: SurveyedObject,
  kind: ObjectKind,
  books: Books,
  circumstances: Circumstances,
): Finding[] {
  const { tag } = object;
  if (tag === null || isYoung(tag.acceptedAt, circumstances)) return [];
  if (books.unfinished.has(tag.operationId)) return [];
  const about = { objectKind: kind, objectId: object.id, operationId: tag.operationId };
  const record = books.byOperation.get(tag.operationId);
  if (record !== undefined) {
    if (isInMotion(record, books, circumstances)) return [];
    return [
      finding('duplicate', {
        ...about,
        trunkId: record.trunkId,
        number: maskedNumber(record.number),
        evidence: `Its tag is that of the trunk, whose record names ${recordedId(record, kind)}.`,
        action: 'repair',
      }),
    ];
  }
  const standing = books.standings.get(tag.operationId);
  if (standing === 'running' || standing === 'undoing') return [];
  const dangling = isDangling(object, books) ? ' It names only trunks that are not there.' : '';
  if (standing !== undefined) {
    const ended = standing === 'failed' ? 'failed and was taken back' : 'made a trunk that no longer exists';
    return [finding('orphan', { ...about, evidence: `Its set-up ${ended}.${dangling}`, action: 'remove' })];
  }
  // Operations are kept for ever, so one that is unknown was lost: a whole trunk of it may be in use.
  const isWhole = books.kindsOf.get(tag.operationId)?.size === 3;
  return [
    finding('orphan', {
      ...about,
      evidence: isWhole
        ? 'Its set-up is unknown to the database, and all three objects of a trunk are there: the database may have lost a live trunk.'
        : `Its set-up is unknown to the database.${dangling}`,
      action: isWhole ? 'remove_if_told' : 'remove',
    }),
  ];
}

function isYoung(acceptedAt: number, { readingBeganAt, graceMs }: Circumstances): boolean {
  return readingBeganAt.getTime() - acceptedAt < graceMs;
}

function isDangling(object: SurveyedObject, { inbound }: Books): boolean {
  return 'trunkIds' in object && object.trunkIds.length > 0 && !object.trunkIds.some((id) => inbound.has(id));
}

function recordedId(record: TrunkRecord, kind: ObjectKind): string {
  if (kind === 'inbound') return record.inboundTrunkId;
  return kind === 'outbound' ? record.outboundTrunkId : record.dispatchRuleId;
}
