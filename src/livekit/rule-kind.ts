import {
  RoomAgentDispatch,
  RoomConfiguration,
  SIPDispatchRule,
  SIPDispatchRuleIndividual,
  SIPDispatchRuleInfo,
} from '@livekit/protocol';
import { LiveKitProblem } from '../domain/livekit/problem.js';
import type { DispatchedAgent, DispatchRuleSpec } from '../domain/livekit/sip-objects.js';
import { differingFields, type SipObjectKind } from './object-kind.js';

/** Dispatch rules: each puts the calls of an inbound trunk into rooms, and dispatches an agent into them. */
export const dispatchRules: SipObjectKind<DispatchRuleSpec, SIPDispatchRuleInfo> = {
  kind: 'rule',
  listMethod: 'ListSIPDispatchRule',
  parse: (json) => SIPDispatchRuleInfo.fromJson(json, { ignoreUnknownFields: true }),
  idOf: ({ sipDispatchRuleId }) => sipDispatchRuleId,
  create: async (client, name, spec) =>
    client.createSipDispatchRule(
      { type: 'individual', roomPrefix: spec.roomPrefix },
      {
        name,
        trunkIds: trunkIdsOf(spec),
        ...(spec.agent === null
          ? {}
          : { roomConfig: new RoomConfiguration({ agents: [dispatchOf(spec.agent)] }) }),
      },
    ),
  update: async (client, id, name, spec) => {
    // LiveKit ignores a room configuration in an update of fields, so the rule is read and replaced.
    const listed = await client.listSipDispatchRule({ dispatchRuleIds: [id] });
    const info = listed.find(({ sipDispatchRuleId }) => sipDispatchRuleId === id);
    if (info === undefined) throw new LiveKitProblem({ kind: 'gone' }, 'The dispatch rule does not exist.');
    info.name = name;
    info.trunkIds = trunkIdsOf(spec);
    info.rule = individualRule(spec.roomPrefix);
    info.numbers = [];
    info.inboundNumbers = [];
    if (info.roomConfig !== undefined || spec.agent !== null) {
      // Everything else in the room configuration stays.
      info.roomConfig ??= new RoomConfiguration();
      info.roomConfig.agents = spec.agent === null ? [] : [dispatchOf(spec.agent)];
    }
    return client.updateSipDispatchRule(id, info);
  },
  list: async (client, { inboundTrunkId }) => {
    const listed = await client.listSipDispatchRule({ trunkIds: [inboundTrunkId] });
    // LiveKit lists every rule without trunks as well.
    return listed.filter(({ trunkIds }) => trunkIds.includes(inboundTrunkId));
  },
  listById: (client, id) => client.listSipDispatchRule({ dispatchRuleIds: [id] }),
  delete: (client, id) => client.deleteSipDispatchRule(id),
  secretsIn: () => [],
  differences: (info, spec) =>
    differingFields(
      {
        trunkIds: info.trunkIds,
        rule: shapeOf(info.rule),
        numbers: info.numbers,
        inboundNumbers: info.inboundNumbers,
        agents: (info.roomConfig?.agents ?? []).flatMap(({ agentName, metadata }) => [agentName, metadata]),
      },
      {
        trunkIds: [spec.inboundTrunkId],
        rule: shapeOf(individualRule(spec.roomPrefix)),
        // Either list would keep calls of the trunk away from its rule.
        numbers: [],
        inboundNumbers: [],
        agents: spec.agent === null ? [] : [spec.agent.name, spec.agent.metadata],
      },
    ),
};

/** The trunks that a rule names. @throws {TypeError} for no trunk: such a rule would take every call of the project. */
function trunkIdsOf({ inboundTrunkId }: DispatchRuleSpec): string[] {
  if (inboundTrunkId === '') throw new TypeError('A dispatch rule must name its trunk.');
  return [inboundTrunkId];
}

/** A rule that puts each call into a room of its own, whose name begins with the prefix. */
function individualRule(roomPrefix: string): SIPDispatchRule {
  return new SIPDispatchRule({
    rule: { case: 'dispatchRuleIndividual', value: new SIPDispatchRuleIndividual({ roomPrefix }) },
  });
}

/** A text that is the same for equal rules. */
function shapeOf(rule: SIPDispatchRule | undefined): string {
  return rule?.toJsonString() ?? '';
}

function dispatchOf({ name, metadata }: DispatchedAgent): RoomAgentDispatch {
  return new RoomAgentDispatch({ agentName: name, metadata });
}
