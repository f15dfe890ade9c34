import type { World } from '../world.js';

/** Reads the objects that LiveKit has of the only trunk, with its passwords, once the workflow of its set-up has ended. */
export async function objectsOf(world: World) {
  const { store } = world;
  await world.setUpsEnded();
  const [[inbound], [outbound], [rule]] = await Promise.all([
    store.inboundTrunks(),
    store.outboundTrunks(),
    store.dispatchRules(),
  ]);
  return { inbound, outbound, rule };
}

/** Reads the same objects without the fields that LiveKit fills in at an update, whose presence means the same as their absence. */
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
