import type { SurveyedInboundTrunk, SurveyedOutboundTrunk, SurveyedRule } from '../livekit/sip-objects.js';
import { maskedNumber, type ObjectKind } from '../trunk/trunk.js';
import {
  type Circumstances,
  type IndexedSides,
  isInMotion,
  type SurveyedObject,
  type TrunkRecord,
} from './both-sides.js';
import { type Finding, finding } from './finding.js';

/** Judges an object with the tag of this deployment that no record names. */
export function aboutUnrecorded(
  object: SurveyedObject,
  kind: ObjectKind,
  sides: IndexedSides,
  circumstances: Circumstances,
): Finding[] {
  const { tag } = object;
  if (tag === null || isYoung(tag.acceptedAt, circumstances)) return [];
  if (sides.unfinished.has(tag.operationId)) return [];
  const about = { objectKind: kind, objectId: object.id, operationId: tag.operationId };
  const record = sides.byOperation.get(tag.operationId);
  if (record !== undefined) {
    if (isInMotion(record, sides, circumstances)) return [];
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
  const status = sides.statuses.get(tag.operationId);
  if (status === 'running' || status === 'compensating') return [];
  const dangling = isDangling(object, sides) ? ' It names only trunks that do not exist.' : '';
  if (status !== undefined) {
    const ended =
      status === 'failed' ? 'failed and was compensated' : 'created a trunk that no longer exists';
    return [finding('orphan', { ...about, evidence: `Its set-up ${ended}.${dangling}`, action: 'remove' })];
  }
  // Operations are kept for ever. If one is unknown, the database has lost it, and its trunk may be in use.
  const isWhole = sides.kindsOf.get(tag.operationId)?.size === 3;
  return [
    finding('orphan', {
      ...about,
      evidence: isWhole
        ? 'Its set-up is unknown to the database, and all three objects of a trunk exist: the database may have lost a live trunk.'
        : `Its set-up is unknown to the database.${dangling}`,
      action: isWhole ? 'remove_if_requested' : 'remove',
    }),
  ];
}

function isYoung(acceptedAt: number, { readingBeganAt, graceMs }: Circumstances): boolean {
  return readingBeganAt.getTime() - acceptedAt < graceMs;
}

function isDangling(object: SurveyedObject, { inbound }: IndexedSides): boolean {
  return 'trunkIds' in object && object.trunkIds.length > 0 && !object.trunkIds.some((id) => inbound.has(id));
}

function recordedId(record: TrunkRecord, kind: ObjectKind): string {
  if (kind === 'inbound') return record.inboundTrunkId;
  return kind === 'outbound' ? record.outboundTrunkId : record.dispatchRuleId;
}

/** Judges an inbound trunk that this deployment did not create. No run changes it, but it can disturb calls. */
export function aboutForeignInbound(trunk: SurveyedInboundTrunk, sides: IndexedSides): Finding[] {
  const about = { objectKind: 'inbound', objectId: trunk.id } as const;
  const whose = describeOwner(trunk);
  return [
    ...(trunk.wildcard
      ? [finding('wildcard_trunk', { ...about, evidence: `It has no numbers. ${whose}` })]
      : []),
    ...(trunk.open
      ? [
          finding('open_trunk', {
            ...about,
            evidence: `Neither credentials nor addresses limit who calls. ${whose}`,
          }),
        ]
      : []),
    ...foreignOnNumbers(trunk, 'inbound', sides),
  ];
}

/** Judges an outbound trunk that this deployment did not create. LiveKit allows any number of them for one number. */
export function aboutForeignOutbound(trunk: SurveyedOutboundTrunk, sides: IndexedSides): Finding[] {
  return foreignOnNumbers(trunk, 'outbound', sides);
}

/** Judges a dispatch rule that this deployment did not create. */
export function aboutForeignRule(rule: SurveyedRule, sides: IndexedSides): Finding[] {
  const about = { objectKind: 'rule', objectId: rule.id } as const;
  const whose = describeOwner(rule);
  if (rule.wildcard) return [finding('wildcard_rule', { ...about, evidence: `It names no trunk. ${whose}` })];
  return rule.trunkIds.flatMap((trunkId) => {
    const record = sides.byObjectId.get(trunkId);
    if (record === undefined) return [];
    return [
      finding('foreign_rule_on_trunk', {
        ...about,
        trunkId: record.trunkId,
        operationId: record.operationId,
        number: maskedNumber(record.number),
        evidence: `It names ${trunkId}. ${whose}`,
      }),
    ];
  });
}

function foreignOnNumbers(
  trunk: SurveyedInboundTrunk | SurveyedOutboundTrunk,
  kind: ObjectKind,
  sides: IndexedSides,
): Finding[] {
  return [...new Set(trunk.numbers)].flatMap((number) => {
    const record = sides.byNumber.get(number);
    if (record === undefined) return [];
    return [
      finding('foreign_on_number', {
        objectKind: kind,
        objectId: trunk.id,
        trunkId: record.trunkId,
        operationId: record.operationId,
        number: maskedNumber(record.number),
        evidence: `It has the number of the trunk. ${describeOwner(trunk)}`,
      }),
    ];
  });
}

function describeOwner({ tag }: SurveyedObject): string {
  return tag === null
    ? 'It carries no tag of Trunkline.'
    : `It carries the tag of the deployment "${tag.deploymentId}".`;
}
