import type { LiveKitSip, SipObjects } from '../../domain/livekit/livekit-sip.js';
import type {
  DispatchedAgent,
  DispatchRuleSpec,
  InboundTrunkSpec,
  OutboundTrunkSpec,
  TrunkObjectSpecs,
} from '../../domain/livekit/sip-objects.js';
import { agentJobMetadata } from '../../domain/livekit/sip-objects.js';
import { Secret } from '../../domain/secret.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import type { ObjectKind } from '../../domain/trunk/tag.js';
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
  const trunks = collectionOf(livekit, 'inbound', inboundSpec(trunk, password));
  return {
    ...trunks,
    remove: async (id) => {
      // LiveKit keeps the rules of a deleted trunk, and nothing lists them by number.
      const operations = [trunk.operationId, ...trunk.earlierOperations];
      const rules = rulesOfTrunk(livekit, trunk, id);
      for (const rule of await rules.list()) {
        if (madeBy(rule.name, trunk, operations)) await rules.remove(rule.id);
      }
      await trunks.remove(id);
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
  return collectionOf(livekit, 'outbound', outboundSpec(trunk, password));
}

/** The dispatch rules of one inbound trunk. */
export function rulesOfTrunk(
  livekit: LiveKitSip,
  trunk: TrunkSpec,
  inboundTrunkId: string,
): ObjectCollection {
  return collectionOf(livekit, 'rule', ruleSpec(trunk, inboundTrunkId));
}

function collectionOf<Kind extends ObjectKind>(
  livekit: LiveKitSip,
  kind: Kind,
  spec: TrunkObjectSpecs[Kind],
): ObjectCollection {
  const objects: SipObjects<TrunkObjectSpecs[Kind]> = livekit.objects[kind];
  return {
    kind,
    list: () => objects.list(spec),
    find: (id) => objects.find(id, spec),
    create: (name) => objects.create(name, spec),
    update: (id, name) => objects.update(id, name, spec),
    remove: (id) => objects.delete(id),
  };
}

/** All dispatch rules of the project: a compensation must find its own also when it never saw the inbound trunk's id. */
export function allRules(livekit: LiveKitSip): RemovableObjects {
  return {
    list: async () => (await livekit.listAllRules()).map((rule) => ({ ...rule, differs: [] })),
    find: async (id) => (await livekit.listAllRules()).find((rule) => rule.id === id) ?? null,
    remove: (id) => livekit.objects.rule.delete(id),
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
