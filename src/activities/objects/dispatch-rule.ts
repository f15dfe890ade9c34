import { allRules, rulesOfTrunk } from './collections.js';
import type { ObjectPart } from './part.js';

/** The dispatch rule. It puts each call of its inbound trunk into a separate room, with the trunk's agent. */
export const dispatchRule: ObjectPart = {
  kind: 'rule',
  needsPassword: false,
  hasPassword: () => false,
  desired: ({ settings: { agentName }, agentVersion }) =>
    agentName === null ? [] : [agentName, agentVersion],
  collection: ({ livekit, trunk, inboundTrunkId }) => rulesOfTrunk(livekit, trunk, inboundTrunkId),
  removable: (livekit) => allRules(livekit),
};
