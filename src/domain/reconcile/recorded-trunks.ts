import type { TrunkObjectSpecs } from '../livekit/sip-objects.js';
import { maskedNumber } from '../trunk/number.js';
import { formatTag, type ObjectKind } from '../trunk/tag.js';
import { type Circumstances, type IndexedSides, isInMotion, type SurveyedObject } from './both-sides.js';
import { type Finding, finding } from './finding.js';
import type { TrunkRecord } from './records.js';

/** Tells what a trunk's objects should be; null when its password cannot be decrypted. */
export type SpecsOf<Record extends TrunkRecord> = (record: Record) => TrunkObjectSpecs | null;

/** Looks for a record's objects in LiveKit: each must be there and be what the record says. */
export function aboutRecord<Record extends TrunkRecord>(
  record: Record,
  sides: IndexedSides,
  specsOf: SpecsOf<Record>,
  circumstances: Circumstances,
): Finding[] {
  if (isInMotion(record, sides, circumstances)) return [];
  const about = {
    trunkId: record.trunkId,
    operationId: record.operationId,
    number: maskedNumber(record.number),
  };
  const specs = specsOf(record);
  if (specs === null) {
    return [
      finding('password_unreadable', {
        ...about,
        evidence: 'No key of this worker opens the password of the record.',
      }),
    ];
  }
  const { deploymentId } = circumstances;
  const judge = <Spec>(
    kind: ObjectKind,
    objectId: string,
    object: (SurveyedObject & { differences(spec: Spec): readonly string[] }) | undefined,
    spec: Spec,
  ): Finding[] => {
    if (object === undefined) {
      const evidence = `The record names ${objectId}, which LiveKit does not list.`;
      return [finding('missing', { ...about, objectKind: kind, objectId, evidence, action: 'repair' })];
    }
    const name = formatTag({
      deploymentId,
      operationId: record.operationId,
      kind,
      acceptedAt: record.acceptedAt.getTime(),
    });
    const fields = [...(object.name === name ? [] : ['name']), ...object.differences(spec)];
    if (fields.length === 0) return [];
    const isOurs = object.tag?.deploymentId === deploymentId;
    return [
      finding('drift', {
        ...about,
        objectKind: kind,
        objectId,
        fields,
        evidence: isOurs
          ? `It differs in: ${fields.join(', ')}.`
          : `It differs in: ${fields.join(', ')}. It has lost the tag of this deployment, so no run touches it.`,
        action: isOurs ? 'repair' : 'none',
      }),
    ];
  };
  return [
    ...judge('inbound', record.inboundTrunkId, sides.inbound.get(record.inboundTrunkId), specs.inbound),
    ...judge('outbound', record.outboundTrunkId, sides.outbound.get(record.outboundTrunkId), specs.outbound),
    ...judge('rule', record.dispatchRuleId, sides.rules.get(record.dispatchRuleId), specs.rule),
  ];
}
