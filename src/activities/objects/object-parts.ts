import { type KeyRing, UnreadableSecretError } from '../../crypto/secrets.js';
import type { FullTrunkRecord } from '../../database/trunks/queries.js';
import { trunkOf } from '../../database/trunks/records.js';
import {
  addressWhenDisabled,
  type DispatchedAgent,
  type DispatchRuleSpec,
  type InboundTrunkSpec,
  type LiveKitSip,
  type OutboundTrunkSpec,
  type SipObjects,
  type TrunkObjectSpecs,
} from '../../domain/livekit/sip-objects.js';
import { liveKitFields } from '../../domain/trunk/carrier/carrier-settings.js';
import { callerIdOf } from '../../domain/trunk/numbers/dialling.js';
import { agentJobMetadata, passwordContext, type TrunkSpec } from '../../domain/trunk/spec.js';
import { calledNumbersOf, type ObjectKind } from '../../domain/trunk/trunk.js';
import { type DeploymentId, type OperationId, Secret } from '../../domain/values.js';
import { madeBy, type ObjectCollection, type RemovableObjects } from './create-or-adopt.js';
import type { ObjectPart } from './part.js';

/** For removals, which compare no passwords: they must work also when no key opens the password. */
export const noPassword = new Secret('');

/**
 * The inbound trunks that answer to a trunk's number.
 * @param password null when no key opens it: what depends on it is then neither changed nor compared.
 */
function inboundTrunks(livekit: LiveKitSip, trunk: TrunkSpec, password: Secret | null): ObjectCollection {
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
function outboundTrunks(livekit: LiveKitSip, trunk: TrunkSpec, password: Secret | null): ObjectCollection {
  return collectionOf(livekit, 'outbound', outboundSpec(trunk, password));
}

/** The dispatch rules of one inbound trunk. */
function rulesOfTrunk(livekit: LiveKitSip, trunk: TrunkSpec, inboundTrunkId: string): ObjectCollection {
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
function allRules(livekit: LiveKitSip): RemovableObjects {
  return {
    list: async () => (await livekit.listAllRules()).map((rule) => ({ ...rule, differs: [] })),
    find: async (id) => (await livekit.listAllRules()).find((rule) => rule.id === id) ?? null,
    remove: (id) => livekit.objects.rule.delete(id),
  };
}

/** The specification of a trunk's inbound trunk. */
function inboundSpec(trunk: TrunkSpec, password: Secret | null): InboundTrunkSpec {
  const { username, inboundAuthorization } = trunk.settings;
  const [number, ...alsoCalled] = calledNumbersOf(trunk.settings);
  return {
    number,
    ...(alsoCalled.length === 0 ? {} : { alsoCalled }),
    allowedAddresses: inboundAuthorization.allowed,
    digest: inboundAuthorization.digest ? { username, password: password ?? noPassword } : null,
    metadata: metadataOf(trunk),
    fields: liveKitFields('inbound', trunk.settings),
    ...(inboundAuthorization.digest && password === null ? { accessKept: true } : {}),
  };
}

/** The specification of a trunk's outbound trunk. */
export function outboundSpec(
  trunk: Pick<TrunkSpec, 'settings' | 'organizationId'>,
  password: Secret | null,
): OutboundTrunkSpec {
  return {
    number: trunk.settings.number.value,
    callerId: callerIdOf(trunk.settings),
    address: trunk.settings.outboundEnabled === false ? addressWhenDisabled : trunk.settings.outboundAddress,
    username: trunk.settings.username,
    password: password ?? noPassword,
    metadata: metadataOf(trunk),
    fields: liveKitFields('outbound', trunk.settings),
    ...(password === null ? { credentialsKept: true } : {}),
  };
}

/** The specification of the dispatch rule of an inbound trunk. */
function ruleSpec(trunk: TrunkSpec, inboundTrunkId: string): DispatchRuleSpec {
  const { inboundEnabled, roomPrefix } = trunk.settings;
  return {
    inboundTrunkId,
    roomPrefix: inboundEnabled === false ? null : (roomPrefix ?? trunk.roomPrefix),
    agent: agentOf(trunk),
    fields: liveKitFields('rule', trunk.settings),
  };
}

function agentOf({ settings: { agentName }, agentVersion = null }: TrunkSpec): DispatchedAgent | null {
  return agentName === null ? null : { name: agentName, metadata: agentJobMetadata(agentVersion) };
}

/** Shows people in LiveKit whose trunk it is. It holds nothing that the owner may change. */
function metadataOf({ organizationId }: Pick<TrunkSpec, 'organizationId'>): string {
  return JSON.stringify({ organization: organizationId });
}

/** The dispatch rule. It puts each call of its inbound trunk into a separate room, with the trunk's agent. */
const dispatchRule: ObjectPart = {
  kind: 'rule',
  needsPassword: false,
  hasPassword: () => false,
  specOf: (trunk) => ruleSpec(trunk, ''),
  collection: ({ livekit, trunk, inboundTrunkId }) => rulesOfTrunk(livekit, trunk, inboundTrunkId),
  removable: (livekit) => allRules(livekit),
};

/** The inbound trunk. LiveKit accepts calls to its number from callers with the right credentials or addresses. */
const inboundTrunk: ObjectPart = {
  kind: 'inbound',
  needsPassword: true,
  hasPassword: ({ settings }) => settings.inboundAuthorization.digest,
  specOf: (trunk) => inboundSpec(trunk, noPassword),
  collection: ({ livekit, trunk, password }) => inboundTrunks(livekit, trunk, password),
  removable: (livekit, trunk) => inboundTrunks(livekit, trunk, noPassword),
};

/** The outbound trunk. It sends calls from its number to the carrier's address with its credentials. */
const outboundTrunk: ObjectPart = {
  kind: 'outbound',
  needsPassword: true,
  hasPassword: () => true,
  specOf: (trunk) => outboundSpec(trunk, noPassword),
  collection: ({ livekit, trunk, password }) => outboundTrunks(livekit, trunk, password),
  removable: (livekit, trunk) => outboundTrunks(livekit, trunk, noPassword),
};

/** The parts that are objects in LiveKit. Each comes after the parts that it needs. */
export const objectParts: Readonly<Record<ObjectKind, ObjectPart>> = {
  inbound: inboundTrunk,
  outbound: outboundTrunk,
  rule: dispatchRule,
};

/** The values of the deployment that all its trunks share. */
export interface Deployment {
  readonly deploymentId: DeploymentId;
  readonly roomPrefix: string;
}

/** Returns the specification of a trunk according to its record. Its objects keep the tag of the set-up. */
export function recordedSpec(
  { row, operationId, acceptedAt }: FullTrunkRecord,
  { deploymentId, roomPrefix }: Deployment,
  earlierOperations: readonly OperationId[] = [],
): TrunkSpec {
  return {
    operationId,
    organizationId: row.organizationId,
    deploymentId,
    acceptedAt: acceptedAt.getTime(),
    earlierOperations,
    settings: trunkOf(row),
    agentVersion: row.notes.inboundAgentVersion,
    sealedPassword: row.sealedPassword,
    roomPrefix,
  };
}

/** Decrypts the password of a trunk. @throws {UnreadableSecretError} if no key opens it. */
export function passwordOf(trunk: TrunkSpec, keyRing: KeyRing): Secret {
  return keyRing.open(trunk.sealedPassword, passwordContext(trunk));
}

/** Decrypts the password of a trunk. @returns null if no key opens it. */
export function knownPasswordOf(trunk: TrunkSpec, keyRing: KeyRing): Secret | null {
  try {
    return passwordOf(trunk, keyRing);
  } catch (error) {
    if (error instanceof UnreadableSecretError) return null;
    throw error;
  }
}

/** Returns the specifications of a recorded trunk's objects; null if no key opens its password. */
export function specsFor(
  record: FullTrunkRecord,
  deployment: Deployment,
  keyRing: KeyRing,
): TrunkObjectSpecs | null {
  const trunk = recordedSpec(record, deployment);
  const password = knownPasswordOf(trunk, keyRing);
  if (password === null) return null;
  return {
    inbound: inboundSpec(trunk, password),
    outbound: outboundSpec(trunk, password),
    rule: ruleSpec(trunk, record.inboundTrunkId),
  };
}
