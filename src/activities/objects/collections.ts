import type { LiveKitSip } from '../../domain/livekit/livekit-sip.js';
import type {
  DispatchedAgent,
  DispatchRuleSpec,
  InboundTrunkSpec,
  OutboundTrunkSpec,
} from '../../domain/livekit/sip-objects.js';
import { agentJobMetadata } from '../../domain/livekit/sip-objects.js';
import { Secret } from '../../domain/secret.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { madeBy, type ObjectCollection, type RemovableObjects } from './create-or-adopt.js';

/** For removals, which compare no passwords: they must work also when no key opens the password. */
export const noPassword = new Secret('');

/**
 * The inbound trunks that answer to a trunk's number.
 * @param password null when no key opens it: what depends on it is then neither changed nor compared.
 */
export function inboundTrunks(
  livekit: LiveKitSip,
  trunk: TrunkSpec,
  password: Secret | null,
): ObjectCollection {
  const spec = inboundSpec(trunk, password);
  return {
    kind: 'inbound',
    list: () => livekit.listInboundTrunks(spec),
    find: (id) => livekit.findInboundTrunk(id, spec),
    create: (name) => livekit.createInboundTrunk(name, spec),
    update: (id, name) => livekit.updateInboundTrunk(id, name, spec),
    remove: async (id) => {
      // LiveKit keeps the rules of a deleted trunk, and nothing lists them by number.
      const operations = [trunk.operationId, ...trunk.earlierOperations];
      const rules = await livekit.listRulesOfTrunk(ruleSpec(trunk, id));
      for (const rule of rules) {
        if (madeBy(rule.name, trunk, operations)) await livekit.deleteRule(rule.id);
      }
      await livekit.deleteTrunk(id);
    },
  };
}

/**
 * The outbound trunks that call from a trunk's number.
 * @param password see {@link inboundTrunks}.
 */
export function outboundTrunks(
  livekit: LiveKitSip,
  trunk: TrunkSpec,
  password: Secret | null,
): ObjectCollection {
  const spec = outboundSpec(trunk, password);
  return {
    kind: 'outbound',
    list: () => livekit.listOutboundTrunks(spec),
    find: (id) => livekit.findOutboundTrunk(id, spec),
    create: (name) => livekit.createOutboundTrunk(name, spec),
    update: (id, name) => livekit.updateOutboundTrunk(id, name, spec),
    remove: (id) => livekit.deleteTrunk(id),
  };
}

/** The dispatch rules of one inbound trunk. */
export function rulesOfTrunk(
  livekit: LiveKitSip,
  trunk: TrunkSpec,
  inboundTrunkId: string,
): ObjectCollection {
  const spec = ruleSpec(trunk, inboundTrunkId);
  return {
    kind: 'rule',
    list: () => livekit.listRulesOfTrunk(spec),
    find: (id) => livekit.findDispatchRule(id, spec),
    create: (name) => livekit.createDispatchRule(name, spec),
    update: (id, name) => livekit.updateDispatchRule(id, name, spec),
    remove: (id) => livekit.deleteRule(id),
  };
}

/** All dispatch rules of the project: a compensation must find its own also when it never saw the inbound trunk's id. */
export function allRules(livekit: LiveKitSip): RemovableObjects {
  return {
    list: async () => (await livekit.listAllRules()).map((rule) => ({ ...rule, differs: [] })),
    find: async (id) => (await livekit.listAllRules()).find((rule) => rule.id === id) ?? null,
    remove: (id) => livekit.deleteRule(id),
  };
}

/** The specification of a trunk's inbound trunk. */
export function inboundSpec(trunk: TrunkSpec, password: Secret | null): InboundTrunkSpec {
  const { number, username, inboundAuthorization } = trunk.settings;
  return {
    number: number.value,
    allowedAddresses: inboundAuthorization.allowed,
    digest: inboundAuthorization.digest ? { username, password: password ?? noPassword } : null,
    metadata: metadataOf(trunk),
    ...(inboundAuthorization.digest && password === null ? { accessKept: true } : {}),
  };
}

/** The specification of a trunk's outbound trunk. */
export function outboundSpec(trunk: TrunkSpec, password: Secret | null): OutboundTrunkSpec {
  return {
    number: trunk.settings.number.value,
    address: trunk.settings.outboundAddress,
    username: trunk.settings.username,
    password: password ?? noPassword,
    metadata: metadataOf(trunk),
    ...(password === null ? { credentialsKept: true } : {}),
  };
}

/** The specification of the dispatch rule of an inbound trunk. */
export function ruleSpec(trunk: TrunkSpec, inboundTrunkId: string): DispatchRuleSpec {
  return { inboundTrunkId, roomPrefix: trunk.roomPrefix, agent: agentOf(trunk) };
}

function agentOf({ settings: { agentName }, agentVersion = null }: TrunkSpec): DispatchedAgent | null {
  return agentName === null ? null : { name: agentName, metadata: agentJobMetadata(agentVersion) };
}

/** Shows people in LiveKit whose trunk it is. It holds nothing that the owner may change. */
function metadataOf({ organizationId }: TrunkSpec): string {
  return JSON.stringify({ organization: organizationId });
}
