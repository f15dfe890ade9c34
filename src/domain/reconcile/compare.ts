import type { Survey, TrunkObjectSpecs } from '../livekit/sip-objects.js';
import { formatTag, maskedNumber, type ObjectKind } from '../trunk/trunk.js';
import {
  type Circumstances,
  type IndexedSides,
  indexSides,
  isInMotion,
  type Records,
  type SurveyedObject,
  type TrunkRecord,
  type UnfinishedOperation,
} from './both-sides.js';
import { type Finding, type FindingOutcome, finding, findingKey } from './finding.js';
import {
  aboutForeignInbound,
  aboutForeignOutbound,
  aboutForeignRule,
  aboutUnrecorded,
} from './unrecorded-objects.js';

/** Returns the specifications of a trunk's objects; null if its password cannot be decrypted. */
export type SpecsOf<Record extends TrunkRecord> = (record: Record) => TrunkObjectSpecs | null;

/** Compares a record with its objects in LiveKit. Each object must exist and match the record. */
function aboutRecord<Record extends TrunkRecord>(
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
    const unmanaged = object.unmanaged();
    const notice =
      unmanaged.length === 0
        ? []
        : [
            finding('unmanaged_fields', {
              ...about,
              objectKind: kind,
              objectId,
              fields: unmanaged,
              evidence: `It has values in: ${unmanaged.join(', ')}.`,
            }),
          ];
    if (fields.length === 0) return notice;
    const isOurs = object.tag?.deploymentId === deploymentId;
    return [
      finding('drift', {
        ...about,
        objectKind: kind,
        objectId,
        fields,
        evidence: isOurs
          ? `It differs in: ${fields.join(', ')}.`
          : `It differs in: ${fields.join(', ')}. It has lost the tag of this deployment, so no run changes it.`,
        action: isOurs ? 'repair' : 'none',
      }),
      ...notice,
    ];
  };
  return [
    ...judge('inbound', record.inboundTrunkId, sides.inbound.get(record.inboundTrunkId), specs.inbound),
    ...judge('outbound', record.outboundTrunkId, sides.outbound.get(record.outboundTrunkId), specs.outbound),
    ...judge('rule', record.dispatchRuleId, sides.rules.get(record.dispatchRuleId), specs.rule),
  ];
}

/**
 * Compares LiveKit with the records, in both directions. LiveKit must have been read first. An object that was recorded after that
 * is then known, and is not mistaken for an orphan.
 */
export function compare<Record extends TrunkRecord>(
  survey: Survey,
  records: Records<Record>,
  specsOf: SpecsOf<Record>,
  circumstances: Circumstances,
): Finding[] {
  return [...comparison(survey, records, specsOf, circumstances)].flat();
}

/**
 * Compares like {@link compare}, but yields the findings about one record or object at a time. The caller can pause in between,
 * because thousands of them keep the process busy.
 */
export function* comparison<Record extends TrunkRecord>(
  survey: Survey,
  records: Records<Record>,
  specsOf: SpecsOf<Record>,
  circumstances: Circumstances,
): Generator<readonly Finding[]> {
  const sides = indexSides(survey, records);
  const isRecorded = ({ id }: SurveyedObject) => sides.byObjectId.has(id);
  const isOurs = ({ tag }: SurveyedObject) => tag?.deploymentId === circumstances.deploymentId;
  for (const record of records.trunks) yield aboutRecord(record, sides, specsOf, circumstances);
  for (const trunk of survey.inbound) {
    if (isRecorded(trunk)) continue;
    yield isOurs(trunk)
      ? aboutUnrecorded(trunk, 'inbound', sides, circumstances)
      : aboutForeignInbound(trunk, sides);
  }
  for (const trunk of survey.outbound) {
    if (isRecorded(trunk)) continue;
    yield isOurs(trunk)
      ? aboutUnrecorded(trunk, 'outbound', sides, circumstances)
      : aboutForeignOutbound(trunk, sides);
  }
  for (const rule of survey.rules) {
    if (isRecorded(rule)) continue;
    yield isOurs(rule) ? aboutUnrecorded(rule, 'rule', sides, circumstances) : aboutForeignRule(rule, sides);
  }
  for (const operation of records.unfinished) yield aboutOperation(operation, circumstances);
}

function aboutOperation(
  { id, kind, state, trunkId, acceptedAt }: UnfinishedOperation,
  { readingBeganAt, overdueAfterMs }: Circumstances,
): Finding[] {
  if (readingBeganAt.getTime() - acceptedAt.getTime() < overdueAfterMs) return [];
  return [
    finding('unfinished_operation', {
      operationId: id,
      trunkId,
      evidence: `"${kind}" is "${state}" and was accepted at ${acceptedAt.toISOString()}.`,
    }),
  ];
}

/** The permissions of a run. */
export interface Policy {
  readonly repair: boolean;
  /** Lifts the limit of removals, and allows the removal of whole trunks whose set-up is unknown. */
  readonly removeMany: boolean;
  /** A run that would remove more objects than this removes none. */
  readonly maximumRemovals: number;
}

/** A judged finding. `outcome` is null while there is something to do. */
export interface Judged {
  readonly key: string;
  readonly finding: Finding;
  readonly outcome: FindingOutcome | null;
}

/** Judges the first pass. In a repairing run it decides nothing; in a run that does not repair it is the only pass. */
export function judgeFirstPass(findings: readonly Finding[], { repair }: Policy): Judged[] {
  return findings.map((finding) => ({
    key: findingKey(finding),
    finding,
    outcome: repair ? null : 'reported',
  }));
}

/**
 * Judges the second pass of a repairing run. The run acts only on findings of both passes, because LiveKit's lists are no
 * transaction with the database, and a late write may have arrived in between.
 * @param seenBefore the keys of the findings of the first pass
 * @returns the findings of this pass, and the keys of those that have disappeared
 */
export function judgeSecondPass(
  seenBefore: ReadonlySet<string>,
  findings: readonly Finding[],
  policy: Policy,
): { readonly judged: readonly Judged[]; readonly gone: readonly string[] } {
  const keyed = findings.map((finding) => ({ key: findingKey(finding), finding }));
  const removals = keyed.filter(({ key, finding }) => seenBefore.has(key) && isRemoval(finding, policy));
  const held = !policy.removeMany && removals.length > policy.maximumRemovals;
  const seenNow = new Set(keyed.map(({ key }) => key));
  return {
    judged: keyed.map(({ key, finding }) => ({
      key,
      finding,
      outcome: seenBefore.has(key) ? outcomeOf(finding, policy, held) : 'reported',
    })),
    gone: [...seenBefore].filter((key) => !seenNow.has(key)),
  };
}

/** Tells whether a finding leads to a removal. The repair of a trunk removes its duplicates, so they count too. */
function isRemoval({ action, code }: Finding, { removeMany }: Policy): boolean {
  return action === 'remove' || code === 'duplicate' || (action === 'remove_if_requested' && removeMany);
}

function outcomeOf(finding: Finding, policy: Policy, held: boolean): FindingOutcome | null {
  if (finding.action === 'none') return 'reported';
  if (finding.action === 'remove_if_requested' && !policy.removeMany) return 'held_back';
  return held && isRemoval(finding, policy) ? 'held_back' : null;
}
