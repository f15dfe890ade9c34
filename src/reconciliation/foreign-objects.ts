import type { SurveyedInboundTrunk, SurveyedOutboundTrunk, SurveyedRule } from '../livekit/survey.js';
import { maskedNumber } from '../trunks/number.js';
import type { ObjectKind } from '../trunks/tag.js';
import type { Books, SurveyedObject } from './books.js';
import { type Finding, finding } from './finding.js';

/** An inbound trunk that this deployment did not make: nobody touches it, but it can be in the way. */
export function aboutForeignInbound(trunk: SurveyedInboundTrunk, books: Books): Finding[] {
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
    ...foreignOnNumbers(trunk, 'inbound', books),
  ];
}

/** An outbound trunk that this deployment did not make. LiveKit allows any number of them for one number. */
export function aboutForeignOutbound(trunk: SurveyedOutboundTrunk, books: Books): Finding[] {
  return foreignOnNumbers(trunk, 'outbound', books);
}

/** A dispatch rule that this deployment did not make. */
export function aboutForeignRule(rule: SurveyedRule, books: Books): Finding[] {
  const about = { objectKind: 'rule', objectId: rule.id } as const;
  const whose = describeOwner(rule);
  if (rule.wildcard) return [finding('wildcard_rule', { ...about, evidence: `It names no trunk. ${whose}` })];
  return rule.trunkIds.flatMap((trunkId) => {
    const record = books.byObjectId.get(trunkId);
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
  books: Books,
): Finding[] {
  return [...new Set(trunk.numbers)].flatMap((number) => {
    const record = books.byNumber.get(number);
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
