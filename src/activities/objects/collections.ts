import type { LiveKitSip, SipObjects } from '../../domain/livekit/livekit-sip.js';
import type {
  DispatchedAgent,
  DispatchRuleSpec,
  InboundTrunkSpec,
  OutboundTrunkSpec,
} from '../../domain/livekit/sip-objects.js';
import { agentJobMetadata } from '../../domain/livekit/sip-objects.js';
import { Secret } from '../../domain/secret.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import type { ObjectKind } from '../../domain/trunk/tag.js';
import { madeBy, type ObjectCollection, type RemovableObjects } from './create-or-adopt.js';

/** A placeholder for removals. They compare no passwords, and must work even if no key opens the password. */
export const noPassword = new Secret('');

/**
 * Returns the inbound trunks that answer to a trunk's number. A removal also removes the dispatch rules of the inbound trunk.
 * @param password null if no key opens it: then the fields that depend on it are neither changed nor compared.
 */
export function inboundTrunks(
  livekit: LiveKitSip,
  trunk: TrunkSpec,
  password: Secret | null,
): ObjectCollection {
  return {
    ...collectionOf('inbound', livekit.inbound, inboundSpec(trunk, password)),
    remove: async (id) => {
      // LiveKit keeps the rules of a deleted trunk, and no list by number shows them.
      const operations = [trunk.operationId, ...trunk.earlierOperations];
      for (const rule of await livekit.rule.list(ruleSpec(trunk, id))) {
        if (madeBy(rule.name, trunk, operations)) await livekit.rule.delete(rule.id);
      }
      await livekit.inbound.delete(id);
    },
  };
}

/**
 * Returns the outbound trunks that call from a trunk's number.
 * @param password see {@link inboundTrunks}.
 */
export function outboundTrunks(
  livekit: LiveKitSip,
  trunk: TrunkSpec,
  password: Secret | null,
): ObjectCollection {
  return collectionOf('outbound', livekit.outbound, outboundSpec(trunk, password));
}

/** Returns the dispatch rules of one inbound trunk. */
export function rulesOfTrunk(
  livekit: LiveKitSip,
  trunk: TrunkSpec,
  inboundTrunkId: string,
): ObjectCollection {
  return collectionOf('rule', livekit.rule, ruleSpec(trunk, inboundTrunkId));
}

/** Returns all dispatch rules of the project. A compensation finds its own rule there even if it never saw the inbound trunk's id. */
export function allRules(livekit: LiveKitSip): RemovableObjects {
  return {
    list: () => livekit.listAllRules(),
    find: async (id) => (await livekit.listAllRules()).find((rule) => rule.id === id) ?? null,
    remove: (id) => livekit.rule.delete(id),
  };
}

function collectionOf<Spec>(kind: ObjectKind, objects: SipObjects<Spec>, spec: Spec): ObjectCollection {
  return {
    kind,
    list: () => objects.list(spec),
    find: (id) => objects.find(id, spec),
    create: (name) => objects.create(name, spec),
    update: (id, name) => objects.update(id, name, spec),
    remove: (id) => objects.delete(id),
  };
}

/** Returns the specification of a trunk's inbound trunk. @param password see {@link inboundTrunks}. */
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

/** Returns the specification of a trunk's outbound trunk. @param password see {@link inboundTrunks}. */
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

/** Returns the specification of the dispatch rule of an inbound trunk. */
export function ruleSpec(trunk: TrunkSpec, inboundTrunkId: string): DispatchRuleSpec {
  return { inboundTrunkId, roomPrefix: trunk.roomPrefix, agent: agentOf(trunk) };
}

function agentOf({ settings: { agentName }, agentVersion = null }: TrunkSpec): DispatchedAgent | null {
  return agentName === null ? null : { name: agentName, metadata: agentJobMetadata(agentVersion) };
}

/** Returns the metadata that names the owner of the trunk in LiveKit. It contains nothing that the owner may change. */
function metadataOf({ organizationId }: TrunkSpec): string {
  return JSON.stringify({ organization: organizationId });
}
