import type { World } from './world.js';

/** Everything that LiveKit has of the one trunk, with its passwords. */
export async function objectsOf({ store }: World) {
  const [[inbound], [outbound], [rule]] = await Promise.all([
    store.inboundTrunks(),
    store.outboundTrunks(),
    store.dispatchRules(),
  ]);
  return { inbound, outbound, rule };
}

/** The same without what LiveKit fills in by itself at an update, which means what its absence meant. */
export async function meaningOf(world: World) {
  const { inbound, outbound, rule } = await objectsOf(world);
  return {
    inbound: [
      inbound?.sipTrunkId,
      inbound?.name,
      inbound?.metadata,
      inbound?.numbers,
      inbound?.allowedAddresses,
      inbound?.allowedNumbers,
      inbound?.authUsername,
      inbound?.authPassword,
    ],
    outbound: [
      outbound?.sipTrunkId,
      outbound?.name,
      outbound?.metadata,
      outbound?.numbers,
      outbound?.address,
      outbound?.transport,
      outbound?.authUsername,
      outbound?.authPassword,
    ],
    rule: [
      rule?.sipDispatchRuleId,
      rule?.name,
      rule?.trunkIds,
      rule?.rule?.rule.case,
      rule?.roomConfig?.agents.map(({ agentName, metadata }) => [agentName, metadata]) ?? [],
    ],
  };
}
