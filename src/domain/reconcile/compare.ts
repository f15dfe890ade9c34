import type { Survey } from '../livekit/survey.js';
import { type Circumstances, indexSides, type SurveyedObject } from './both-sides.js';
import { type Finding, finding } from './finding.js';
import { aboutRecord, type SpecsOf } from './recorded-trunks.js';
import type { Records, TrunkRecord, UnfinishedOperation } from './records.js';
import {
  aboutForeignInbound,
  aboutForeignOutbound,
  aboutForeignRule,
  aboutUnrecorded,
} from './unrecorded-objects.js';

/**
 * Compares LiveKit with the records, in both directions. LiveKit must have been read first: an object that was
 * recorded after the reading is then known, and cannot be taken for an orphan.
 */
export function compare<Record extends TrunkRecord>(
  survey: Survey,
  records: Records<Record>,
  specsOf: SpecsOf<Record>,
  circumstances: Circumstances,
): Finding[] {
  return [...comparison(survey, records, specsOf, circumstances)].flat();
}

/** The same, one record or object at a time: thousands of them take a while, in which others want their turn. */
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
