import type { SIPDispatchRuleInfo } from '@livekit/protocol';
import type { DispatchRuleSpec } from '../domain/livekit/sip-objects.js';

/**
 * Names the fields in which a trunk that LiveKit shows is not what was asked for; values are never told, one of
 * them is a password. LiveKit drops unknown fields without a word, so every echo is worth a look.
 */
export function differingTrunk<Expected extends Record<string, string | readonly string[]>>(
  actual: { readonly [Field in keyof Expected]: string | readonly string[] },
  expected: Expected,
): string[] {
  return Object.keys(expected).filter((field) => !sameValue(actual[field], expected[field]));
}

/** Names the fields in which a dispatch rule is not what was asked for. */
export function differingRule(actual: SIPDispatchRuleInfo, spec: DispatchRuleSpec): string[] {
  const rule = actual.rule?.rule;
  const agents = (actual.roomConfig?.agents ?? []).flatMap((agent) => [agent.agentName, agent.metadata]);
  const requested = spec.agent === null ? [] : [spec.agent.name, spec.agent.metadata];
  const differing: string[] = [];
  if (!sameValue(actual.trunkIds, [spec.inboundTrunkId])) differing.push('trunkIds');
  if (
    rule?.case !== 'dispatchRuleIndividual' ||
    rule.value.roomPrefix !== spec.roomPrefix ||
    rule.value.pin !== ''
  ) {
    differing.push('rule');
  }
  // Either list would keep calls of the trunk away from its rule.
  if (actual.numbers.length > 0) differing.push('numbers');
  if (actual.inboundNumbers.length > 0) differing.push('inboundNumbers');
  if (!sameValue(agents, requested)) differing.push('agents');
  return differing;
}

function sameValue(
  left: string | readonly string[] | undefined,
  right: string | readonly string[] | undefined,
): boolean {
  if (typeof left === 'string' || typeof right === 'string') return left === right;
  if (left === undefined || right === undefined) return left === right;
  return left.length === right.length && left.every((value, index) => value === right[index]);
}
