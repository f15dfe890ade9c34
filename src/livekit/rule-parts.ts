import {
  RoomAgentDispatch,
  RoomConfiguration,
  SIPDispatchRule,
  SIPDispatchRuleIndividual,
} from '@livekit/protocol';
import type { DispatchedAgent, DispatchRuleSpec } from '../domain/livekit/sip-objects.js';

/** The trunks that a rule names. @throws {TypeError} for none: an empty list would answer every call of the project. */
export function trunkIdsOf({ inboundTrunkId }: DispatchRuleSpec): string[] {
  if (inboundTrunkId === '') throw new TypeError('A dispatch rule must name its trunk.');
  return [inboundTrunkId];
}

/** Each call in a room of its own, whose name begins with the prefix. */
export function individualRule(roomPrefix: string): SIPDispatchRule {
  return new SIPDispatchRule({
    rule: { case: 'dispatchRuleIndividual', value: new SIPDispatchRuleIndividual({ roomPrefix }) },
  });
}

/** Dispatches an agent into each room. */
export function roomConfigOf({ name, metadata }: DispatchedAgent): RoomConfiguration {
  return new RoomConfiguration({ agents: [new RoomAgentDispatch({ agentName: name, metadata })] });
}

/** A room configuration with another agent and all else as it was. */
export function withAgent(present: RoomConfiguration, agent: DispatchedAgent | null): RoomConfiguration {
  const changed = present.clone();
  changed.agents = agent === null ? [] : roomConfigOf(agent).agents;
  return changed;
}
